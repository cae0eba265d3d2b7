// Who was refused something lately: telling them once is kind, telling them twice is noise in a group.

import { LRUCache } from 'lru-cache';
import { type Clock, cacheClock } from '../../clock.ts';
import { growingTo } from '../../growing-cache.ts';
import type { Place } from '../request.ts';

export interface Refusals {
  /** Whether this person has not been refused in this chat within the hour; counts as a refusal. */
  isFirst(place: Place): boolean;
}

/** After this, people may have forgotten that they were refused, ms. */
const QUIET_FOR = 3_600_000;
/** People remembered. */
const REMEMBERED = 10_000;

export function createRefusals(clock: Pick<Clock, 'monotonic'>): Refusals {
  const refused = new LRUCache<string, true>({
    ...growingTo(REMEMBERED),
    ttl: QUIET_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });
  return {
    isFirst({ chat, user, channel }) {
      const person = `${chat} ${channel ?? user}`;
      if (refused.has(person)) return false;
      refused.set(person, true);
      return true;
    },
  };
}
