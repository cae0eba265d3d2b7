// The bot's own place in a channel has changed: what becomes of its digest, and what the person who did it is
// told.

import type { ChatMember, ChatMemberUpdated } from 'telegraf/types';
import type { Locale } from '../../locales/locale.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { closeIfLost } from '../group/membership.ts';
import type { Outgoing } from '../reply.ts';
import type { Channel } from '../request.ts';

export interface ChannelNews {
  readonly channel: Channel;
  readonly type: /** It may post from now on. */
    | 'added'
    /** It is in the channel and can't post. */
    | 'silent'
    /** As `silent`, and a digest is paused for it. */
    | 'paused';
}

/** Closes or pauses the channel's digest where the bot lost its rights; returns what to tell, if anything. */
export async function onChannel(
  update: ChatMemberUpdated,
  context: BotContext,
): Promise<ChannelNews | undefined> {
  const { chat, from, old_chat_member: before, new_chat_member: now } = update;
  if (chat.type !== 'channel') return undefined;
  // Asked before anything is waited for: a channel that was picked comes right behind, with a panel of its own.
  const isPicking = context.questions.waiting(from.id)?.type === 'channel';
  await closeIfLost(update, context);
  const channel = { id: chat.id, title: chat.title };
  if (isAway(now)) return undefined;
  if (mayPost(now)) return mayPost(before) || isPicking ? undefined : { channel, type: 'added' };
  const paused = await context.store.chats.silenced(chat.id as ChatId, 'may not write');
  context.choices.forget(chat.id);
  if (paused > 0) return { channel, type: 'paused' };
  return isAway(before) || mayPost(before) ? { channel, type: 'silent' } : undefined;
}

/** One short message; where there is something to set up, a button that turns it into the channel's panel. */
export function newsMessage(
  { channel, type }: ChannelNews,
  locale: Locale,
  { answers }: BotContext,
): Outgoing {
  const name = { input: channel.title };
  const text = notice(phrase(`channel-news-${type}`, { channel: name }), phrase(`channel-news-${type}-hint`));
  if (type !== 'added') return answers.fresh(text, locale);
  const press = { type: 'digest', view: 'main', channel: channel.id } as const;
  return answers.fresh(text, locale, [[{ text: locale.text('button-channel-setup'), press }]]);
}

function isAway({ status }: ChatMember): boolean {
  return status === 'left' || status === 'kicked';
}

function mayPost(member: ChatMember): boolean {
  return member.status === 'administrator' && member.can_post_messages === true;
}
