// Content that changes while the bot runs: taken over whole, or refused and the old one kept; operators are
// told once. Through the real app with a folder of content of its own.

import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { startStage } from '../support/bot.ts';
import { scrape } from '../support/figures.ts';
import { copyRiyadh, RIYADH_TALK } from '../support/riyadh.ts';

const OPERATOR = 4_242;
const RIYADH = RIYADH_TALK;

let folder: string;

beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'content-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  folder = join(made, 'content');
  copyRiyadh(folder);
});

function edit(file: string, change: (text: string) => string, at = folder): void {
  writeFileSync(join(at, file), change(readFileSync(join(at, file), 'utf8')));
}

async function contentFigures(url: string) {
  const figures = await scrape(url);
  const size = (part: string) => figures.get(`communique_content_${part}`) ?? Number.NaN;
  const versions = [...figures.keys()].filter((name) => name.startsWith('communique_content_info{'));
  return { topics: size('topics'), points: size('points'), versions };
}

const addTopic = (text: string) =>
  `${text.trimEnd()}\n  - { id: ceasefire, command: ceasefire, name: Ceasefire, description: When the guns are silent }\n`;
const addPoint = (text: string) => `${text.trimEnd()}
  - id: made-up
    topics: [overview, ceasefire]
    kind: agreed
    by: [russia, united-states]
    text: A made-up point for this test alone
    citations:
      - { source: iz-riyadh, at: ¶2, passage: for this test alone }
`;

it('a topic and a point added while the bot runs are a command, a menu entry, a find and news', async () => {
  await using stage = await startStage({ contentDir: folder });
  const anna = stage.people.user('Anna');
  await anna.sends('/digest 09:00 UTC ceasefire');
  await anna.sees(/I don’t understand .*ceasefire/);
  await anna.sends('/ukraine');
  await anna.sees(/^🇺🇦 Ukraine/);
  const old = anna.texts().length;
  const before = await contentFigures(stage.url);
  edit('topics.yaml', addTopic);
  edit(RIYADH, addPoint);
  await expect.poll(() => anna.menu().map(({ command }) => command)).toContain('ceasefire');
  await anna.sends('/ceasefire');
  await anna.sees(/^Ceasefire\nRiyadh talks[\s\S]*made-up point/);
  await anna.sends('/search made-up');
  await anna.sees(/made-up point/);
  await anna.asksInline('made-up');
  expect(stage.log.join('')).toMatch(/"added":1,"changed":0,"removed":0,"msg":"content published"/);
  // Everybody who asks for figures within a second gets the same ones.
  await expect.poll(async () => (await contentFigures(stage.url)).points).toBe(before.points + 1);
  const after = await contentFigures(stage.url);
  expect([after.topics, after.points]).toEqual([before.topics + 1, before.points + 1]);
  expect([before.versions.length, after.versions.length]).toEqual([1, 1]);
  expect(after.versions).not.toEqual(before.versions);
  // A button of the content before.
  await anna.presses('Evidence');
  await anna.sees(/Evidence/);
  expect(anna.texts().length).toBeGreaterThan(old);
});

it('bad content is refused with every mistake; operators are told once, and once when it is good again', async () => {
  await using stage = await startStage({ contentDir: folder, adminIds: [OPERATOR] });
  const olga = stage.people.user('Olga', { id: OPERATOR });
  const anna = stage.people.user('Anna');
  await olga.sends('/reload');
  await olga.sees(/^Nothing has changed\n\nCurrent version: [0-9a-f]{16}/);
  // Menus are set while nobody waits for them.
  await expect
    .poll(() => olga.menu().map(({ command }) => command))
    .toEqual(expect.arrayContaining(['ukraine', 'reload', 'stats']));
  expect(anna.menu().map(({ command }) => command)).not.toContain('reload');

  const break_ = (text: string) => text.replace('points:', 'pionts:');
  const mend = (text: string) => text.replace('pionts:', 'points:');
  edit(RIYADH, break_);
  await olga.sees(
    /^The content has \d+ mistakes? and wasn’t loaded[\s\S]*talk\.yaml:\d+:\d+: .*unknown key "pionts"/,
  );
  await olga.sends('/reload');
  await olga.sees(/^The content has \d+ mistakes?[\s\S]*unknown key/);
  await anna.sends('/ukraine');
  await anna.sees(/^🇺🇦 Ukraine/);
  expect(stage.log.join('')).toMatch(/content refused: \S+riyadh-2025-02-18\/talk\.yaml:\d+:\d+: /);
  const told = () => olga.texts().filter((text) => text.includes('reload automatically')).length;
  const before = told();
  // The same mistakes in a file that was written once more, then good.
  edit(RIYADH, (text) => text);
  await expect
    .poll(() => stage.log.filter((line) => line.includes('content refused')).length)
    .toBeGreaterThan(1);
  expect(told()).toBe(before);
  edit(RIYADH, mend);
  await olga.sees(/^Content fixed/);
  edit(RIYADH, (text) => addPoint(text).replace('overview, ceasefire', 'overview'));
  await olga.sends('/reload');
  await olga.sees(
    /Talks changed \(1\): riyadh-2025-02-18\nPoints: 1 added, 0 changed, 0 removed|^Nothing has changed/,
  );
});

it('a folder that a deploy puts in the place of another, and a link that it turns, are noticed', async () => {
  const next = `${folder}-next`;
  cpSync(folder, next, { recursive: true });
  edit('topics.yaml', (text) => text.replace(/^ {4}description: .*/gm, '    description: Version two'), next);
  const third = `${folder}-third`;
  cpSync(folder, third, { recursive: true });
  edit(
    'topics.yaml',
    (text) => text.replace(/^ {4}description: .*/gm, '    description: Version three'),
    third,
  );
  const link = `${folder}-link`;
  symlinkSync(folder, link);
  await using stage = await startStage({ contentDir: link });
  const anna = stage.people.user('Anna');
  const shown = () => anna.menu().map(({ description }) => description);
  await expect.poll(() => shown().length).toBeGreaterThan(5);
  renameSync(folder, `${folder}-old`);
  renameSync(next, folder);
  await expect.poll(shown).toContain('Version two');
  symlinkSync(third, `${link}-new`);
  renameSync(`${link}-new`, link);
  await expect.poll(shown).toContain('Version three');
  edit(
    'topics.yaml',
    (text) => text.replace(/^ {4}description: .*/gm, '    description: Version four'),
    third,
  );
  await expect.poll(shown).toContain('Version four');
});

it('a published point that changes without saying so is refused by name, and what people have stays in force', async () => {
  await using stage = await startStage({ contentDir: folder, adminIds: [OPERATOR] });
  const olga = stage.people.user('Olga', { id: OPERATOR });
  const anna = stage.people.user('Anna');
  await olga.sends('/reload');
  await olga.sees(/^Nothing has changed/);
  const good = readFileSync(join(folder, RIYADH), 'utf8');
  const other = good.replace(/(- id: too-early[\s\S]*?text: ).*/, '$1Everything is settled');
  edit(RIYADH, () => other);
  await olga.sees(
    /^The content has 1 mistake and wasn’t loaded[\s\S]*talk\.yaml:\d+:\d+: point too-early: was published and has changed; write under changes/,
  );
  await anna.sends('/search everything is settled');
  expect((await anna.sees(/./)).text).not.toContain('Everything is settled');
  edit(RIYADH, () => good.replace(/ {2}- id: too-early[\s\S]*?\n\n/, ''));
  await olga.sends('/reload');
  await olga.sees(/point too-early: was published and is gone; put it back/);
  const said = '{ on: 2026-12-01, how: corrected, was: Too early, why: Everything is }';
  edit(RIYADH, () =>
    other.replace(/(- id: too-early[\s\S]*?changes:\n(?: {6}.*\n)*)/, `$1      - ${said}\n`),
  );
  await olga.sees(/^Content fixed/);
  await anna.sends('/search everything is settled');
  await anna.sees(/Everything is settled/);
  expect(stage.log.join('')).toMatch(/"added":0,"changed":1,"removed":0,"msg":"content published"/);
});
