// The "/" menu: a list of commands over the typing field, moved through by arrows, chosen by Enter, Tab or a press.
// Called by composer.js.

import { byId, element } from './dom.js';
import { shown } from './emoji.js';

/** @typedef {import('../types.ts').LocalCommand} LocalCommand */

export class Menu {
  #list = byId('menu');
  #field = byId('field');
  #button = byId('open-menu');
  /** @type {readonly LocalCommand[]} */
  #commands = [];
  #selected = 0;
  #onChoice;

  /** @param {(command: string) => void} onChoice with the slash */
  constructor(onChoice) {
    this.#onChoice = onChoice;
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** The command that Enter would take, with the slash. */
  get selected() {
    return `/${this.#commands[this.#selected]?.command ?? ''}`;
  }

  /** @param {readonly LocalCommand[]} commands none: closed */
  show(commands) {
    this.#commands = commands;
    this.#list.hidden = commands.length === 0;
    this.#list.replaceChildren(...commands.map((command, i) => this.#option(command, i)));
    this.#field.setAttribute('aria-expanded', String(this.isOpen));
    this.#button.setAttribute('aria-expanded', String(this.isOpen));
    this.#select(0);
  }

  close() {
    this.show([]);
  }

  /** @param {1 | -1} step past the end it begins anew */
  move(step) {
    this.#select((this.#selected + step + this.#commands.length) % this.#commands.length);
  }

  /**
   * @param {LocalCommand} command
   * @param {number} i
   */
  #option({ command, description }, i) {
    const option = element(
      'div',
      '',
      element('strong', '', `/${command}`),
      element('span', '', shown(description)),
    );
    option.id = `command-${i}`;
    option.setAttribute('role', 'option');
    // The field keeps its focus, so that the menu does not close before the press is over; a finger that
    // scrolls the list chooses nothing.
    option.addEventListener('pointerdown', (event) => event.preventDefault());
    option.addEventListener('click', () => this.#onChoice(`/${command}`));
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
