// Ids that the content names and nothing has: one each, with the point that names it first.

import type { TalkDraft } from './draft.ts';
import type { References, Referred } from './references.ts';
import type { Point } from './schema.ts';

export interface MissingId {
  readonly kind: Referred;
  readonly id: string;
  /** The talk that names it first; `undefined` where a registry does. */
  readonly talk: string | undefined;
  readonly point: Point | undefined;
}

export function missingIds(references: References, talks: readonly TalkDraft[]): readonly MissingId[] {
  return references.missing.map(({ kind, id, sheet, path: [list, index] }) => {
    const talk = talks.find((one) => one.sheet === sheet || one.sources?.sheet === sheet);
    const point =
      list === 'points' && talk?.sheet === sheet
        ? talk.points.kept.find((kept) => kept.index === index)?.entry
        : undefined;
    return { kind, id, talk: talk?.id, point };
  });
}
