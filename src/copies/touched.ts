// Which changes in the ledger touch a message.

import type { Copies } from '../store/copies.ts';
import type { BodyId, LedgerChange, Sequence } from '../store/types.ts';
import type { Known } from '../summaries/stated-lines.ts';
import { type KeptText, readKept } from './body.ts';

/** How many messages that were sent would be corrected if these points changed. */
export async function countTouched(copies: Copies, points: readonly PointName[]): Promise<number> {
  const names = new Set(points.map(({ talkId, pointId }) => `${talkId} ${pointId}`));
  if (names.size === 0) return 0;
  const ids: BodyId[] = [];
  for await (const texts of copies.texts(0))
    for (const { id, lines } of texts)
      if (statedIn(readKept({ lines })).some(({ talk, point }) => names.has(`${talk} ${point}`)))
        ids.push(id);
  return copies.holders(ids);
}

type PointName = Pick<LedgerChange, 'talkId' | 'pointId'>;

/** The points of its lines and of its picture. */
function statedIn({ lines, picture }: KeptText): readonly Known[] {
  return [...lines, ...(picture?.points ?? [])];
}

function knownIn(kept: KeptText): readonly Known[] {
  const named = kept.lines.flatMap(({ denials }) => denials);
  return [...statedIn(kept), ...named, ...(kept.picture?.denials ?? [])];
}

/** The changes of each point, by `talk point`. */
export type ChangesByPoint = ReadonlyMap<string, readonly Pick<LedgerChange, 'sequence' | 'number'>[]>;

export function changesByPoint(changes: readonly LedgerChange[]): ChangesByPoint {
  return Map.groupBy(changes, ({ talkId, pointId }) => `${talkId} ${pointId}`);
}

/** The last change that it was written without; `undefined` where it knows all. */
export function lastTouching(kept: KeptText, changes: ChangesByPoint): Sequence | undefined {
  let last: Sequence | undefined;
  for (const one of knownIn(kept))
    for (const { sequence, number } of changes.get(`${one.talk} ${one.point}`) ?? [])
      if (number >= one.changes && (last === undefined || sequence > last)) last = sequence;
  return last;
}
