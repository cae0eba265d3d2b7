// The typing field: sends, offers the "/" menu, goes through what was sent before, and holds the reply.
// Called by main.js.

import { stub } from './bubble.js';
import { byId } from './dom.js';
import { History } from './history.js';
import { Menu } from './menu.js';

/** @typedef {import('../types.ts').LocalMessage} LocalMessage */
/** @typedef {import('../types.ts').LocalCommand} LocalCommand */

const MOST_ROWS = 6;
const BEGINNING_OF_COMMAND = /^\/([a-z0-9_]*)$/i;

export class Composer {
  #field = /** @type {HTMLTextAreaElement} */ (byId('field'));
  #history = new History();
  #menu = new Menu((command) => this.#send(command));
  /** @type {readonly LocalCommand[]} */
  #commands = [];
  /** @type {LocalMessage | undefined} */
  #answered;
  #onSend;

  /** @param {(text: string, replyTo: number | undefined) => void} onSend */
  constructor(onSend) {
    this.#onSend = onSend;
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('keydown', (event) => this.#pressed(event));
    this.#field.addEventListener('blur', () => this.#menu.close());
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(this.#field.value);
    });
    const button = byId('open-menu');
    // The field keeps its focus, so that the menu does not close before the press that closes it.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', () => this.#toggleMenu());
    byId('cancel-reply').addEventListener('click', () => this.replyTo(undefined));
  }

  /** @param {readonly LocalCommand[]} commands */
  setCommands(commands) {
    this.#commands = commands;
    byId('open-menu').hidden = commands.length === 0;
  }

  /** @param {LocalMessage | undefined} message */
  replyTo(message) {
    this.#answered = message;
    byId('replying').hidden = !message;
    byId('replying-to').replaceChildren(...(message ? stub(message) : []));
    this.focus();
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** @param {string} text */
  #send(text) {
    if (text.trim() === '') return;
    const replyTo = this.#answered?.message_id;
    this.#history.add(text);
    this.#write('');
    this.replyTo(undefined);
    this.#onSend(text, replyTo);
  }

  /** @param {string} text */
  #write(text) {
    this.#field.value = text;
    this.#fit();
    this.#menu.close();
  }

  #fit() {
    this.#field.rows = Math.min(MOST_ROWS, this.#field.value.split('\n').length);
  }

  #typed() {
    this.#fit();
    const start = BEGINNING_OF_COMMAND.exec(this.#field.value)?.[1]?.toLowerCase();
    this.#menu.show(
      start === undefined ? [] : this.#commands.filter(({ command }) => command.startsWith(start)),
    );
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return;
    if ((this.#menu.isOpen && this.#pressedInMenu(event.key)) || this.#pressedInField(event)) {
      event.preventDefault();
    }
  }

  /**
   * True when the key was for the menu.
   * @param {string} key
   */
  #pressedInMenu(key) {
    if (key === 'ArrowDown') this.#menu.move(1);
    else if (key === 'ArrowUp') this.#menu.move(-1);
    else if (key === 'Enter') this.#send(this.#menu.selected);
    else if (key === 'Tab') this.#write(`${this.#menu.selected} `);
    else if (key === 'Escape') this.#menu.close();
    else return false;
    return true;
  }

  /**
   * True when the key did something else than write.
   * @param {KeyboardEvent} event
   */
  #pressedInField({ key, shiftKey }) {
    if (key === 'Enter' && !shiftKey) this.#send(this.#field.value);
    else if (key === 'Escape' && this.#answered) this.replyTo(undefined);
    else if (key === 'ArrowUp' || key === 'ArrowDown') return this.#recall(key === 'ArrowUp' ? 1 : -1);
    else return false;
    return true;
  }

  /** @param {1 | -1} step */
  #recall(step) {
    const text = this.#history.walk(step, this.#field.value);
    if (text === undefined) return false;
    this.#write(text);
    return true;
  }

  #toggleMenu() {
    if (this.#menu.isOpen) return this.#menu.close();
    this.focus();
    if (this.#field.value === '') this.#field.value = '/';
    this.#menu.show(this.#commands);
  }
}
