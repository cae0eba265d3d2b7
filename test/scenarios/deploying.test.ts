// Old and new content side by side on one PostgreSQL, as during a deploy: every point is told once.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { App } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { Secret } from '../../src/ops/secret.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startApp } from '../support/bot.ts';
import { DAY, MINUTE, MORNING } from '../support/digests.ts';
import { People, type Person } from '../support/people.ts';
import { newDatabase } from '../support/postgres.ts';
import { copyRiyadh, RIYADH_TALK } from '../support/riyadh.ts';

const NEW_POINT = `
  - id: brand-new
    topics: [economy]
    kind: said
    by: [rubio]
    text: Something that nobody had heard of before
    citations:
      - { source: iz-riyadh, at: ¶20, passage: for this test alone }
`;
const WAS = 'Economic ties depend above all on sanctions, which differ';
const IS = 'Much depends on which sanctions are meant';
const CORRECTION =
  '      - { on: 2026-12-01, how: corrected, was: Something else, why: For this test alone }';
/** The corrected talk: the text, and that it was corrected. */
const correct = (talk: string) =>
  talk
    .replace(WAS, IS)
    .replace(/(text: "Much depends[\s\S]*?changes:\n(?: {6}.*\n)+)/, (point) => `${point}${CORRECTION}\n`);
const log: string[] = [];

let telegram: LocalTelegram;
let folder: string;
let database: { readonly type: 'postgres'; readonly url: Secret };
let now = MORNING;
let running: App[] = [];

beforeEach(async () => {
  now = MORNING - 2 * MINUTE;
  telegram = await startLocalTelegram();
  database = { type: 'postgres', url: new Secret(await newDatabase()) };
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'deploying-'));
});

afterEach(async () => {
  await Promise.all(running.map((app) => app.stop()));
  running = [];
  await telegram.stop();
  fs.rmSync(folder, { recursive: true });
});

/** The content of the repository, changed, and written at this moment. */
function content(name: string, at: number, change: (talk: string) => string): string {
  const copy = path.join(folder, name);
  copyRiyadh(copy);
  const talk = path.join(copy, RIYADH_TALK);
  fs.writeFileSync(talk, change(fs.readFileSync(talk, 'utf8')));
  const all = [
    copy,
    ...fs.readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((one) => path.join(copy, one)),
  ];
  for (const one of all) fs.utimesSync(one, new Date(at), new Date(at));
  return copy;
}

async function start(contentDir: string): Promise<App> {
  const clock = { ...systemClock, now: () => now };
  const { app } = await startApp(telegram, log, { database, contentDir }, clock);
  running.push(app);
  return app;
}

async function stop(app: App): Promise<void> {
  running = running.filter((one) => one !== app);
  await app.stop();
}

const heard = (person: Person) => telegram.messages(person.chat.id).map(({ text }) => text);
const tellings = (person: Person, words: string) =>
  heard(person).filter((text) => text.includes(words)).length;

/** Sets the time; all tick, the newest last: the old ones have every chance to be first. */
async function at(time: number, ...apps: readonly App[]): Promise<void> {
  now = time;
  for (const app of apps) await app.tick();
}

it('the newest content tells its points, an old process none of them, also after a restart', async () => {
  const oldContent = content('old', Date.UTC(2025, 0, 1), (talk) => talk);
  const newContent = content('new', Date.UTC(2025, 0, 2), (talk) => correct(talk) + NEW_POINT);
  const anna = new People(telegram).user('Anna');
  const old = await start(oldContent);
  await anna.sends('/digest 09:00 UTC economy');
  await anna.sees(/^Your digest/);
  await at(MORNING, old);
  await anna.sees(/What is known so far/);

  now = MORNING + DAY - 2 * MINUTE;
  const young = await start(newContent);
  await at(MORNING + DAY, old, young);
  await anna.sees(/Something that nobody had heard of before/);
  const second = heard(anna).length;
  expect(tellings(anna, 'nobody had heard')).toBe(1);
  expect(tellings(anna, IS)).toBe(1);

  await stop(old);
  const oldAgain = await start(oldContent);
  await at(MORNING + 2 * DAY - MINUTE, young);
  await at(MORNING + 2 * DAY, oldAgain, young, oldAgain);
  await at(MORNING + 2 * DAY + MINUTE, oldAgain, young);
  await stop(young);
  expect(heard(anna)).toHaveLength(second);

  // The newest is gone, by its own clock for days: an old process tells nothing of its own before it has looked for a while.
  await at(MORNING + 3 * DAY - 20 * MINUTE, oldAgain);
  await at(MORNING + 3 * DAY, oldAgain);
  expect(heard(anna)).toHaveLength(second);
});
