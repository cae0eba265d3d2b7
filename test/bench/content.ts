// Fifty thousand points of content: how long they take to load, in how much memory, and how quickly they are
// found.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openContext } from '../../src/bot/create-context.ts';
import { percentile, type Row } from './figures.ts';

const POINTS = 50_000;
const TALK = 'riyadh-2025-02-18';
const QUERIES = ['ukraine', 'embassies', 'lavrov', 'sanctons', 'the', 'economy banks', 'nato troops', 'rub'];
const ROUNDS = 50;

interface Figures {
  readonly points: number;
  readonly loadMs: number;
  readonly peakMb: number;
  readonly searchMs: number;
  readonly topicMs: number;
}

/** Our own talk again and again, under other ids. */
function writeContent(folder: string): void {
  fs.cpSync('content', folder, { recursive: true });
  const talk = fs.readFileSync(path.join('content', 'talks', `${TALK}.yaml`), 'utf8');
  const points = talk.match(/^ {2}- id: /gmu)?.length ?? 1;
  for (let n = 1; n * points < POINTS; n += 1) {
    const id = `copy-${n}`;
    fs.writeFileSync(path.join(folder, 'talks', `${id}.yaml`), talk.replace(`id: ${TALK}`, `id: ${id}`));
  }
}

async function figuresOf(folder: string): Promise<Figures> {
  const began = performance.now();
  const { catalogue, answers, locales } = await openContext(folder);
  const loadMs = performance.now() - began;
  const timed = (work: () => unknown) => {
    const at = performance.now();
    work();
    return performance.now() - at;
  };
  const locale = locales.pick('en');
  const searches = QUERIES.flatMap((query) =>
    Array.from({ length: ROUNDS }, () => timed(() => catalogue.search(query, 10))),
  );
  // Each for the first time: what is kept costs nothing.
  const topics = catalogue.talks
    .slice(0, ROUNDS)
    .flatMap((talk) =>
      catalogue.topicsOf(talk.id).map((topic) => timed(() => answers.topic(talk, topic, 1, locale))),
    );
  return {
    points: catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0),
    loadMs,
    peakMb: process.resourceUsage().maxRSS / 1000,
    searchMs: percentile(searches, 0.99),
    topicMs: percentile(topics, 0.99),
  };
}

export async function benchContent(): Promise<readonly Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-content-'));
  try {
    writeContent(folder);
    const { stdout } = spawnSync(process.execPath, [import.meta.filename, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { points, loadMs, peakMb, searchMs, topicMs } = JSON.parse(stdout) as Figures;
    const row = (what: string, value: number, unit: string, most: number): Row => ({
      what: `${points} points: ${what}`,
      figure: `${value.toFixed(1)} ${unit}`,
      target: `< ${most} ${unit}`,
      holds: value < most,
    });
    return [
      row('load', loadMs / 1000, 's', 10),
      row('peak memory', peakMb, 'MB', 500),
      row('p99 of a search', searchMs, 'ms', 20),
      row('p99 of a topic’s first answer', topicMs, 'ms', 2),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) process.stdout.write(JSON.stringify(await figuresOf(process.argv[2] ?? '')));
