// Caches with room for many, of which most bots meet few.

/**
 * Options for `lru-cache`: at most so many entries, with the room for each taken when it comes. With `max`, the room for all of
 * them is taken at the start: 2 MB and 3 ms for 50 000. Reading and writing cost the same.
 */
export function growingTo(entries: number): {
  readonly maxSize: number;
  readonly sizeCalculation: () => number;
} {
  return { maxSize: entries, sizeCalculation: () => 1 };
}
