// The frame around the parts: what state the files are in, notices, which part is shown, which round was open last.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { press } from './desk-state.js';

const LAST_ROUND = 'desk-round';

export function startFrame() {
  for (const button of document.querySelectorAll('.views button'))
    button.addEventListener('click', () =>
      view(/** @type {HTMLElement} */ (button).dataset.view ?? 'source'),
    );
  let isDragged = false;
  document.addEventListener(
    'pointerdown',
    ({ button }) => {
      // A drag whose start has left the page tells of no end.
      isDragged = false;
      // Other buttons open a menu, and nobody hears of their end.
      press(button === 0);
    },
    true,
  );
  // A drag takes the pointer over, and goes on until its own end.
  document.addEventListener('dragstart', () => {
    isDragged = true;
  });
  document.addEventListener('dragend', () => {
    isDragged = false;
    press(false);
  });
  for (const end of ['pointerup', 'pointercancel', 'contextmenu'])
    document.addEventListener(end, () => isDragged || press(false), true);
}

/** @param {string} text */
export function state(text) {
  byId('state').textContent = text;
}

/** @param {string} text for screen readers */
export function announce(text) {
  byId('announced').textContent = text;
}

/**
 * @param {string} text
 * @param {Record<string, () => void>} [choices]
 */
export function notice(text, choices = {}) {
  const box = byId('notice');
  delete box.dataset.kind;
  const close = pressable('close', hideNotice, '×');
  close.setAttribute('aria-label', 'Close');
  const buttons = Object.entries(choices).map(([name, act]) =>
    pressable(
      'plain small',
      () => {
        hideNotice();
        act();
      },
      name,
    ),
  );
  box.replaceChildren(element('p', '', text), ...buttons, close);
  box.hidden = false;
}

export function hideNotice() {
  byId('notice').hidden = true;
}
const PANES = ['source', 'form', 'messages', 'points'];

/** @param {number} by */
export function nextPane(by) {
  // While translations are written, the source is out of the way.
  const shown = PANES.filter(
    (name) =>
      document.body.dataset.view === name || getComputedStyle(byId(`${name}-pane`)).display !== 'none',
  );
  const now = shown.findIndex((name) => byId(`${name}-pane`).contains(document.activeElement));
  const name = shown[(now + by + shown.length) % shown.length] ?? 'source';
  view(name);
  const pane = byId(`${name}-pane`);
  const inside = /** @type {HTMLElement | null} */ (
    pane.querySelector(name === 'source' ? 'p[tabindex="0"]' : '.body :is(button, input, select, textarea)')
  );
  (inside ?? pane).focus();
}

/** On a phone one part is shown at a time. @param {string} name */
export function view(name) {
  document.body.dataset.view = name;
  for (const button of document.querySelectorAll('.views button'))
    button.setAttribute('aria-pressed', String(/** @type {HTMLElement} */ (button).dataset.view === name));
}

export function remembered() {
  try {
    return localStorage.getItem(LAST_ROUND) ?? '';
  } catch {
    return '';
  }
}

/** @param {string} id */
export function remember(id) {
  try {
    localStorage.setItem(LAST_ROUND, id);
  } catch {
    // It is only a convenience.
  }
}
