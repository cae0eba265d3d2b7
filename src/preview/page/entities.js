// A text with its entities as elements. Built from text nodes alone, so that no text can become markup.
// Called by bubble.js.

import { appendText } from './emoji.js';

const TAGS = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
};
const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);
const LINKS = /^(https?|tg):/i;
/** Lines of a folded quotation that show before it is opened. */
const FOLDED_LINES = 3;

/**
 * @typedef {{ type: string, offset: number, length: number, url?: string }} Entity
 * @typedef {(command: string) => void} OnCommand
 */

/**
 * The formatted text. Offsets are UTF-16 units, as JavaScript counts.
 * @param {string} text
 * @param {readonly Entity[]} entities
 * @param {OnCommand} onCommand what pressing a command in the text does
 */
export function formatted(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  // Outer before inner: of two that begin together, the longer one holds the other.
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, 0, text.length, sorted, onCommand);
  return fragment;
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {readonly Entity[]} entities those that begin in the stretch, sorted
 * @param {OnCommand} onCommand
 */
function fill(parent, text, from, to, entities, onCommand) {
  let at = from;
  let rest = entities;
  while (rest.length > 0) {
    const [entity, ...others] = rest;
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset > at) appendText(parent, text.slice(at, entity.offset));
    const inner = others.filter((other) => other.offset < end);
    rest = others.filter((other) => other.offset >= end);
    const { outer, inside } = elementFor(entity, text.slice(entity.offset, end), onCommand);
    fill(inside, text, Math.max(entity.offset, at), end, inner, onCommand);
    parent.appendChild(outer);
    at = Math.max(at, end);
    // A block ends its line by itself.
    if (BLOCKS.has(entity.type) && text[at] === '\n') at += 1;
  }
  if (at < to) appendText(parent, text.slice(at, to));
}

/**
 * @param {Entity} entity
 * @param {string} text what the entity covers
 * @param {OnCommand} onCommand
 * @returns {{ outer: Node, inside: Node }}
 */
function elementFor(entity, text, onCommand) {
  if (entity.type === 'expandable_blockquote') return foldedQuote();
  if (entity.type === 'bot_command') return same(commandButton(text, onCommand));
  if (entity.type === 'spoiler') return same(spoiler());
  const address = entity.type === 'text_link' ? entity.url : entity.type === 'url' ? text : undefined;
  if (address && LINKS.test(address)) return same(link(address));
  return same(document.createElement(TAGS[entity.type] ?? 'span'));
}

/** @param {Node} element */
function same(element) {
  return { outer: element, inside: element };
}

/** @param {string} address */
function link(address) {
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}

/** @param {string} command @param {OnCommand} onCommand */
function commandButton(command, onCommand) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'command';
  button.addEventListener('click', () => onCommand(command));
  return button;
}

function spoiler() {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'spoiler';
  button.setAttribute('aria-label', 'Hidden text, press to show');
  button.addEventListener('click', () => {
    button.classList.add('shown');
    button.removeAttribute('aria-label');
  });
  return button;
}

/** A quotation that shows its first lines, and the rest at a press. */
function foldedQuote() {
  const outer = document.createElement('div');
  outer.className = 'folded';
  const quote = document.createElement('blockquote');
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.className = 'more';
  const show = (open) => {
    outer.classList.toggle('open', open);
    toggle.setAttribute('aria-expanded', String(open));
    toggle.textContent = open ? 'Show less' : 'Show more';
  };
  toggle.addEventListener('click', () => show(!outer.classList.contains('open')));
  show(false);
  outer.append(quote, toggle);
  // What fits needs no button; known only once it stands in the page.
  requestAnimationFrame(() => {
    const line = Number.parseFloat(getComputedStyle(quote).lineHeight) || 20;
    if (quote.scrollHeight <= line * (FOLDED_LINES + 0.5)) {
      outer.classList.add('open', 'whole');
      toggle.hidden = true;
    }
  });
  return { outer, inside: quote };
}
