// An inline keyboard, checked as Telegram does.

import type { LocalButton } from './model.ts';
import { badRequest } from './refusal.ts';
import type { ReplyKeyboardChange } from './reply-keyboard.ts';

export type Keyboard = readonly (readonly LocalButton[])[];

export interface ReplyMarkup extends ReplyKeyboardChange {
  readonly inline_keyboard?: Keyboard;
}

/** Telegram's limits of one keyboard. */
const BUTTONS_LIMIT = 100;
const ROW_LIMIT = 8;
/** Bytes: Bot API, InlineKeyboardButton. */
const DATA_LIMIT = 64;

/** The fields of which a button has exactly one. */
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const;

/** The inline keyboard, without empty rows; `undefined` where there is none. Throws `Refusal`. */
export function inlineKeyboard(markup: ReplyMarkup | undefined): Keyboard | undefined {
  const rows = markup?.inline_keyboard?.filter((row) => row.length > 0);
  if (!rows || rows.length === 0) return undefined;
  if (rows.some((row) => row.length > ROW_LIMIT)) {
    throw badRequest(`reply markup is too long: over ${ROW_LIMIT} buttons in a row`);
  }
  if (rows.reduce((sum, row) => sum + row.length, 0) > BUTTONS_LIMIT) {
    throw badRequest(`reply markup is too long: over ${BUTTONS_LIMIT} buttons`);
  }
  for (const button of rows.flat()) checkButton(button);
  return rows;
}

function checkButton(button: LocalButton): void {
  const refused = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);
  if (!button.text.trim()) throw badRequest('inline keyboard button text must be non-empty');
  const actions = ACTIONS.filter((action) => button[action] !== undefined);
  if (actions.length === 0) throw refused('Text buttons are unallowed in the inline keyboard');
  if (actions.length > 1) throw refused(`Button must have exactly one of ${actions.join(', ')}`);
  if (button.callback_data !== undefined) {
    const bytes = Buffer.byteLength(button.callback_data);
    if (bytes < 1 || bytes > DATA_LIMIT) throw badRequest('BUTTON_DATA_INVALID');
  }
  if (button.url !== undefined && !isLink(button.url)) {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`);
  }
}

function isLink(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:', 'tg:'].includes(new URL(url).protocol);
}
