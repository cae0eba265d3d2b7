// The bot's own place in a chat: added, blocked, removed, silenced, or a group that became a supergroup.

import type { ChatMember, ChatMemberUpdated, User } from 'telegraf/types';
import type { GoneReason } from '../../delivery/outcome.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command, Place } from '../request.ts';
import type { Introductions } from './introductions.ts';
import { mayWrite } from './managers.ts';

export interface MembershipOptions {
  readonly introductions: Introductions;
  /** Says something in a group that nobody asked for. */
  readonly say: (place: Place, message: Outgoing) => void;
  /** The group's digests are paused, by this person. */
  readonly paused: (chat: number, by: User) => void;
}

/** Closes what a chat gets when the bot has lost it; `true` when it has. */
export async function closeIfLost(update: ChatMemberUpdated, { store }: BotContext): Promise<boolean> {
  const { chat, new_chat_member: now } = update;
  const reason = reasonOf(chat.type, now.status);
  if (reason) await store.chats.gone(chat.id as ChatId, reason);
  return reason !== undefined;
}

/**
 * In a private chat or a group: closes its digests when the bot is removed, pauses them while the bot can't write, and
 * introduces the bot where it is new. A chat that takes it back is told how to resume: nothing begins again by itself.
 */
export async function onMembership(
  update: ChatMemberUpdated,
  context: BotContext,
  { introductions, say, paused }: MembershipOptions,
): Promise<void> {
  const { chat, from, old_chat_member: before, new_chat_member: now } = update;
  if (await closeIfLost(update, context)) return introductions.removed(chat.id);
  if (chat.type === 'private') return;
  if (!mayWrite(now)) {
    if ((await context.store.chats.silenced(chat.id as ChatId, 'may not write')) > 0) {
      context.choices.forget(chat.id);
      paused(chat.id, from);
    }
    return;
  }
  if (isInside(before) || (await hasDigest(chat.id, context))) return;
  const place = await placeOf(update, context);
  introductions.added(chat.id, () => say(place, introduction(context, place.locale)));
}

/** Telegram may report a group as new when it became a supergroup; one with a digest needs no introduction. */
export async function hasDigest(chat: number, { store }: BotContext): Promise<boolean> {
  return (await store.subscriptions.ofChat(chat as ChatId)).some(({ state }) => state.status !== 'closed');
}

/** The whole group, in its language, else in the language of the person who added the bot. */
async function placeOf({ chat, from }: ChatMemberUpdated, { choices, locales }: BotContext): Promise<Place> {
  const { language } = await choices.of(chat.id);
  const locale = locales.pick(language ?? from.language_code);
  const who = { user: from.id, asChat: false, channel: undefined };
  return { chat: chat.id, type: 'group', thread: undefined, ...who, locale };
}

/** The chat has a new id: everything it has goes there. Telegram tells it in both chats; one that has nothing stays unknown. */
export async function onMigration(
  from: number,
  to: number,
  { store, choices }: BotContext,
  introductions: Introductions,
): Promise<void> {
  introductions.begun(to);
  if (await store.chats.get(from as ChatId)) await store.moveChat(from as ChatId, to as ChatId);
  choices.forget(from);
  choices.forget(to);
}

/** To a member of a group who has followed a link that adds the bot: where it is new it introduces itself. */
export async function greeting({ chat, locale }: Command, context: BotContext): Promise<Reply | undefined> {
  return (await hasDigest(chat, context)) ? undefined : say(introduction(context, locale));
}

/** Who the bot is, and a button with which an administrator sets up a digest. */
export function introduction({ answers }: BotContext, locale: Place['locale']): Outgoing {
  const text = notice(
    phrase('introduction-title'),
    phrase('introduction-ask'),
    phrase('introduction-digest'),
  );
  const setUp = { text: locale.text('button-set-up'), press: { type: 'digest-open' } } as const;
  return answers.fresh(text, locale, [[setUp]]);
}

function reasonOf(type: string, status: string): GoneReason | undefined {
  if (status === 'kicked') return type === 'private' ? 'blocked' : 'kicked';
  return status === 'left' ? 'not a member' : undefined;
}

function isInside(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}
