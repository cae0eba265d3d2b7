// Pressed buttons: busy from the press until the query's notice comes, which may be before the press returns.

import { alertDialog, complain, toast } from './notices.js';

/** A button stops waiting for its answer after this, ms. */
const PATIENCE_MS = 10_000;

/** How many notices are kept for presses that have not returned yet; those of other windows are never fetched. */
const KEPT = 50;

/** @typedef {{ queryId: string, text: string, alert: boolean }} Notice */

/** @type {Map<string, HTMLButtonElement>} by the query's id */
const waiting = new Map();
/** @type {Map<string, Notice>} by the query's id */
const early = new Map();

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string>} press gives the query's id
 */
export async function pressBusy(button, press) {
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    const queryId = await press();
    waiting.set(queryId, button);
    setTimeout(() => release(queryId), PATIENCE_MS);
    const notice = early.get(queryId);
    if (notice) heardNotice(notice);
  } catch (error) {
    button.ariaBusy = null;
    complain(error);
  }
}

/**
 * Shown only in the window that pressed.
 * @param {Notice} notice
 */
export function heardNotice(notice) {
  const { queryId, text, alert } = notice;
  if (!release(queryId)) return keep(notice);
  if (text) (alert ? alertDialog : toast)(text);
}

/** @param {Notice} notice */
function keep(notice) {
  early.set(notice.queryId, notice);
  const [oldest] = early.keys();
  if (early.size > KEPT && oldest !== undefined) early.delete(oldest);
}

/**
 * Whether a button was waiting for it.
 * @param {string} queryId
 */
function release(queryId) {
  const button = waiting.get(queryId);
  if (button) button.ariaBusy = null;
  early.delete(queryId);
  return waiting.delete(queryId);
}
