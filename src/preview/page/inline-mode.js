// Inline mode: what is typed after the bot's name is asked, its results are listed over the field, a page at
// a time.

/** @typedef {import('./requests.js').Offer} Offer */
/** @typedef {import('./menu.js').Entry} Entry */

/** From the last letter typed to the question, ms. */
const DELAY_MS = 200;
/** Values of the entries that are no result; results are counted. */
const BUTTON = 'button';
const MORE = 'more';

export class InlineMode {
  #menu;
  #handlers;
  #query = '';
  /** @type {{ queryId: string, resultId: string, title: string, description: string }[]} */
  #results = [];
  /** @type {Offer['button']} over the results, of the first page */
  #button;
  /** Where the next page begins; empty where there is none. */
  #next = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;
  /** Counts questions, so that an answer that comes late is known. */
  #asked = 0;

  /**
   * @param {import('./menu.js').Menu} menu
   * @param {object} handlers
   * @param {(query: string, offset: string) => Promise<Offer>} handlers.ask
   * @param {(queryId: string, resultId: string) => void} handlers.choose
   * @param {(parameter: string) => void} handlers.start the button over the results: `/start` with it
   */
  constructor(menu, handlers) {
    this.#menu = menu;
    this.#handlers = handlers;
  }

  /** @param {string} query what stands after the bot's name now */
  type(query) {
    this.stop();
    this.#typing = setTimeout(() => void this.#ask(query, ''), DELAY_MS);
  }

  /** No more of this: something else is typed. */
  stop() {
    clearTimeout(this.#typing);
    this.#asked += 1;
  }

  /**
   * True where something was chosen, so that the field is to be emptied.
   * @param {string} value of the menu
   */
  take(value) {
    if (value === MORE) {
      void this.#ask(this.#query, this.#next);
      return false;
    }
    const parameter = this.#button?.start_parameter;
    const result = this.#results[Number(value)];
    if (value === BUTTON && parameter !== undefined) this.#handlers.start(parameter);
    else if (result) this.#handlers.choose(result.queryId, result.resultId);
    return true;
  }

  /**
   * @param {string} query
   * @param {string} offset
   */
  async #ask(query, offset) {
    this.#asked += 1;
    const number = this.#asked;
    const offer = await this.#handlers.ask(query, offset);
    if (number !== this.#asked) return;
    const { queryId, results, nextOffset, button } = offer;
    if (offset === '') {
      this.#results = [];
      this.#button = button;
    }
    const before = this.#results.length;
    this.#query = query;
    this.#next = nextOffset;
    this.#results.push(...results.map(({ id, ...lines }) => ({ queryId, resultId: id, ...lines })));
    this.#menu.show(this.#entries(), 'Results', before + (this.#button && this.#results.length > 0 ? 1 : 0));
  }

  /** @returns {Entry[]} */
  #entries() {
    return [
      ...(this.#button ? [{ value: BUTTON, title: this.#button.text, detail: '' }] : []),
      ...this.#results.map(({ title, description }, i) => ({ value: String(i), title, detail: description })),
      ...(this.#next ? [{ value: MORE, title: 'More results', detail: '' }] : []),
    ];
  }
}
