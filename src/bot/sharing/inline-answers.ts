// Inline mode: `@bot words` typed in any chat, answered by summaries to choose from, each with a way into the
// bot.

import { OVERVIEW } from '../../content/schema.ts';
import { NO_PREVIEW } from '../../delivery/message.ts';
import type { Locale } from '../../locales/locale.ts';
import { startLink } from '../../messages/bot-links.ts';
import { inlineKeyboard } from '../../messages/buttons.ts';
import { openKeyboard } from '../../messages/share-buttons.ts';
import { plainLine } from '../../messages/spans.ts';
import type { StartPayload } from '../../messages/start-payloads.ts';
import { whose } from '../../summaries/point.ts';
import { type Suggestion, suggest } from '../../summaries/suggestions.ts';
import type { BotContext } from '../bot-context.ts';
import { cleanWords } from '../command-text.ts';
import { topicLink } from './share.ts';

/** What somebody types after the bot's name. Both come from outside. */
export interface InlineQuestion {
  /** Up to 256 characters (Bot API, InlineQuery). */
  readonly query: string;
  /** Where a page begins: the `next_offset` of the one before, or empty. */
  readonly offset: string;
  readonly locale: Locale;
}

/** Bot API, answerInlineQuery, but for the query's id. */
export interface InlineAnswer {
  readonly results: readonly (InlineArticle | InlinePhoto)[];
  readonly cache_time: number;
  readonly is_personal: boolean;
  /** Empty on the last page. */
  readonly next_offset: string;
  readonly button?: { readonly text: string; readonly start_parameter: string };
}

/** Bot API, InlineQueryResultArticle. */
interface InlineArticle {
  readonly type: 'article';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly input_message_content: {
    readonly message_text: string;
    readonly parse_mode: 'HTML';
    readonly link_preview_options: typeof NO_PREVIEW;
  };
  readonly reply_markup: object;
}

/** Bot API, InlineQueryResultCachedPhoto: a picture that Telegram has already. */
interface InlinePhoto {
  readonly type: 'photo';
  readonly id: string;
  readonly photo_file_id: string;
  readonly title: string;
  readonly description: string;
  readonly caption: string;
  readonly parse_mode: 'HTML';
  readonly reply_markup: object;
}

/** Results at a time, at most 50 (Bot API): about two screens, since each carries its whole message. */
const PAGE_SIZE = 10;
/** Makes the id of a result's picture another one than the result's own; an id has at most 64 bytes (Bot API). */
export const PICTURE_MARK = '.p';
/** Nobody scrolls further than this. */
const MOST_RESULTS = 100;
/** How long Telegram may repeat an answer, seconds: the Bot API's own default. */
export const CACHE_SECONDS = 300;
/** More cannot help to find anything, UTF-16 units. */
const QUERY_LENGTH = 256;

export function answerInline({ query, offset, locale }: InlineQuestion, context: BotContext): InlineAnswer {
  const words = cleanWords(query.slice(0, QUERY_LENGTH));
  const found = suggest(context.catalogue.in(locale.language), words, MOST_RESULTS, (view) =>
    locale.text(`${view}-title`),
  );
  const start = /^\d{1,3}$/u.test(offset) ? Number(offset) : 0;
  const end = start + PAGE_SIZE;
  return {
    results: found
      .slice(start, end)
      .flatMap((one) => [article(one, locale, context), ...photo(one, locale, context)]),
    cache_time: CACHE_SECONDS,
    // One query is answered in the language of each who asks it.
    is_personal: true,
    next_offset: end < found.length ? String(end) : '',
    ...(words === '' || found.length === 0 ? { button: buttonOver(found, locale, context) } : {}),
  };
}

/** Over the results: the way to digests, or to the bot where nothing was found. */
function buttonOver(
  found: readonly Suggestion[],
  locale: Locale,
  { startPayloads }: BotContext,
): NonNullable<InlineAnswer['button']> {
  const nothing = found.length === 0;
  return {
    text: locale.text(nothing ? 'inline-nothing' : 'button-get-digests'),
    start_parameter: startPayloads.encode({ type: nothing ? 'start' : 'digest' }),
  };
}

function article(found: Suggestion, locale: Locale, context: BotContext): InlineArticle {
  const { startPayloads } = context;
  const id = startPayloads.encode(linkTo(found));
  return {
    type: 'article',
    id,
    ...wording(found, locale, context),
    input_message_content: {
      message_text: messageOf(found, locale, context),
      parse_mode: 'HTML',
      link_preview_options: NO_PREVIEW,
    },
    reply_markup: { inline_keyboard: openRows(id, locale, context) },
  };
}

/** The buttons under a shared answer: the way into the bot. */
export function openRows(
  link: string,
  locale: Locale,
  { botName, payloads }: Pick<BotContext, 'botName' | 'payloads'>,
) {
  return inlineKeyboard(openKeyboard(locale, startLink(botName, link)), payloads).inline_keyboard;
}

/** The same as a picture, where somebody has asked for that already: an inline query waits for no drawing. */
function photo(found: Suggestion, locale: Locale, context: BotContext): readonly InlinePhoto[] {
  if (found.type !== 'topic') return [];
  const { startPayloads, pictures } = context;
  const of = { type: 'topic', talk: found.talk.id, topic: found.topic.id, part: 1 } as const;
  const sent = pictures.sent(of, locale);
  if (sent === undefined) return [];
  const link = startPayloads.encode(linkTo(found));
  const { title, description } = wording(found, locale, context);
  return [
    {
      type: 'photo',
      id: `${link}${PICTURE_MARK}`,
      photo_file_id: sent.file,
      title: `${locale.text('button-picture')} · ${title}`,
      description,
      caption: sent.caption.html,
      parse_mode: 'HTML',
      reply_markup: { inline_keyboard: openRows(link, locale, context) },
    },
  ];
}

function linkTo(found: Suggestion): StartPayload {
  const talk = found.talk.id;
  switch (found.type) {
    case 'topic':
      return topicLink(found.talk, found.topic);
    case 'view':
      return { type: found.view, talk };
    case 'point':
      return { type: 'point', talk, point: found.point.id };
  }
}

/** The two lines of a result in the list. */
function wording(
  found: Suggestion,
  locale: Locale,
  { catalogue }: BotContext,
): Pick<InlineArticle, 'title' | 'description'> {
  const { talk } = found;
  const when = `${talk.title}, ${locale.date(talk.date)}`;
  if (found.type === 'point') {
    const own = catalogue.in(locale.language);
    const title = `${plainLine(whose(own, talk, found.point), locale)} · ${when}`;
    return { title, description: found.point.text };
  }
  if (found.type === 'view') {
    const { view } = found;
    return {
      title: `${locale.text(`${view}-title`)} · ${when}`,
      description: locale.text(`command-${view}`),
    };
  }
  const { topic } = found;
  if (topic.id === OVERVIEW) return { title: when, description: talk.about };
  const name = topic.emoji === undefined ? topic.name : `${topic.emoji} ${topic.name}`;
  return { title: `${name} · ${when}`, description: topic.description };
}

/** Telegram HTML of at most 4096 code points after parsing, sources included. */
function messageOf(found: Suggestion, locale: Locale, { answers }: BotContext): string {
  switch (found.type) {
    case 'topic':
      return answers.oneMessage(found.talk, found.topic, locale);
    case 'view':
      return answers.viewText(found.talk, found.view, locale);
    case 'point':
      return answers.pointText(found.talk, found.point, locale);
  }
}
