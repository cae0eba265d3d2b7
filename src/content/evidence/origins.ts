// Whose text a source carries, and how many independent voices a claim has.

import type { Citation, Source } from './model.ts';

export interface Origins {
  /** The source and those whose text it carries, itself first; what is not known ends the chain. */
  chainOf(source: string): readonly Source[];
  /** One key for each outlet that the texts come from; a text without an outlet stands for itself. */
  voicesOf(citations: readonly Citation[]): ReadonlySet<string>;
}

export function createOrigins(sources: ReadonlyMap<string, Source>): Origins {
  const chainOf = (id: string): readonly Source[] => {
    const chain: Source[] = [];
    for (let next = sources.get(id); next !== undefined && !chain.includes(next); ) {
      chain.push(next);
      next = next.carries === undefined ? undefined : sources.get(next.carries);
    }
    return chain;
  };
  return {
    chainOf,
    voicesOf(citations) {
      const origins = citations
        .filter(({ says }) => says !== 'otherwise')
        .flatMap(({ source }) => chainOf(source).at(-1) ?? []);
      return new Set(
        origins.map(({ id, outlet }) => (outlet === undefined ? `source ${id}` : `outlet ${outlet}`)),
      );
    },
  };
}
