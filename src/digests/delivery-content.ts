// What a delivery says when its turn comes: the digest of its chat as of now, what was agreed, or the operators' message.

import { bodyOf, type KeptPicture } from '../copies/body.ts';
import type { KindOf } from '../delivery/chat-kinds.ts';
import {
  type DeliveryContent,
  type DigestCard,
  type DigestMessage,
  isPicturePart,
  picturePart,
} from '../delivery/worker.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import { type DigestKeyboards, lastingRows } from '../messages/digest-keyboards.ts';
import type { Pictured } from '../messages/payloads.ts';
import type { Pictures } from '../messages/pictures/pictures.ts';
import type { SentBody } from '../store/sent-body.ts';
import type { TakenDelivery, TakenDigest } from '../store/taken-delivery.ts';
import type { Sequence } from '../store/types.ts';
import type { Digests } from './digests.ts';
import type { Downtime } from './downtime.ts';
import type { DigestText } from './edition.ts';
import { belowHeadline, headlineOf, underPicture } from './under-picture.ts';

export interface DeliveryContentOptions {
  readonly digests: Pick<Digests, 'contentOf' | 'agreedOf'>;
  readonly downtime: Pick<Downtime, 'isTooLate'>;
  /** Whether this process has the content that a digest up to this point needs. */
  readonly canTell: (upTo: Sequence) => boolean;
  /** When the chat's quiet hours end, epoch ms; `undefined` while they are not on. */
  readonly quietUntil: (taken: TakenDigest) => number | undefined;
  /** Whether the chat had as many messages on what was agreed today as a day may have. */
  readonly hadEnough: (taken: TakenDigest) => Promise<boolean>;
  readonly kindOf: KindOf;
  readonly keyboards: DigestKeyboards;
  readonly locales: Locales;
  /** Those of the content that digests are made of. */
  readonly pictures: () => Pictures;
  readonly log: { warn(facts: object, message: string): void };
  /** A digest waited until it was too late. */
  readonly onDropped?: (() => void) | undefined;
}

export function createDeliveryContent(
  options: DeliveryContentOptions,
): (taken: TakenDelivery) => Promise<DeliveryContent> {
  const { digests, downtime, canTell, kindOf, keyboards, locales, log } = options;
  /** By what is the same object for all chats with one text. */
  const bodies = new WeakMap<DigestText['leads'], Map<string, SentBody | undefined>>();

  async function digest(taken: TakenDigest): Promise<DeliveryContent> {
    if (downtime.isTooLate(taken.delivery.dueAt)) {
      options.onDropped?.();
      return { type: 'nothing', reason: 'late' };
    }
    if (!canTell(taken.delivery.toSequence)) return { type: 'later' };
    const made = digests.contentOf(taken);
    if (made.type === 'nothing') return made;
    const wantsCard = taken.subscription.settings.card === true;
    return { ...(await withKeyboard(made, taken, { wantsCard })), ahead: made.ahead };
  }

  /** What is kept of a text: made once for all chats that get it. */
  function bodyOnce(
    { leads, stated }: DigestText,
    { part, html, markup, place, language, locale, picture }: Written,
  ): SentBody | undefined {
    const own = bodies.get(leads) ?? new Map<string, SentBody | undefined>();
    bodies.set(leads, own);
    const key = `${place} ${part}`;
    if (own.has(key)) return own.get(key);
    const keyboard = markup ? lastingRows(locale, place, markup) : '[]';
    const body = bodyOf(
      { html, keyboard, place, language, stated, picture, isBare: markup === undefined },
      locale,
    );
    own.set(key, body);
    return body;
  }

  async function agreed(taken: TakenDigest, after: Sequence): Promise<DeliveryContent> {
    if (!taken.subscription.settings.agreedAtOnce) return { type: 'nothing', reason: 'not wanted' };
    if (!canTell(taken.delivery.toSequence)) return { type: 'later' };
    const notBefore = options.quietUntil(taken);
    if (notBefore !== undefined) return { type: 'later', notBefore };
    if (await options.hadEnough(taken)) return { type: 'nothing', reason: 'enough for a day' };
    const made = digests.agreedOf(taken, after);
    if (made.type === 'nothing') return made;
    // A picture would make more of it than the digest that has the rest.
    return { ...(await withKeyboard(made, taken, { wantsCard: false })), apart: made.apart };
  }

  async function withKeyboard(
    made: DigestText,
    taken: TakenDigest,
    { wantsCard }: { readonly wantsCard: boolean },
  ) {
    const { htmls, rotated, leads } = made;
    const chatType = await kindOf(taken.chatId, taken.chatType);
    const place: Shared['place'] = chatType === 'channel' ? 'channel' : 'chat';
    const { language } = taken;
    const locale = locales.pick(language ?? undefined);
    const markup = keyboards(locale, place, leads);
    const messages = (texts: readonly string[], what: 'all' | 'rest') =>
      texts.map((html, index): DigestMessage => {
        const written: Written = { part: `${what} ${index}`, html, place, language, locale };
        return index < texts.length - 1
          ? { html, body: bodyOnce(made, written) }
          : { html, markup, body: bodyOnce(made, { ...written, markup }) };
      });
    const digest = { type: 'digest', rotated } as const;
    const picture = taken.delivery.sentParts.find(isPicturePart);
    if (picture) {
      // Under the picture stands the headline, unless the digest has another one by now.
      const rest = picture.hash === picturePart(headlineOf(htmls)) ? belowHeadline(htmls) : [];
      if (rest.length > 0) return { ...digest, messages: messages(rest, 'rest') };
    } else if (wantsCard && place === 'channel' && made.card) {
      const rest = (texts: readonly string[]) => messages(texts, 'rest');
      const card = await cardOver(made, made.card, { place, language, locale, markup, rest });
      return { ...digest, messages: messages(htmls, 'all'), card };
    }
    return { ...digest, messages: messages(htmls, 'all') };
  }

  /** `undefined` where it can't be drawn: then the text goes out alone. */
  async function cardOver(
    made: DigestText,
    of: Pictured,
    { rest, markup, ...shared }: Shared & { readonly rest: (texts: readonly string[]) => DigestCard['rest'] },
  ): Promise<DigestCard | undefined> {
    const under = underPicture(made.htmls);
    if (under === undefined) return undefined;
    const pictures = options.pictures();
    try {
      const { photo, filename, onSent, onRefused } = await pictures.makeInTurn(of, shared.locale);
      const html = under.caption;
      const picture = { of, ...pictures.states(of, shared.locale), isOwnCaption: false };
      const own = under.rest.length === 0 ? { markup } : {};
      const body = bodyOnce(made, { part: 'caption', html, picture, ...shared, ...own });
      return { photo, filename, onSent, onRefused, caption: { html, body, ...own }, rest: rest(under.rest) };
    } catch (error) {
      log.warn({ err: error }, 'the picture of a digest could not be made');
      return undefined;
    }
  }

  return async (taken) => {
    if (taken.type === 'broadcast') return { type: 'broadcast', html: taken.html };
    const { agreedAfter } = taken.delivery;
    return agreedAfter === undefined ? digest(taken) : agreed(taken, agreedAfter);
  };
}

interface Shared {
  readonly place: 'chat' | 'channel';
  readonly language: string | null;
  readonly locale: Locale;
  readonly markup: ReturnType<DigestKeyboards>;
}

/** One message of a digest; without `markup` where it is not the last. @property part which it is, of all its forms */
type Written = Omit<Shared, 'markup'> &
  Partial<Pick<Shared, 'markup'>> & {
    readonly part: string;
    readonly html: string;
    readonly picture?: KeptPicture;
  };
