// `/settings`: everything that a chat can choose, shown and within a tap.

import { isKnownZone } from '../../digests/zones.ts';
import type { Locale } from '../../locales/locale.ts';
import type { Button, Keyboard } from '../../messages/buttons.ts';
import type { ChatChoices, ZoneId } from '../../store/types.ts';
import { type Line, notice, phrase } from '../../summaries/blocks.ts';
import { scheduleWords, stateWords, topicsWords, whenWords, zoneWords } from '../digest/description.ts';
import { inRows } from '../digest/panel-keyboards.ts';
import { chosenZone, isSubscribed, subscriberAt } from '../digest/subscription.ts';
import {
  type ChoicePayload,
  chooseForGroup,
  groupKeyboard,
  groupLines,
  quietKeyboard,
} from '../group/group-settings.ts';
import { type Command, type Desk, type Outgoing, type Place, type Reply, tellDigest } from '../request.ts';

export async function settings(command: Command, desk: Desk): Promise<Reply> {
  return tellDigest(await settingsMessage(command, desk));
}

export async function settingsMessage(place: Place, desk: Desk): Promise<Outgoing> {
  return shown(place, desk, (chosen) => [
    ...inRows(languageButtons(place.locale, desk), 3),
    ...groupKeyboard(place, chosen),
    [
      { text: place.locale.text('button-digest'), press: { type: 'digest', view: 'main' } },
      { text: place.locale.text('button-digest-zone'), press: { type: 'digest', view: 'zone' } },
    ],
  ]);
}

/** What a group chooses beside its digests; the settings stay in view. */
export async function pressGroupChoice(payload: ChoicePayload, place: Place, desk: Desk): Promise<Outgoing> {
  if (payload.type !== 'quiet-choices') {
    await chooseForGroup(payload, place, await zoneOf(place, desk), desk);
  }
  return payload.type === 'quiet-choices' || payload.type === 'quiet'
    ? shown(place, desk, (chosen) => quietKeyboard(place, chosen))
    : settingsMessage(place, desk);
}

/** The chat's own zone, the one of its digest, or the operator's. */
async function zoneOf(place: Place, desk: Desk): Promise<ZoneId> {
  const { zone } = await desk.choices.of(place.chat);
  if (zone && isKnownZone(zone)) return zone;
  const subscriber = await subscriberAt(place, desk);
  return isSubscribed(subscriber) ? subscriber.settings.zone : chosenZone(place, desk);
}

async function shown(
  place: Place,
  desk: Desk,
  keyboard: (chosen: ChatChoices) => Keyboard,
): Promise<Outgoing> {
  const { locale } = place;
  const subscriber = await subscriberAt(place, desk);
  const subscribed = isSubscribed(subscriber);
  const zone = subscribed ? subscriber.settings.zone : await chosenZone(place, desk);
  const facts = await desk.choices.of(place.chat);
  const chosen = facts.language !== null;
  // Each language is named in itself: `русский`.
  const language = locale.languageName(locale.language);
  const lines: readonly Line[] = [
    [phrase(chosen ? 'settings-language-chosen' : 'settings-language', { language })],
    [phrase('settings-zone', { zone: zoneWords(zone) })],
    ...(subscribed
      ? [
          [
            phrase('settings-digest', {
              schedule: desk.answers.words(scheduleWords(subscriber, locale), locale),
            }),
          ],
          [topicsWords(subscriber.settings.topics, locale, desk)],
          [whenWords(subscriber.settings.when)],
        ]
      : []),
    [stateWords(subscriber, locale)],
    ...(await groupLines(place, facts, await zoneOf(place, desk), desk)).map((line) => [line]),
  ];
  return desk.answers.fresh(notice(phrase('settings-title'), ...lines), locale, keyboard(facts));
}

function languageButtons(locale: Locale, { locales }: Desk): readonly Button[] {
  return locales.languages.map((language) => {
    const name = locales.pick(language).languageName(language);
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
  desk: Desk,
): Promise<Outgoing | undefined> {
  if (!desk.locales.languages.includes(language)) return undefined;
  await desk.choices.choose(place.chat, { language });
  return settingsMessage({ ...place, locale: desk.locales.pick(language) }, desk);
}
