// What a group chooses in /settings besides its digests: who may ask, whether commands are deleted, quiet hours.

import { QUIET_SPANS } from '../../digests/quiet.ts';
import type { Locale } from '../../locales/locale.ts';
import { type Button, backButton, inRows, type Keyboard } from '../../messages/buttons.ts';
import type { ChatPayload } from '../../messages/chat-payloads.ts';
import type { ChatChoices, QuietHours, ZoneId } from '../../store/types.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { zoneWords } from '../digest/description.ts';
import { ticked } from '../digest/panel-keyboards.ts';
import type { Place } from '../request.ts';

export type ChoicePayload = Exclude<ChatPayload, { type: 'resume' }>;

/** The choices in words; where a command is to go away and the bot cannot do it, that too. */
export async function groupLines(
  place: Place,
  chosen: ChatChoices,
  zone: ZoneId,
  context: BotContext,
): Promise<readonly Phrase[]> {
  if (place.type !== 'group') return [];
  const { whoMayAsk, deletesQuestions, quietHours } = chosen;
  const lacksRight = deletesQuestions && !(await context.standing(place.chat))?.mayDelete;
  return [
    phrase(`settings-ask-${whoMayAsk}`),
    phrase(deletesQuestions ? 'settings-delete-on' : 'settings-delete-off'),
    ...(lacksRight ? [phrase('settings-delete-lacking')] : []),
    quietHours === null
      ? phrase('settings-quiet-off')
      : phrase('settings-quiet-on', { hours: spanWords(quietHours), zone: zoneWords(zone, place.locale) }),
  ];
}

export function groupKeyboard({ type, locale }: Place, chosen: ChatChoices): Keyboard {
  if (type !== 'group') return [];
  const { whoMayAsk, deletesQuestions, quietHours } = chosen;
  const ask = (who: ChatChoices['whoMayAsk']): Button => ({
    text: ticked(locale.text(`button-ask-${who}`), whoMayAsk === who),
    press: { type: 'who-may-ask', who },
  });
  return [
    // A row each: two of these words do not fit a phone's width.
    [ask('everyone')],
    [ask('administrators')],
    [
      {
        text: ticked(locale.text('button-delete-questions'), deletesQuestions),
        press: { type: 'delete-questions', wanted: !deletesQuestions },
      },
      {
        text: ticked(locale.text('button-quiet'), quietHours !== null),
        press: { type: 'quiet-choices' },
      },
    ],
  ];
}

/** Under the settings while quiet hours are being chosen. */
export function quietKeyboard({ locale }: Place, { quietHours }: ChatChoices): Keyboard {
  const spans = QUIET_SPANS.map(
    (span): Button => ({
      text: ticked(spanWords(span), span === quietHours),
      press: { type: 'quiet', hours: span },
    }),
  );
  const off: Button = {
    text: ticked(locale.text('button-quiet-off'), quietHours === null),
    press: { type: 'quiet', hours: 'off' },
  };
  return [...inRows(spans, 2), [off], [backButton(locale, { type: 'settings' })]];
}

/** Stores what a button stands for; quiet hours are counted in the zone that was shown with them. */
export async function chooseForGroup(
  payload: Exclude<ChoicePayload, { type: 'quiet-choices' }>,
  place: Place,
  zone: ZoneId,
  { choices }: BotContext,
): Promise<void> {
  switch (payload.type) {
    case 'who-may-ask':
      return choices.choose(place.chat, { whoMayAsk: payload.who });
    case 'delete-questions':
      return choices.choose(place.chat, { deletesQuestions: payload.wanted });
    case 'quiet': {
      const quietHours = payload.hours === 'off' ? null : (payload.hours as QuietHours);
      return choices.choose(place.chat, { quietHours, zone });
    }
  }
}

/** What is now, in a line. */
export function choiceWords(
  payload: Exclude<ChoicePayload, { type: 'quiet-choices' }>,
  zone: ZoneId,
  locale: Locale,
): Phrase {
  switch (payload.type) {
    case 'who-may-ask':
      return phrase(`settings-ask-${payload.who}`);
    case 'delete-questions':
      return phrase(payload.wanted ? 'settings-delete-on' : 'settings-delete-off');
    case 'quiet':
      return payload.hours === 'off'
        ? phrase('settings-quiet-off')
        : phrase('settings-quiet-on', {
            hours: spanWords(payload.hours as QuietHours),
            zone: zoneWords(zone, locale),
          });
  }
}

/** `22:00–07:00`. */
function spanWords(hours: QuietHours): string {
  return hours.replace('-', '–');
}
