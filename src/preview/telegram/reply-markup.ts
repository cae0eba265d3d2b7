// `reply_markup` of a message, checked as Telegram does: its inline keyboard, or the keyboard below the typing field.

import type {
  ForcedReply,
  InlineKeyboard,
  LocalButton,
  LocalChat,
  LocalReplyButton,
  LocalReplyKeyboard,
} from './model.ts';
import { badRequest } from './refusal.ts';

/** Bot API `InlineKeyboardMarkup`, `ReplyKeyboardMarkup`, `ReplyKeyboardRemove` or `ForceReply`. */
export interface ReplyMarkup extends Partial<LocalReplyKeyboard> {
  readonly inline_keyboard?: InlineKeyboard;
  readonly remove_keyboard?: boolean;
  readonly force_reply?: boolean;
}

/** Telegram's limits of one keyboard. */
const BUTTONS_LIMIT = 100;
const ROW_LIMIT = 8;
/** Bytes: Bot API, InlineKeyboardButton. */
const DATA_LIMIT = 64;
/** Characters: Bot API, ReplyKeyboardMarkup, ForceReply. */
const PLACEHOLDER_LIMIT = 64;
/** Bot API, KeyboardButtonRequestChat: a signed 32-bit number. */
const LARGEST_REQUEST = 2 ** 31 - 1;

/** A button has exactly one of these fields. */
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
export function inlineKeyboard(markup: ReplyMarkup | undefined): InlineKeyboard | undefined {
  const rows = markup?.inline_keyboard?.filter((row) => row.length > 0);
  if (!rows || rows.length === 0) return undefined;
  if (rows.some((row) => row.length > ROW_LIMIT)) {
    throw badRequest(`reply markup is too long: over ${ROW_LIMIT} buttons in a row`);
  }
  if (rows.reduce((sum, row) => sum + row.length, 0) > BUTTONS_LIMIT) {
    throw badRequest(`reply markup is too long: over ${BUTTONS_LIMIT} buttons`);
  }
  for (const button of rows.flat()) checkInlineButton(button);
  return rows;
}

function checkInlineButton(button: LocalButton): void {
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

/**
 * The chat's new reply keyboard; `null` where the markup removes it, `undefined` where it leaves it as it is.
 * Throws `Refusal`.
 */
export function replyKeyboard(
  markup: ReplyMarkup | undefined,
  chat: LocalChat,
): LocalReplyKeyboard | null | undefined {
  const change = markup?.keyboard !== undefined || markup?.remove_keyboard || markup?.force_reply;
  if (!markup || !change) return undefined;
  if (chat.type === 'channel') throw badRequest('inline keyboard expected');
  if (markup.remove_keyboard) return null;
  const rows = markup.keyboard?.filter((row) => row.length > 0);
  if (!rows) return undefined;
  if (rows.length === 0) throw badRequest('reply keyboard must have at least one button');
  checkPlaceholder(markup.input_field_placeholder);
  checkReplyButtons(rows.flat(), chat);
  return { ...markup, keyboard: rows };
}

/** What asks for a reply, where the markup does. Throws `Refusal`. */
export function forcedReply(markup: ReplyMarkup | undefined): ForcedReply | undefined {
  if (!markup?.force_reply) return undefined;
  const { input_field_placeholder: placeholder } = markup;
  checkPlaceholder(placeholder);
  return placeholder ? { input_field_placeholder: placeholder } : {};
}

function checkPlaceholder(placeholder = ''): void {
  if ([...placeholder].length > PLACEHOLDER_LIMIT) throw badRequest('input field placeholder is too long');
}

function checkReplyButtons(buttons: readonly LocalReplyButton[], chat: LocalChat): void {
  if (buttons.some(({ text }) => !text.trim())) throw badRequest('keyboard button text must be non-empty');
  const requests = buttons.flatMap(({ request_chat }) => request_chat ?? []);
  if (requests.length > 0 && chat.type !== 'private') {
    throw badRequest('chats can be requested in private chats only');
  }
  const ids = requests.map(({ request_id }) => request_id);
  if (new Set(ids).size < ids.length || ids.some((id) => Math.abs(id) > LARGEST_REQUEST)) {
    throw badRequest('request_id must be a 32-bit number, unique within the message');
  }
  for (const { bot_administrator_rights: bot, user_administrator_rights: user } of requests) {
    const missing = Object.entries(bot ?? {}).find(([right, wanted]) => wanted && !user?.[right]);
    if (missing) throw badRequest(`bot_administrator_rights has ${missing[0]}, which the user need not have`);
  }
}
