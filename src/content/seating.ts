// Who sat at which table: only those at one table can have agreed.

import type { Talk } from './model.ts';

/** Those of `by` who did not sit at the table at which most of them did. */
export function absentFromTable(
  { delegations = [], sessions }: Talk,
  by: readonly string[],
): readonly string[] {
  const seated = new Set(delegations.filter(({ part }) => part !== 'observer').map(({ party }) => party));
  const tables =
    sessions === undefined ? [seated] : sessions.map(({ parties }) => new Set(parties).intersection(seated));
  const absent = tables.map((table) => by.filter((party) => !table.has(party)));
  return absent.toSorted((a, b) => a.length - b.length)[0] ?? by;
}
