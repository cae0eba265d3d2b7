// A button with a list of choices under the bar: it opens and closes the list; so do Escape and a press elsewhere.
// The arrows go through the list.

import { element, pressable } from './dom.js';
import { shown } from './emoji.js';

/** @typedef {{ text: string, act: () => void }} Choice */

export class Dropdown {
  #button;
  #panel;

  /**
   * @param {HTMLElement} button
   * @param {HTMLElement} panel
   */
  constructor(button, panel) {
    this.#button = button;
    this.#panel = panel;
    button.addEventListener('click', () => this.#open(Boolean(panel.hidden)));
    for (const place of [button, panel]) {
      place.addEventListener('keydown', (event) => {
        if (this.#pressed(event.key)) event.preventDefault();
      });
    }
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !panel.contains(target) && !button.contains(target)) this.#open(false);
    });
  }

  /**
   * @param {readonly Choice[]} choices none: no button either
   * @param {string} [heading] above them
   */
  fill(choices, heading) {
    this.#button.hidden = choices.length === 0;
    const focused = this.#keys.findIndex((key) => key.matches(':focus'));
    this.#panel.replaceChildren(
      ...(heading ? [element('p', '', heading)] : []),
      ...choices.map(({ text, act }) =>
        pressable(
          '',
          () => {
            this.#open(false);
            this.#button.focus();
            act();
          },
          shown(text),
        ),
      ),
    );
    this.#keys[focused]?.focus();
  }

  get #keys() {
    return [...this.#panel.querySelectorAll('button')];
  }

  /**
   * Whether the key did something.
   * @param {string} key
   */
  #pressed(key) {
    const isOpen = !this.#panel.hidden;
    if (key === 'Escape' && isOpen) {
      this.#open(false);
      this.#button.focus();
      return true;
    }
    if (!['ArrowDown', 'ArrowUp', 'Home', 'End'].includes(key)) return false;
    if (!isOpen) this.#button.click();
    const keys = this.#keys;
    const at = keys.findIndex((each) => each.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[key] ?? 0;
    keys.at(next % keys.length)?.focus();
    return true;
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute('aria-expanded', String(isOpen));
  }
}
