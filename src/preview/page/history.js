// What was sent before, recalled with the arrow keys from an empty field.

export class History {
  /** @type {string[]} oldest first */
  #sent = [];
  /** 0: the text being written; 1: the last one sent. */
  #back = 0;

  /** @param {string} text */
  add(text) {
    if (this.#sent.at(-1) !== text) this.#sent.push(text);
    this.#back = 0;
  }

  /**
   * The text one step back (1) or forward (-1); undefined where there is none, or where the field holds a new
   * text.
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
