// The inline keyboard under a message.

import { element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { isLink, link } from './entities.js';

/** @typedef {import('../telegram/model.ts').LocalButton} LocalButton */

/**
 * @typedef {object} Actions
 * @property {(data: string, button: HTMLButtonElement) => void} onPress
 * @property {(query: string, isHere: boolean) => void} onSwitch inline mode in another chat, or in this one
 * @property {(text: string) => void} onCopy
 */

/**
 * @param {readonly (readonly LocalButton[])[]} rows
 * @param {Actions} actions
 */
export function keyboard(rows, actions) {
  return element(
    'div',
    'keyboard',
    ...rows.map((row) => element('div', 'keys', ...row.map((button) => key(button, actions)))),
  );
}

/** Bot API, `InlineKeyboardButton.style`: red, green and blue. */
const STYLES = ['danger', 'success', 'primary'];

/**
 * @param {LocalButton} button
 * @param {Actions} actions
 */
function key(button, actions) {
  const { text, url, style } = button;
  const look = STYLES.includes(String(style)) ? `key ${style}` : 'key';
  if (isLink(url)) {
    const anchor = link(url);
    anchor.className = look;
    anchor.append(shown(text));
    return anchor;
  }
  const action = actionOf(button, actions);
  const made = pressable(`${look} ${signOf(button)}`.trim(), () => action?.(made), shown(text));
  made.title = text;
  made.disabled = !action;
  return made;
}

/**
 * Which of Telegram's small signs the key wears in its corner.
 * @param {LocalButton} button
 */
function signOf(button) {
  if (button.copy_text) return 'copies';
  return typeof button.switch_inline_query === 'string' ? 'shares' : '';
}

/**
 * What a press does; nothing for kinds of buttons that the preview does not support.
 * @param {LocalButton} button
 * @param {Actions} actions
 * @returns {((key: HTMLButtonElement) => void) | undefined}
 */
function actionOf(button, { onPress, onSwitch, onCopy }) {
  const { callback_data: data, switch_inline_query: there, switch_inline_query_current_chat: here } = button;
  if (data !== undefined) return (key) => onPress(data, key);
  if (typeof there === 'string') return () => onSwitch(there, false);
  if (typeof here === 'string') return () => onSwitch(here, true);
  const copied = /** @type {{ text?: string } | undefined} */ (button.copy_text)?.text;
  return copied === undefined ? undefined : () => onCopy(copied);
}
