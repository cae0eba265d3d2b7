// What a delivery says when its turn comes: the digest of its chat as of now, or the operators' message.

import type { KindOf } from '../delivery/chat-kinds.ts';
import type { DeliveryContent } from '../delivery/worker.ts';
import type { Locales } from '../locales/locale.ts';
import type { DigestKeyboards } from '../messages/digest-keyboards.ts';
import type { TakenDelivery, TakenDigest } from '../store/taken-delivery.ts';
import type { Sequence } from '../store/types.ts';
import type { Digests } from './digests.ts';
import type { Downtime } from './downtime.ts';

export interface DeliveryContentOptions {
  readonly digests: Pick<Digests, 'contentOf'>;
  readonly downtime: Pick<Downtime, 'isTooLate'>;
  /** Whether this process has the content that a digest up to this point needs. */
  readonly canTell: (upTo: Sequence) => boolean;
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

  async function digest(taken: TakenDigest): Promise<DeliveryContent> {
    if (downtime.isTooLate(taken.delivery.dueAt)) {
      options.onDropped?.();
      return { type: 'nothing', reason: 'late' };
    }
    if (!canTell(taken.delivery.toSequence)) return { type: 'later' };
    const chatType = await kindOf(taken.chatId, taken.chatType);
    const made = digests.contentOf(taken);
    if (made.type === 'nothing') return made;
    const place = chatType === 'channel' ? 'channel' : 'chat';
    const { type, htmls, rotated, leads } = made;
    return {
      type,
      htmls,
      rotated,
      markup: keyboards(locales.pick(taken.language ?? undefined), place, leads),
    };
  }

  return async (taken) =>
    taken.type === 'broadcast' ? { type: 'broadcast', html: taken.html } : digest(taken);
}
