// The typing field: sending, the "/" menu, what was sent before, replies.
// Called by main.js.

import { setText } from './emoji.js';

const $ = (id) => document.getElementById(id);

export class Composer {
  #field = $('field');
  #menu = $('menu');
  #commands = [];
  #shown = [];
  #selected = 0;
  #history = [];
  #back = 0;
  #replyTo;
  #onSend;

  /** @param {(text: string, replyTo: number | undefined) => void} onSend */
  constructor(onSend) {
    this.#onSend = onSend;
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
    $('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    $('open-menu').addEventListener('click', () => this.#openAll());
    $('cancel-reply').addEventListener('click', () => this.replyTo(undefined));
  }

  /** @param {readonly { command: string, description: string }[]} commands */
  setCommands(commands) {
    this.#commands = commands;
    $('open-menu').hidden = commands.length === 0;
  }

  /** @param {{ message_id: number, text: string } | undefined} message */
  replyTo(message) {
    this.#replyTo = message?.message_id;
    $('replying').hidden = !message;
    if (!message) return;
    setText($('replying-to'), message.text.split('\n')[0]);
    this.#field.focus();
  }

  focus() {
    this.#field.focus();
  }

  #send(text = this.#field.value) {
    if (text.trim() === '') return;
    this.#onSend(text, this.#replyTo);
    this.#history.push(text);
    this.#back = 0;
    this.#write('');
    this.replyTo(undefined);
  }

  #write(text) {
    this.#field.value = text;
    this.#typed();
  }

  #typed() {
    this.#field.rows = Math.min(6, this.#field.value.split('\n').length);
    const typed = /^\/([a-z0-9_]*)$/i.exec(this.#field.value);
    if (!typed) return this.#close();
    this.#show(this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())));
  }

  #key(event) {
    if (!this.#menu.hidden && this.#menuKey(event)) return event.preventDefault();
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === 'Escape') this.replyTo(undefined);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.#remember(event);
  }

  /** True when the key was the menu's. */
  #menuKey({ key }) {
    const count = this.#shown.length;
    if (key === 'ArrowDown') this.#select((this.#selected + 1) % count);
    else if (key === 'ArrowUp') this.#select((this.#selected + count - 1) % count);
    else if (key === 'Enter') this.#send(`/${this.#shown[this.#selected].command}`);
    else if (key === 'Tab') this.#write(`/${this.#shown[this.#selected].command} `);
    else if (key === 'Escape') this.#close();
    else return false;
    return true;
  }

  /** Arrows in an untouched field go through what was sent. */
  #remember(event) {
    const shown = this.#history.at(-this.#back);
    if (this.#field.value !== '' && !(this.#back > 0 && this.#field.value === shown)) return;
    const back = this.#back + (event.key === 'ArrowUp' ? 1 : -1);
    if (back < 0 || back > this.#history.length) return;
    event.preventDefault();
    this.#back = back;
    this.#field.value = back === 0 ? '' : this.#history.at(-back);
    this.#close();
  }

  #openAll() {
    if (!this.#menu.hidden) return this.#close();
    this.#field.value = '/';
    this.#field.focus();
    this.#show(this.#commands);
  }

  #show(commands) {
    if (commands.length === 0) return this.#close();
    this.#shown = commands;
    this.#menu.replaceChildren(...commands.map((one, i) => this.#option(one, i)));
    this.#menu.hidden = false;
    this.#field.setAttribute('aria-expanded', 'true');
    this.#select(0);
  }

  #option({ command, description }, i) {
    const item = document.createElement('div');
    item.id = `option-${i}`;
    item.setAttribute('role', 'option');
    const name = document.createElement('strong');
    name.textContent = `/${command}`;
    const about = document.createElement('span');
    setText(about, description);
    item.append(name, about);
    // Before the field loses its focus, which would close the menu.
    item.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      this.#send(`/${command}`);
    });
    return item;
  }

  #select(i) {
    this.#selected = i;
    for (const [n, option] of [...this.#menu.children].entries())
      option.setAttribute('aria-selected', String(n === i));
    this.#menu.children[i]?.scrollIntoView({ block: 'nearest' });
    this.#field.setAttribute('aria-activedescendant', `option-${i}`);
  }

  #close() {
    this.#menu.hidden = true;
    this.#field.setAttribute('aria-expanded', 'false');
    this.#field.removeAttribute('aria-activedescendant');
  }
}
