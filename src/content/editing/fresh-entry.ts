// A new entry of a registry under an id that nothing has yet.

import { UserError } from '../../errors.ts';
import { type EntryKind, REGISTRY_OF, registry, requireId } from './folder.ts';
import { type EntryWishes, newEntry, type Stub } from './stubs.ts';

/** Ids that share a name space: who may stand in `by`. */
export const ACTORS: readonly EntryKind[] = ['person', 'party', 'outlet'];

/**
 * @param more where what else the entry needs is explained
 * @throws UserError where the id is none or is taken, or the entry needs more
 */
export async function freshEntry(
  folder: string,
  kind: EntryKind,
  id: string,
  wishes: EntryWishes,
  more: string,
): Promise<Stub> {
  requireId(id);
  for (const other of ACTORS.includes(kind) ? ACTORS : [kind]) {
    const entries = await registry(folder, other);
    if (entries.some((entry) => entry.id === id))
      throw new UserError(`${id} is in ${REGISTRY_OF[other]}.yaml already; nothing was written`);
  }
  const stub = newEntry(kind, id, wishes);
  if (stub === undefined) throw new UserError(`${id} needs more; ${more}`);
  return stub;
}
