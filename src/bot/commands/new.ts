// `/new`: what was published, corrected or moved since this chat last looked.

import { inlineKeyboard, topicsButton } from '../../messages/buttons.ts';
import { leadsKeyboard } from '../../messages/digest-keyboards.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

/** What is shown counts as looked at, whether by its text or by a count that leads to it. */
export async function news({ chat, type, locale }: Command, context: BotContext): Promise<Reply> {
  const { answers, digests, payloads, store } = context;
  const { upTo } = digests.news(null, locale.language);
  const before = await store.chats.look(chat as ChatId, type === 'group' ? 'unknown' : type, upTo);
  const { text } = digests.news(before, locale.language);
  if (!text) {
    const lines = notice(phrase('new-nothing'), phrase('new-nothing-hint'));
    return say(answers.fresh(lines, locale, [[topicsButton(locale)]]));
  }
  const markup = inlineKeyboard(leadsKeyboard(locale, text.leads), payloads);
  const last = text.htmls.length - 1;
  return {
    type: 'messages',
    messages: text.htmls.map((html, index) => (index === last ? { html, markup } : { html })),
  };
}
