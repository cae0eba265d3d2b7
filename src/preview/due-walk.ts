// Moves the preview's clock through every time at which a digest is due, so that a leap of a week brings seven digests,
// and says what came of it.

import type { App } from '../app.ts';
import { type Clock, sleep, systemClock } from '../clock.ts';
import type { MovableClock } from './movable-clock.ts';

/** What a move of the clock has brought. */
export interface Walked {
  /** Epoch ms, by the clock that was moved. */
  readonly now: number;
  /** When the next digest is due, epoch ms; `undefined` where none is. */
  readonly next: number | undefined;
  /** How many due times were passed; how many digests went out, and how many could not. */
  readonly passed: number;
  readonly sent: number;
  readonly failed: number;
  /** How many digests there are. */
  readonly running: number;
  readonly paused: number;
}

export type DueWalk = (target: number | 'next') => Promise<Walked>;

/** More due times than a year of daily digests has; what is left is then passed over. */
const MOST_STEPS = 500;
/** For the digests of one due time to go out, ms, and between two looks. */
const PATIENCE = 3_000;
const LOOK_EVERY = 20;

export function createDueWalk(
  clock: MovableClock,
  app: () => Pick<App, 'tick' | 'digests'> | undefined,
  waits: Pick<Clock, 'after' | 'monotonic'> = systemClock,
): DueWalk {
  async function tick(): Promise<void> {
    await app()?.tick();
    const began = waits.monotonic();
    while (waits.monotonic() - began < PATIENCE) {
      const { queued = 0, sending = 0 } = (await app()?.digests())?.deliveries ?? {};
      if (queued + sending === 0) return;
      await sleep(waits, LOOK_EVERY);
    }
  }

  const nextDue = async () => (await app()?.digests())?.next;

  return async (target) => {
    const before = (await app()?.digests())?.deliveries;
    const to = target === 'next' ? ((await nextDue()) ?? clock.now()) : target;
    let passed = 0;
    for (let due = await nextDue(); due !== undefined && due <= to && passed < MOST_STEPS; ) {
      clock.moveTo(Math.max(due, clock.now()));
      await tick();
      passed += 1;
      const following = await nextDue();
      if (following === due) break;
      due = following;
    }
    if (to !== clock.now() && (target !== 'next' || passed === 0)) {
      clock.moveTo(to);
      await tick();
    }
    const after = await app()?.digests();
    const more = (state: 'sent' | 'gone' | 'rejected') =>
      Math.max(0, (after?.deliveries[state] ?? 0) - (before?.[state] ?? 0));
    return {
      now: clock.now(),
      next: after?.next,
      passed,
      sent: more('sent'),
      failed: more('gone') + more('rejected'),
      running: after?.subscriptions.active ?? 0,
      paused: after?.subscriptions.paused ?? 0,
    };
  };
}
