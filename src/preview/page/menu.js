// The list over the typing field: commands or results, moved through by arrows, chosen by Enter, Tab or a press.

import { byId, element } from './dom.js';
import { shown } from './emoji.js';

/** @typedef {{ value: string, title: string, detail: string }} Entry */

export class Menu {
  #list = byId('menu');
  #field = byId('field');
  #button = byId('open-menu');
  /** @type {readonly Entry[]} */
  #entries = [];
  #selected = 0;
  #onChoice;

  /** @param {(value: string) => void} onChoice */
  constructor(onChoice) {
    this.#onChoice = onChoice;
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** The value that Enter would take. */
  get selected() {
    return this.#entries[this.#selected]?.value ?? '';
  }

  /**
   * @param {readonly Entry[]} entries none closes it
   * @param {string} label what they are, for a screen reader
   * @param {number} selected
   */
  show(entries, label = 'Commands', selected = 0) {
    this.#entries = entries;
    this.#list.hidden = entries.length === 0;
    this.#list.setAttribute('aria-label', label);
    this.#list.classList.toggle('tall', label !== 'Commands');
    this.#list.replaceChildren(...entries.map((entry, i) => this.#option(entry, i)));
    this.#field.setAttribute('aria-expanded', String(this.isOpen));
    this.#button.setAttribute('aria-expanded', String(this.isOpen && label === 'Commands'));
    this.#select(selected);
  }

  close() {
    this.show([]);
  }

  /** @param {1 | -1} step wraps around at the ends */
  move(step) {
    this.#select((this.#selected + step + this.#entries.length) % this.#entries.length);
  }

  /**
   * @param {Entry} entry
   * @param {number} i
   */
  #option({ value, title, detail }, i) {
    const option = element(
      'div',
      '',
      element('strong', '', shown(title)),
      element('span', '', shown(detail)),
    );
    option.id = `option-${i}`;
    option.setAttribute('role', 'option');
    // Keep the focus in the field, so that the menu stays open until the press is over; a finger that
    // scrolls the list chooses nothing.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.#onChoice(value));
    return option;
  }

  /** @param {number} i */
  #select(i) {
    this.#selected = i;
    for (const [n, option] of [...this.#list.children].entries()) {
      option.setAttribute('aria-selected', String(n === i));
    }
    const option = this.#list.children[i];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.#field.setAttribute('aria-activedescendant', option.id);
    else this.#field.removeAttribute('aria-activedescendant');
  }
}
