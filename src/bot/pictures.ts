// Pictures of answers: drawn once a content version and language, then known to Telegram by their `file_id`.

import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../content/catalogue.ts';
import type { Locale } from '../locales/locale.ts';
import { inlineKeyboard, pictureKeyboard } from '../messages/buttons.ts';
import { encodePayload, type Payloads, type Pictured } from '../messages/payloads.ts';
import { captionOf } from '../messages/pictures/caption.ts';
import { drawingOf } from '../messages/pictures/drawing.ts';
import type { Card } from '../summaries/cards/card.ts';
import { comparedCard, subjectCard } from '../summaries/cards/positions-card.ts';
import { promisesCard } from '../summaries/cards/promises-card.ts';
import { hasCard, topicCard } from '../summaries/cards/topic-card.ts';
import type { Painter } from './painter.ts';
import type { FinishedPicture, Outgoing } from './reply.ts';

export interface Pictures {
  /** Whether there is something to show. */
  has(of: Pictured): boolean;
  /** Drawn where it has not been. Rejects where that fails. */
  make(of: Pictured, locale: Locale): Promise<FinishedPicture>;
  /** What Telegram has already. */
  sent(of: Pictured, locale: Locale): { readonly file: string; readonly caption: Outgoing } | undefined;
}

/** Pictures that Telegram has. Some 2 KB each, with their captions. */
const SENT = 2_000;
/** Pictures that Telegram hasn't confirmed. Some 250 KB each. */
const UNSENT = 16;

interface Picture {
  readonly png: Uint8Array;
  readonly caption: Outgoing;
}

export function createPictures(
  catalogue: Catalogue,
  payloads: Payloads,
  { painter, botName }: { readonly painter: Pick<Painter, 'paint'>; readonly botName: string },
): Pictures {
  const sent = new LRUCache<string, { readonly file: string; readonly caption: Outgoing }>({ max: SENT });
  const unsent = new LRUCache<string, Promise<Picture>>({ max: UNSENT });

  async function draw(of: Pictured, locale: Locale): Promise<Picture> {
    const card = cardOf(catalogue.in(locale.language), of);
    const { png, rows } = await painter.paint(drawingOf(card, locale, botName === '' ? '' : `@${botName}`));
    const markup = inlineKeyboard(pictureKeyboard(locale, of, card.page), payloads);
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

  return {
    has(of) {
      if (of.type !== 'topic') return true;
      const [talk, topic] = [catalogue.talk(of.talk), catalogue.topic(of.topic)];
      return talk !== undefined && topic !== undefined && hasCard(catalogue, talk, topic);
    },
    async make(of, locale) {
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
    },
    sent: (of, locale) => sent.get(keyOf(of, locale)),
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
