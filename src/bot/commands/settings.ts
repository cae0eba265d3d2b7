// `/settings`: everything that a chat can choose, shown and within a tap.
// Listed by commands.ts; press.ts leads here too.

import type { Locale } from '../../locales/locale.ts';
import type { Button } from '../../messages/buttons.ts';
import { type Line, notice, phrase } from '../../summaries/blocks.ts';
import { type Command, type Desk, type Outgoing, type Place, type Reply, say } from '../request.ts';
import { chosenZone, isSubscribed, subscriberAt } from '../subscriber.ts';
import { inRows } from './digest-choices.ts';
import { scheduleWords, stateWords, topicsWords, whenWords, zoneWords } from './digest-words.ts';

export async function settings(command: Command, desk: Desk): Promise<Reply> {
  return say(await settingsMessage(command, desk));
}

export async function settingsMessage(place: Place, desk: Desk): Promise<Outgoing> {
  const { locale } = place;
  const subscriber = await subscriberAt(place, desk);
  const subscribed = isSubscribed(subscriber);
  const zone = subscribed ? subscriber.settings.zone : await chosenZone(place, desk);
  const chosen = (await desk.choices.of(place.chat)).language !== null;
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
  ];
  return desk.answers.fresh(notice(phrase('settings-title'), ...lines), locale, [
    ...inRows(languageButtons(locale, desk), 3),
    [
      { text: locale.text('button-digest'), press: { type: 'digest', view: 'main' } },
      { text: locale.text('button-digest-zone'), press: { type: 'digest', view: 'zone' } },
    ],
  ]);
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
