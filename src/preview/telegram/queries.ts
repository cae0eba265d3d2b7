// Pressed buttons and inline queries, and the bot's answers to them.

import type { Events } from './events.ts';
import { captionText, messageText } from './message-text.ts';
import type { Attachment, LocalEntity, LocalMessage } from './model.ts';
import { badRequest } from './refusal.ts';
import { inlineKeyboard, type ReplyMarkup } from './reply-markup.ts';

export interface CallbackAnswer {
  readonly callback_query_id: string;
  readonly text?: string;
  readonly show_alert?: boolean;
}

/** Bot API, InlineQueryResultArticle and InlineQueryResultCachedPhoto: the kinds that are served here. */
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
  readonly photo_file_id?: string;
  readonly caption?: string;
  readonly parse_mode?: string;
}

/** Finds the photo of a `file_id`. Throws `Refusal`. */
type FindPhoto = (fileId: string) => Attachment;

/** Bot API, InlineQueryResultsButton. */
interface ResultsButton {
  readonly text?: string;
  readonly start_parameter?: string;
  readonly web_app?: unknown;
}

export interface InlineAnswer {
  readonly inline_query_id: string;
  readonly results: readonly InlineResult[];
  readonly next_offset?: string;
  readonly button?: ResultsButton;
}

/** What a person may choose from. */
interface Offer {
  readonly userId: number;
  readonly results: readonly InlineResult[];
}

interface Query {
  readonly kind: 'callback' | 'inline';
  readonly userId: number;
  /** Unix time, ms. */
  readonly askedAt: number;
}

/** How long Telegram waits for an answer to a query, ms. */
const ANSWERABLE_FOR_MS = 15 * 60_000;
/** Characters: Bot API, answerCallbackQuery. */
const NOTICE_LIMIT = 200;
/** Bot API, answerInlineQuery; the first two in bytes. */
const NEXT_OFFSET_LIMIT = 64;
const RESULT_ID_LIMIT = 64;
const RESULTS_LIMIT = 50;
const START_PARAMETER = /^[\w-]{1,64}$/;
/** Answers that can still be chosen from. */
const OFFERS_KEPT = 50;

export class Queries {
  readonly #open = new Map<string, Query>();
  readonly #offers = new Map<string, Offer>();
  readonly #events: Events;
  readonly #now: () => number;
  readonly #photo: FindPhoto;
  #next = 4_000_000_000_001;

  constructor(events: Events, now: () => number, photo: FindPhoto) {
    this.#photo = photo;
    this.#events = events;
    this.#now = now;
  }

  /** Gives the query's id. */
  ask(kind: Query['kind'], userId: number): string {
    const id = String(this.#next++);
    this.#dropOld();
    this.#open.set(id, { kind, userId, askedAt: this.#now() });
    return id;
  }

  /** May be answered more than once. Throws `Refusal`. */
  answerCallback({ callback_query_id: queryId, text = '', show_alert: alert = false }: CallbackAnswer): true {
    if ([...text].length > NOTICE_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
    const { userId } = this.#find('callback', queryId);
    this.#events.emit({ type: 'notice', userId, queryId, text, alert });
    return true;
  }

  /** Throws `Refusal`. */
  answerInline({ inline_query_id: queryId, results, next_offset = '', button }: InlineAnswer): true {
    if (Buffer.byteLength(next_offset) > NEXT_OFFSET_LIMIT) throw badRequest('NEXT_OFFSET_INVALID');
    checkResults(results, button, this.#photo);
    const { userId } = this.#find('inline', queryId);
    this.#open.delete(queryId);
    this.#keep(queryId, { userId, results });
    this.#events.emit({
      type: 'inline',
      userId,
      queryId,
      results: results.map((result) => ({ ...result })),
      next_offset,
      ...(button ? { button: { ...button } } : {}),
    });
    return true;
  }

  /** What the query was answered with; `undefined` before that, and long after. */
  offer(queryId: string): Offer | undefined {
    return this.#offers.get(queryId);
  }

  #keep(queryId: string, offer: Offer): void {
    const [oldest] = this.#offers.keys();
    if (this.#offers.size >= OFFERS_KEPT && oldest !== undefined) this.#offers.delete(oldest);
    this.#offers.set(queryId, offer);
  }

  #find(kind: Query['kind'], id: string): Query {
    const query = this.#open.get(id);
    if (query?.kind !== kind || this.#now() - query.askedAt > ANSWERABLE_FOR_MS) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    return query;
  }

  /** The map is in order of age, so the first young query ends the loop. */
  #dropOld(): void {
    for (const [id, { askedAt }] of this.#open) {
      if (this.#now() - askedAt <= ANSWERABLE_FOR_MS) return;
      this.#open.delete(id);
    }
  }
}

/** Throws `Refusal` where Telegram would not show the results. */
function checkResults(
  results: readonly InlineResult[],
  button: ResultsButton | undefined,
  photo: FindPhoto,
): void {
  if (results.length > RESULTS_LIMIT) throw badRequest('RESULTS_TOO_MUCH');
  const ids = results.map(({ id = '' }) => String(id));
  if (ids.some((id) => id === '' || Buffer.byteLength(id) > RESULT_ID_LIMIT)) {
    throw badRequest('RESULT_ID_INVALID');
  }
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  for (const result of results) {
    if (result.type !== 'photo' && !result.title?.trim()) throw badRequest('ARTICLE_TITLE_EMPTY');
    resultMessage(result, photo);
  }
  if (!button) return;
  if (!button.text?.trim()) throw badRequest('button text must be non-empty');
  if (button.web_app === undefined && !START_PARAMETER.test(button.start_parameter ?? '')) {
    throw badRequest('START_PARAM_INVALID');
  }
}

/** The message that is posted when a person picks the result. Throws `Refusal`. */
export function resultMessage(
  result: InlineResult,
  photo: FindPhoto,
): Pick<LocalMessage, 'text' | 'entities' | 'inline_keyboard' | 'attachment'> {
  const { type, input_message_content: content, reply_markup } = result;
  if (type === 'photo' && content === undefined) {
    const { photo_file_id = '', caption, parse_mode } = result;
    const keyboard = inlineKeyboard(reply_markup);
    return {
      ...captionText({ text: caption, parse_mode }),
      attachment: photo(photo_file_id),
      ...(keyboard ? { inline_keyboard: keyboard } : {}),
    };
  }
  if (type !== 'article')
    throw badRequest(
      `results of type ${type} are not served here; write article, or photo with photo_file_id`,
    );
  const { message_text: text, parse_mode, entities } = content ?? {};
  const keyboard = inlineKeyboard(reply_markup);
  return {
    ...messageText({ text, parse_mode, entities }),
    ...(keyboard ? { inline_keyboard: keyboard } : {}),
  };
}
