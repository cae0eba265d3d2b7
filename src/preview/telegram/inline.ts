// Results of inline queries: checked when the bot offers them, posted when a person picks one.

import { messageText } from './message-text.ts';
import type { Parts } from './methods.ts';
import type { Actor, LocalEntity, LocalMessage } from './model.ts';
import { badRequest } from './refusal.ts';
import { inlineKeyboard, type ReplyMarkup } from './reply-markup.ts';
import { say } from './user-actions.ts';

/** Bot API, InlineQueryResultArticle: the one kind that is served here. */
export interface InlineResult {
  readonly type?: string;
  readonly id?: string;
  readonly title?: string;
  readonly input_message_content?: {
    readonly message_text?: string;
    readonly parse_mode?: string;
    readonly entities?: readonly LocalEntity[];
  };
  readonly reply_markup?: ReplyMarkup;
}

/** Bot API, InlineQueryResultsButton. */
export interface ResultsButton {
  readonly text?: string;
  readonly start_parameter?: string;
  readonly web_app?: unknown;
}

/** Bot API, answerInlineQuery; the first in bytes. */
const RESULT_ID_LIMIT = 64;
const RESULTS_LIMIT = 50;
const START_PARAMETER = /^[\w-]{1,64}$/;

/** Throws `Refusal` where Telegram would not show the results. */
export function checkResults(results: readonly InlineResult[], button: ResultsButton | undefined): void {
  if (results.length > RESULTS_LIMIT) throw badRequest('RESULTS_TOO_MUCH');
  const ids = results.map(({ id = '' }) => String(id));
  if (ids.some((id) => id === '' || Buffer.byteLength(id) > RESULT_ID_LIMIT)) {
    throw badRequest('RESULT_ID_INVALID');
  }
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  for (const result of results) {
    if (!result.title?.trim()) throw badRequest('ARTICLE_TITLE_EMPTY');
    contentOf(result);
  }
  if (!button) return;
  if (!button.text?.trim()) throw badRequest('button text must be non-empty');
  if (button.web_app === undefined && !START_PARAMETER.test(button.start_parameter ?? '')) {
    throw badRequest('START_PARAM_INVALID');
  }
}

/** The result as a message of the person's, `via_bot`. */
export function choose(
  parts: Parts,
  actor: Actor,
  chatId: number,
  { queryId, resultId }: { readonly queryId: string; readonly resultId: string },
  options: { readonly threadId?: number } = {},
): LocalMessage {
  const offer = parts.queries.offer(queryId);
  const result = offer?.userId === actor.user.id && offer.results.find(({ id }) => id === resultId);
  if (!result) throw new Error(`${actor.user.first_name} was not offered ${resultId} for query ${queryId}`);
  return say(parts, actor, chatId, { ...contentOf(result), via_bot: parts.world.bot }, options);
}

/** Throws `Refusal`. */
function contentOf({ type, input_message_content: content, reply_markup }: InlineResult) {
  if (type !== 'article') throw badRequest(`results of type ${type} are not served here; write article`);
  const { message_text: text, parse_mode, entities } = content ?? {};
  const keyboard = inlineKeyboard(reply_markup);
  return {
    ...messageText({ text, parse_mode, entities }),
    ...(keyboard ? { inline_keyboard: keyboard } : {}),
  };
}
