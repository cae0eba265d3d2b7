// Pictures of answers: drawn once a content version and language, then known to Telegram by their `file_id`.

import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../../content/catalogue.ts';
import { growingTo } from '../../growing-cache.ts';
import type { Locale } from '../../locales/locale.ts';
import { type Card, pointsOnCard } from '../../summaries/cards/card.ts';
import { comparedCard, subjectCard } from '../../summaries/cards/positions-card.ts';
import { promisesCard } from '../../summaries/cards/promises-card.ts';
import { hasCard, topicCard } from '../../summaries/cards/topic-card.ts';
import { type Known, knownAs } from '../../summaries/stated-lines.ts';
import { inlineKeyboard, pictureKeyboard } from '../buttons.ts';
import { encodePayload, type Pictured } from '../payloads.ts';
import { captionOf, MAX_CAPTION_LENGTH } from './caption.ts';
import type { Drawn } from './draw.ts';
import { type Drawing, drawingOf } from './drawing.ts';

/** Telegram HTML of at most 1024 code points after parsing, and any `reply_markup` of the Bot API. */
interface Caption {
  readonly html: string;
  readonly markup: object;
}

export interface FinishedPicture {
  /** A PNG, or the `file_id` of one that Telegram has. */
  readonly photo: Uint8Array | string;
  readonly filename: string;
  readonly caption: Caption;
  /** Telegram has it now, under this `file_id`. */
  readonly onSent: (file: string) => void;
  /** Telegram doesn't take it: a `file_id` is known no more, so that the next one is an upload. */
  readonly onRefused: () => void;
}

/** What a picture states. */
export interface OnPicture {
  readonly points: readonly Known[];
  /** The denials that it names. */
  readonly denials: readonly Known[];
}

export interface Pictures {
  /** Whether there is something to show. */
  has(of: Pictured): boolean;
  /** Drawn where it has not been. Rejects where that fails. */
  make(of: Pictured, locale: Locale): Promise<FinishedPicture>;
  /** The same where nobody waits for it: one is drawn after another, so that many of them leave room for people's. */
  makeInTurn(of: Pictured, locale: Locale): Promise<FinishedPicture>;
  /** What Telegram has already. */
  sent(of: Pictured, locale: Locale): SentPicture | undefined;
  /** What it states, as far as that is known to fit on it. */
  states(of: Pictured, locale: Locale): OnPicture;
  /** The caption in at most so many code points. */
  caption(of: Pictured, locale: Locale, limit: number): string;
}

/** Of one content version each; who asks again for one gets the same. */
export type PicturesOf = (catalogue: Catalogue) => Pictures;

export interface Studio {
  readonly paint: (drawing: Drawing) => Promise<Drawn>;
  /** The bot's user name, once it is known: pictures are signed with it. */
  readonly botName: () => string;
}

/** Pictures that Telegram has. Some 2 KB each, with their captions. */
const SENT = 2_000;
/** Pictures that Telegram hasn't confirmed. Some 250 KB each. */
const UNSENT = 16;

interface Picture {
  readonly png: Uint8Array;
  readonly caption: Caption;
}

interface SentPicture {
  readonly file: string;
  readonly caption: Caption;
}

export function createPicturesOf(studio: Studio): PicturesOf {
  const made = new WeakMap<Catalogue, Pictures>();
  return (catalogue) => {
    const pictures = made.get(catalogue) ?? createPictures(catalogue, studio);
    made.set(catalogue, pictures);
    return pictures;
  };
}

function createPictures(catalogue: Catalogue, { paint, botName }: Studio): Pictures {
  const sent = new LRUCache<string, SentPicture>(growingTo(SENT));
  const unsent = new LRUCache<string, Promise<Picture>>({ max: UNSENT });
  /** How many of its rows fit on a picture. */
  const drawnRows = new LRUCache<string, number>(growingTo(SENT));

  const cardIn = (of: Pictured, { language }: Locale) => cardOf(catalogue.in(language), of);

  async function draw(of: Pictured, locale: Locale): Promise<Picture> {
    const card = cardIn(of, locale);
    const name = botName();
    const { png, rows } = await paint(drawingOf(card, locale, name === '' ? '' : `@${name}`));
    drawnRows.set(keyOf(of, locale), rows);
    const markup = inlineKeyboard(pictureKeyboard(locale, of, card.page), { encode: encodePayload });
    return { png, caption: { html: captionOf(card, rows, locale), markup } };
  }

  /** Who asks meanwhile waits for the same drawing; one that failed is tried again the next time. */
  function drawn(key: string, of: Pictured, locale: Locale): Promise<Picture> {
    const known = unsent.get(key);
    if (known) return known;
    const picture = draw(of, locale);
    unsent.set(key, picture);
    picture.catch(() => unsent.delete(key));
    return picture;
  }

  /** All where it was not drawn yet. */
  const rowsOf = (of: Pictured, locale: Locale) =>
    drawnRows.get(keyOf(of, locale)) ?? Number.POSITIVE_INFINITY;

  let turn: Promise<unknown> = Promise.resolve();

  async function make(of: Pictured, locale: Locale): Promise<FinishedPicture> {
    const key = keyOf(of, locale);
    const filename = `${of.type}.png`;
    const known = sent.get(key);
    const { photo, caption } = known
      ? { photo: known.file, caption: known.caption }
      : await drawn(key, of, locale).then((picture) => ({ photo: picture.png, caption: picture.caption }));
    return {
      photo,
      filename,
      caption,
      onSent(file) {
        sent.set(key, { file, caption });
        unsent.delete(key);
      },
      onRefused: () => sent.delete(key),
    };
  }

  return {
    has(of) {
      switch (of.type) {
        case 'topic': {
          const [talk, topic] = [catalogue.talk(of.talk), catalogue.topic(of.topic)];
          return talk !== undefined && topic !== undefined && hasCard(catalogue, talk, topic);
        }
        case 'compare':
          return catalogue.topic(of.topic) !== undefined;
        case 'compare-subject':
          return catalogue.subjects.some(({ id }) => id === of.subject);
        case 'promises':
          return true;
      }
    },
    make,
    makeInTurn(of, locale) {
      if (sent.has(keyOf(of, locale))) return make(of, locale);
      const picture = turn.then(() => make(of, locale));
      turn = picture.catch(() => {});
      return picture;
    },
    sent: (of, locale) => sent.get(keyOf(of, locale)),
    states(of, locale) {
      const own = catalogue.in(locale.language);
      const located = pointsOnCard(cardIn(of, locale), rowsOf(of, locale)).flatMap((ref) => {
        const talk = own.talk(ref.talk);
        const point = talk && own.point(talk.id, ref.point);
        return talk && point ? { talk, point } : [];
      });
      const denials = located.flatMap(({ talk, point }) => own.denialsOf(talk.id, point.id));
      return { points: located.map(knownAs), denials: denials.map(knownAs) };
    },
    caption: (of, locale, limit) =>
      captionOf(cardIn(of, locale), rowsOf(of, locale), locale, Math.min(limit, MAX_CAPTION_LENGTH)),
  };
}

function keyOf(of: Pictured, { language }: Locale): string {
  return `${encodePayload(of)} ${language}`;
}

function cardOf(own: Catalogue, of: Pictured): Card {
  switch (of.type) {
    case 'topic': {
      const [talk, topic] = [own.talk(of.talk), own.topic(of.topic)];
      if (!talk || !topic) throw new Error(`the catalogue has no ${of.topic} in ${of.talk}`);
      return topicCard(own, talk, topic);
    }
    case 'compare': {
      const topic = own.topic(of.topic);
      if (!topic) throw new Error(`the catalogue has no topic ${of.topic}`);
      return comparedCard(own, topic, of.page);
    }
    case 'compare-subject':
      return subjectCard(own, own.subject(of.subject), of.page);
    case 'promises':
      return promisesCard(own, of.filter, of.page);
  }
}
