// The keyboard below the typing field of a private chat: checked as Telegram does, shown, removed.

import type { LocalChat } from './model.ts';
import type { LocalReplyKeyboard } from './picker-types.ts';
import { badRequest } from './refusal.ts';

/** Bot API `ReplyKeyboardMarkup`, `ReplyKeyboardRemove`; other markup has none of these fields. */
export interface ReplyKeyboardChange extends Partial<LocalReplyKeyboard> {
  readonly remove_keyboard?: boolean;
  readonly force_reply?: boolean;
}

/** Characters: Bot API, ReplyKeyboardMarkup. */
const PLACEHOLDER_LIMIT = 64;
/** Bot API, KeyboardButtonRequestChat: a signed 32-bit number. */
const LARGEST_REQUEST = 2 ** 31 - 1;

/**
 * What becomes of the chat's reply keyboard: a new one, `null` for none, `undefined` where the markup says nothing of
 * it. Throws `Refusal`.
 */
export function replyKeyboard(
  markup: ReplyKeyboardChange | undefined,
  chat: LocalChat,
): LocalReplyKeyboard | null | undefined {
  const change = markup?.keyboard !== undefined || markup?.remove_keyboard || markup?.force_reply;
  if (!markup || !change) return undefined;
  if (chat.type === 'channel') throw badRequest('inline keyboard expected');
  if (markup.remove_keyboard) return null;
  const rows = markup.keyboard?.filter((row) => row.length > 0);
  if (!rows) return undefined;
  if (rows.length === 0) throw badRequest('reply keyboard must have at least one button');
  if ([...(markup.input_field_placeholder ?? '')].length > PLACEHOLDER_LIMIT) {
    throw badRequest('input field placeholder is too long');
  }
  checkButtons({ ...markup, keyboard: rows }, chat);
  return { ...markup, keyboard: rows };
}

function checkButtons({ keyboard }: LocalReplyKeyboard, chat: LocalChat): void {
  const buttons = keyboard.flat();
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
