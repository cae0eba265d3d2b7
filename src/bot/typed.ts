// What a message asks: a command, the answer to a question of the bot's, or words to look for.

import type { Message, UserFromGetMe } from 'telegraf/types';
import { channelOfPost } from '../messages/bot-links.ts';
import { CANCEL_WORDS } from './digest/channel-picker.ts';
import type { Question } from './questions.ts';
import type { Command, Desk, Original, Place } from './request.ts';
import { cleanWords, commandOf, type TypedCommand } from './update.ts';

/** Bot API, BotCommand. */
const COMMAND_LENGTH = 32;

/** What is for this bot; `undefined` for what people say among themselves or to other bots. */
export function readMessage(
  message: Message.TextMessage,
  place: Place,
  me: UserFromGetMe,
  desk: Desk,
): Command | undefined {
  const { text, message_id } = message;
  // An inline result that somebody chose: our own words.
  if (message.via_bot?.id === me.id) return undefined;
  // Telegram's copy of a channel's post in its group: nobody there has written it.
  if (message.is_automatic_forward) return undefined;
  const inPrivate = place.type === 'private';
  const typed = commandOf(text);
  // Whatever is typed ends the bot's waiting for a city.
  const waited = inPrivate ? desk.questions.take(place.chat) : undefined;
  const original = originalOf(message);
  const command = typed && forUs(typed, place, message_id, me.username);
  if (typed) return command && { ...command, original };
  const said = { ...place, addressed: true, message: message_id };
  if (text.startsWith('/')) return inPrivate ? { ...said, ...nearlyCommand(text), original } : undefined;
  const question = answeredBy(message, me.id, desk) ?? waited;
  if (question?.type === 'city') {
    const which = question.channel === undefined ? {} : { which: question.channel };
    return { ...said, ...which, name: 'digest', words: `zone ${cleanWords(text)}` };
  }
  if (question?.type === 'broadcast') return { ...said, name: 'broadcast', words: '', original };
  if (inPrivate && isCancel(text, desk)) return { ...said, name: 'digest', words: CANCEL_WORDS };
  return inPrivate ? { ...said, name: 'search', words: cleanWords(text) } : undefined;
}

function originalOf({ text, entities = [], reply_to_message: replied }: Message.TextMessage): Original {
  const isText = replied && 'text' in replied && typeof replied.text === 'string';
  return {
    ...{ text, entities },
    repliedTo: isText ? { text: replied.text, entities: replied.entities ?? [] } : undefined,
  };
}

/** A command posted in a channel, by itself or an author who is shown: not forwarded, nor sent by way of a bot. */
export function readPost(post: Message, place: Place, me: UserFromGetMe): Command | undefined {
  if (!('text' in post) || typeof post.text !== 'string' || place.channel !== undefined) return undefined;
  if (post.via_bot || post.forward_origin || 'forward_date' in post) return undefined;
  const typed = commandOf(post.text);
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
function answeredBy(
  { reply_to_message: asked }: Message.TextMessage,
  me: number,
  { locales }: Desk,
): Question | undefined {
  if (asked?.from?.id !== me || !('text' in asked)) return undefined;
  const asks = (question: string) =>
    locales.languages.some((language) => asked.text.startsWith(locales.pick(language).text(question)));
  if (asks('broadcast-question')) return { type: 'broadcast' };
  if (!asks('digest-city-question')) return undefined;
  const links = (asked.entities ?? []).flatMap((entity) => (entity.type === 'text_link' ? entity.url : []));
  return { type: 'city', channel: links.map(channelOfPost).find((channel) => channel !== undefined) };
}

/** The button below the picker's sends its own text. */
function isCancel(text: string, { locales }: Desk): boolean {
  return locales.languages.some((language) => text === locales.pick(language).text('button-channel-cancel'));
}
