// `/settings`: everything that a chat can choose, shown and within a tap.

import { isKnownZone } from '../../digests/zones.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Button, Keyboard } from '../../messages/buttons.ts';
import { homeButton, inRows } from '../../messages/buttons.ts';
import type { ChatChoices, ZoneId } from '../../store/types.ts';
import { type Line, notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { scheduleWords, stateWords, topicsWords, whenWords, zoneWords } from '../digest/description.ts';
import { chosenZone, isSubscribed, subscriberAt } from '../digest/subscription.ts';
import {
  type ChoicePayload,
  choiceWords,
  chooseForGroup,
  groupKeyboard,
  groupLines,
  quietKeyboard,
} from '../group/group-settings.ts';
import { type Outgoing, type Reply, tellDigest } from '../reply.ts';
import type { Command, Place } from '../request.ts';

export async function settings(command: Command, context: BotContext): Promise<Reply> {
  return tellDigest(await settingsMessage(command, context));
}

export async function settingsMessage(place: Place, context: BotContext): Promise<Outgoing> {
  return shown(place, context, (chosen) => [
    ...inRows(languageButtons(place.locale, context), 3),
    ...groupKeyboard(place, chosen),
    [
      { text: place.locale.text('button-digest'), press: { type: 'digest', view: 'main' } },
      { text: place.locale.text('button-digest-zone'), press: { type: 'digest', view: 'zone' } },
    ],
    [homeButton(place.locale)],
  ]);
}

/** A press on a group's choices; the settings stay in view. */
export async function pressGroupChoice(
  payload: ChoicePayload,
  place: Place,
  context: BotContext,
): Promise<Reply> {
  const quiet = () => shown(place, context, (chosen) => quietKeyboard(place, chosen));
  if (payload.type === 'quiet-choices') return { type: 'edit', message: await quiet() };
  const zone = await zoneOf(place, context);
  await chooseForGroup(payload, place, zone, context);
  const message = payload.type === 'quiet' ? await quiet() : await settingsMessage(place, context);
  const notice = context.answers.words(choiceWords(payload, zone, place.locale), place.locale);
  return { type: 'edit', message, notice };
}

/** The chat's own zone, the one of its digest, or the operator's. */
async function zoneOf(place: Place, context: BotContext): Promise<ZoneId> {
  const { zone } = await context.choices.of(place.chat);
  if (zone && isKnownZone(zone)) return zone;
  const subscriber = await subscriberAt(place, context);
  return isSubscribed(subscriber) ? subscriber.settings.zone : chosenZone(place, context);
}

async function shown(
  place: Place,
  context: BotContext,
  keyboard: (chosen: ChatChoices) => Keyboard,
): Promise<Outgoing> {
  const { locale } = place;
  const subscriber = await subscriberAt(place, context);
  const subscribed = isSubscribed(subscriber);
  const zone = subscribed ? subscriber.settings.zone : await chosenZone(place, context);
  const facts = await context.choices.of(place.chat);
  const chosen = facts.language !== null;
  // Each language is named in itself: `русский`.
  const language = locale.languageName(locale.language);
  const lines: readonly Line[] = [
    [phrase(chosen ? 'settings-language-chosen' : 'settings-language', { language })],
    [phrase('settings-zone', { zone: zoneWords(zone, locale) })],
    ...(subscribed
      ? [
          [
            phrase('settings-digest', {
              schedule: context.answers.words(scheduleWords(subscriber, locale), locale),
            }),
          ],
          [topicsWords(subscriber.settings.topics, locale, context)],
          [whenWords(subscriber.settings.when)],
        ]
      : []),
    [stateWords(subscriber, locale)],
    ...(await groupLines(place, facts, await zoneOf(place, context), context)).map((line) => [line]),
  ];
  return context.answers.fresh(notice(phrase('settings-title'), ...lines), locale, keyboard(facts));
}

function languageButtons(locale: Locale, { locales }: BotContext): readonly Button[] {
  return locales.languages.map((language) => {
    const name = locales.pick(language).ownName;
    return {
      text: language === locale.language ? `✓ ${name}` : name,
      press: { type: 'language', language },
    };
  });
}

/** The chat speaks this language from now on; `undefined` for one that the interface does not have. */
export async function chooseLanguage(
  language: string,
  place: Place,
  context: BotContext,
): Promise<Reply | undefined> {
  if (!context.locales.languages.includes(language)) return undefined;
  await context.choices.choose(place.chat, { language });
  const locale = context.locales.pick(language);
  const message = await settingsMessage({ ...place, locale }, context);
  const told = phrase('settings-language-chosen', { language: locale.languageName(language) });
  return { type: 'edit', message, notice: context.answers.words(told, locale) };
}
