// A button under a broadcast: another audience, send, cancel, stop. Two operators may press at once, and
// twice.

import type { BroadcastPayload } from '../../messages/broadcast-payloads.ts';
import type { Audience } from '../../store/broadcasts/audience.ts';
import type { Broadcast } from '../../store/broadcasts/broadcast.ts';
import type { BroadcastId, ChatId } from '../../store/types.ts';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing, Reply } from '../reply.ts';
import type { Press } from '../request.ts';
import { draftPanel, progressPanel } from './broadcast-panel.ts';

export async function pressBroadcast(
  payload: BroadcastPayload,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const id = payload.broadcast as BroadcastId;
  switch (payload.act) {
    case 'send':
      return send(id, press, context);
    case 'cancel':
      return (await context.store.broadcasts.discard(id))
        ? edit(ended('broadcast-cancelled', press, context))
        : asItIs(id, press, context);
    case 'stop':
      await context.store.broadcasts.stop(id);
      context.broadcaster?.wake();
      return asItIs(id, press, context);
    default:
      return aim(id, payload.act, press, context);
  }
}

async function send(id: BroadcastId, press: Press, context: BotContext): Promise<Reply> {
  const { broadcasts } = context.store;
  const beginning = await broadcasts.begin(id, { chatId: press.chat as ChatId, messageId: press.message });
  if (beginning === 'busy') return { type: 'notice', text: press.locale.text('broadcast-busy') };
  if (beginning === 'begun') context.broadcaster?.wake();
  return asItIs(id, press, context);
}

async function aim(
  id: BroadcastId,
  act: Exclude<BroadcastPayload['act'], 'send' | 'cancel' | 'stop'>,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const { broadcasts } = context.store;
  const before = await broadcasts.get(id);
  const wanted = before && audienceAfter(before.audience, act);
  const draft = wanted && (await broadcasts.aim(id, wanted));
  return draft ? edit(await panelOf(draft, press, context)) : asItIs(id, press, context);
}

function audienceAfter(
  audience: Audience,
  act: Exclude<BroadcastPayload['act'], 'send' | 'cancel' | 'stop'>,
): Audience {
  if (act === 'all' || act === 'subscribers') return { ...audience, who: act };
  return { ...audience, language: act === 'any' ? null : act.slice('in-'.length) };
}

/** Its state now, after any presses meanwhile. */
async function asItIs(id: BroadcastId, press: Press, context: BotContext): Promise<Reply> {
  const broadcast = await context.store.broadcasts.get(id);
  const isOn = broadcast && broadcast.state !== 'draft';
  return edit(isOn ? progressPanel(broadcast, press.locale) : ended('broadcast-expired', press, context));
}

async function panelOf(draft: Broadcast, { locale }: Press, context: BotContext): Promise<Outgoing> {
  return draftPanel(draft, await context.store.broadcasts.reach(draft.audience), locale, context.locales);
}

function ended(message: string, { locale }: Press, context: BotContext): Outgoing {
  return hint(context.answers, locale, phrase(message));
}

function edit(message: Outgoing): Reply {
  return { type: 'edit', message };
}
