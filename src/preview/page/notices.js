// Notices: for a moment (a toast), or until confirmed (a dialog).

import { byId } from './dom.js';
import { shown } from './emoji.js';

const TOAST_MS = 3_500;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading;

/** @param {string} text */
export function toast(text) {
  clearTimeout(fading);
  const box = byId('toast');
  box.replaceChildren(shown(text));
  fading = setTimeout(() => box.replaceChildren(), TOAST_MS);
}

/** @param {unknown} error */
export function complain(error) {
  toast(error instanceof Error ? error.message : String(error));
}

/** @param {string} text */
export function alertDialog(text) {
  byId('alert-text').replaceChildren(shown(text));
  const dialog = /** @type {HTMLDialogElement} */ (byId('alert'));
  if (!dialog.open) dialog.showModal();
}
