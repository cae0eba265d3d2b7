// Answers that people share through inline mode: kept, so that they are corrected where they stand.

import type { Clock } from '../../clock.ts';
import { OVERVIEW } from '../../content/schema.ts';
import { bodyOf, bodyOfPicture } from '../../copies/body.ts';
import { answerOf } from '../../copies/fresh-lines.ts';
import type { Gateway } from '../../delivery/gateway.ts';
import { editedInline } from '../../delivery/message.ts';
import type { Locale } from '../../locales/locale.ts';
import { MAX_CAPTION_LENGTH } from '../../messages/pictures/caption.ts';
import type { StartPayload } from '../../messages/start-payloads.ts';
import { laneOfShared } from '../../store/copies.ts';
import type { ChatId } from '../../store/types.ts';
import { statedInAnswer } from '../../summaries/stated-lines.ts';
import type { BotContext } from '../bot-context.ts';
import { CACHE_SECONDS, openRows, PICTURE_MARK } from './inline-answers.ts';

export interface SharedAnswer {
  /** Who shared it. */
  readonly by: number;
  /** Bot API, `ChosenInlineResult.result_id`: comes from outside. */
  readonly result: string;
  readonly message: string;
  readonly locale: Locale;
}

export interface InlineSharing {
  /** An inline query was answered. */
  answered(context: BotContext): void;
  /** One of its results was shared. */
  shared(answer: SharedAnswer, context: BotContext): Promise<void>;
}

export interface SharingOptions {
  readonly gateway: Pick<Gateway, 'send'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Record<'info', (fields: object, message: string) => void>;
}

/** In the store: Telegram has told of an answer that was shared. */
const FEEDBACK = 'inline feedback';
/** In place of the id of a copy that is not kept. */
const NOT_KEPT = 0;
const HINT =
  'answers shared in other chats are corrected only if Telegram tells of them: send /setinlinefeedback to BotFather and choose 100%';

/** Says once how Telegram is to be asked to tell what is shared, as long as it has told of nothing. */
export function createInlineSharing({ gateway, clock, log }: SharingOptions): InlineSharing {
  /** The content version that is shared from, and since when: monotonic ms. */
  let version: { readonly name: string; readonly since: number } | undefined;
  /** Results that Telegram has kept may be of the version before. */
  const mayBeOlder = ({ catalogue }: BotContext) => {
    if (version?.name !== catalogue.version) version = { name: catalogue.version, since: clock.monotonic() };
    return clock.monotonic() - version.since < CACHE_SECONDS * 1000;
  };
  let isSaid = false;
  let isSeen = false;
  return {
    answered(context) {
      mayBeOlder(context);
      const { store } = context;
      if (isSaid) return;
      isSaid = true;
      store.meta.get(FEEDBACK).then(
        (seen) => {
          if (seen === undefined) log.info({}, HINT);
        },
        () => {
          isSaid = false;
        },
      );
    },
    async shared({ by, result, message, locale }, context) {
      if (!isSeen) await context.store.meta.change(FEEDBACK, 'on');
      isSeen = true;
      isSaid = true;
      const isPicture = result.endsWith(PICTURE_MARK);
      const link = isPicture ? result.slice(0, -PICTURE_MARK.length) : result;
      const answerTo = context.startPayloads.decode(link);
      const html = answerTo && htmlOf(answerTo, locale, context);
      if (answerTo === undefined || html === undefined) return;
      const rows = openRows(link, locale, context);
      const own = context.catalogue.in(locale.language);
      const summary = answerOf(own, answerTo);
      const body = isPicture
        ? pictureBody(answerTo, rows, locale, context)
        : bodyOf(
            {
              html,
              keyboard: JSON.stringify(rows),
              place: 'inline',
              language: locale.language,
              stated: summary ? statedInAnswer(own, summary) : [],
              answerTo,
            },
            locale,
          );
      const lane = body
        ? await context.store.copies.share(message, by as ChatId, body)
        : laneOfShared(NOT_KEPT);
      if (isPicture || !mayBeOlder(context)) return;
      const content = { html, markup: { inline_keyboard: rows } };
      void gateway.send(lane, 'editMessageText', editedInline(message, content), 'copy');
    },
  };
}

/** Of the picture that an answer on a topic may be shared as. */
function pictureBody(
  payload: StartPayload,
  rows: readonly (readonly object[])[],
  locale: Locale,
  { pictures }: BotContext,
) {
  if (payload.type !== 'talk' && payload.type !== 'talk-topic') return undefined;
  const topic = payload.type === 'talk' ? OVERVIEW : payload.topic;
  const of = { type: 'topic', talk: payload.talk, topic, part: 1 } as const;
  if (!pictures.has(of)) return undefined;
  const html = pictures.caption(of, locale, MAX_CAPTION_LENGTH);
  return bodyOfPicture(of, { html, markup: { inline_keyboard: rows } }, 'inline', pictures, locale);
}

/** The text of the answer as it is shared. */
function htmlOf(
  payload: StartPayload,
  locale: Locale,
  { catalogue, answers }: BotContext,
): string | undefined {
  const talk = 'talk' in payload ? catalogue.talk(payload.talk) : undefined;
  if (talk === undefined) return undefined;
  switch (payload.type) {
    case 'talk':
    case 'talk-topic': {
      const topic = catalogue.topic(payload.type === 'talk' ? OVERVIEW : payload.topic);
      return topic && answers.oneMessage(talk, topic, locale);
    }
    case 'timeline':
    case 'quotes':
      return answers.viewText(talk, payload.type, locale);
    case 'point': {
      const point = catalogue.point(talk.id, payload.point);
      return point && answers.pointText(talk, point, locale);
    }
    default:
      return undefined;
  }
}
