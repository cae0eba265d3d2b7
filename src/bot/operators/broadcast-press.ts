// A button under a broadcast: another audience, send, cancel, stop. Two operators may press at once, and
// twice.

import type { BroadcastPayload } from '../../messages/broadcast-payloads.ts';
import type { Audience } from '../../store/broadcasts/audience.ts';
import type { Broadcast } from '../../store/broadcasts/broadcast.ts';
import type { BroadcastId, ChatId } from '../../store/types.ts';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { Desk, Outgoing, Press, Reply } from '../request.ts';
import { draftPanel, progressPanel } from './broadcast-panel.ts';

export async function pressBroadcast(payload: BroadcastPayload, press: Press, desk: Desk): Promise<Reply> {
  const id = payload.broadcast as BroadcastId;
  switch (payload.act) {
    case 'send':
      return send(id, press, desk);
    case 'cancel':
      return (await desk.store.broadcasts.discard(id))
        ? edit(ended('broadcast-cancelled', press, desk))
        : asItIs(id, press, desk);
    case 'stop':
      await desk.store.broadcasts.stop(id);
      desk.broadcaster?.wake();
      return asItIs(id, press, desk);
    default:
      return aim(id, payload.act, press, desk);
  }
}

async function send(id: BroadcastId, press: Press, desk: Desk): Promise<Reply> {
  const { broadcasts } = desk.store;
  const beginning = await broadcasts.begin(id, { chatId: press.chat as ChatId, messageId: press.message });
  if (beginning === 'busy') return { type: 'notice', text: press.locale.text('broadcast-busy') };
  if (beginning === 'begun') desk.broadcaster?.wake();
  return asItIs(id, press, desk);
}

async function aim(
  id: BroadcastId,
  act: Exclude<BroadcastPayload['act'], 'send' | 'cancel' | 'stop'>,
  press: Press,
  desk: Desk,
): Promise<Reply> {
  const { broadcasts } = desk.store;
  const before = await broadcasts.get(id);
  const wanted = before && audienceAfter(before.audience, act);
  const draft = wanted && (await broadcasts.aim(id, wanted));
  return draft ? edit(await panelOf(draft, press, desk)) : asItIs(id, press, desk);
}

function audienceAfter(
  audience: Audience,
  act: Exclude<BroadcastPayload['act'], 'send' | 'cancel' | 'stop'>,
): Audience {
  if (act === 'all' || act === 'subscribers') return { ...audience, who: act };
  return { ...audience, language: act === 'any' ? null : act.slice('in-'.length) };
}

/** What has become of it meanwhile, by whoever's press. */
async function asItIs(id: BroadcastId, press: Press, desk: Desk): Promise<Reply> {
  const broadcast = await desk.store.broadcasts.get(id);
  const isOn = broadcast && broadcast.state !== 'draft';
  return edit(isOn ? progressPanel(broadcast, press.locale) : ended('broadcast-expired', press, desk));
}

async function panelOf(draft: Broadcast, { locale }: Press, desk: Desk): Promise<Outgoing> {
  return draftPanel(draft, await desk.store.broadcasts.reach(draft.audience), locale, desk.locales);
}

function ended(message: string, { locale }: Press, desk: Desk): Outgoing {
  return hint(desk.answers, locale, phrase(message));
}

function edit(message: Outgoing): Reply {
  return { type: 'edit', message };
}
