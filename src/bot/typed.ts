// What a message asks: a command, the answer to a question of the bot's, or words to look for.
// Called by bot.ts for every message with a text.

import type { Message, UserFromGetMe } from 'telegraf/types';
import type { Command, Desk, Place } from './request.ts';
import { cleanWords, commandOf, type TypedCommand } from './update.ts';

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
  const waited = inPrivate && desk.questions.take(place.chat);
  if (typed) return forUs(typed, place, message_id, me.username);
  if (text.startsWith('/')) return undefined;
  const said = { ...place, addressed: true, message: message_id };
  if (waited || answersQuestion(message, me.id, desk)) {
    return { ...said, name: 'digest', words: `zone ${cleanWords(text)}` };
  }
  return inPrivate ? { ...said, name: 'search', words: cleanWords(text) } : undefined;
}

function forUs(typed: TypedCommand, place: Place, message: number, botName: string): Command | undefined {
  if (typed.bot !== undefined && typed.bot !== botName.toLowerCase()) return undefined;
  const addressed = place.type === 'private' || typed.bot !== undefined;
  return { ...place, name: typed.name, words: typed.words, addressed, message };
}

/** Whether it replies to the question for a city, in whatever language that was asked: known without any memory. */
function answersQuestion({ reply_to_message: asked }: Message.TextMessage, me: number, desk: Desk): boolean {
  if (asked?.from?.id !== me || !('text' in asked)) return false;
  const { locales } = desk;
  return locales.languages.some((language) =>
    asked.text.startsWith(locales.pick(language).text('digest-city-question')),
  );
}
