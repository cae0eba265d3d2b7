// The drawer of Bot API calls: method, status and time of each; payload and answer when opened.

import { byId, element } from './dom.js';
import { shown } from './emoji.js';

/** @typedef {import('../telegram/events.ts').CallRecord} CallRecord */

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
/** How many calls the page keeps. */
const KEPT = 500;

export class Drawer {
  /** @type {CallRecord[]} */
  #calls = [];
  #panel = byId('calls-panel');
  #list = byId('calls');
  #filter = /** @type {HTMLInputElement} */ (byId('filter'));
  #polls = /** @type {HTMLInputElement} */ (byId('polls'));
  #toggle = byId('toggle-calls');

  constructor() {
    this.#toggle.addEventListener('click', () => this.#open(Boolean(this.#panel.hidden)));
    byId('close-calls').addEventListener('click', () => this.#open(false));
    this.#panel.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#open(false);
    });
    this.#filter.addEventListener('input', () => this.#render());
    this.#polls.addEventListener('change', () => this.#render());
  }

  /** @param {readonly CallRecord[]} calls oldest first */
  set(calls) {
    this.#calls = [...calls];
    this.#render();
  }

  /** @param {CallRecord} call */
  add(call) {
    if (this.#calls.some(({ number }) => number === call.number)) return;
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
    if (this.#panel.hidden || !this.#isWanted(call)) return;
    this.#list.querySelector('.none')?.remove();
    this.#list.prepend(row(call));
  }

  /** @param {boolean} isOpen */
  #open(isOpen) {
    this.#panel.hidden = !isOpen;
    this.#toggle.setAttribute('aria-expanded', String(isOpen));
    document.body.classList.toggle('with-calls', isOpen);
    this.#render();
    (isOpen ? this.#filter : this.#toggle).focus();
  }

  /** @param {CallRecord} call */
  #isWanted({ method, payload }) {
    const words = this.#filter.value.trim().toLowerCase();
    if (method === 'getUpdates' && !this.#polls.checked) return false;
    return `${method} ${JSON.stringify(payload)}`.toLowerCase().includes(words);
  }

  #render() {
    if (this.#panel.hidden) return;
    const rows = this.#calls.filter((call) => this.#isWanted(call)).map(row);
    const none = element('li', 'none', 'No such call yet.');
    this.#list.replaceChildren(...(rows.length > 0 ? rows.reverse() : [none]));
  }
}

/** @param {CallRecord} call */
function row({ at, method, payload, answer }) {
  const status = element(
    'span',
    answer?.status === 200 ? 'ok' : 'bad',
    answer ? String(answer.status) : 'no answer',
  );
  const summary = element(
    'summary',
    '',
    element('strong', '', method),
    status,
    element('time', '', clock.format(at)),
  );
  const details = element(
    'details',
    '',
    summary,
    ...json('Payload', payload),
    ...json('Answer', answer?.body),
  );
  return element('li', '', details);
}

/**
 * @param {string} title
 * @param {unknown} value
 */
function json(title, value) {
  if (value === undefined) return [];
  const block = element('pre', '', shown(JSON.stringify(value, undefined, 2)));
  block.tabIndex = 0;
  return [element('h3', '', title), block];
}
