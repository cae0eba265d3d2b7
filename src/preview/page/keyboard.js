// The inline keyboard under a message.
// Called by bubble.js.

import { element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { isLink, link } from './entities.js';

/** @typedef {import('../types.ts').LocalButton} LocalButton */
/** @typedef {(data: string, button: HTMLButtonElement) => void} OnPress */

/**
 * @param {readonly (readonly LocalButton[])[]} rows
 * @param {OnPress} onPress
 */
export function keyboard(rows, onPress) {
  return element(
    'div',
    'keyboard',
    ...rows.map((row) => element('div', 'keys', ...row.map((button) => key(button, onPress)))),
  );
}

/**
 * @param {LocalButton} button
 * @param {OnPress} onPress
 */
function key({ text, url, callback_data: data }, onPress) {
  if (isLink(url)) {
    const anchor = link(url);
    anchor.className = 'key';
    anchor.append(shown(text));
    return anchor;
  }
  const made = pressable('key', () => data !== undefined && onPress(data, made), shown(text));
  made.title = text;
  made.disabled = data === undefined;
  return made;
}
