// `/digest` with and without words, and `/stop`: the same choices as the panel's, typed.

import { parseDigestWords, type TypedAction } from '../../digests/schedule-words.ts';
import { underPicture } from '../../digests/under-picture.ts';
import { parseZone } from '../../digests/zones.ts';
import type { Locale } from '../../locales/locale.ts';
import { postLink } from '../../messages/bot-links.ts';
import { inlineKeyboard } from '../../messages/buttons.ts';
import { leadsKeyboard } from '../../messages/digest-keyboards.ts';
import type { Pictured } from '../../messages/payloads.ts';
import { type Line, notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say, tellDigest } from '../reply.ts';
import type { Command, Place } from '../request.ts';
import { BEGIN_WORD, typedBegin } from './begin.ts';
import { CHANNEL_WORDS, chooseChannel } from './channel-picker.ts';
import { keptWords } from './description.ts';
import { panel, screen } from './panel.ts';
import { problemLines, problemMessage } from './schedule-problems.ts';
import {
  act,
  choose,
  chooseZone,
  isSubscribed,
  type Subscriber,
  standingOf,
  subscriberAt,
} from './subscription.ts';
import { topicOf } from './topic-words.ts';
import { whyMessage } from './why.ts';
import { citiesKeyboard } from './zone-keyboards.ts';

export const ZONE_WORD = /^(?:time\s*)?zone\b\s*/iu;

export async function digest(command: Command, context: BotContext): Promise<Reply> {
  const { words, locale } = command;
  if (CHANNEL_WORDS.test(words)) return chooseChannel(command, words, context);
  if (ZONE_WORD.test(words)) return typedZone(words.replace(ZONE_WORD, ''), command, context);
  if (BEGIN_WORD.test(words)) return typedBegin(words.replace(BEGIN_WORD, ''), command, context);
  const read = parseDigestWords(words, (word) => topicOf(word, context));
  switch (read.type) {
    case 'panel':
      return tell(await subscriberAt(command, context), locale, context);
    case 'action':
      return typedAction(read.action, command, context);
    case 'change': {
      const before = await subscriberAt(command, context);
      const after = await choose(command, context, read.change, { run: true });
      const line = keptWords(before, read.change, locale, context);
      return tellDigest(panel('main', after, locale, context, { line }));
    }
    case 'problem':
      return say(problemMessage(read, locale, context));
  }
}

function tell(subscriber: Subscriber, locale: Locale, context: BotContext): Reply {
  return tellDigest(panel('main', subscriber, locale, context));
}

export async function stop(command: Command, context: BotContext): Promise<Reply> {
  return typedAction('off', command, context);
}

/** A digest as it would be sent now, and said to be one. */
export async function lookAhead(place: Place, context: BotContext): Promise<Reply> {
  const { subscription, settings, language } = await subscriberAt(place, context);
  const text = context.digests.preview(settings, language, standingOf(subscription));
  if (text) {
    const { inline_keyboard } = inlineKeyboard(leadsKeyboard(place.locale, text.leads), context.payloads);
    const withButtons = (htmls: readonly string[]) =>
      htmls.map((html, index) =>
        index === htmls.length - 1 ? { html, markup: { inline_keyboard } } : { html },
      );
    const card = place.about && settings.card ? text.card : undefined;
    const under = card && underPicture(text.htmls);
    const picture = under && (await pictureOf(card, context.locales.pick(language), context));
    if (!picture) return { type: 'messages', messages: withButtons(text.htmls) };
    const [caption = { html: under.caption }, ...rest] = withButtons([under.caption, ...under.rest]);
    const { photo, filename } = picture;
    return { type: 'photo', photo, filename, caption, rest };
  }
  return say(
    hint(context.answers, place.locale, phrase('digest-nothing-new'), phrase('digest-nothing-new-hint')),
  );
}

/** `undefined` where it can't be drawn. */
async function pictureOf(of: Pictured, locale: Locale, { pictures, log }: BotContext) {
  try {
    return await pictures.make(of, locale);
  } catch (error) {
    log.warn({ err: error }, 'a picture could not be made');
    return undefined;
  }
}

/** Asks for a city. The answer is a reply to this message or, in a private chat, the next plain words. */
export function askForCity(place: Place, context: BotContext): Outgoing {
  return cityQuestion(place, context, [phrase('digest-city-question')], phrase('digest-city-hint'));
}

/** Asks again after words that name no place: an answer is never taken for a search. */
function askAgain(words: string, place: Place, context: BotContext): Outgoing {
  const parsed = parseZone(words);
  const nearest = parsed.ok ? [] : parsed.nearest;
  const problem = problemLines({ type: 'problem', expected: 'zone', word: words, nearest }, place.locale);
  return cityQuestion(
    place,
    context,
    [...problem, phrase('digest-city-question')],
    phrase('digest-city-leave'),
  );
}

function cityQuestion(
  place: Place,
  context: BotContext,
  [title, ...lines]: readonly [Phrase, ...Phrase[]],
  closing: Phrase,
): Outgoing {
  const { about, locale } = place;
  // Which channel is read again from the reply, which may come after a restart.
  const whose: Line[] = about ? [[{ link: { input: about.title }, url: postLink(about.id) }]] : [];
  const { html } = context.answers.fresh(notice(title, ...lines, ...whose, closing), locale);
  if (place.type !== 'private') return { html };
  waitForCity(place, context);
  const input_field_placeholder = locale.text('digest-city-placeholder');
  return { html, markup: { force_reply: true, input_field_placeholder } };
}

function waitForCity({ type, chat, about }: Place, { questions }: BotContext): void {
  if (type === 'private') questions.ask(chat, { type: 'city', channel: about?.id });
}

async function typedAction(action: TypedAction, command: Command, context: BotContext): Promise<Reply> {
  if (action === 'now') return lookAhead(command, context);
  if (action === 'why') return say(await whyMessage(command, context));
  return tell(await act(action, command, context), command.locale, context);
}

/** A zone alone: kept for the chat, and for its digest where it has one. */
export async function setZone(words: string, place: Place, context: BotContext): Promise<boolean> {
  const parsed = parseZone(words);
  if (!parsed.ok) return false;
  const { zone } = parsed;
  // A button may have answered what was asked in words.
  if (context.questions.waiting(place.chat)?.type === 'city') context.questions.take(place.chat);
  if (isSubscribed(await subscriberAt(place, context)))
    await choose(place, context, { zone }, { run: false });
  else await chooseZone(place, context, zone);
  return true;
}

async function typedZone(words: string, command: Command, context: BotContext): Promise<Reply> {
  const { locale } = command;
  if (words === '') return say(askForCity(command, context));
  const done = await setZone(words, command, context);
  const subscriber = await subscriberAt(command, context);
  if (done) return tell(subscriber, locale, context);
  const cities = citiesKeyboard(words, locale);
  if (!cities) return say(askAgain(words, command, context));
  waitForCity(command, context);
  return say(screen(subscriber, locale, context, cities, phrase('digest-which-city')));
}
