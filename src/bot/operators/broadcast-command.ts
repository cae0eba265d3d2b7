// `/broadcast`: an operator's message to many chats, taken from the command, a reply or the answer to a
// question, and shown as it will look.

import { cutFormatted, type Formatted, formattedHtml } from '../../messages/formatted.ts';
import { codePoints } from '../../messages/html.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';
import { draftPanel, progressPanel } from './broadcast-panel.ts';

/** Bot API, sendMessage: characters after entity parsing. */
const LONGEST = 4096;

export async function broadcast(command: Command, context: BotContext): Promise<Reply> {
  const { locale } = command;
  if (!context.broadcaster) return say(hint(context.answers, locale, phrase('broadcast-off')));
  const running = await context.store.broadcasts.running();
  if (running) {
    const busy = hint(context.answers, locale, phrase('broadcast-busy'));
    return { type: 'messages', messages: [busy, progressPanel(running, locale)] };
  }
  const composed = composedBy(command);
  if (composed.text === '') return say(question(command, context));
  const length = codePoints(composed.text);
  if (length > LONGEST) {
    return say(hint(context.answers, locale, phrase('broadcast-too-long', { length, most: LONGEST })));
  }
  const draft = await context.store.broadcasts.draft(command.chat as ChatId, formattedHtml(composed));
  const reach = await context.store.broadcasts.reach(draft.audience);
  return {
    type: 'trial',
    message: { html: draft.html },
    next: draftPanel(draft, reach, locale, context.locales),
    // Nobody else would get it either; without a button the draft is forgotten.
    otherwise: hint(context.answers, locale, phrase('broadcast-refused')),
  };
}

/** What follows the command; where that is nothing, what it replies to. */
function composedBy({ original }: Command): Formatted {
  if (!original) return { text: '', entities: [] };
  const command = /^\/\S+/u.exec(original.text)?.[0].length ?? 0;
  const own = cutFormatted(original, command);
  return own.text === '' && original.repliedTo ? cutFormatted(original.repliedTo, 0) : own;
}

function question({ chat, locale }: Command, context: BotContext): Outgoing {
  const text = notice(phrase('broadcast-question'), phrase('broadcast-question-hint'));
  context.questions.ask(chat, { type: 'broadcast' });
  const input_field_placeholder = locale.text('broadcast-placeholder');
  return {
    ...context.answers.fresh(text, locale),
    markup: { force_reply: true, input_field_placeholder },
  };
}
