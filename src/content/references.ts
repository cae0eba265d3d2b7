// Ids that stand for something elsewhere: whether it is there.

import type { Registries } from './check.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './explain.ts';
import type { Point } from './schema.ts';
import { shown, suggestion } from './wording.ts';
import type { Path } from './yaml-file.ts';

/** The ids that there are. */
export type Ids = { has(id: string): boolean; keys(): Iterable<string> };

/** Whether the id at the path is known; `where` says in which file it would be. */
export function reference(
  path: Path,
  id: string | undefined,
  known: Ids | undefined,
  where: string,
): readonly Finding[] {
  if (id === undefined || known === undefined || known.has(id)) return [];
  const what = `${shown(String(path.findLast((step) => typeof step === 'string')))} names ${shown(id)}, which is not in ${where}; ${suggestion(id, known.keys(), `write an id that is there, or add ${shown(id)}`)}`;
  return [{ path, at: 'value', what }];
}

/** Ids that stand in a list more than once. */
export function repeated(path: Path, ids: readonly (string | undefined)[] | undefined): readonly Finding[] {
  return [...(ids ?? []).entries()].flatMap(([index, id]) =>
    id !== undefined && ids?.indexOf(id) !== index
      ? [
          {
            path: [...path, index],
            at: 'value',
            what: `${shown(id)} stands twice in this list; leave one out`,
          } as const,
        ]
      : [],
  );
}

/** Whether the sources that a claim cites are known. */
export function checkCitations(
  path: Path,
  citations: Draft<Point['sources']> | undefined,
  registries: Registries,
): readonly Finding[] {
  return [...(citations ?? []).entries()].flatMap(([index, citation]) =>
    reference([...path, 'sources', index, 'id'], citation?.id, registries.sources?.byId, 'sources.yaml'),
  );
}
