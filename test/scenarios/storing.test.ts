// What people and operators see while nothing can be stored: no confirmation, a reason, and everybody else answered.

import fs from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../store/backends.ts';
import { startStage } from '../support/bot.ts';
import { scrape } from '../support/figures.ts';

async function stageOnFile() {
  const file = path.join(temporaryFolder(), 'communique.db');
  const stage = await startStage({ database: { type: 'sqlite', file } });
  const warnings = () => stage.log.filter((line) => ['warn', 'error'].includes(JSON.parse(line).level));
  return { file, stage, warnings, readiness: () => fetch(`${stage.url}/readyz`) };
}

it('a database that is deleted under the bot: nothing is confirmed, not ready, one line of the log', async () => {
  const { file, stage, warnings, readiness } = await stageOnFile();
  await using _ = stage;
  const anna = stage.people.user('Anna');
  await anna.sends('/digest 09:00 UTC ukraine');
  await anna.sees(/09:00/);
  for (const ending of ['', '-wal', '-shm', '.lock']) fs.rmSync(`${file}${ending}`);
  const before = anna.texts().length;
  for (const command of ['/digest 11:00', '/digest 12:00']) {
    await anna.sends(command);
    await anna.sees(/went wrong/);
  }
  const answers = anna
    .texts()
    .slice(before)
    .filter((text) => !text.startsWith('/'));
  expect(answers.join('\n')).not.toMatch(/1[12]:00/);
  await anna.sends('/ukraine');
  await anna.sees(/^🇺🇦 Ukraine/);

  const answer = await readiness();
  expect(answer.status).toBe(503);
  expect(await answer.text()).toMatch(/Changes cannot be stored: .*communique\.db was deleted or moved/);
  expect((await scrape(stage.url)).get('communique_store_up')).toBe(0);
  expect(warnings().map((line) => JSON.parse(line).msg)).toEqual(['changes cannot be stored']);
});

it('another program’s lock keeps only those waiting who change something, and they get through', async () => {
  const { file, stage, readiness } = await stageOnFile();
  await using _ = stage;
  const anna = stage.people.user('Anna');
  await anna.sends('/digest 09:00 UTC ukraine');
  await anna.sees(/09:00/);
  const other = new SQLite(file);
  other.exec('begin immediate');
  const writers = ['Boris', 'Clara', 'Dora', 'Emil', 'Fedor'].map((name) => stage.people.user(name));
  for (const writer of writers) await writer.sends('/digest 10:00 UTC ukraine');
  const reader = stage.people.user('Gleb');
  await reader.sends('/ukraine');
  await reader.sees(/^🇺🇦 Ukraine/);
  expect(writers.flatMap((writer) => writer.texts().filter((text) => /^[^/].*10:00/su.test(text)))).toEqual(
    [],
  );
  expect((await readiness()).status).toBe(200);
  other.exec('rollback');
  other.close();
  for (const writer of writers) await writer.sees(/10:00/);
});
