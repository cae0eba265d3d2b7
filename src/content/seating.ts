// Who sat at which table: only those at one table can have agreed.

interface Seats {
  readonly delegations?: readonly { readonly party: string; readonly part: string }[] | undefined;
  readonly sessions?: readonly { readonly parties: readonly string[] }[] | undefined;
}

/** The parties that negotiated, hosted or mediated. */
export function seatedIn({ delegations = [] }: Seats): ReadonlySet<string> {
  return new Set(delegations.filter(({ part }) => part !== 'observer').map(({ party }) => party));
}

/** Those of `by` who did not sit at the table at which most of them did. */
export function absentFromTable(talk: Seats, by: readonly string[]): readonly string[] {
  const seated = seatedIn(talk);
  const tables =
    talk.sessions === undefined
      ? [seated]
      : talk.sessions.map(({ parties }) => new Set(parties).intersection(seated));
  const absent = tables.map((table) => by.filter((party) => !table.has(party)));
  return absent.toSorted((a, b) => a.length - b.length)[0] ?? by;
}
