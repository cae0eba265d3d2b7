// Whose text a source carries, and how many independent voices a claim has.

interface Carrier {
  readonly id: string;
  readonly outlet?: string | undefined;
  readonly carries?: string | undefined;
}

/** The source and those whose text it carries, itself first; one that is not known ends the chain. */
export function chainOf<T extends Carrier>(sources: ReadonlyMap<string, T>, id: string): readonly T[] {
  const chain: T[] = [];
  for (let next = sources.get(id); next !== undefined && !chain.includes(next); ) {
    chain.push(next);
    next = next.carries === undefined ? undefined : sources.get(next.carries);
  }
  return chain;
}

/**
 * The ends of the chains of what says so, wholly or partly. Two articles of one outlet are one voice; a text without an
 * outlet stands for itself.
 */
export function originsOf<T extends Carrier>(
  sources: ReadonlyMap<string, T>,
  citations: readonly { readonly source: string; readonly says?: string | undefined }[],
): readonly T[] {
  const origins = citations
    .filter(({ says }) => says !== 'otherwise')
    .flatMap(({ source }) => chainOf(sources, source).at(-1) ?? []);
  return [...new Map(origins.map((origin) => [origin.outlet ?? `source ${origin.id}`, origin])).values()];
}
