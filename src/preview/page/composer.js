// The typing field: sends, offers the "/" menu and inline mode, recalls what was sent before, holds the reply.

import { stub } from './bubble.js';
import { byId } from './dom.js';
import { History } from './history.js';
import { InlineMode } from './inline-mode.js';
import { Menu } from './menu.js';

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */
/** @typedef {import('../telegram/bot-profile.ts').LocalCommand} LocalCommand */

const MOST_ROWS = 6;
const BEGINNING_OF_COMMAND = /^\/([a-z0-9_]*)$/i;
const BEGINNING_OF_NAME = /^@([a-z0-9_]*)$/i;
const AFTER_NAME = /^@([a-z0-9_]+)\s([\s\S]*)$/i;

/**
 * @typedef {object} Handlers
 * @property {(text: string, replyTo: number | undefined) => void} onSend
 * @property {(query: string, offset: string) => Promise<import('./requests.js').Offer>} ask
 * @property {(queryId: string, resultId: string) => void} choose
 * @property {(parameter: string) => void} start
 */

export class Composer {
  #field = /** @type {HTMLTextAreaElement} */ (byId('field'));
  #history = new History();
  #menu = new Menu((value) => this.#take(value));
  #inline;
  #botName = '';
  /** @type {readonly LocalCommand[]} */
  #commands = [];
  /** @type {LocalMessage | undefined} */
  #answered;
  /** What stands in the empty field where nothing is asked. */
  #placeholder = '';
  #onSend;

  /** @param {Handlers} handlers */
  constructor({ onSend, ...inline }) {
    this.#onSend = onSend;
    this.#inline = new InlineMode(this.#menu, inline);
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('keydown', (event) => this.#pressed(event));
    this.#field.addEventListener('focus', () => this.#focused());
    this.#field.addEventListener('blur', () => {
      this.#inline.stop();
      this.#menu.close();
    });
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send(this.#field.value);
    });
    const button = byId('open-menu');
    // Keep the focus in the field: on blur the menu would close before the press is handled.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', () => this.#toggleMenu());
    byId('cancel-reply').addEventListener('click', () => this.replyTo(undefined));
  }

  /**
   * @param {readonly LocalCommand[]} commands
   * @param {string} botName
   */
  setCommands(commands, botName) {
    this.#commands = commands;
    this.#botName = botName.toLowerCase();
    byId('open-menu').hidden = commands.length === 0;
  }

  /**
   * As if a person had typed it.
   * @param {string} text
   */
  type(text) {
    this.#write(text);
    this.focus();
    this.#typed();
  }

  /** @param {LocalMessage | undefined} message */
  replyTo(message) {
    this.#answered = message;
    byId('replying').hidden = !message;
    byId('replying-to').replaceChildren(...(message ? stub(message) : []));
    this.#field.placeholder = message?.force_reply?.input_field_placeholder || this.#placeholder;
    this.focus();
  }

  /**
   * The bot asks for a reply, so the next message is one, as Telegram does it; nothing where it doesn't ask.
   * @param {LocalMessage | undefined} question
   */
  answer(question) {
    if (question) this.replyTo(question);
    // Something else was said since.
    else if (this.#answered?.force_reply) this.replyTo(undefined);
  }

  /** @param {string} placeholder */
  setPlaceholder(placeholder) {
    this.#placeholder = placeholder;
    this.#field.placeholder = this.#answered?.force_reply?.input_field_placeholder || placeholder;
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  /** @param {string} value of the menu */
  #take(value) {
    if (this.#queryIn(this.#field.value) === undefined) {
      return value.startsWith('/') ? this.#send(value) : this.type(`${value} `);
    }
    if (this.#inline.take(value)) this.#write('');
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
    this.#inline.stop();
    this.#menu.close();
  }

  /** As many rows as the text takes, its long lines wrapped. */
  #fit() {
    this.#field.rows = 1;
    const { lineHeight, paddingTop, paddingBottom } = getComputedStyle(this.#field);
    const padding = Number.parseFloat(paddingTop) + Number.parseFloat(paddingBottom);
    const rows = Math.round((this.#field.scrollHeight - padding) / Number.parseFloat(lineHeight));
    this.#field.rows = Math.min(MOST_ROWS, Math.max(1, rows));
  }

  #typed() {
    this.#fit();
    const text = this.#field.value;
    const query = this.#queryIn(text);
    if (query !== undefined) return this.#inline.type(query);
    this.#inline.stop();
    const name = BEGINNING_OF_NAME.exec(text)?.[1]?.toLowerCase();
    if (name !== undefined && this.#botName.startsWith(name)) {
      const bot = { value: `@${this.#botName}`, title: `@${this.#botName}`, detail: 'inline mode' };
      return this.#menu.show([bot], 'Bots');
    }
    const start = BEGINNING_OF_COMMAND.exec(text)?.[1]?.toLowerCase();
    this.#showCommands(
      start === undefined ? [] : this.#commands.filter((one) => one.command.startsWith(start)),
    );
  }

  /** @param {readonly LocalCommand[]} commands */
  #showCommands(commands) {
    this.#menu.show(
      commands.map(({ command, description }) => ({
        value: `/${command}`,
        title: `/${command}`,
        detail: description,
      })),
    );
  }

  /**
   * What follows the bot's name, where the text begins with it.
   * @param {string} text
   */
  #queryIn(text) {
    const [, name, query] = AFTER_NAME.exec(text) ?? [];
    return name?.toLowerCase() === this.#botName ? query : undefined;
  }

  /** The query is still in the field, and so are its results. */
  #focused() {
    const query = this.#queryIn(this.#field.value);
    if (query !== undefined) this.#inline.type(query);
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.isComposing) return;
    if ((this.#menu.isOpen && this.#pressedInMenu(event.key)) || this.#pressedInField(event)) {
      event.preventDefault();
    }
  }

  /**
   * Whether the menu handled the key.
   * @param {string} key
   */
  #pressedInMenu(key) {
    if (key === 'ArrowDown') this.#menu.move(1);
    else if (key === 'ArrowUp') this.#menu.move(-1);
    else if (key === 'Enter') this.#take(this.#menu.selected);
    else if (key === 'Tab') this.#complete(this.#menu.selected);
    else if (key === 'Escape') this.#menu.close();
    else return false;
    return true;
  }

  /** @param {string} value of the menu */
  #complete(value) {
    if (value.startsWith('/')) this.#write(`${value} `);
    else this.#take(value);
  }

  /**
   * Whether the key did something other than writing.
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
    this.#showCommands(this.#commands);
  }
}
