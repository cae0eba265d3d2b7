// Updates as requests: who asks, where, what. Reads with care, since updates come from outside.

import type { CallbackQuery, Chat, InlineQuery, Message, User, UserFromGetMe } from 'telegraf/types';
import type { Locales } from '../locales/locale.ts';
import { channelOfPost } from '../messages/bot-links.ts';
import type { Formatted } from '../messages/formatted.ts';
import type { BotContext } from './bot-context.ts';
import { cleanWords, commandOf, type TypedCommand } from './command-text.ts';
import { commandMeant } from './command-words.ts';
import { CANCEL_WORDS, REQUEST_ID } from './digest/channel-picker.ts';
import type { Question } from './questions.ts';
import type { Command, Original, Place } from './request.ts';
import type { InlineQuestion } from './sharing/inline-answers.ts';

/** Bot API, BotCommand. */
const COMMAND_LENGTH = 32;

/**
 * What is for this bot; `undefined` for what people say among themselves or to other bots.
 * @param waiting what the bot asked the private chat, if that has not been answered yet
 */
export function readMessage(
  message: Message,
  place: Place,
  me: UserFromGetMe,
  context: Pick<BotContext, 'locales' | 'commands'>,
  waiting: Question | undefined,
): Command | undefined {
  const { message_id } = message;
  const written = writtenIn(message);
  if (!written) return undefined;
  const { text, entities } = written;
  // An inline result that somebody chose: our own words.
  if ('via_bot' in message && message.via_bot?.id === me.id) return undefined;
  // Telegram's copy of a channel's post in its linked group: nobody wrote it there.
  if ('is_automatic_forward' in message && message.is_automatic_forward) return undefined;
  const inPrivate = place.type === 'private';
  const original: Original = { text, entities, repliedTo: repliedTo(message) };
  const typed = commandOf(text, entities);
  if (typed) {
    const command = forUs(typed, place, message_id, me.username);
    return command && { ...command, original };
  }
  const said = { ...place, addressed: true, message: message_id };
  if (cleanWords(text).startsWith('/'))
    return inPrivate ? { ...said, ...nearlyCommand(text), original } : undefined;
  const question = questionAnsweredBy(message, me.id, context) ?? (inPrivate ? waiting : undefined);
  const answer = question && answerTo(question, text, context);
  if (answer) return { ...said, ...answer, original };
  if (!inPrivate) return undefined;
  if (isCancel(text, context))
    return { ...said, name: context.commands.meant('channel'), words: CANCEL_WORDS };
  return { ...said, name: context.commands.meant('plain words'), words: cleanWords(text), isPlain: true };
}

/** The command that an answer stands for; a channel is picked and not typed. */
function answerTo(
  question: Question,
  text: string,
  { commands }: Pick<BotContext, 'commands'>,
): Pick<Command, 'name' | 'words' | 'which'> | undefined {
  const name = commands.meant(`answer to ${question.type}`);
  const isPlace = question.type === 'city' || question.type === 'first city';
  // `stop`, `cancel`, `help`: nobody lives there.
  if (isPlace && commandMeant(text) !== undefined) return undefined;
  switch (question.type) {
    case 'city': {
      const which = question.channel === undefined ? {} : { which: question.channel };
      return { ...which, name, words: `zone ${cleanWords(text)}` };
    }
    case 'first city':
      return { name, words: `begin ${cleanWords(text)}` };
    case 'broadcast':
      return { name, words: '' };
    case 'channel':
      return undefined;
  }
}

/** A message's text, or the caption of its picture or file. */
export function writtenIn(message: Message): Formatted | undefined {
  if ('text' in message && typeof message.text === 'string')
    return { text: message.text, entities: message.entities ?? [] };
  if ('caption' in message && typeof message.caption === 'string')
    return { text: message.caption, entities: message.caption_entities ?? [] };
  return undefined;
}

function repliedTo(message: Message): Formatted | undefined {
  const replied = 'reply_to_message' in message ? message.reply_to_message : undefined;
  const isText = replied && 'text' in replied && typeof replied.text === 'string';
  return isText ? { text: replied.text, entities: replied.entities ?? [] } : undefined;
}

/** Somebody else's words, or one's own from elsewhere: nothing in them is meant as a command here. */
export function isForwarded(message: Message): boolean {
  return 'forward_origin' in message || 'forward_date' in message;
}

/** A command posted in a channel, by itself or an author who is shown: not forwarded, nor sent by way of a bot. */
export function readPost(post: Message, place: Place, me: UserFromGetMe): Command | undefined {
  const written = place.channel === undefined ? writtenIn(post) : undefined;
  if (!written || isForwarded(post) || ('via_bot' in post && post.via_bot)) return undefined;
  const typed = commandOf(written.text, written.entities);
  return typed && forUs(typed, place, post.message_id, me.username);
}

function forUs(typed: TypedCommand, place: Place, message: number, botName: string): Command | undefined {
  if (typed.bot !== undefined && typed.bot !== botName.toLowerCase()) return undefined;
  const addressed = place.type === 'private' || typed.bot !== undefined;
  return { ...place, name: typed.name, words: typed.words, addressed, message };
}

/** What is no command, `/украина` or `/economy.`, all the same: its sender waits for an answer. */
function nearlyCommand(text: string): Pick<Command, 'name' | 'words'> {
  const [name = '', ...words] = cleanWords(text.slice(1)).split(' ');
  return { name: name.slice(0, COMMAND_LENGTH).toLowerCase(), words: words.join(' ') };
}

/** The question that it replies to, in whatever language that was asked: known without any memory. */
function questionAnsweredBy(
  message: Message,
  me: number,
  { locales }: Pick<BotContext, 'locales'>,
): Question | undefined {
  const asked = 'reply_to_message' in message ? message.reply_to_message : undefined;
  if (asked?.from?.id !== me || !('text' in asked)) return undefined;
  // A line of its own: asked again, it follows what was wrong with the answer before.
  const lines = asked.text.split('\n');
  const asks = (question: string) =>
    locales.languages.some((language) => lines.includes(locales.pick(language).text(question)));
  if (asks('broadcast-question')) return { type: 'broadcast' };
  if (asks('digest-begin-question')) return { type: 'first city' };
  if (!asks('digest-city-question')) return undefined;
  const links = (asked.entities ?? []).flatMap((entity) => (entity.type === 'text_link' ? entity.url : []));
  return { type: 'city', channel: links.map(channelOfPost).find((channel) => channel !== undefined) };
}

/** The button below the picker's sends its own text. */
function isCancel(text: string, { locales }: Pick<BotContext, 'locales'>): boolean {
  return locales.languages.some((language) => text === locales.pick(language).text('button-channel-cancel'));
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

/** Where a message was written; `undefined` for unknown kinds of chats. */
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

/** The private chat of a person who did something elsewhere; bots have none. */
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
    languageCode: from?.language_code,
  };
}
