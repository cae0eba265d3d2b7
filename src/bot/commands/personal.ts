// `/privacy`, `/mydata`, `/forget`: what is stored about a chat, all of it as a file, and its end.

import { topicsButton } from '../../messages/buttons.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command, Press } from '../request.ts';

const STORED = ['stored', 'digests', 'shared', 'broadcasts', 'not', 'groups', 'search', 'rights'] as const;

export function privacy({ locale }: Command, { answers }: BotContext): Reply {
  const lines = STORED.map((part) => phrase(`privacy-${part}`));
  return say(answers.fresh(notice(phrase('privacy-title'), ...lines), locale, [[topicsButton(locale)]]));
}

export async function mydata({ chat, locale }: Command, context: BotContext): Promise<Reply> {
  const data = await context.store.personalData(chat as ChatId);
  if (!data) return say(hint(context.answers, locale, phrase('mydata-none')));
  return {
    type: 'document',
    filename: 'communique-data.json',
    content: `${JSON.stringify(data, withDates, 2)}\n`,
    caption: locale.text('mydata-caption'),
  };
}

export async function forget({ chat, locale }: Command, context: BotContext): Promise<Reply> {
  const data = await context.store.personalData(chat as ChatId);
  if (!data) return say(hint(context.answers, locale, phrase('mydata-none')));
  const question = notice(phrase('forget-question'), phrase('forget-what'));
  return say(
    context.answers.fresh(question, locale, [
      [
        { text: locale.text('button-forget'), press: { type: 'forget', sure: true }, style: 'danger' },
        { text: locale.text('button-keep'), press: { type: 'forget', sure: false } },
      ],
    ]),
  );
}

/** `/forget` posted in a channel, by one of its administrators: done at once, as a post has no buttons. */
export async function forgetPost({ chat, locale }: Command, context: BotContext): Promise<{ line: string }> {
  await context.store.forgetChat(chat as ChatId);
  context.choices.forget(chat);
  return { line: locale.text('forget-done') };
}

/** The question becomes what has been done. */
export async function pressForget(
  sure: boolean,
  { chat, locale }: Press,
  context: BotContext,
): Promise<Reply> {
  if (sure) {
    await context.store.forgetChat(chat as ChatId);
    context.choices.forget(chat);
  }
  const title = phrase(sure ? 'forget-done' : 'forget-kept');
  const lines = sure ? [phrase('forget-done-hint')] : [];
  return { type: 'edit', message: hint(context.answers, locale, title, ...lines) };
}

/** Instants as ISO 8601, for people to read. */
function withDates(key: string, value: unknown): unknown {
  const isInstant = typeof value === 'number' && /(?:At|^notBefore)$/u.test(key);
  return isInstant ? new Date(value).toISOString() : value;
}
