// Inline mode: asks what is typed after the bot's name, and lists the results over the field, page by page.

/** @typedef {import('./requests.js').Offer} Offer */
/** @typedef {import('./menu.js').Entry} Entry */

/** From the last letter typed to the query, ms. */
const DELAY_MS = 200;
/** Values of the entries that are not results; a result's is its index. */
const BUTTON = 'button';
const MORE = 'more';

export class InlineMode {
  #menu;
  #handlers;
  #query = '';
  /** @type {{ queryId: string, resultId: string, title: string, description: string }[]} */
  #results = [];
  /** @type {Offer['button']} above the results, from the first page */
  #button;
  /** Where the next page begins; empty on the last. */
  #next = '';
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #typing;
  /** Counts queries, so that a late answer can be told from the current one. */
  #asked = 0;

  /**
   * @param {import('./menu.js').Menu} menu
   * @param {object} handlers
   * @param {(query: string, offset: string) => Promise<Offer>} handlers.ask
   * @param {(queryId: string, resultId: string) => void} handlers.choose
   * @param {(parameter: string) => void} handlers.start the button above the results sends `/start` with it
   */
  constructor(menu, handlers) {
    this.#menu = menu;
    this.#handlers = handlers;
  }

  /** @param {string} query the text after the bot's name */
  type(query) {
    this.stop();
    this.#typing = setTimeout(() => void this.#ask(query, ''), DELAY_MS);
  }

  /** The text is no longer a query. */
  stop() {
    clearTimeout(this.#typing);
    this.#asked += 1;
  }

  /**
   * Whether something was chosen, and the field must be cleared.
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
