// The messages of the open chat: added, edited and deleted in place, without taking the reader's position away.
// Called by main.js.

import { authorOf, bubble } from './bubble.js';

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long' });
/** Messages of one author within this time stand together, s. */
const TOGETHER_S = 300;
/** As near to the end as this still counts as being there, px. */
const NEAR_END = 80;

export class Log {
  #list;
  #scroll;
  #down;
  #handlers;
  #chat;
  #isOwn = (_message) => false;

  /**
   * @param {{ list: HTMLElement, scroll: HTMLElement, down: HTMLElement }} elements
   * @param {import('./bubble.js').Handlers} handlers
   */
  constructor({ list, scroll, down }, handlers) {
    this.#list = list;
    this.#scroll = scroll;
    this.#down = down;
    this.#handlers = handlers;
    scroll.addEventListener('scroll', () => this.#showDown());
    down.addEventListener('click', () => this.toEnd());
  }

  /** Shows another chat, or the same one as another person. @param {any} chat @param {(message: any) => boolean} isOwn */
  open(chat, isOwn) {
    this.#chat = chat;
    this.#isOwn = isOwn;
    this.#list.setAttribute('aria-live', 'off');
    this.#list.replaceChildren(
      ...chat.messages.flatMap((message, i) => this.#items(message, chat.messages[i - 1])),
    );
    this.toEnd();
    // What was there before is not news to a screen reader.
    requestAnimationFrame(() => this.#list.setAttribute('aria-live', 'polite'));
  }

  /** @param {any} message the newest */
  add(message) {
    const atEnd = this.#isAtEnd();
    this.#list.append(...this.#items(message, this.#chat.messages.at(-2)));
    if (atEnd || this.#isOwn(message)) this.#follow();
    this.#showDown();
  }

  /** @param {any} message */
  edit(message) {
    const old = this.#list.querySelector(`[data-id="${Number(message.message_id)}"]`);
    if (!old) return;
    const atEnd = this.#isAtEnd();
    const focused = document.activeElement instanceof HTMLElement && old.contains(document.activeElement);
    const before =
      this.#chat.messages[this.#chat.messages.findIndex((one) => one.message_id === message.message_id) - 1];
    const fresh = this.#items(message, before).at(-1);
    old.replaceWith(fresh);
    // The pressed button is gone: the keyboard's person goes on at the message itself.
    if (focused)
      (fresh.querySelector('.keyboard button') ?? fresh.querySelector('.bubble')).focus({
        preventScroll: true,
      });
    if (atEnd) this.#follow();
  }

  /** @param {number} id */
  remove(id) {
    this.#list.querySelector(`[data-id="${Number(id)}"]`)?.remove();
  }

  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#showDown();
  }

  /** To the end, but never past the beginning of the newest message: a long answer is read from its top. */
  #follow() {
    const newest = this.#list.lastElementChild;
    const top = newest instanceof HTMLElement ? newest.offsetTop - 12 : 0;
    this.#scroll.scrollTop = Math.min(this.#scroll.scrollHeight, top);
  }

  #items(message, before) {
    const sameDay =
      before && new Date(before.date * 1000).toDateString() === new Date(message.date * 1000).toDateString();
    const grouped =
      sameDay && authorOf(before) === authorOf(message) && message.date - before.date < TOGETHER_S;
    const place = {
      own: this.#isOwn(message),
      grouped: Boolean(grouped),
      group: this.#chat.chat.type !== 'private',
    };
    const item = bubble(message, place, this.#handlers);
    return sameDay ? [item] : [separator(message), item];
  }

  #isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  #showDown() {
    this.#down.hidden = this.#isAtEnd();
  }
}

/** @param {any} message */
function separator(message) {
  const item = document.createElement('li');
  item.className = 'day';
  item.textContent = day.format(message.date * 1000);
  return item;
}
