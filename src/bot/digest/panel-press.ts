// The buttons of the panel and of digests: each choice is stored, and seen in place.

import type { DigestChange } from '../../digests/schedule-words.ts';
import { writeTime } from '../../digests/times.ts';
import { digestKeyboard, inlineKeyboard } from '../../messages/buttons.ts';
import type { DigestPayload, DigestView, FollowAction } from '../../messages/digest-payloads.ts';
import { hashOf } from '../../messages/hashes.ts';
import { isDigestPayload } from '../../messages/payloads.ts';
import type { SubscriptionSettings, Topics } from '../../store/types.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import { followName } from '../../summaries/follow-names.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Press } from '../request.ts';
import { pressBegin } from './begin.ts';
import { CHANNEL_WORD, chooseChannel } from './channel-picker.ts';
import {
  doneWords,
  keptWords,
  languageWords,
  scheduleWords,
  stateWords,
  topicsWords,
  whenWords,
} from './description.ts';
import { askForCity, lookAhead, setZone } from './digest-command.ts';
import { pressFollow } from './follow-command.ts';
import { changeFollow } from './following.ts';
import { panel, screen } from './panel.ts';
import { daysOfBits } from './panel-keyboards.ts';
import {
  act,
  choose,
  chooseLanguageOf,
  isSubscribed,
  type Subscriber,
  subscriberAt,
} from './subscription.ts';
import { offsetsKeyboard } from './zone-keyboards.ts';

type Of<Type extends DigestPayload['type']> = Extract<DigestPayload, { type: Type }>;

export async function pressDigest(payload: DigestPayload, press: Press, context: BotContext): Promise<Reply> {
  const { locale } = press;
  switch (payload.type) {
    case 'digest':
      return show(payload.view, await subscriberAt(press, context), press, context);
    case 'digest-open':
      return say(panel('main', await subscriberAt(press, context), locale, context));
    case 'digest-begin':
      return pressBegin(payload.zone, press, context);
    case 'digest-preview':
      return lookAhead(press, context);
    case 'digest-language':
      return pressLanguage(payload, press, context);
    case 'digest-channel':
      return chooseChannel(press, CHANNEL_WORD, context);
    case 'digest-city':
      return say(askForCity(press, context));
    case 'digest-offsets': {
      const subscriber = await subscriberAt(press, context);
      const keyboard = offsetsKeyboard(payload.page, locale);
      const prompt = phrase('digest-choose-zone');
      return { type: 'edit', message: screen(subscriber, locale, context, keyboard, prompt) };
    }
    case 'digest-zone':
      return pressZone(payload.zone, press, context);
    case 'digest-time':
      return pressTime(payload, press, context);
    case 'digest-do':
      return pressAction(payload, press, context);
    case 'digest-days':
    case 'digest-topic':
    case 'digest-all-topics':
    case 'digest-only-follows':
    case 'digest-when':
      return pressChoice(payload, press, context);
    case 'follow':
      return pressFollow(payload.follow, press, context);
    case 'digest-follow':
      return pressFollowed(payload, press, context);
    case 'digest-agreed':
      return pressAgreed(payload.wanted, press, context);
    case 'digest-card':
      return pressCard(payload.wanted, press, context);
  }
}

/** Something that is followed is dropped, paused or goes on. */
async function pressFollowed(
  { hash, action }: Of<'digest-follow'>,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const before = await subscriberAt(press, context);
  const key = before.settings.follows?.map((one) => one.key).find((one) => hashOf(one) === hash);
  if (key === undefined) return confirm('follows', before, press, context, phrase('follows-gone'));
  const after = await changeFollow(key, action, press, context);
  const what = followName(context.catalogue.in(press.locale.language), key);
  return confirm('follows', after, press, context, followedWords(action, what, after));
}

function followedWords(action: FollowAction, what: string, after: Subscriber): Phrase {
  if (action === 'drop')
    return phrase(isSubscribed(after) ? 'follows-dropped' : 'follows-dropped-all', { what });
  return phrase(action === 'pause' ? 'follows-paused' : 'follows-resumed', { what });
}

async function pressAgreed(wanted: boolean, press: Press, context: BotContext): Promise<Reply> {
  const before = await subscriberAt(press, context);
  if (!isSubscribed(before)) return show('main', before, press, context);
  const after = await choose(press, context, { agreedAtOnce: wanted }, { run: false });
  return confirm('follows', after, press, context, phrase(wanted ? 'digest-agreed-on' : 'digest-agreed-off'));
}

async function pressCard(wanted: boolean, press: Press, context: BotContext): Promise<Reply> {
  const before = await subscriberAt(press, context);
  if (!isSubscribed(before)) return show('main', before, press, context);
  const after = await choose(press, context, { card: wanted }, { run: false });
  return confirm('main', after, press, context, phrase(wanted ? 'digest-card-on' : 'digest-card-off'));
}

function show(view: DigestView, subscriber: Subscriber, { locale }: Press, context: BotContext): Reply {
  return { type: 'edit', message: panel(view, subscriber, locale, context) };
}

/** As `show`, with a small notice that says what is now. */
function confirm(
  view: DigestView,
  subscriber: Subscriber,
  { locale }: Pick<Press, 'locale'>,
  context: BotContext,
  ...[first, ...rest]: readonly [Phrase, ...(Phrase | undefined)[]]
): Reply {
  const line = rest.find((one) => one !== undefined);
  const told = line ? [first, line] : [first];
  return {
    type: 'edit',
    message: panel(view, subscriber, locale, context, { line }),
    notice: told.map((one) => context.answers.words(one, locale)).join('. '),
  };
}

async function pressZone(zone: string, press: Press, context: BotContext): Promise<Reply> {
  const done = await setZone(zone, press, context);
  if (!done) return { type: 'notice', text: press.locale.text('stale-button') };
  const after = await subscriberAt(press, context);
  return confirm('main', after, press, context, scheduleWords(after, press.locale));
}

async function pressLanguage(
  { language }: Of<'digest-language'>,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const { choseLanguage } = await subscriberAt(press, context);
  const done = await chooseLanguageOf(press, context, language);
  if (!done) return { type: 'notice', text: press.locale.text('stale-button') };
  const after = await subscriberAt(press, context);
  // A group's panel speaks what the group speaks from now on.
  const locale = press.about ? press.locale : context.locales.pick(language);
  const view = choseLanguage ? 'language' : 'main';
  return confirm(view, after, { locale }, context, languageWords(after, locale));
}

/** The first time chosen subscribes; later ones are stepped through. */
async function pressTime({ minutes }: Of<'digest-time'>, press: Press, context: BotContext): Promise<Reply> {
  const before = await subscriberAt(press, context);
  const { locale } = press;
  const change = { time: writeTime(minutes) };
  const after = await choose(press, context, change, { run: !isSubscribed(before) });
  if (isSubscribed(before)) return confirm('time', after, press, context, scheduleWords(after, locale));
  const kept = keptWords(before, change, locale, context);
  return confirm('main', after, press, context, doneWords(after, locale, context), kept);
}

type Choice = Of<
  'digest-days' | 'digest-topic' | 'digest-all-topics' | 'digest-only-follows' | 'digest-when'
>;

/** What can be chosen for a digest that there is; where it has ended meanwhile, the panel says so. */
async function pressChoice(payload: Choice, press: Press, context: BotContext): Promise<Reply> {
  const before = await subscriberAt(press, context);
  if (!isSubscribed(before)) return show('main', before, press, context);
  const change = changeOf(payload, before.settings);
  const after = await choose(press, context, change, { run: false });
  const told = {
    'digest-days': () => scheduleWords(after, press.locale),
    'digest-topic': () => topicsWords(after.settings.topics, press.locale, context),
    'digest-all-topics': () => topicsWords(after.settings.topics, press.locale, context),
    'digest-only-follows': () => topicsWords(after.settings.topics, press.locale, context),
    'digest-when': () => whenWords(after.settings.when),
  }[payload.type];
  return confirm(VIEW_AFTER[payload.type], after, press, context, told());
}

const VIEW_AFTER: Readonly<Record<Choice['type'], DigestView>> = {
  'digest-days': 'days',
  'digest-topic': 'topics',
  'digest-all-topics': 'topics',
  'digest-only-follows': 'topics',
  'digest-when': 'main',
};

function changeOf(payload: Choice, { topics, follows = [] }: SubscriptionSettings): DigestChange {
  const others = follows.length > 0;
  switch (payload.type) {
    case 'digest-days':
      return { days: daysOfBits(payload.days) };
    case 'digest-topic':
      return { topics: withTopic(topics, payload.topic, payload.wanted, others) };
    case 'digest-all-topics':
      return { topics: 'all' };
    case 'digest-only-follows':
      return { topics: others ? [] : 'all' };
    case 'digest-when':
      return { when: payload.when };
  }
}

/** Without the last one, it is all of them again, unless something is followed besides: a digest has something in it. */
function withTopic(topics: Topics, topic: string, wanted: boolean, follows: boolean): Topics {
  const others = topics === 'all' ? [] : topics.filter((one) => one !== topic);
  const chosen = wanted ? [...others, topic] : others;
  return chosen.length === 0 && !follows ? 'all' : chosen;
}

/** In the panel the text changes; under a digest only the buttons do, for its text must stay. */
async function pressAction(
  { action, spot }: Of<'digest-do'>,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const after = await act(action, press, context);
  const { locale } = press;
  if (spot === 'panel') return confirm('main', after, press, context, stateWords(after, locale));
  const status = after.subscription?.state.status ?? 'closed';
  const { inline_keyboard } = inlineKeyboard(digestKeyboard(locale, status), context.payloads);
  return {
    type: 'keyboard',
    markup: { inline_keyboard: [...leadsOn(press, context), ...inline_keyboard] },
    notice: context.answers.words(stateWords(after, locale), locale),
  };
}

/** The rows of a digest's keyboard that lead to what it is about: they stay whatever becomes of the digest. */
function leadsOn({ keyboard }: Press, { payloads }: BotContext) {
  const isAbout = (button: object) => {
    const data = 'callback_data' in button ? String(button.callback_data) : '';
    const payload = payloads.decode(data);
    return payload === undefined ? data === '' : !isDigestPayload(payload);
  };
  return keyboard.filter((row) => row.every(isAbout));
}
