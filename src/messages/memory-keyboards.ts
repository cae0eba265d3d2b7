// The buttons under promises, positions, statements and corrections: a number opens its point, pages, the way home.

import type { Promised, Subject, Topic } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import type { PromiseFilter, PromisesPage } from '../summaries/promises.ts';
import type { PointsPage } from '../summaries/statement.ts';
import {
  type Button,
  followButtons,
  inRows,
  type Keyboard,
  pagedKeyboard,
  pictureButton,
  topicName,
  topicsButton,
} from './buttons.ts';
import type { MemoryPayload } from './memory-payloads.ts';
import { type ListPayload, type Pictured, pointIn } from './payloads.ts';

/** Bot API: buttons in a row; names of subjects fit two in a row on a phone. */
const NUMBERS_IN_A_ROW = 8;
const NAMES_IN_A_ROW = 2;
const SHORT_IN_A_ROW = 3;

export interface PointsButtons {
  readonly back?: Button;
  readonly picture?: Button | undefined;
  /** The key of what the points are of, where it can be followed. */
  readonly follow?: string;
}

/** A number for each point, the pages, what leads back, what follows it, and the topics. */
export function pointsKeyboard(
  locale: Locale,
  page: PointsPage,
  to: (page: number) => ListPayload,
  { back, picture, follow }: PointsButtons = {},
): Keyboard {
  const from = to(page.number);
  const numbers = page.points.map(
    (point, index): Button => ({ text: String(page.first + index), press: pointIn(point, from) }),
  );
  return [
    ...inRows(numbers, NUMBERS_IN_A_ROW),
    ...pagedKeyboard(locale, page, to),
    ...inRows(
      [
        ...(back === undefined ? [] : [back]),
        ...(picture === undefined ? [] : [picture]),
        ...(follow === undefined ? [] : followButtons(locale, follow)),
        topicsButton(locale),
      ],
      follow === undefined || picture === undefined ? SHORT_IN_A_ROW : NAMES_IN_A_ROW,
    ),
  ];
}

/** A number for each promise, which opens its history. */
export function promisesKeyboard(locale: Locale, page: PromisesPage, filter: PromiseFilter): Keyboard {
  const numbers = page.promises.map(
    ({ id }: Promised, index): Button => ({
      text: String(page.first + index),
      press: { type: 'promise', promise: id, filter, from: page.number, page: 1 },
    }),
  );
  const isAll = Object.keys(filter).length === 0;
  return [
    ...inRows(numbers, NUMBERS_IN_A_ROW),
    ...pagedKeyboard(locale, page, (number) => ({ type: 'promises', filter, page: number })),
    ...lastRows(
      page.promises.length > 0 ? { type: 'promises', filter, page: page.number } : undefined,
      isAll ? undefined : allPromisesButton(locale),
      locale,
    ),
  ];
}

/** Where a filter could not be read. */
export function allPromisesKeyboard(locale: Locale): Keyboard {
  return [[allPromisesButton(locale), topicsButton(locale)]];
}

function allPromisesButton(locale: Locale): Button {
  return { text: locale.text('button-all-promises'), press: { type: 'promises', filter: {}, page: 1 } };
}

/** A button for each topic that has something to compare. */
export function compareTopicsKeyboard(locale: Locale, topics: readonly Topic[]): Keyboard {
  const buttons = topics.map(
    (topic): Button => ({
      text: topicName(topic),
      press: { type: 'compare', topic: topic.id, page: 1 },
    }),
  );
  return [...inRows(buttons, NAMES_IN_A_ROW), [topicsButton(locale)]];
}

/** A button for each subject, which opens its rounds. */
export function comparisonKeyboard(
  locale: Locale,
  topic: Topic,
  page: { readonly subjects: readonly Subject[]; readonly number: number; readonly of: number },
): Keyboard {
  const subjects = page.subjects.map(({ id, name }): readonly Button[] => [
    { text: name, press: { type: 'compare-subject', subject: id, page: 1 } },
  ]);
  const others: Button = { text: locale.text('button-compare-topics'), press: { type: 'compare-topics' } };
  return [
    ...subjects,
    ...pagedKeyboard(locale, page, (number) => ({ type: 'compare', topic: topic.id, page: number })),
    ...lastRows(
      page.subjects.length > 0 ? { type: 'compare', topic: topic.id, page: page.number } : undefined,
      others,
      locale,
    ),
  ];
}

/** Two in a row at most: three such names would be cut on a narrow phone. */
function lastRows(picture: Pictured | undefined, other: Button | undefined, locale: Locale): Keyboard {
  const buttons = [
    ...(picture === undefined ? [] : [pictureButton(locale, picture)]),
    ...(other === undefined ? [] : [other]),
    topicsButton(locale),
  ];
  return inRows(buttons, NAMES_IN_A_ROW);
}

/** Whom the words may mean, or who says most: a button each. */
export function actorsKeyboard(
  locale: Locale,
  actors: readonly { readonly name: string; readonly press: MemoryPayload }[],
): Keyboard {
  const buttons = actors.map(({ name, press }): Button => ({ text: name, press }));
  return [...inRows(buttons, NAMES_IN_A_ROW), [topicsButton(locale)]];
}
