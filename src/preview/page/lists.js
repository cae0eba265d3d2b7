// Lines that begin with a bullet, told to screen readers as lists. What is seen and copied stays the same.

import { element } from './dom.js';

const BULLET = /^\s*•\s/;

/**
 * Wraps the bulleted lines of a text, and of the quotations in it. An item goes on to the next bullet or empty line.
 * @param {ParentNode & Node} text
 */
export function markLists(text) {
  for (const quotation of text.querySelectorAll('blockquote')) markLists(quotation);
  /** @type {HTMLElement | undefined} */
  let list;
  /** @type {HTMLElement | undefined} */
  let item;
  for (const line of linesOf(text)) {
    const [first] = line;
    const words = line.map((node) => node.textContent).join('');
    if (first === undefined || isBlock(first)) list = item = undefined;
    else if (BULLET.test(words)) {
      item = part('listitem');
      if (list) list.append(item);
      else {
        list = part('list', item);
        text.insertBefore(list, first);
      }
      item.append(...line);
    } else if (words.trim() === '') {
      // Between two items of a list, or after its end.
      item?.append(...line);
      item = undefined;
    } else if (item) item.append(...line);
    else list = undefined;
  }
}

/**
 * @param {string} role
 * @param {Node[]} content
 */
function part(role, ...content) {
  const made = element('span', '', ...content);
  made.setAttribute('role', role);
  return made;
}

/**
 * The nodes of each line, with the line's end; a quotation is a line of its own.
 * @param {Node} text
 * @returns {Node[][]}
 */
function linesOf(text) {
  splitAtLineEnds(text);
  /** @type {Node[][]} */
  const lines = [];
  let isNew = true;
  for (const node of [...text.childNodes]) {
    if (isNew || isBlock(node)) lines.push([]);
    lines.at(-1)?.push(node);
    isNew = isBlock(node) || (node.textContent ?? '').endsWith('\n');
  }
  return lines;
}

/** @param {Node} text */
function splitAtLineEnds(text) {
  for (const node of [...text.childNodes]) {
    if (!(node instanceof Text)) continue;
    let rest = node;
    for (let end = rest.data.indexOf('\n'); end >= 0 && end < rest.data.length - 1; ) {
      rest = rest.splitText(end + 1);
      end = rest.data.indexOf('\n');
    }
  }
}

/** @param {Node} node */
function isBlock(node) {
  return node instanceof Element && node.matches('blockquote, pre, .folded');
}
