// Which point each line of an answer states, so that the line can be corrected where it stands.

import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Line, PointRef, Summary } from './blocks.ts';

/** A point, and how many of its changes were known when a line was written. */
export interface Known extends PointRef {
  readonly changes: number;
}

export interface StatedLine extends Known {
  /** The denials that the line names. */
  readonly denials: readonly Known[];
  readonly line: Line;
  /** Further lines of the same item, under which a remark on it stands. */
  readonly beneath: readonly Line[];
  readonly isTitle: boolean;
  /** The point's own words, as they stand in the line. */
  readonly text: string;
  /** How a digest wrote it, so that it can write it again. */
  readonly form?: LineForm;
}

/** `change`: as the news of a change, the first of which has this number, from 0. */
export type LineForm =
  | { readonly type: 'statement'; readonly isTitle: boolean }
  | { readonly type: 'change'; readonly isTitle: boolean; readonly from: number };

/** @param catalogue in the reader's language */
export function statedLine(
  catalogue: Catalogue,
  { talk, point }: Located,
  written: Pick<StatedLine, 'line' | 'form'> & Partial<Pick<StatedLine, 'beneath' | 'isTitle'>>,
): StatedLine {
  return {
    beneath: [],
    isTitle: false,
    ...written,
    ...knownAs({ talk, point }),
    denials: catalogue.denialsOf(talk.id, point.id).map(knownAs),
    text: point.text,
  };
}

/** The lines of an answer that state points: those of its items, and of the answer that is one point. */
export function statedInAnswer(catalogue: Catalogue, { blocks }: Summary): readonly StatedLine[] {
  const located = (ref: PointRef | undefined): Located | undefined => {
    const talk = ref && catalogue.talk(ref.talk);
    const point = talk && catalogue.point(talk.id, ref.point);
    return talk && point && { talk, point };
  };
  return blocks.flatMap((block): readonly StatedLine[] => {
    if (block.type === 'text') {
      const of = located(block.states?.point);
      const line = block.lines[block.states?.line ?? 0];
      return of && line ? [statedLine(catalogue, of, { line })] : [];
    }
    const items = block.type === 'section' ? block.items : block.groups.flatMap((group) => group.items);
    return items.flatMap(({ points: [first], lines: [line, ...beneath] }) => {
      const of = located(first);
      return of ? [statedLine(catalogue, of, { line, beneath })] : [];
    });
  });
}

/** The point, as it is known now. */
export function knownAs({ talk, point }: Located): Known {
  return { talk: talk.id, point: point.id, changes: point.changes?.length ?? 0 };
}
