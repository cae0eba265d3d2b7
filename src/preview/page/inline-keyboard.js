// The inline keyboard under a message.

import { element, icon, pressable } from './dom.js';
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
    anchor.append(shown(text), icon(SIGNS.link));
    return anchor;
  }
  const action = actionOf(button, actions);
  const made = pressable(look, () => action?.(made), shown(text), ...signOf(button));
  made.title = text;
  made.disabled = !action;
  return made;
}

/** What a key wears in its corner, as in Telegram, where it does not ask the bot. */
const SIGNS = {
  link: 'M7 17 17 7M9 7h8v8',
  copy: 'M9 9h11v11H9zM5 15V5h10',
  share: 'M4 19c1-7 5-9 9-9V5l8 7-8 7v-5c-4 0-7 1-9 5Z',
};

/** @param {LocalButton} button */
function signOf(button) {
  if (button.copy_text) return [icon(SIGNS.copy)];
  return typeof button.switch_inline_query === 'string' ? [icon(SIGNS.share)] : [];
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
