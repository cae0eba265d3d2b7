// Long lists in pages.

/** One page of a list. `number` and `of` count from 1; an empty list has one empty page. */
export interface PageOf<T> {
  readonly number: number;
  readonly of: number;
  readonly entries: readonly T[];
  /** Entries before this page. */
  readonly offset: number;
}

/** The page of that number, or the nearest one: the content may have shrunk. */
export function page<T>(all: readonly T[], size: number, number: number): PageOf<T> {
  const of = Math.max(1, Math.ceil(all.length / size));
  const nearest = Math.min(Math.max(1, Math.trunc(number) || 1), of);
  const offset = (nearest - 1) * size;
  return { number: nearest, of, entries: all.slice(offset, offset + size), offset };
}
