// The messages of the open chat: added, edited and deleted in place, without taking the reader's position
// away.

import { authorOf, bubble } from './bubble.js';
import { byId, element } from './dom.js';
import { shown } from './emoji.js';
import { serviceText } from './service.js';
import { shownIn } from './state.js';

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */
/** @typedef {import('./state.js').Chat} Chat */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
/** Messages of one author within this time stand together, s. */
const TOGETHER_S = 300;
/** As near to the end as this counts as being there, px. */
const NEAR_END = 60;
/** Above the message that is scrolled to, px. */
const MARGIN = 10;

export class Log {
  #list = byId('log');
  #scroll = byId('scroll');
  #down = byId('down');
  #handlers;
  /** @type {Chat | undefined} */
  #chat;
  #wasAtEnd = true;
  /** Of the window on the list, px, as it was looked at last. */
  #height = 0;

  /** @param {Omit<import('./bubble.js').Handlers, 'find'>} handlers */
  constructor(handlers) {
    this.#handlers = {
      ...handlers,
      find: (/** @type {number} */ id) => this.#chat?.messages.find(({ message_id }) => message_id === id),
    };
    this.#scroll.addEventListener('scroll', () => {
      // Where a keyboard has just taken room, this comes before the observer below, and is not the reader's doing.
      if (this.#scroll.clientHeight === this.#height) this.#wasAtEnd = this.#isAtEnd();
      this.#showDown();
    });
    this.#down.addEventListener('click', () => this.#toEnd());
    // Not every browser lets the keyboard scroll what is not focused.
    this.#scroll.tabIndex = 0;
    // The field grows, the phone is turned: whoever was at the end stays there.
    new ResizeObserver(() => {
      this.#height = this.#scroll.clientHeight;
      if (this.#wasAtEnd) this.#toEnd();
      this.#showDown();
    }).observe(this.#scroll);
  }

  /**
   * Shows a chat as one of its people sees it. Nothing in it is news to a screen reader.
   * @param {Chat} chat
   */
  open(chat) {
    this.#chat = chat;
    this.#list.setAttribute('aria-live', 'off');
    this.#list.replaceChildren(
      ...shownIn(chat).flatMap((message, i, all) => this.#items(message, all[i - 1])),
    );
    this.#toEnd();
    requestAnimationFrame(() => this.#list.setAttribute('aria-live', 'polite'));
  }

  /**
   * The newest message. Whoever reads further up stays there.
   * @param {LocalMessage} message
   */
  add(message) {
    const follows = this.#isAtEnd() || this.#isOwn(message);
    const items = this.#items(message, this.#chat && shownIn(this.#chat).at(-2));
    for (const item of items) item.classList.add('new');
    this.#list.append(...items);
    if (follows) this.#toBeginningOf(items[0]);
    // Now, since a keyboard that comes with the message takes room before the event tells it.
    this.#wasAtEnd = this.#isAtEnd();
    this.#showDown();
  }

  get isEmpty() {
    return !this.#list.firstChild;
  }

  /** @param {LocalMessage} message */
  edit(message) {
    const old = this.#find(message.message_id);
    if (!old || !this.#chat) return;
    const { scrollTop } = this.#scroll;
    const messages = shownIn(this.#chat);
    const at = messages.findIndex(({ message_id }) => message_id === message.message_id);
    const fresh = this.#items(message, messages[at - 1]).at(-1);
    if (!fresh) return;
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(fresh);
    this.#scroll.scrollTop = scrollTop;
    // The pressed button is gone: whoever uses the keyboard goes on at the message itself.
    /** @type {HTMLElement | null} */
    const key = fresh.querySelector('button.key');
    if (hadFocus) (key ?? fresh).focus({ preventScroll: true });
    this.#showDown();
  }

  /**
   * The messages around it may group anew, so all are shown again.
   * @param {Chat} chat
   */
  removed(chat) {
    const { scrollTop } = this.#scroll;
    this.open(chat);
    this.#scroll.scrollTop = scrollTop;
  }

  /**
   * The message, with the day above it where that is a new one.
   * @param {LocalMessage} message
   * @param {LocalMessage | undefined} before
   * @returns {HTMLElement[]}
   */
  #items(message, before) {
    const isSameDay = before !== undefined && dayOf(before) === dayOf(message);
    const item = message.service ? told(message) : this.#said(message, isSameDay ? before : undefined);
    return isSameDay ? [item] : [element('p', 'day', dayOf(message)), item];
  }

  /**
   * @param {LocalMessage} message
   * @param {LocalMessage | undefined} before the one above it on the same day
   */
  #said(message, before) {
    const isGrouped =
      before !== undefined &&
      !before.service &&
      authorOf(before) === authorOf(message) &&
      message.date - before.date < TOGETHER_S;
    const isNamed = message.chat.type !== 'private';
    return bubble(message, { isOwn: this.#isOwn(message), isGrouped, isNamed }, this.#handlers);
  }

  /** @param {LocalMessage} message */
  #isOwn({ sender_chat, from, chat }) {
    if (chat.type === 'channel') return false;
    const actor = this.#chat?.actor;
    if (actor?.anonymous) return sender_chat?.id === this.#chat?.chat.id;
    return !sender_chat && from?.id === actor?.user.id;
  }

  /** @param {number} id @returns {HTMLElement | null} */
  #find(id) {
    return this.#list.querySelector(`[data-id="${Number(id)}"]`);
  }

  #isAtEnd() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroll;
    return scrollHeight - scrollTop - clientHeight < NEAR_END;
  }

  #toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#showDown();
  }

  /**
   * To the end, but not past the beginning of the message: a long answer is read from its top.
   * @param {HTMLElement | undefined} item
   */
  #toBeginningOf(item) {
    if (!item) return;
    const above = item.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
    const before = item.previousElementSibling?.classList.contains('own');
    // A question stays in sight above its answer.
    const room = before ? (item.previousElementSibling?.getBoundingClientRect().height ?? 0) + MARGIN : 0;
    this.#scroll.scrollTop += above - MARGIN - Math.min(room, this.#scroll.clientHeight / 4);
  }

  #showDown() {
    this.#down.hidden = this.#isAtEnd();
  }
}

/**
 * What Telegram tells in the chat, in the middle as the days are.
 * @param {LocalMessage} message
 */
function told(message) {
  const line = element('p', 'day service', shown(serviceText(message) ?? ''));
  line.dataset.id = String(message.message_id);
  return line;
}

/** @param {LocalMessage} message */
function dayOf({ date }) {
  return day.format(date * 1000);
}
