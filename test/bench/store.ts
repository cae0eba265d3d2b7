// How fast the store plans: one million subscriptions due in the same minute, and a tick with nothing due.
// The subscriptions are imported by a process of its own, so that the memory measured is that of planning.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createPlanner } from '../../src/digests/schedule.ts';
import { openStore } from '../../src/store/database.ts';
import type { ImportedSubscription } from '../../src/store/import.ts';
import {
  type ChatId,
  type Days,
  type LocalTime,
  NO_THREAD,
  type Sequence,
  type ZoneId,
} from '../../src/store/types.ts';
import { startPostgres } from '../support/postgres-server.ts';

const DUE = Date.UTC(2026, 5, 1, 7);
const ZONES = Intl.supportedValuesOf('timeZone') as ZoneId[];

export interface StoreBench {
  readonly subscriptions: number;
  readonly importedPerSecond: number;
  readonly plannedPerSecond: number;
  /** The longest that one batch took, ms: on SQLite the event loop stands still for it. */
  readonly longestBatch: number;
  /** A tick with nothing due, ms. */
  readonly idleTick: number;
  /** Taken and recorded as sent, with group commits of 100. */
  readonly deliveredPerSecond: number;
  /** Bytes. */
  readonly peakMemory: number;
}

/** Each subscription is due at the same instant, in its own zone's local time. */
function* due(count: number): Generator<ImportedSubscription> {
  const times = ZONES.map((zone) => {
    const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeStyle: 'short', hourCycle: 'h23' });
    return format.format(DUE) as LocalTime;
  });
  for (let at = 0; at < count; at++) {
    const place = at % ZONES.length;
    yield {
      chatId: (1_000_000_000 + ((at * 7919) % 999_983_000)) as ChatId,
      threadId: NO_THREAD,
      language: 'en',
      settings: {
        time: times[place] ?? ('07:00' as LocalTime),
        zone: ZONES[place] ?? ('UTC' as ZoneId),
        days: 'daily' as Days,
        topics: ['ukraine', 'economy'],
        when: 'new',
      },
      state: { status: 'active', dueAt: DUE },
    };
  }
}

/** @param url an empty database, as in DATABASE_URL */
async function benchStore(url: string, subscriptions = 1_000_000, batch = 1000): Promise<StoreBench> {
  const importing = performance.now();
  spawnSync(process.execPath, [import.meta.filename, 'import', url, String(subscriptions)], {
    stdio: 'inherit',
  });
  const importedPerSecond = subscriptions / ((performance.now() - importing) / 1000);
  const store = await openStore(url, { now: () => DUE });
  const planner = createPlanner();
  let peakMemory = 0;
  const seconds = (from: number) => (performance.now() - from) / 1000;
  try {
    const planning = performance.now();
    let longestBatch = 0;
    const claimAll = async () => {
      for (let claimed = batch; claimed === batch; ) {
        const began = performance.now();
        const result = await store.planning.claimDue(DUE, batch, ({ settings, state }) => {
          const { next, serve } = planner.advance(settings, state.dueAt, DUE);
          if (serve === undefined) return { next, outcome: { type: 'late' } };
          return { next, outcome: { type: 'deliver', dueAt: serve, toSequence: 12 as Sequence } };
        });
        claimed = result.claimed;
        longestBatch = Math.max(longestBatch, performance.now() - began);
        peakMemory = Math.max(peakMemory, process.memoryUsage.rss());
        await new Promise(setImmediate);
      }
    };
    await Promise.all(Array.from({ length: store.planning.atOnce }, claimAll));
    const plannedPerSecond = subscriptions / seconds(planning);

    const ticking = performance.now();
    for (let tick = 0; tick < 1000; tick++)
      await store.planning.claimDue(DUE, batch, () => ({ next: DUE + 1, outcome: { type: 'idle' } }));
    const idleTick = seconds(ticking);

    const delivering = performance.now();
    const rounds = Math.min(200, Math.floor(subscriptions / 100));
    for (let round = 0; round < rounds; round++) {
      const taken = await store.deliveries.take(100);
      await store.deliveries.record(
        taken.map(({ delivery: { id, tries } }) => ({
          id,
          tries,
          type: 'sent',
          messageId: 1,
          rotated: false,
        })),
      );
    }
    const deliveredPerSecond = (rounds * 100) / seconds(delivering);
    return {
      ...{
        subscriptions,
        importedPerSecond,
        plannedPerSecond,
        longestBatch,
        idleTick,
        deliveredPerSecond,
        peakMemory,
      },
    };
  } finally {
    await store.close();
  }
}

async function importInto(url: string, subscriptions: number): Promise<void> {
  const store = await openStore(url, { now: () => DUE });
  await store.importSubscriptions(due(subscriptions));
  await store.close();
}

async function onSqlite(subscriptions: number): Promise<StoreBench> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-store-'));
  try {
    return await benchStore(path.join(folder, 'bench.db'), subscriptions);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** With the server's own settings: each commit is on the disk. */
async function onPostgres(subscriptions: number): Promise<StoreBench> {
  const server = await startPostgres();
  try {
    return await benchStore(server.url('postgres'), subscriptions);
  } finally {
    await server.remove();
  }
}

/** Each in a process of its own, so that the memory measured is its own. */
function print(subscriptions: number): void {
  const figures = ['sqlite', 'postgres'].map((database) => {
    const { stdout } = spawnSync(
      process.execPath,
      // As the image and the systemd unit run it.
      ['--max-semi-space-size=16', import.meta.filename, 'measure', database, String(subscriptions)],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const { peakMemory, ...rest } = JSON.parse(stdout) as StoreBench;
    return { ...rest, peakMemoryMb: peakMemory / 1e6 };
  });
  const [sqlite, postgres] = figures;
  if (!sqlite || !postgres) throw new Error('both were measured');
  process.stdout.write(`${''.padEnd(20)}${'SQLite'.padStart(12)}${'PostgreSQL'.padStart(12)}\n`);
  for (const [name, value] of Object.entries(sqlite)) {
    const other = postgres[name as keyof typeof postgres];
    process.stdout.write(
      `${name.padEnd(20)}${value.toFixed(1).padStart(12)}${other.toFixed(1).padStart(12)}\n`,
    );
  }
}

if (import.meta.main) {
  const [first, second = '', count] = process.argv.slice(2);
  if (first === 'import') await importInto(second, Number(count));
  else if (first === 'measure') {
    const measured = await (second === 'sqlite' ? onSqlite : onPostgres)(Number(count));
    process.stdout.write(JSON.stringify(measured));
  } else print(Number(first ?? 1_000_000));
}
