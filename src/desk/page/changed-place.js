// Where two versions of a round differ: what an undo has changed is shown.

/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('./round-points.js').Place} Place */

/** The keys of the round's own form. */
export const HEAD_KEYS = ['title', 'about', 'date', 'form', 'place', 'venue', 'duration', 'series', 'state'];

/**
 * The first entry that differs.
 * @param {RoundView} before
 * @param {RoundView} now
 * @returns {Place | undefined}
 */
export function changedPlace(before, now) {
  for (const list of /** @type {const} */ (['points', 'delegations']))
    for (const [index, one] of now[list].entries())
      if (JSON.stringify(one) !== JSON.stringify(before[list][index])) return { list, index };
  const head = HEAD_KEYS.some((key) => now.head[key] !== before.head[key]);
  return head ? { list: 'head', index: 0 } : undefined;
}
