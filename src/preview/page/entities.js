// A text with its entities as elements.

import { element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { foldedQuote, spoiler } from './hidden.js';

/** @typedef {import('../telegram/model.ts').LocalEntity} Entity */
/** @typedef {(command: string) => void} OnCommand */

/** @type {Readonly<Record<string, keyof HTMLElementTagNameMap>>} */
const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const LINKS = /^(https?|tg):/i;

/**
 * @param {string} text
 * @param {readonly Entity[]} entities offsets in UTF-16 units, as JavaScript counts
 * @param {OnCommand} onCommand called when a command in the text is pressed
 * @returns {DocumentFragment}
 */
export function formatted(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  fill(fragment, { text, from: 0, to: text.length, entities: [...entities].sort(outerFirst), onCommand });
  return fragment;
}

/**
 * Of two that begin together, the longer one contains the other.
 * @param {Entity} a
 * @param {Entity} b
 */
function outerFirst(a, b) {
  return a.offset - b.offset || b.length - a.length;
}

/**
 * @param {Node} parent
 * @param {{ text: string, from: number, to: number, entities: readonly Entity[], onCommand: OnCommand }} stretch
 *   with its entities, outer ones first
 */
function fill(parent, { text, from, to, entities, onCommand }) {
  let at = from;
  let rest = entities;
  for (let entity = rest[0]; entity; entity = rest[0]) {
    const start = Math.max(entity.offset, at);
    const end = Math.max(start, Math.min(entity.offset + entity.length, to));
    parent.appendChild(shown(text.slice(at, start)));
    const { inside, after } = divide(rest.slice(1), end);
    const { outer, inner } = elementFor(entity, text.slice(start, end), onCommand);
    fill(inner, { text, from: start, to: end, entities: inside, onCommand });
    parent.appendChild(outer);
    // The quotation already is a block of its own.
    at = isBlock(entity) && text[end] === '\n' && end < to ? end + 1 : end;
    rest = after;
  }
  parent.appendChild(shown(text.slice(at, to)));
}

/** @param {Entity} entity */
function isBlock({ type }) {
  return type.endsWith('blockquote') || type === 'pre';
}

/**
 * The entities before the end, and those after it; one that crosses it is cut in two.
 * @param {readonly Entity[]} entities
 * @param {number} end
 */
function divide(entities, end) {
  /** @type {Entity[]} */
  const inside = [];
  /** @type {Entity[]} */
  const after = [];
  for (const entity of entities) {
    const over = entity.offset + entity.length - end;
    if (entity.offset >= end) after.push(entity);
    else if (over <= 0) inside.push(entity);
    else {
      inside.push({ ...entity, length: entity.length - over });
      after.push({ ...entity, offset: end, length: over });
    }
  }
  return { inside, after: after.sort(outerFirst) };
}

/**
 * @param {Entity} entity
 * @param {string} text what it covers
 * @param {OnCommand} onCommand
 * @returns {{ outer: Node, inner: Node }} the element in the page, and the one that takes the text
 */
function elementFor(entity, text, onCommand) {
  if (entity.type === 'expandable_blockquote') return foldedQuote();
  const made = simpleElementFor(entity, text, onCommand);
  return { outer: made, inner: made };
}

/**
 * @param {Entity} entity
 * @param {string} text
 * @param {OnCommand} onCommand
 */
function simpleElementFor({ type, url }, text, onCommand) {
  if (type === 'bot_command') return pressable('command', () => onCommand(text));
  if (type === 'spoiler') return spoiler();
  const address = type === 'text_link' ? url : type === 'url' ? withScheme(text) : undefined;
  if (isLink(address)) return link(address);
  return element(TAGS[type] ?? 'span', '');
}

/** @param {string} address as people write it: `example.org` too */
function withScheme(address) {
  return /^[a-z]+:/i.test(address) ? address : `http://${address}`;
}

/**
 * A link that opens in another tab, without a referrer.
 * @param {string} address http, https or tg
 */
export function link(address) {
  return Object.assign(element('a', ''), { href: address, target: '_blank', rel: 'noopener noreferrer' });
}

/**
 * Whether the address may be followed at all: `javascript:` may not.
 * @param {unknown} address
 * @returns {address is string}
 */
export function isLink(address) {
  return typeof address === 'string' && LINKS.test(address);
}
