// What became of a delivery that was taken from the queue.

import type { SentBody } from './sent-body.ts';
import type { Apart, DeliveryTry, Strand } from './types.ts';

export type DeliveryOutcome = DeliveryTry &
  (
    | {
        readonly type: 'sent';
        readonly messageId: number;
        /** It was one of the rotation (`always`), which moves on. */
        readonly rotated: boolean;
        /** What the digest was on; all topics when absent. */
        readonly topics?: 'all' | readonly Strand[] | undefined;
        /** Instead of a digest: the only points that it told. */
        readonly apart?: readonly Apart[] | undefined;
        /** Changes after its span that its words had already. */
        readonly ahead?: readonly Apart[] | undefined;
        /** What its message says, where points in it may have to be corrected. */
        readonly body?: SentBody | undefined;
      }
    /** To be tried again, not before `notBefore` (epoch ms). */
    | { readonly type: 'retry'; readonly notBefore: number; readonly reason: string }
    /** It was not tried: back into the queue unchanged, but not before `notBefore` (epoch ms). */
    | { readonly type: 'returned'; readonly notBefore: number }
    /** The chat or topic is unreachable for good: its subscription is closed with the reason. */
    | { readonly type: 'gone'; readonly reason: string }
    /** Something in the chat prevents sending: its subscription is paused, and an administrator is to be told. */
    | { readonly type: 'paused'; readonly reason: string }
    | { readonly type: 'rejected'; readonly reason: string }
  );

/** Why a delivery said nothing, though nothing kept it from being sent. */
export const NOTHING_TO_SAY = ['nothing new', 'enough for a day', 'not wanted'] as const;

/** Epoch ms of the next try; `null` when there is none. */
export function nextTryAt(outcome: DeliveryOutcome): number | null {
  return 'notBefore' in outcome ? outcome.notBefore : null;
}
