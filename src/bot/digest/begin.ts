// A digest in two presses: *Daily digest*, then the reader's city. Everything else is as most want it, and can be changed.

import { likelyZones } from '../../digests/likely-zones.ts';
import { type DigestChange, parseDigestWords } from '../../digests/schedule-words.ts';
import { cityOf, nameOfCity } from '../../digests/zone-cities.ts';
import { isKnownZone, parseZone, searchZones } from '../../digests/zones.ts';
import { type Button, homeButton, type Keyboard } from '../../messages/buttons.ts';
import type { ZoneId } from '../../store/types.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say, tellDigest } from '../reply.ts';
import type { Command, Place, Press } from '../request.ts';
import { doneWords, scheduleWords, zoneWords } from './description.ts';
import { panel } from './panel.ts';
import { choose, isSubscribed, type Subscriber, subscriberAt } from './subscription.ts';
import { topicOf } from './topic-words.ts';

/** Cities offered before the reader has typed anything. */
const LIKELY = 3;
/** Cities that typed words may mean. */
const MEANT = 6;

/** After `/digest`: begins with the place that follows. */
export const BEGIN_WORD = /^begin\b\s*/iu;

/** Without a zone the city is asked for; where there is more to say than a city, the panel opens. */
export async function pressBegin(
  zone: string | undefined,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const before = await subscriberAt(press, context);
  if (zone === undefined) return say(opening(before, press, context));
  if (!isKnownZone(zone)) return { type: 'notice', text: press.locale.text('stale-button') };
  const { message, words } = await beginWith({ zone: zone as ZoneId }, undefined, press, context);
  return { type: 'edit', message, notice: context.answers.words(words, press.locale) };
}

/** The typed answer: a place in any script, perhaps with a time or topics. What is none is asked again. */
export async function typedBegin(words: string, command: Command, context: BotContext): Promise<Reply> {
  const { locale } = command;
  const subscriber = await subscriberAt(command, context);
  if (words === '') return tellDigest(opening(subscriber, command, context));
  const parsed = parseZone(words);
  const change = parsed.ok ? { zone: parsed.zone } : placeAmong(words, context);
  if (change) {
    const city = nameOfCity(words, locale.language);
    return tellDigest((await beginWith(change, city, command, context)).message);
  }
  const meant = searchZones(words, MEANT, locale.language).map(({ zone, city }) => ({ zone, name: city }));
  const nearest = (parsed.ok ? [] : parsed.nearest).map((zone) => ({ zone, name: nameOf(zone, command) }));
  const choices = meant.length > 0 ? meant : nearest;
  const title =
    meant.length > 0
      ? phrase('digest-which-city')
      : phrase('digest-begin-unknown', { word: { input: words } });
  return say(question(choices, command, context, title, phrase('digest-begin-again')));
}

/** `9 am Berlin`: more than a place, with one in it. */
function placeAmong(words: string, context: BotContext): DigestChange | undefined {
  const read = parseDigestWords(words, (word) => topicOf(word, context));
  return read.type === 'change' && read.change.zone !== undefined ? read.change : undefined;
}

/** Others than the reader of a private chat choose more than a city, and a digest that was there is not started again by chance. */
function opening(subscriber: Subscriber, place: Place, context: BotContext): Outgoing {
  const { locale } = place;
  if (place.type !== 'private' || subscriber.subscription) return panel('main', subscriber, locale, context);
  const { zone, time } = subscriber.settings;
  // A language that was chosen here says more than that of the app.
  const isOwn = context.locales.pick(place.languageCode).language === locale.language;
  const code = isOwn ? place.languageCode : locale.language;
  const likely = likelyZones(code, zone, context.clock.now(), LIKELY);
  const choices = likely.map((one) => ({ zone: one, name: nameOf(one, place) }));
  return question(choices, place, context, undefined, phrase('digest-begin-hint', { time }));
}

interface Choice {
  readonly zone: ZoneId;
  readonly name: string;
}

/** The question stands on a line of its own: a reply to it is known by that, also after a restart. */
function question(
  choices: readonly Choice[],
  place: Place,
  context: BotContext,
  before: Phrase | undefined,
  after: Phrase,
): Outgoing {
  const { locale } = place;
  context.questions.ask(place.chat, { type: 'first city' });
  const asked = phrase('digest-begin-question');
  const text = before ? notice(before, asked, after) : notice(asked, after);
  const home: Keyboard = choices.length > 0 ? [[homeButton(locale)]] : [];
  const message = context.answers.fresh(text, locale, [...cityButtons(choices, context), ...home]);
  if (choices.length > 0) return message;
  const input_field_placeholder = locale.text('digest-city-placeholder');
  return { ...message, markup: { force_reply: true, input_field_placeholder } };
}

/** With the time that it is there: people know their own. */
function cityButtons(choices: readonly Choice[], { clock }: BotContext): Keyboard {
  return choices.map(({ zone, name }): readonly Button[] => {
    const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone });
    return [{ text: `${name} · ${hour.format(clock.now())}`, press: { type: 'digest-begin', zone } }];
  });
}

/** Subscribes, or moves the digest that there is by now; a paused one stays paused. */
async function beginWith(
  change: DigestChange,
  city: string | undefined,
  place: Place,
  context: BotContext,
): Promise<{ readonly message: Outgoing; readonly words: Phrase }> {
  const { locale } = place;
  if (context.questions.waiting(place.chat)?.type === 'first city') context.questions.take(place.chat);
  const before = await subscriberAt(place, context);
  const after = await choose(place, context, change, { run: !isSubscribed(before) });
  if (isSubscribed(before))
    return { message: panel('main', after, locale, context), words: scheduleWords(after, locale) };
  const words = doneWords(after, locale, context, city);
  return { message: panel('main', after, locale, context, { title: words }), words };
}

function nameOf(zone: ZoneId, { locale }: Place): string {
  return cityOf(zone, locale.language) ?? zoneWords(zone, locale);
}
