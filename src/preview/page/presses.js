// Pressed buttons: busy from the press until the query's notice comes, which may be before the press returns.
// Called by main.js.

import { alertDialog, toast } from './notices.js';

/** A button stops waiting for its answer after this, ms. */
const PATIENCE_MS = 10_000;

/** @type {Map<string, HTMLButtonElement>} by the query's id */
const waiting = new Map();
/** @type {Set<string>} queries whose notice came before their id did */
const early = new Set();

/**
 * @param {HTMLButtonElement} button
 * @param {() => Promise<string>} press gives the query's id
 */
export async function pressBusy(button, press) {
  if (button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  try {
    const queryId = await press();
    if (early.delete(queryId)) return calm(button);
    waiting.set(queryId, button);
    setTimeout(() => release(queryId), PATIENCE_MS);
  } catch (error) {
    calm(button);
    toast(error instanceof Error ? error.message : String(error));
  }
}

/** @param {{ queryId: string, text: string, alert: boolean }} notice */
export function heardNotice({ queryId, text, alert }) {
  if (!waiting.has(queryId)) early.add(queryId);
  release(queryId);
  if (text) (alert ? alertDialog : toast)(text);
}

/** @param {string} queryId */
function release(queryId) {
  const button = waiting.get(queryId);
  if (button) calm(button);
  waiting.delete(queryId);
}

/** @param {HTMLButtonElement} button */
function calm(button) {
  button.ariaBusy = null;
}
