// `/digest` with and without words, and `/stop`: the same choices as the panel's, typed.

import { type DigestAction, parseDigestWords } from '../../digests/schedule-words.ts';
import { parseZone } from '../../digests/zones.ts';
import type { Locale } from '../../locales/locale.ts';
import { postLink } from '../../messages/bot-links.ts';
import { type Line, notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import {
  type Command,
  type Desk,
  type Outgoing,
  type Place,
  type Reply,
  say,
  tellDigest,
} from '../request.ts';
import { CHANNEL_WORDS, chooseChannel } from './channel-picker.ts';
import { panel, screen } from './panel.ts';
import { problemMessage } from './schedule-problems.ts';
import { act, choose, chooseZone, isSubscribed, type Subscriber, subscriberAt } from './subscription.ts';
import { citiesKeyboard } from './zone-keyboards.ts';

export const ZONE_WORD = /^(?:time\s*)?zone\b\s*/iu;

export async function digest(command: Command, desk: Desk): Promise<Reply> {
  const { words, locale } = command;
  if (CHANNEL_WORDS.test(words)) return chooseChannel(command, words, desk);
  if (ZONE_WORD.test(words)) return typedZone(words.replace(ZONE_WORD, ''), command, desk);
  const read = parseDigestWords(words, (word) => topicOf(word, desk));
  switch (read.type) {
    case 'panel':
      return tell(await subscriberAt(command, desk), locale, desk);
    case 'action':
      return typedAction(read.action, command, desk);
    case 'change':
      return tell(await choose(command, desk, read.change, { run: true }), locale, desk);
    case 'problem':
      return say(problemMessage(read, locale, desk));
  }
}

function tell(subscriber: Subscriber, locale: Locale, desk: Desk): Reply {
  return tellDigest(panel('main', subscriber, locale, desk));
}

export async function stop(command: Command, desk: Desk): Promise<Reply> {
  return typedAction('off', command, desk);
}

/** A digest as it would be sent now. */
export async function lookAhead(place: Place, desk: Desk): Promise<Reply> {
  const { subscription, settings, language } = await subscriberAt(place, desk);
  const readers = place.about ? 'channel' : 'chat';
  const { cursor = null, rotation = 0 } = subscription ?? {};
  const texts = await desk.digests.preview(settings, language, cursor, rotation, readers);
  if (texts.length > 0) return { type: 'messages', messages: texts.map((html) => ({ html })) };
  return say(
    hint(desk.answers, place.locale, phrase('digest-nothing-new'), phrase('digest-nothing-new-hint')),
  );
}

/** Asks for a city. The answer is a reply to this message or, in a private chat, the next plain words. */
export function askForCity(place: Place, desk: Desk): Outgoing {
  const { about, locale } = place;
  // Which channel is read again from the reply, which may come after a restart.
  const whose: Line[] = about ? [[{ link: { input: about.title }, url: postLink(about.id) }]] : [];
  const { html } = desk.answers.fresh(
    notice(phrase('digest-city-question'), ...whose, phrase('digest-city-hint')),
    locale,
  );
  if (place.type !== 'private') return { html };
  desk.questions.ask(place.chat, { type: 'city', channel: about?.id });
  const input_field_placeholder = locale.text('digest-city-placeholder');
  return { html, markup: { force_reply: true, input_field_placeholder } };
}

async function typedAction(action: DigestAction, command: Command, desk: Desk): Promise<Reply> {
  if (action === 'now') return lookAhead(command, desk);
  return tell(await act(action, command, desk), command.locale, desk);
}

/** A zone alone: kept for the chat, and for its digest where it has one. */
export async function setZone(words: string, place: Place, desk: Desk): Promise<boolean> {
  const parsed = parseZone(words);
  if (!parsed.ok) return false;
  const { zone } = parsed;
  if (isSubscribed(await subscriberAt(place, desk))) await choose(place, desk, { zone }, { run: false });
  else await chooseZone(place, desk, zone);
  return true;
}

async function typedZone(words: string, command: Command, desk: Desk): Promise<Reply> {
  const { locale } = command;
  if (words === '') return say(askForCity(command, desk));
  const done = await setZone(words, command, desk);
  const subscriber = await subscriberAt(command, desk);
  if (done) return tell(subscriber, locale, desk);
  const cities = citiesKeyboard(words, locale);
  if (cities) return say(screen(subscriber, locale, desk, cities, phrase('digest-which-city')));
  const parsed = parseZone(words);
  const nearest = parsed.ok ? [] : parsed.nearest;
  return say(problemMessage({ type: 'problem', expected: 'zone', word: words, nearest }, locale, desk));
}

/** A topic by its command, its id or its name. */
export function topicOf(word: string, { catalogue }: Desk): string | undefined {
  const topic =
    catalogue.topicByCommand(word) ??
    catalogue.topics.find(({ id, name }) => id === word || name.toLowerCase() === word);
  return topic?.id;
}
