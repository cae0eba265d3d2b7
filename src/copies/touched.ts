// Which changes in the ledger touch a message.

import type { LedgerChange, Sequence } from '../store/types.ts';
import type { Known } from '../summaries/stated-lines.ts';
import type { KeptText } from './body.ts';

/** The changes of each point, by `talk point`. */
export type ChangesByPoint = ReadonlyMap<string, readonly Pick<LedgerChange, 'sequence' | 'number'>[]>;

export function changesByPoint(changes: readonly LedgerChange[]): ChangesByPoint {
  return Map.groupBy(changes, ({ talkId, pointId }) => `${talkId} ${pointId}`);
}

/** The last change that it was written without; `undefined` where it knows all. */
export function lastTouching({ lines }: KeptText, changes: ChangesByPoint): Sequence | undefined {
  let last: Sequence | undefined;
  for (const one of lines.flatMap((line): readonly Known[] => [line, ...line.denials]))
    for (const { sequence, number } of changes.get(`${one.talk} ${one.point}`) ?? [])
      if (number >= one.changes && (last === undefined || sequence > last)) last = sequence;
  return last;
}
