// A process of its own, so that TZ is the host's zone: ticks through the days of 2026 on which clocks change, and
// prints the minutes that were not ticked at and those that were twice.

import { createTicker } from '../../src/digests/tick.ts';
import { manualClock } from './clock.ts';

const HOURS = 30;
const missed: string[] = [];
const twice: string[] = [];
for (const day of ['2026-03-08', '2026-03-29', '2026-04-04', '2026-10-25', '2026-11-01']) {
  const start = Date.parse(`${day}T00:00Z`);
  const clock = manualClock(start);
  const seen = new Map<string, number>();
  const ticker = createTicker(
    async () => {
      const minute = new Date(clock.now()).toISOString();
      seen.set(minute, (seen.get(minute) ?? 0) + 1);
    },
    clock,
    { error: () => {} },
  );
  ticker.start();
  await clock.advance(HOURS * 3_600_000 - 1);
  for (let at = start; at < start + HOURS * 3_600_000; at += 60_000) {
    const minute = new Date(at).toISOString();
    if (!seen.has(minute)) missed.push(minute);
    if ((seen.get(minute) ?? 0) > 1) twice.push(minute);
  }
  const stopped = ticker.stop();
  await clock.advance(0);
  await stopped;
}
process.stdout.write(JSON.stringify({ missed, twice }));
