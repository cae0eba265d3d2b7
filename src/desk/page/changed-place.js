// Where two versions of a round differ: what an undo has changed is shown.

/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('./desk-state.js').Place} Place */

/** The keys of the round's own form. */
export const HEAD_KEYS = ['title', 'about', 'date', 'form', 'place', 'venue', 'duration', 'series', 'state'];

/**
 * The first entry that differs, and whether it does in a translation.
 * @param {RoundView} before
 * @param {RoundView} now
 * @returns {{ place: Place, isTranslation: boolean } | undefined}
 */
export function changedPlace(before, now) {
  const differ = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
    JSON.stringify(one) !== JSON.stringify(other);
  const head = /** @type {Place} */ ({ list: 'head', index: 0 });
  if (isHeldOtherwise(before, now)) return { place: head, isTranslation: false };
  for (const list of /** @type {const} */ (['points', 'delegations', 'sessions', 'sources']))
    for (const [index, one] of now[list].entries()) {
      const other = before[list][index];
      if (differ(entryIn(one), entryIn(other))) return { place: { list, index }, isTranslation: false };
    }
  if (HEAD_KEYS.some((key) => now.head[key] !== before.head[key]))
    return { place: head, isTranslation: false };
  for (const { language, talk, points } of now.translations) {
    const old = before.translations.find((one) => one.language === language);
    if (differ(talk.words, old?.talk.words)) return { place: head, isTranslation: true };
    for (const [index, { id }] of now.points.entries())
      if (differ(points[String(id)]?.words, old?.points[String(id)]?.words))
        return { place: { list: 'points', index }, isTranslation: true };
  }
  return undefined;
}

/**
 * Whether one of the two is published, or is to be, and the other isn't so.
 * @param {RoundView} before
 * @param {RoundView} now
 */
export function isHeldOtherwise(before, now) {
  return before.head.draft !== now.head.draft || before.head.publish !== now.head.publish;
}

/** A source without its text. @param {any} one */
function entryIn(one) {
  return one && 'of' in one && 'entry' in one ? one.entry : one;
}
