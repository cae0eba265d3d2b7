// What is open at this desk, and who draws it: parts of the page draw themselves when they are told to.

import { idOf, idOfEntry, idsOf } from './saving.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('./saving.js').Saving} Saving */
/** @typedef {'points' | 'delegations' | 'sessions' | 'sources'} List */
/** @typedef {{ list: 'head' | List, index: number }} Place */

/**
 * @typedef {object} Desk
 * @property {FolderView} folder
 * @property {Saving | undefined} saving none before a round is open
 * @property {Place} open
 * @property {{ list: List, id: string, instead: Place } | undefined} gone what was open until others took it out
 * @property {Record<string, any>} entry whose form is open, as it stands in the form
 * @property {Record<string, Record<string, any>>} words its translations by language, as they stand in the form
 * @property {boolean} isTranslating whether the form shows them
 * @property {number} sourceIndex
 * @property {number} citation that selected words go into
 * @property {readonly Remark[]} remarks
 * @property {string | undefined} command that shows the round
 * @property {boolean} isAdding while something is added outside the form, news of it are no news
 */

/** @type {Desk} */
export const desk = {
  folder: /** @type {FolderView} */ ({}),
  saving: undefined,
  open: { list: 'head', index: 0 },
  gone: undefined,
  entry: {},
  words: {},
  isTranslating: false,
  sourceIndex: 0,
  citation: 0,
  remarks: [],
  command: undefined,
  isAdding: false,
};

/**
 * `form`: of what is open, from the files. `around`: all but the form, which somebody may be typing in. `source`: its text.
 * `folder`: the choice of rounds. `check`: the check and the messages, a little later. `messages`: these at once.
 * @typedef {'form' | 'around' | 'source' | 'folder' | 'check' | 'messages'} Part
 */

/** @type {Map<Part, (() => void)[]>} */
const drawers = new Map();

/**
 * @param {Part} part
 * @param {() => void} drawer
 */
export function drawWith(part, drawer) {
  drawers.set(part, [...(drawers.get(part) ?? []), drawer]);
}

let isPressed = false;
/** What is drawn once nothing is pressed any more. @type {Set<Part>} */
const late = new Set();

/** A button that is being pressed must be there when it's let go. @param {boolean} isDown */
export function press(isDown) {
  isPressed = isDown;
  // The click comes first.
  if (isDown || late.size === 0) return;
  setTimeout(() => {
    const parts = [...late];
    late.clear();
    for (const part of parts) draw(part);
  });
}

/** @param {Part} part */
export function draw(part) {
  if (isPressed && (part === 'form' || part === 'around')) {
    late.add(part);
    return;
  }
  for (const drawer of drawers.get(part) ?? []) drawer();
}

/** Draws everything again; the focus stays where it was. */
export function redraw() {
  if (!desk.saving) return;
  const { round } = desk.saving;
  const { list, index } = desk.open;
  if (list !== 'head' && index >= round[list].length) {
    const gone = desk.gone?.instead === desk.open ? desk.gone : { list, id: idOfEntry(desk.entry, list) };
    desk.open =
      round.points.length > 0
        ? { list: 'points', index: round.points.length - 1 }
        : { list: 'head', index: 0 };
    desk.gone = { ...gone, instead: desk.open };
  }
  draw('form');
  draw('around');
  draw('check');
}

/**
 * The entry that is open stays so where others have put one before it, or taken one out. What was gone is opened again: a
 * program that saves a file may leave it empty for a moment, or half written.
 */
export function stayOpen() {
  if (!desk.saving) return;
  if (desk.gone?.instead !== desk.open) desk.gone = undefined;
  const { gone } = desk;
  const back = gone ? idsOf(desk.saving.round, gone.list).indexOf(gone.id) : -1;
  if (gone && back >= 0) {
    desk.open = { list: gone.list, index: back };
    return;
  }
  const { list, index } = desk.open;
  if (list === 'head') return;
  const ids = idsOf(desk.saving.round, list);
  const id = idOfEntry(desk.entry, list);
  if (ids[index] === id) return;
  if (ids.includes(id)) desk.open = { list, index: ids.indexOf(id) };
  else desk.gone ??= { list, id, instead: desk.open };
}

/** What was read or written elsewhere. @param {RoundView} round */
export function take(round) {
  desk.saving?.take(round);
  stayOpen();
  redraw();
}

/** The id of the point that is open; empty where another form is. */
export function openPoint() {
  return desk.saving && desk.open.list === 'points' ? idOf(desk.saving.round, 'points', desk.open.index) : '';
}

/** @param {Record<string, any>} holder */
export function citationsOf(holder) {
  return /** @type {Record<string, any>[]} */ (Array.isArray(holder.citations) ? holder.citations : []);
}
