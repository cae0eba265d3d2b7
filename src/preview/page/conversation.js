// The messages of the open chat: added, edited and deleted in place, without moving the reader's position.

import { authorOf, bubble } from './bubble.js';
import { byId, element } from './dom.js';
import { shown } from './emoji.js';
import { serviceText } from './service-messages.js';
import { shownIn } from './state.js';

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */
/** @typedef {import('./state.js').Chat} Chat */

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
/** Messages of one author within this time form a group, s. */
const TOGETHER_S = 300;
/** This near to the end counts as the end, px. */
const NEAR_END = 60;
/** Space above the message that is scrolled to, px. */
const MARGIN = 10;

export class Log {
  #list = byId('log');
  #scroll = byId('scroll');
  #down = byId('down');
  #handlers;
  /** @type {Chat | undefined} */
  #chat;
  #wasAtEnd = true;
  /** @type {number | undefined} the message whose button was pressed last */
  #pressed;
  /** Height of the visible part at the last check, px. */
  #height = 0;

  /** @param {Omit<import('./bubble.js').Handlers, 'find'>} handlers */
  constructor(handlers) {
    this.#handlers = {
      ...handlers,
      onPress: (
        /** @type {LocalMessage} */ message,
        /** @type {string} */ data,
        /** @type {HTMLButtonElement} */ button,
      ) => {
        this.#pressed = message.message_id;
        handlers.onPress(message, data, button);
      },
      find: (/** @type {number} */ id) => this.#chat?.messages.find(({ message_id }) => message_id === id),
    };
    this.#scroll.addEventListener('scroll', () => {
      // When a keyboard has just taken space, this runs before the observer below, and the reader did not scroll.
      if (this.#scroll.clientHeight === this.#height) this.#wasAtEnd = this.#isAtEnd();
      this.#showDown();
    });
    this.#down.addEventListener('click', () => this.#toEnd());
    // Some browsers only let the keyboard scroll a focused element.
    this.#scroll.tabIndex = 0;
    // The field grows, the phone is turned: a reader at the end stays at the end.
    new ResizeObserver(() => {
      this.#height = this.#scroll.clientHeight;
      if (this.#wasAtEnd) this.#toEnd();
      this.#showDown();
    }).observe(this.#scroll);
  }

  /**
   * Shows a chat as one of its people sees it. A screen reader does not announce its messages.
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
   * Adds the newest message. A reader further up stays there.
   * @param {LocalMessage} message
   */
  add(message) {
    const follows = this.#isAtEnd() || this.#isOwn(message);
    const items = this.#items(message, this.#chat && shownIn(this.#chat).at(-2));
    for (const item of items) item.classList.add('new');
    this.#list.append(...items);
    if (follows) this.#toBeginningOf(items[0]);
    // Checked now: a keyboard that comes with the message takes space before its event arrives.
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
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const isSameText = old.querySelector('.text')?.textContent === fresh.querySelector('.text')?.textContent;
    old.replaceWith(fresh);
    this.#scroll.scrollTop = scrollTop;
    if (focused) (sameKey(focused, old, fresh) ?? fresh).focus({ preventScroll: true });
    // Who pressed sees what the press has changed: the new text from its top, new buttons under the old one.
    if (this.#pressed === message.message_id) this.#show(fresh, { fromTop: !isSameText });
    this.#wasAtEnd = this.#isAtEnd();
    this.#showDown();
  }

  /**
   * The messages around it may group differently, so all are shown again.
   * @param {Chat} chat
   */
  removed(chat) {
    const { scrollTop } = this.#scroll;
    this.open(chat);
    this.#scroll.scrollTop = scrollTop;
  }

  /**
   * The message, with the day above it where a new day begins.
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
   * Scrolls to the end, but not past the beginning of the message: a long answer is read from its top.
   * @param {HTMLElement | undefined} item
   */
  #toBeginningOf(item) {
    if (!item) return;
    const above = item.getBoundingClientRect().top - this.#scroll.getBoundingClientRect().top;
    const before = item.previousElementSibling?.classList.contains('own');
    // Keep the question visible above its answer.
    const room = before ? (item.previousElementSibling?.getBoundingClientRect().height ?? 0) + MARGIN : 0;
    this.#scroll.scrollTop += above - MARGIN - Math.min(room, this.#scroll.clientHeight / 4);
  }

  /**
   * Scrolls as little as shows the message whole, or as much of it as there is room for.
   * @param {HTMLElement} item
   * @param {{ fromTop: boolean }} which part, where it doesn't fit
   */
  #show(item, { fromTop }) {
    const place = this.#scroll.getBoundingClientRect();
    const { top, bottom, height } = item.getBoundingClientRect();
    const above = top - place.top - MARGIN;
    const below = bottom - place.bottom + MARGIN;
    const isRead = fromTop && height + 2 * MARGIN > place.height;
    if (above < 0 && (isRead || below <= 0)) this.#scroll.scrollTop += above;
    else if (below > 0 && !isRead) this.#scroll.scrollTop += below;
  }

  #showDown() {
    this.#down.hidden = this.#isAtEnd();
  }
}

/**
 * The key that does what the focused one did: of the same name but for its numbers (*Next 2/6*, then *Next 3/6*), else
 * at the same place of a keyboard of the same shape.
 * @param {Element} focused
 * @param {Element} old
 * @param {Element} fresh
 * @returns {HTMLElement | undefined}
 */
function sameKey(focused, old, fresh) {
  /** @type {HTMLElement[]} */
  const keys = [...fresh.querySelectorAll('.key')].filter((key) => key instanceof HTMLElement);
  const named = keys.find((key) => nameOf(key) === nameOf(focused));
  const before = [...old.querySelectorAll('.key')];
  return named ?? (before.length === keys.length ? keys[before.indexOf(focused)] : undefined);
}

/** @param {Element} key */
function nameOf(key) {
  return (key.textContent ?? '').replace(/[\d✓☑☐✅]+/gu, '').trim();
}

/**
 * A service message, centred like the days.
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
