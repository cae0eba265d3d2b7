// A long run with many chats: memory, handles and the database's size stay what they were.

import type { Database, OpenDatabase } from './databases.ts';
import { nextMinute, subscribe } from './digests.ts';
import type { Row } from './figures.ts';
import { type BenchServer, COMMUNIQUE, startBot, stopBot, type Usage, usageOf } from './process.ts';

const CHATS = 20_000;
const MINUTES = 20;
/** Commands a second, each from another chat, so that every chat has asked after 200 s. */
const ASKED_PER_SECOND = 100;
const SAMPLE = 10 * ASKED_PER_SECOND;
/** What garbage that is not collected yet makes of it. */
const ALLOWED = 1.1;
/** For all digests to be sent: there is no limit of the rate here, ms. */
const SENT_WITHIN_MS = 30_000;
/** For the subscriptions to be imported, ms. */
const IMPORTED_WITHIN_MS = 20_000;

/** What people ask, in turn: answers that are kept ready, questions that nobody has asked before, and changes. */
const questions = (round: number): readonly string[] => [
  '/ukraine',
  '/economy',
  `/search troops ${round}`,
  '/latest',
  '/who lavrov',
  `/digest ${String(round % 24).padStart(2, '0')}:30`,
  '/promises',
  `/ukraine nowhere${round}`,
  '/compare ukraine',
  '/settings',
];

interface Sample extends Usage {
  /** Of the database with its log, MB. */
  readonly databaseMb: number;
}

/**
 * Begins to measure when every chat has asked once and has had its digest.
 * @param minutes how long it measures; a shorter run has fewer chats
 */
export async function benchSoak(
  server: BenchServer,
  databases: readonly OpenDatabase[],
  minutes = MINUTES,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of databases) rows.push(...(await soak(server, await open(), minutes)));
  return rows;
}

async function soak(server: BenchServer, database: Database, minutes: number): Promise<readonly Row[]> {
  try {
    const due = nextMinute(IMPORTED_WITHIN_MS);
    const all = Math.max(SAMPLE, Math.round((CHATS * Math.min(1, minutes / MINUTES)) / SAMPLE) * SAMPLE);
    subscribe(database.url, all, due);
    const { bot } = await startBot(server, COMMUNIQUE, { DATABASE_URL: database.url });
    const samples: Sample[] = [];
    const begin = Math.max(Date.now() + (all / ASKED_PER_SECOND) * 1000, due + SENT_WITHIN_MS);
    const end = begin + minutes * 60_000;
    for (let round = 0; Date.now() < end; round += 1) {
      const fed = server.report('fed');
      server.order({
        type: 'feed',
        count: SAMPLE,
        text: questions(round),
        perSecond: ASKED_PER_SECOND,
        firstChat: ((round * SAMPLE) % all) + 1,
      });
      await fed;
      if (Date.now() >= begin) samples.push({ ...(await usageOf(bot)), databaseMb: await database.size() });
    }
    await stopBot(bot);
    return rowsOf(samples, database.name);
  } finally {
    await database.remove();
  }
}

function rowsOf(samples: readonly Sample[], database: string): readonly Row[] {
  const half = Math.floor(samples.length / 2);
  const row = (
    what: string,
    of: (sample: Sample) => number,
    summary: (values: readonly number[]) => number,
    unit = '',
  ): Row => {
    const [first, second] = [summary(samples.slice(0, half).map(of)), summary(samples.slice(half).map(of))];
    const grown = second / first;
    return {
      what: `soak on ${database}: ${what}, second half against first`,
      figure: `${grown.toFixed(2)} × (${first.toFixed(0)} → ${second.toFixed(0)}${unit})`,
      target: `≤ ${ALLOWED} ×`,
      holds: grown <= ALLOWED,
    };
  };
  return [
    row('memory', ({ rssMb }) => rssMb, mean, ' MB'),
    row('handles', ({ handles }) => handles, least),
    row('descriptors', ({ descriptors }) => descriptors, least),
    row('database', ({ databaseMb }) => databaseMb, mean, ' MB'),
  ];
}

/** What a burst opens is closed again; what is never closed is there at every moment. */
function least(values: readonly number[]): number {
  return Math.min(...values);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
