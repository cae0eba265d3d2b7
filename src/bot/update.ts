// Telegram's updates as requests: who asks, where, what. Reads with care: updates come from outside.

import type { CallbackQuery, Chat, InlineQuery, Message, User } from 'telegraf/types';
import type { Locales } from '../locales/locale.ts';
import { REQUEST_ID } from './digest/channel-picker.ts';
import type { Place } from './request.ts';
import type { InlineQuestion } from './sharing/inline-answers.ts';

/** A command as typed: `/Ukraine@CommuniqueBot riyadh-2025-02-18`. */
export interface TypedCommand {
  /** Lower case. */
  readonly name: string;
  /** The bot it is for, lower case, where one is named. */
  readonly bot: string | undefined;
  readonly words: string;
}

// Bot API: a command is 1 to 32 of a-z, 0-9 and _; people type capitals all the same.
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/i;
// Control characters, and the marks that turn a line's direction around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** Longer words cannot be a search or a talk's id; cut before any work is done with them, UTF-16 units. */
const WORDS_LENGTH = 512;

/** The command that a text is, if it is one. */
export function commandOf(text: string): TypedCommand | undefined {
  const match = COMMAND.exec(text);
  if (!match?.[1]) return undefined;
  return { name: match[1].toLowerCase(), bot: match[2]?.toLowerCase(), words: cleanWords(match[3] ?? '') };
}

/** What a person typed, on one line, without characters that nobody can see. */
export function cleanWords(text: string): string {
  return text.slice(0, WORDS_LENGTH).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}

/** The ids of a group that became a supergroup, where the message tells of it: both chats get one. */
export function migrationOf(message: Message): { readonly from: number; readonly to: number } | undefined {
  const { chat } = message;
  const move =
    'migrate_to_chat_id' in message
      ? { from: chat.id, to: message.migrate_to_chat_id }
      : 'migrate_from_chat_id' in message
        ? { from: message.migrate_from_chat_id, to: chat.id }
        : undefined;
  return move && Number.isSafeInteger(move.from) && Number.isSafeInteger(move.to) ? move : undefined;
}

/** The channel that a message brings from the native picker, where the picker is ours. */
export function sharedChannel(message: Message): number | undefined {
  if (!('chat_shared' in message) || message.chat_shared.request_id !== REQUEST_ID) return undefined;
  return message.chat_shared.chat_id;
}

/** Where a message was written; undefined for chats of a kind that nobody is answered in. */
export function placeOfMessage(message: Message, locales: Locales): Place | undefined {
  const thread = message.is_topic_message ? message.message_thread_id : undefined;
  const sender = 'sender_chat' in message ? message.sender_chat?.id : undefined;
  const place = placeOf(message.chat, message.from, thread, locales);
  const asChat = sender !== undefined && sender === place?.chat;
  return place && { ...place, asChat, channel: asChat ? undefined : sender };
}

/** Where a button was pressed; undefined when its message cannot be reached any more. */
export function placeOfPress(query: CallbackQuery, locales: Locales): Place | undefined {
  const { message } = query;
  if (!message?.chat) return undefined;
  const thread =
    'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;
  return placeOf(message.chat, query.from, thread, locales);
}

/** The private chat of whoever did something elsewhere; bots have none. */
export function placeOfPerson(from: User, locales: Locales): Place | undefined {
  if (from.is_bot) return undefined;
  return placeOf({ id: from.id, type: 'private', first_name: from.first_name }, from, undefined, locales);
}

/** What somebody types after the bot's name, and the private chat whose language they read. */
export function questionOf(
  { id, from, query, offset }: Partial<InlineQuery>,
  locales: Locales,
): (InlineQuestion & { readonly id: string; readonly chat: number }) | undefined {
  if (typeof id !== 'string' || typeof query !== 'string' || typeof from?.id !== 'number') return undefined;
  const locale = locales.pick(from.language_code);
  return { id, chat: from.id, query, offset: offset ?? '', locale };
}

const TYPES: Readonly<Record<string, Place['type']>> = {
  private: 'private',
  group: 'group',
  supergroup: 'group',
  channel: 'channel',
};

function placeOf(
  chat: Chat | undefined,
  from: User | undefined,
  thread: number | undefined,
  locales: Locales,
): Place | undefined {
  const type = TYPES[chat?.type ?? ''];
  if (!chat || typeof chat.id !== 'number' || !type) return undefined;
  return {
    chat: chat.id,
    ...('username' in chat && typeof chat.username === 'string' ? { username: chat.username } : {}),
    type,
    thread,
    user: from?.id,
    asChat: false,
    channel: undefined,
    locale: locales.pick(from?.language_code),
  };
}
