// What a delivery says when its turn comes: the digest of its chat as of now, what was agreed, or the operators' message.

import { bodyOf } from '../copies/body.ts';
import type { KindOf } from '../delivery/chat-kinds.ts';
import type { DeliveryContent } from '../delivery/worker.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import { type DigestKeyboards, lastingRows } from '../messages/digest-keyboards.ts';
import type { SentBody } from '../store/sent-body.ts';
import type { TakenDelivery, TakenDigest } from '../store/taken-delivery.ts';
import type { Sequence } from '../store/types.ts';
import type { Digests } from './digests.ts';
import type { Downtime } from './downtime.ts';
import type { DigestText } from './edition.ts';

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
  /** A digest waited until it was too late. */
  readonly onDropped?: (() => void) | undefined;
}

export function createDeliveryContent(
  options: DeliveryContentOptions,
): (taken: TakenDelivery) => Promise<DeliveryContent> {
  const { digests, downtime, canTell, kindOf, keyboards, locales } = options;
  /** By what is the same object for all chats with one text. */
  const bodies = {
    chat: new WeakMap<DigestText['leads'], SentBody>(),
    channel: new WeakMap<DigestText['leads'], SentBody>(),
  };

  async function digest(taken: TakenDigest): Promise<DeliveryContent> {
    if (downtime.isTooLate(taken.delivery.dueAt)) {
      options.onDropped?.();
      return { type: 'nothing', reason: 'late' };
    }
    if (!canTell(taken.delivery.toSequence)) return { type: 'later' };
    const made = digests.contentOf(taken);
    if (made.type === 'nothing') return made;
    return { ...(await withKeyboard(made, taken)), ahead: made.ahead };
  }

  /** What is kept of a text: made once for all chats that get it. One of several messages is not corrected. */
  function bodyOnce(
    made: DigestText,
    place: 'chat' | 'channel',
    language: string | null,
    locale: Locale,
    markup: ReturnType<DigestKeyboards>,
  ): SentBody | undefined {
    const known = bodies[place].get(made.leads);
    if (known !== undefined) return known;
    const [html = '', more] = made.htmls;
    if (more !== undefined) return undefined;
    const keyboard = lastingRows(locale, place, markup);
    const body = bodyOf({ html, keyboard, place, language, stated: made.stated }, locale);
    if (body) bodies[place].set(made.leads, body);
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
    return { ...(await withKeyboard(made, taken)), apart: made.apart };
  }

  async function withKeyboard(made: DigestText, taken: TakenDigest) {
    const { htmls, rotated, leads } = made;
    const chatType = await kindOf(taken.chatId, taken.chatType);
    const place = chatType === 'channel' ? 'channel' : 'chat';
    const locale = locales.pick(taken.language ?? undefined);
    const markup = keyboards(locale, place, leads);
    const body = bodyOnce(made, place, taken.language, locale, markup);
    return { type: 'digest' as const, htmls, rotated, markup, body };
  }

  return async (taken) => {
    if (taken.type === 'broadcast') return { type: 'broadcast', html: taken.html };
    const { agreedAfter } = taken.delivery;
    return agreedAfter === undefined ? digest(taken) : agreed(taken, agreedAfter);
  };
}
