// A source's text: numbered paragraphs, used ones shaded; words are selected with the mouse, a finger, or the arrow keys.

import { element } from '../../preview/page/dom.js';

/** @typedef {import('../server/views.ts').SourceView} SourceView */
/** @typedef {{ source: string, at: string, passage: string }} Taken */

const WORD = /\S+/g;
/** What stands around words and is no part of a passage. */
const EDGES = /^[\s"'“”„«»‘’([{–—-]+|[\s"'“”„«»‘’)\]}.,;:!?…–—-]+$/gu;

/**
 * @param {HTMLElement} box
 * @param {SourceView | undefined} source
 * @param {{ passages: readonly string[], nameOf: (id: string) => string, onUser: (id: string) => void }} shown passages of the entry whose form is open
 */
export function showSource(box, source, { passages, nameOf, onUser }) {
  const paragraphs = source?.paragraphs;
  if (!paragraphs) {
    box.replaceChildren();
    return;
  }
  const used = paragraphs.filter(({ usedBy }) => usedBy.length > 0).length;
  const list = element('ol', 'paragraphs');
  for (const { number, heading, text, usedBy } of paragraphs) {
    const words = element('p', '', ...marked(text, passages));
    words.tabIndex = number === paragraphs[0]?.number ? 0 : -1;
    words.dataset.number = String(number);
    const item = element('li', usedBy.length > 0 ? 'used' : '');
    const label = element('span', 'number', `¶${number}`);
    if (heading) item.append(element('h3', '', heading));
    item.append(label, words);
    if (usedBy.length > 0) {
      const users = element('p', 'users', 'Used by ');
      for (const [index, id] of usedBy.entries()) {
        const link = element('button', '', nameOf(id));
        link.type = 'button';
        link.addEventListener('click', () => onUser(id));
        users.append(index > 0 ? ', ' : '', link);
      }
      item.append(users);
    }
    list.append(item);
  }
  box.replaceChildren(
    element(
      'p',
      'summary',
      `${used} of ${paragraphs.length} paragraphs used. Select words to make a point of them.`,
    ),
    list,
  );
}

/**
 * @param {string} text
 * @param {readonly string[]} passages
 * @returns {(Node | string)[]}
 */
function marked(text, passages) {
  const spans = passages.flatMap((passage) => placeOf(passage, text) ?? []).sort((a, b) => a.from - b.from);
  /** @type {(Node | string)[]} */
  const nodes = [];
  let at = 0;
  for (const { from, to } of spans) {
    if (from < at) continue;
    nodes.push(text.slice(at, from), element('mark', '', text.slice(from, to)));
    at = to;
  }
  nodes.push(text.slice(at));
  return nodes;
}

/**
 * Spaces, dashes and the form of quotation marks don't matter.
 * @param {string} passage
 * @param {string} text
 */
function placeOf(passage, text) {
  if (passage.trim() === '') return undefined;
  const pattern = passage
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/["'`´‘-‟′-‷«»‹›]+/g, '["\'`´‘-‟′-‷«»‹›]+')
    .replace(/[-‐-―−]/g, '[-‐-―−]')
    .replace(/\s+/g, '\\s+');
  const found = new RegExp(pattern, 'u').exec(text);
  return found ? { from: found.index, to: found.index + found[0].length } : undefined;
}

/**
 * The words that are selected inside one paragraph, whole.
 * @param {HTMLElement} box
 * @param {string} source its id
 * @returns {Taken | undefined}
 */
export function selectedWords(box, source) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph || !box.contains(paragraph)) return undefined;
  const text = paragraph.textContent ?? '';
  const from = offsetIn(paragraph, range.startContainer, range.startOffset);
  // A selection that runs on ends with its first paragraph.
  const to = paragraph.contains(range.endContainer)
    ? offsetIn(paragraph, range.endContainer, range.endOffset)
    : text.length;
  const passage = wholeWords(text, from, to);
  return passage === '' ? undefined : { source, at: `¶${paragraph.dataset.number}`, passage };
}

/**
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function wholeWords(text, from, to) {
  const words = [...text.matchAll(WORD)].filter(
    ({ index, 0: word }) => index < to && index + word.length > from,
  );
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return '';
  return text.slice(first.index, last.index + last[0].length).replace(EDGES, '');
}

/** @param {Node} node */
function paragraphOf(node) {
  const start = node instanceof Element ? node : node.parentElement;
  return /** @type {HTMLElement | null} */ (start?.closest('p[data-number]') ?? null);
}

/**
 * @param {HTMLElement} paragraph
 * @param {Node} node
 * @param {number} offset
 */
function offsetIn(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}

/**
 * Arrow keys in a paragraph: up and down go to the next one, left and right to the next word, with Shift they take more words.
 * @param {HTMLElement} box
 * @param {KeyboardEvent} event
 */
export function moveInSource(box, event) {
  const paragraph = event.target instanceof Element ? paragraphOf(event.target) : null;
  if (!paragraph || event.altKey || event.ctrlKey || event.metaKey) return;
  const { key, shiftKey } = event;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const all = [...box.querySelectorAll('p[data-number]')];
    const next = all[all.indexOf(paragraph) + (key === 'ArrowDown' ? 1 : -1)];
    if (!(next instanceof HTMLElement)) return;
    event.preventDefault();
    paragraph.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    return;
  }
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return;
  event.preventDefault();
  const text = paragraph.textContent ?? '';
  const words = [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    from: index,
    to: index + word.length,
  }));
  const selection = getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const isHere = range && !selection?.isCollapsed && paragraph.contains(range.startContainer);
  const from = isHere ? offsetIn(paragraph, range.startContainer, range.startOffset) : -1;
  const to = isHere ? offsetIn(paragraph, range.endContainer, range.endOffset) : -1;
  let first = words.findIndex((word) => word.to > from);
  let last = words.findLastIndex((word) => word.from < to);
  if (!isHere) [first, last] = [0, 0];
  else if (shiftKey)
    last = Math.max(first, Math.min(words.length - 1, last + (key === 'ArrowRight' ? 1 : -1)));
  else {
    first = Math.max(0, Math.min(words.length - 1, key === 'ArrowRight' ? last + 1 : first - 1));
    last = first;
  }
  const [begin, end] = [words[first], words[last]];
  if (!begin || !end) return;
  const fresh = document.createRange();
  fresh.setStart(...nodeAt(paragraph, begin.from));
  fresh.setEnd(...nodeAt(paragraph, end.to));
  selection?.removeAllRanges();
  selection?.addRange(fresh);
}

/**
 * @param {HTMLElement} paragraph
 * @param {number} offset
 * @returns {[Node, number]}
 */
function nodeAt(paragraph, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let left = offset;
  let last = /** @type {Node} */ (paragraph);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length) return [node, left];
    left -= length;
    last = node;
  }
  return [last, last.textContent?.length ?? 0];
}
