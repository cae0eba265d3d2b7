// A button with a list of choices under the bar: it opens and closes the list; so do Escape and a press elsewhere.

import { pressable } from './dom.js';
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
    panel.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape') return;
      this.#open(false);
      button.focus();
    });
    document.addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !panel.contains(target) && !button.contains(target)) this.#open(false);
    });
  }

  /** @param {readonly Choice[]} choices none: no button either */
  fill(choices) {
    this.#button.hidden = choices.length === 0;
    this.#panel.replaceChildren(
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
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#button.setAttribute('aria-expanded', String(isOpen));
  }
}
