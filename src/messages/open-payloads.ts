// The buttons under a message whose text must stay, such as a digest: what they stand for comes in a message of its own.

import type { TalkId, TopicId } from '../content/schema.ts';
import { OPEN_LETTERS } from './payload-letters.ts';

export type OpenPayload =
  | { readonly type: 'open'; readonly what: (typeof OPENED)[number] }
  | { readonly type: 'open-topic'; readonly talk: TalkId; readonly topic: TopicId }
  /** The evidence of these points, by their numbers in the ledger; `isNew` where it is not a page turned. */
  | {
      readonly type: 'proof';
      readonly points: readonly number[];
      readonly page: number;
      readonly isNew: boolean;
    };

const OPENED = ['rounds', 'topics', 'corrections'] as const;
/** What the other fields leave of 64 bytes. */
const POINTS_LENGTH = 50;
const POINTS = /^[1-9a-z][0-9a-z]{0,8}(?:-[1-9a-z][0-9a-z]{0,8})*$/u;

export function isOpenPayload(payload: { readonly type: string }): payload is OpenPayload {
  return Object.hasOwn(OPEN_LETTERS, payload.type);
}

/** The first of the numbers, as many as fit into a button. */
export function fittingPoints(points: readonly number[]): readonly number[] {
  const over = points.findIndex((_, index) => written(points.slice(0, index + 1)).length > POINTS_LENGTH);
  return over < 0 ? points : points.slice(0, over);
}

/** The fields after the letter, the topic and the page, which payloads.ts writes. */
export function openFields(payload: OpenPayload): readonly string[] {
  switch (payload.type) {
    case 'open':
      return [payload.what];
    case 'open-topic':
      return [];
    case 'proof':
      return [written(payload.points), payload.isNew ? 'n' : 'p'];
  }
}

/** `undefined` for another word. */
export function openedBy(word: string): OpenPayload | undefined {
  const what = OPENED.find((one) => one === word);
  return what && { type: 'open', what };
}

/** `undefined` for invalid fields. */
export function proofOf(page: number | undefined, points: string, how: string): OpenPayload | undefined {
  if (page === undefined || points.length > POINTS_LENGTH || !POINTS.test(points)) return undefined;
  const numbers = points.split('-').map((point) => Number.parseInt(point, 36));
  return { type: 'proof', points: numbers, page, isNew: how === 'n' };
}

function written(points: readonly number[]): string {
  return points.map((point) => point.toString(36)).join('-');
}
