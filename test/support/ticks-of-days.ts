// A process of its own, so that TZ is the host's zone: `node ticks-of-days.ts '{"ZONE": ["DATE", …], …}'` ticks through
// those days in each zone, and prints the minutes that were not ticked at and those that were twice.

import { createTicker } from '../../src/digests/tick.ts';
import { manualClock } from './clock.ts';

const HOURS = 30;

async function ticksThrough(day: string) {
  const missed: string[] = [];
  const twice: string[] = [];
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
  return { missed, twice };
}

const found: object[] = [];
const daysIn = JSON.parse(process.argv[2] ?? '{}') as Readonly<Record<string, readonly string[]>>;
for (const [zone, dates] of Object.entries(daysIn)) {
  // Node takes it at once for all dates.
  process.env.TZ = zone;
  if (Intl.DateTimeFormat().resolvedOptions().timeZone !== zone) throw new Error(`${zone} is not the zone`);
  const days = [];
  for (const day of dates) days.push(await ticksThrough(day));
  found.push({
    zone,
    missed: days.flatMap(({ missed }) => missed),
    twice: days.flatMap(({ twice }) => twice),
  });
}
process.stdout.write(JSON.stringify(found));
