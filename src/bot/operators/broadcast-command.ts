// `/broadcast`: an operator's message to many chats, taken from the command, a reply or the answer to a
// question, and shown as it will look.

import { cutFormatted, type Formatted, formattedHtml } from '../../messages/formatted.ts';
import { codePoints } from '../../messages/html.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import { type Command, type Desk, type Outgoing, type Reply, say } from '../request.ts';
import { draftPanel, progressPanel } from './broadcast-panel.ts';

/** Bot API, sendMessage: characters after entity parsing. */
const LONGEST = 4096;

export async function broadcast(command: Command, desk: Desk): Promise<Reply> {
  const { locale } = command;
  if (!desk.broadcaster) return say(hint(desk.answers, locale, phrase('broadcast-off')));
  const running = await desk.store.broadcasts.running();
  if (running) {
    const busy = hint(desk.answers, locale, phrase('broadcast-busy'));
    return { type: 'messages', messages: [busy, progressPanel(running, locale)] };
  }
  const composed = composedBy(command);
  if (composed.text === '') return say(question(command, desk));
  const length = codePoints(composed.text);
  if (length > LONGEST) {
    return say(hint(desk.answers, locale, phrase('broadcast-too-long', { length, most: LONGEST })));
  }
  const draft = await desk.store.broadcasts.draft(command.chat as ChatId, formattedHtml(composed));
  const reach = await desk.store.broadcasts.reach(draft.audience);
  return {
    type: 'trial',
    message: { html: draft.html },
    next: draftPanel(draft, reach, locale, desk.locales),
    // Nobody else would get it either; without a button the draft is forgotten.
    otherwise: hint(desk.answers, locale, phrase('broadcast-refused')),
  };
}

/** What follows the command; where that is nothing, what it replies to. */
function composedBy({ original }: Command): Formatted {
  if (!original) return { text: '', entities: [] };
  const command = /^\/\S+/u.exec(original.text)?.[0].length ?? 0;
  const own = cutFormatted(original, command);
  return own.text === '' && original.repliedTo ? cutFormatted(original.repliedTo, 0) : own;
}

function question({ chat, locale }: Command, desk: Desk): Outgoing {
  const text = notice(phrase('broadcast-question'), phrase('broadcast-question-hint'));
  desk.questions.ask(chat, { type: 'broadcast' });
  const input_field_placeholder = locale.text('broadcast-placeholder');
  return {
    ...desk.answers.fresh(text, locale),
    markup: { force_reply: true, input_field_placeholder },
  };
}
