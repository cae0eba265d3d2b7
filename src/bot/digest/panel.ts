// The /digest panel: what a chat's digest is now, in words, and a button for every choice.

import type { Locale } from '../../locales/locale.ts';
import { forChannel, type Keyboard } from '../../messages/buttons.ts';
import type { DigestView } from '../../messages/digest-payloads.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing } from '../reply.ts';
import type { Channel } from '../request.ts';
import {
  followsWords,
  languageWords,
  scheduleWords,
  stateWords,
  topicsWords,
  whenWords,
} from './description.ts';
import { followsScreen } from './follows-screen.ts';
import {
  daysKeyboard,
  languageKeyboard,
  mainKeyboard,
  offerKeyboard,
  timeKeyboard,
  topicsKeyboard,
} from './panel-keyboards.ts';
import { isOwn, isSubscribed, type Subscriber } from './subscription.ts';
import { zoneKeyboard } from './zone-keyboards.ts';

/** A screen of the panel. A chat without a digest is offered one on the main screen, and may choose its zone before. */
export function panel(
  view: DigestView,
  subscriber: Subscriber,
  locale: Locale,
  context: BotContext,
  news: News = {},
): Outgoing {
  if (view === 'follows') return followsScreen(subscriber, locale, context, news.line);
  const shown = isSubscribed(subscriber) || view === 'zone' || view === 'language' ? view : 'main';
  const keyboard = keyboardOf(shown, subscriber, locale, context);
  return screen(subscriber, locale, context, keyboard, promptOf(shown), news);
}

/** What has just been done. */
export interface News {
  /** In the place of the panel's name; it says too when the next digest comes. */
  readonly title?: Phrase | undefined;
  readonly line?: Phrase | undefined;
}

/** The state in words, what to do now, and these buttons. */
export function screen(
  subscriber: Subscriber,
  locale: Locale,
  context: BotContext,
  keyboard: Keyboard,
  prompt?: Phrase,
  { title, line }: News = {},
): Outgoing {
  const { settings, subscription } = subscriber;
  const subscribed = isSubscribed(subscriber);
  const state = stateWords(subscriber, locale);
  const follows = followsWords(settings, locale, context);
  const lines = [
    ...(subscribed ? [] : subscription ? [state, phrase('digest-as-it-was')] : [phrase('digest-suggested')]),
    scheduleWords(subscriber, locale),
    topicsWords(settings.topics, locale, context),
    ...(follows ? [follows] : []),
    whenWords(settings.when),
    ...(settings.agreedAtOnce ? [phrase('digest-agreed-on')] : []),
    ...(subscriber.place.about && settings.card ? [phrase('digest-card-on')] : []),
    ...(isOwn(subscriber.place) ? [] : [languageWords(subscriber, locale)]),
    ...(line ? [line] : []),
    ...(subscribed ? [title ? phrase('digest-done-hint') : state] : []),
    ...(subscribed ? [] : [phrase(subscription ? 'digest-offer-again' : 'digest-offer')]),
    ...(prompt ? [prompt] : []),
  ];
  const { about } = subscriber.place;
  const buttons = about ? forChannel(keyboard, about.id) : keyboard;
  return context.answers.fresh(notice(title ?? titleOf(subscribed, about), ...lines), locale, buttons);
}

function titleOf(subscribed: boolean, about: Channel | undefined): Phrase {
  if (!about) return phrase(subscribed ? 'digest-panel-title' : 'digest-offer-title');
  const channel = { input: about.title };
  return phrase(subscribed ? 'digest-channel-title' : 'digest-channel-offer-title', { channel });
}

function keyboardOf(
  view: Exclude<DigestView, 'follows'>,
  subscriber: Subscriber,
  locale: Locale,
  context: BotContext,
): Keyboard {
  switch (view) {
    case 'main':
      return isSubscribed(subscriber)
        ? mainKeyboard(subscriber, locale, context)
        : offerKeyboard(subscriber, locale, context);
    case 'time':
      return timeKeyboard(subscriber, locale);
    case 'zone':
      return zoneKeyboard(subscriber, locale, context);
    case 'days':
      return daysKeyboard(subscriber, locale);
    case 'topics':
      return topicsKeyboard(subscriber, locale, context);
    case 'language':
      return languageKeyboard(subscriber, locale, context);
  }
}

function promptOf(view: DigestView): Phrase | undefined {
  return view === 'main' ? undefined : phrase(`digest-choose-${view}`);
}
