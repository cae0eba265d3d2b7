// What a chat follows, as a list with buttons: a pause and an end for each, and whether what is agreed comes at once.

import type { Locale } from '../../locales/locale.ts';
import { type Button, forChannel, homeButton, type Keyboard, topicsButton } from '../../messages/buttons.ts';
import { fittedRows } from '../../messages/fitted-rows.ts';
import { hashOf } from '../../messages/hashes.ts';
import type { Followed } from '../../store/types.ts';
import { type Line, notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import { followName } from '../../summaries/follow-names.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing } from '../reply.ts';
import { stateWords } from './description.ts';
import { isSubscribed, type Subscriber } from './subscription.ts';

/** @param line what has just been done */
export function followsScreen(
  subscriber: Subscriber,
  locale: Locale,
  context: BotContext,
  line?: Phrase,
): Outgoing {
  const { settings, place } = subscriber;
  const subscribed = isSubscribed(subscriber);
  const follows = subscribed ? (settings.follows ?? []) : [];
  const own = context.catalogue.in(locale.language);
  const named = follows.map((one) => ({ ...one, name: followName(own, one.key) }));
  const lines: readonly (Line | Phrase)[] = [
    ...named.map(
      ({ name, paused }): Line => ['• ', name, ...(paused ? [' · ', phrase('follows-is-paused')] : [])],
    ),
    ...(line ? [line] : []),
    ...(follows.length === 0 ? [phrase('follows-none')] : []),
    phrase('follows-how', { example: '/follow lavrov', words: '/follow swift' }),
    ...(follows.length > 0 && settings.topics === 'all' ? [phrase('follows-all-topics')] : []),
    ...(subscribed
      ? [
          phrase(settings.agreedAtOnce ? 'digest-agreed-on' : 'digest-agreed-off'),
          stateWords(subscriber, locale),
        ]
      : []),
  ];
  const title = place.about
    ? phrase('follows-channel-title', { channel: { input: place.about.title } })
    : phrase('follows-title');
  const keyboard = [
    ...named.flatMap((one) => followRows(one, locale)),
    ...(subscribed ? [[agreedButton(settings.agreedAtOnce === true, locale)]] : []),
    [
      { text: locale.text('button-digest'), press: { type: 'digest', view: 'main' } } as const,
      homeButton(locale),
    ],
  ];
  const buttons = place.about ? forChannel(keyboard, place.about.id) : keyboard;
  return context.answers.fresh(notice(title, ...lines), locale, buttons);
}

/** Under what says that something is followed now. */
export function followKeyboard(key: string | undefined, locale: Locale): Keyboard {
  const all: Button = {
    text: locale.text('button-digest-follows'),
    press: { type: 'digest', view: 'follows' },
  };
  return [key === undefined ? [all] : [dropButton(key, locale), all], [topicsButton(locale)]];
}

/** Where the name is too long for two in a row, both name it, as each stands alone. */
function followRows({ key, paused, name }: Followed & { readonly name: string }, locale: Locale): Keyboard {
  const action = paused ? 'resume' : 'pause';
  const turn: Button = {
    text: `${paused ? '▶' : '⏸'} ${name}`,
    press: { type: 'digest-follow', hash: hashOf(key), action },
  };
  const drop = dropButton(key, locale);
  return fittedRows([[turn, drop]]).length === 1
    ? [[turn, drop]]
    : [[turn], [{ ...drop, text: `${drop.text} ${name}` }]];
}

function dropButton(key: string, locale: Locale): Button {
  return {
    text: locale.text('button-drop'),
    press: { type: 'digest-follow', hash: hashOf(key), action: 'drop' },
  };
}

/** Ticked while it is on. */
function agreedButton(on: boolean, locale: Locale): Button {
  const text = locale.text('button-agreed');
  return { text: on ? `✓ ${text}` : text, press: { type: 'digest-agreed', wanted: !on } };
}
