// Keys that hold everywhere at the desk.

import { byId } from '../../preview/page/dom.js';
import { desk } from './desk-state.js';
import { showKeys } from './dialogs.js';
import { controlAt, isText, openPlace } from './form-pane.js';
import { nextPane } from './frame.js';
import { newPoint } from './source-pane.js';
import { step } from './undo.js';

/** The text control that has the focus, as it was then. */
let atFocus = '';

export function startKeyboard() {
  byId('keys').addEventListener('click', showKeys);
  document.addEventListener('focusin', ({ target }) => {
    atFocus = isText(target) ? target.value : '';
  });
  document.addEventListener('keydown', onKey);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const { key, altKey, ctrlKey, metaKey, shiftKey, target } = event;
  if (/** @type {HTMLDialogElement} */ (byId('dialog')).open) return;
  const letter = key.toLowerCase();
  if ((ctrlKey || metaKey) && !altKey && (letter === 'z' || letter === 'y')) {
    // In a text, the browser takes letters back as long as there are some of this visit.
    if (isText(target) && target.value !== atFocus && letter === 'z' && !shiftKey) return;
    event.preventDefault();
    step(letter === 'y' || shiftKey ? 'redo' : 'undo');
  } else if (key === 'F6') {
    event.preventDefault();
    nextPane(shiftKey ? -1 : 1);
  } else if (altKey && letter === 'n') {
    event.preventDefault();
    newPoint();
  } else if (altKey && (key === 'ArrowUp' || key === 'ArrowDown') && desk.saving) {
    event.preventDefault();
    const { length } = desk.saving.round.points;
    if (length === 0) return;
    const by = key === 'ArrowDown' ? 1 : -1;
    const index = desk.open.list === 'points' ? (desk.open.index + by + length) % length : 0;
    // From a translation to the same one of the next point.
    const own = target instanceof HTMLElement ? (target.dataset.control ?? '') : '';
    openPlace({ list: 'points', index });
    (controlAt(own.startsWith('translations/') ? own : 'text') ?? controlAt('translations/ru/text'))?.focus();
  } else if (key === '?' && !isText(target)) showKeys();
}
