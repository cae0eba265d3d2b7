// Flood control: how many messages may come overall, into one chat, into one group.

import { Refusal } from './refusal.ts';

/** Limits as a server with flood control enforces them: a bucket per scope. Absent: no limit. */
export interface FloodLimits {
  /** Messages a second over all chats, and how many may come at once. */
  readonly overall?: { readonly perSecond: number; readonly burst: number };
  readonly perChat?: { readonly perSecond: number; readonly burst: number };
  readonly perGroup?: { readonly perMinute: number };
}

/** The methods that Telegram limits: all that show or change a message. */
const COUNTED = /^(send(?!ChatAction)|copy|forward|edit)/;

interface Bucket {
  tokens: number;
  /** Unix time, ms, up to which the tokens are counted. */
  filledAt: number;
}

interface Rate {
  readonly perMs: number;
  readonly size: number;
}

export class FloodControl {
  #limits: FloodLimits = {};
  #overall: Bucket | undefined;
  readonly #chats = new Map<string, Bucket>();

  set(limits: FloodLimits): void {
    this.#limits = limits;
    this.#overall = undefined;
    this.#chats.clear();
  }

  /**
   * Takes a token from each of the call's buckets, or from none.
   * @param now Unix time, ms. Throws `Refusal` 429 with `retry_after`.
   */
  take(method: string, payload: Readonly<Record<string, unknown>>, now: number): void {
    if (!COUNTED.test(method)) return;
    const buckets = this.#bucketsFor(payload, now);
    const wait = Math.max(0, ...buckets.map(([bucket, rate]) => (1 - bucket.tokens) / rate.perMs));
    if (wait > 0) {
      const retry_after = Math.max(1, Math.ceil(wait / 1000));
      throw new Refusal(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
    }
    for (const [bucket] of buckets) bucket.tokens--;
  }

  #bucketsFor(payload: Readonly<Record<string, unknown>>, now: number): [Bucket, Rate][] {
    const { overall, perChat, perGroup } = this.#limits;
    const buckets: [Bucket, Rate][] = [];
    // A paid broadcast is exempt from the overall limit: Bot API, allow_paid_broadcast.
    if (overall && payload.allow_paid_broadcast !== true) {
      const rate = { perMs: overall.perSecond / 1000, size: overall.burst };
      this.#overall ??= { tokens: rate.size, filledAt: now };
      buckets.push([filled(this.#overall, rate, now), rate]);
    }
    const chat = String(payload.chat_id ?? '');
    if (!chat) return buckets;
    if (perChat) {
      buckets.push(this.#chatBucket(chat, { perMs: perChat.perSecond / 1000, size: perChat.burst }, now));
    }
    if (perGroup && /^[-@]/.test(chat)) {
      const rate = { perMs: perGroup.perMinute / 60_000, size: perGroup.perMinute };
      buckets.push(this.#chatBucket(`group ${chat}`, rate, now));
    }
    return buckets;
  }

  #chatBucket(key: string, rate: Rate, now: number): [Bucket, Rate] {
    let bucket = this.#chats.get(key);
    if (!bucket) {
      bucket = { tokens: rate.size, filledAt: now };
      this.#chats.set(key, bucket);
    }
    return [filled(bucket, rate, now), rate];
  }
}

function filled(bucket: Bucket, { perMs, size }: Rate, now: number): Bucket {
  bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.filledAt) * perMs);
  bucket.filledAt = now;
  return bucket;
}
