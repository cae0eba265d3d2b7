// Who was refused something lately: telling them once is kind, telling them twice is noise in a group.

import type { Clock } from '../../clock.ts';
import type { Place } from '../request.ts';

export interface Refusals {
  /** Whether this person has not been refused in this chat within the hour; counts as a refusal. */
  isFirst(place: Place): boolean;
}

/** After this, people may have forgotten that they were refused, ms. */
const QUIET_FOR = 3_600_000;
/** People remembered; beyond that the oldest go. */
const REMEMBERED = 10_000;

export function createRefusals(clock: Pick<Clock, 'monotonic'>): Refusals {
  const byPerson = new Map<string, number>();
  return {
    isFirst({ chat, user, channel }) {
      const key = `${chat} ${channel ?? user}`;
      const at = byPerson.get(key);
      const now = clock.monotonic();
      if (at !== undefined && now - at < QUIET_FOR) return false;
      byPerson.delete(key);
      const [oldest] = byPerson.keys();
      if (byPerson.size >= REMEMBERED && oldest !== undefined) byPerson.delete(oldest);
      byPerson.set(key, now);
      return true;
    },
  };
}
