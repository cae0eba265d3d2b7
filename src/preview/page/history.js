// What was sent before, walked through with the arrows from an empty field.

export class History {
  /** @type {string[]} oldest first */
  #sent = [];
  /** 0: at the text being written; 1: the last one sent. */
  #back = 0;

  /** @param {string} text */
  add(text) {
    if (this.#sent.at(-1) !== text) this.#sent.push(text);
    this.#back = 0;
  }

  /**
   * What stands one step further back (1) or forth (-1); undefined where there is nothing, or where the field
   * holds a text of its own.
   * @param {1 | -1} step
   * @param {string} written
   */
  walk(step, written) {
    if (written !== this.#at(this.#back)) this.#back = 0;
    if (written !== this.#at(this.#back)) return undefined;
    const back = this.#back + step;
    if (back < 0 || back > this.#sent.length) return undefined;
    this.#back = back;
    return this.#at(back);
  }

  /** @param {number} back */
  #at(back) {
    return back === 0 ? '' : this.#sent.at(-back);
  }
}
