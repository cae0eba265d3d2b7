// Texts as they were and as they are, with the words between marked: taken out, put in.

import { element } from '../../preview/page/dom.js';

/**
 * A paragraph for each text that differs.
 * @param {readonly string[]} before
 * @param {readonly string[]} now
 * @returns {HTMLElement[]}
 */
export function changedWords(before, now) {
  const length = Math.max(before.length, now.length);
  return Array.from({ length }, (_none, index) => [before[index] ?? '', now[index] ?? '']).flatMap(
    ([was = '', is = '']) =>
      was === is ? [] : [element('p', 'changed', ...marked(wordsOf(was), wordsOf(is)))],
  );
}

/** @param {string} text */
function wordsOf(text) {
  return text.split(/\s+/).filter(Boolean);
}

/**
 * @param {string[]} was
 * @param {string[]} is
 * @returns {(Node | string)[]}
 */
function marked(was, is) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  const put = (/** @type {'del' | 'ins' | undefined} */ tag, /** @type {string} */ word) => {
    const last = nodes.at(-1);
    if (tag && last instanceof HTMLElement && last.localName === tag) last.append(` ${word}`);
    else nodes.push(nodes.length > 0 ? ' ' : '', tag ? element(tag, '', word) : word);
  };
  const common = commonWords(was, is);
  let [a, b] = [0, 0];
  for (const word of [...common, undefined]) {
    while (a < was.length && was[a] !== word) put('del', was[a++] ?? '');
    while (b < is.length && is[b] !== word) put('ins', is[b++] ?? '');
    if (word === undefined) break;
    put(undefined, word);
    a += 1;
    b += 1;
  }
  return nodes;
}

/**
 * The longest row of words that both have.
 * @param {string[]} one
 * @param {string[]} other
 */
function commonWords(one, other) {
  /** @type {number[][]} */
  const lengths = Array.from({ length: one.length + 1 }, () => new Array(other.length + 1).fill(0));
  for (let a = one.length - 1; a >= 0; a -= 1)
    for (let b = other.length - 1; b >= 0; b -= 1)
      /** @type {number[]} */ (lengths[a])[b] =
        one[a] === other[b]
          ? (lengths[a + 1]?.[b + 1] ?? 0) + 1
          : Math.max(lengths[a + 1]?.[b] ?? 0, lengths[a]?.[b + 1] ?? 0);
  const common = [];
  let [a, b] = [0, 0];
  while (a < one.length && b < other.length) {
    if (one[a] === other[b]) {
      common.push(one[a] ?? '');
      a += 1;
      b += 1;
    } else if ((lengths[a + 1]?.[b] ?? 0) >= (lengths[a]?.[b + 1] ?? 0)) a += 1;
    else b += 1;
  }
  return common;
}
