// Operators' commands as real processes: import, export, why, due, backup, and what they refuse.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { publishCatalogue } from '../../src/digests/publish.ts';
import { backupStore, openStore } from '../../src/store/database.ts';
import type { ChatId, Sequence } from '../../src/store/types.ts';
import { CLI, ROOT, runCli, start } from '../support/program.ts';

const LINES = [
  '{"chat_id":1001,"time":"09:00","zone":"Europe/Berlin","days":"daily","topics":["ukraine"],"when":"new","language":"en","status":"active"}',
  '{"chat_id":-1001234,"thread_id":7,"time":"18:30","zone":"Asia/Riyadh","days":"mon,wed","topics":"all","when":"always","status":"closed","reason":"kicked"}',
];

interface Desk {
  readonly database: string;
  file(name: string, text?: string): string;
  run(
    command: 'subscribers' | 'digests' | 'store',
    ...args: string[]
  ): Promise<{ code: number | null; output: string }>;
}

function desk(): Desk {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'operators-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const database = path.join(folder, 'communique.db');
  return {
    database,
    file(name, text) {
      const file = path.join(folder, name);
      if (text !== undefined) fs.writeFileSync(file, text);
      return file;
    },
    async run(command, ...args) {
      const { code, output } = await runCli([command, ...args], { DATABASE_URL: database });
      return { code, output };
    },
  };
}

test('what was imported is exported the same', async () => {
  const at = desk();
  const lines = at.file('in.jsonl', `\u{feff}${LINES.join('\r\n')}\n\n`);
  const { code, output } = await at.run('subscribers', 'import', lines);
  expect(code).toBe(0);
  expect(output).toContain(`there was no database yet; a new one is made: ${at.database}\n`);
  expect(output).toMatch(/^2 imported$/mu);
  const out = at.file('out.jsonl');
  expect(await at.run('subscribers', 'export', out)).toEqual({ code: 0, output: `2 exported to ${out}\n` });
  expect(fs.readFileSync(out, 'utf8')).toBe(`${LINES.join('\n')}\n`);
  expect(fs.statSync(out).mode & 0o077).toBe(0);
  expect(await at.run('subscribers', 'import', out)).toEqual({ code: 0, output: '2 imported\n' });
});

test('a line that repeats another is refused, with both named', async () => {
  const at = desk();
  const again = LINES.map((line) => line.replace(/"time":"\d\d/u, '"time":"11'));
  const lines = at.file('in.jsonl', [...LINES, '', ...again].join('\n'));
  const { code, output } = await at.run('subscribers', 'import', lines);
  expect(code).toBe(1);
  expect(output).toMatch(/^line 4: chat 1001 is in line 1 already; keep one of the two$/mu);
  expect(output).toMatch(/^line 5: topic 7 of chat -1001234 is in line 2 already; keep one of the two$/mu);
  expect(output).toMatch(/: 2 of 5 lines cannot be imported, so none was; correct them and try again$/mu);
});

test('moved as a file into a new database, a chat gets no first digest again', async () => {
  const at = desk();
  await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  const old = await openStore(at.database, { now: Date.now });
  const catalogue = await loadContent(path.join(ROOT, 'content'));
  // Talks that came one after another, some of them changed since: other numbers than a new ledger gives.
  for (const talks of [catalogue.talks.slice(0, 1), catalogue.talks]) {
    await publishCatalogue(old.ledger, { ...catalogue, talks });
  }
  const latest = await old.ledger.latest();
  const destination = { chatId: 1001 as ChatId };
  const subscription = await old.subscriptions.get(destination);
  if (!subscription) throw new Error('not imported');
  await old.importSubscriptions([{ ...subscription, language: 'en', cursor: (latest - 1) as Sequence }]);
  await old.close();

  const out = at.file('out.jsonl');
  expect((await at.run('subscribers', 'export', out)).code).toBe(0);
  expect(fs.readFileSync(out, 'utf8')).toContain(`"status":"active","seen":[${latest - 1},${latest}]}`);
  const into = at.file('new/communique.db');
  const program = start(CLI, { DATABASE_URL: into }, ['subscribers', 'import', out]);
  expect(await program.ends()).toBe(0);
  const moved = await openStore(into, { now: Date.now });
  onTestFinished(() => moved.close());
  const cursor = (await moved.subscriptions.get(destination))?.cursor;
  expect(cursor).toBe((await moved.ledger.latest()) - 1);
  expect(await publishCatalogue(moved.ledger, catalogue)).toMatchObject({ added: 0, changed: 0 });
  // A file without places leaves those that are there.
  await moved.importSubscriptions(
    [{ ...subscription, language: null }].map(({ cursor: _, ...line }) => line),
  );
  expect((await moved.subscriptions.get(destination))?.cursor).toBe(cursor);
});

test('an export writes over nothing, and no half of one stays', async () => {
  const at = desk();
  await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  const before = fs.readFileSync(at.database);
  const link = at.file('link.jsonl');
  fs.symlinkSync(at.database, link);
  const dangling = at.file('dangling.jsonl');
  fs.symlinkSync(at.file('nowhere'), dangling);
  for (const taken of [at.database, link, dangling, at.file('mine.jsonl', 'mine')]) {
    const { code, output } = await at.run('subscribers', 'export', taken);
    expect(code).toBe(1);
    expect(output).toBe(`${taken} exists already; name a new file for the export\n`);
  }
  expect(fs.readFileSync(at.database)).toEqual(before);
  const deep = at.file('a/b/out.jsonl');
  expect((await at.run('subscribers', 'export', deep)).code).toBe(0);
  expect(fs.statSync(path.dirname(deep)).mode & 0o777).toBe(0o700);
  fs.writeFileSync(at.file('a/b/out.jsonl.partial'), 'of an export that was killed');
  const full = await at.run('subscribers', 'export', at.file('mine.jsonl/out'));
  expect(full.output).toMatch(/^the export .* could not be written: ENOTDIR.*\n$/u);
  expect(fs.readdirSync(path.dirname(at.database)).filter((name) => name.includes('partial'))).toEqual([]);
});

test('an export to standard output is the lines alone, and a reader may leave early', async () => {
  const at = desk();
  await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  for (const target of ['-', '/dev/stdout']) {
    const { code, output } = await at.run('subscribers', 'export', target);
    expect({ code, lines: output.split('\n').slice(0, 2) }).toEqual({ code: 0, lines: LINES });
  }
  expect(fs.existsSync('-')).toBe(false);
  const program = start(CLI, { DATABASE_URL: at.database }, ['subscribers', 'export', '-']);
  program.process.stdout?.destroy();
  expect(await program.ends()).toBe(0);
  expect(program.output()).toBe('');
});

test('what the bot makes is for its user alone, and what others could read no longer is', async () => {
  const at = desk();
  const folder = at.file('data');
  const file = path.join(folder, 'communique.db');
  const store = await openStore(file, { now: Date.now });
  const copy = path.join(folder, 'backups', '1.db');
  expect((await at.run('store', 'backup', copy)).code).toBe(1);
  await backupStore(file, copy);
  const modes = () =>
    fs.readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
      const mode = fs.statSync(path.join(entry.parentPath, entry.name)).mode & 0o777;
      return `${entry.name} ${mode.toString(8)}`;
    });
  const own = ['backups 700', 'communique.db 600', 'communique.db-shm 600', 'communique.db-wal 600'];
  const lock = ['communique.db.lock 600', 'communique.db.lock-journal 600'];
  const expected = [...own, ...lock, '1.db 600'].toSorted();
  expect(modes().toSorted()).toEqual(expected);
  expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
  await store.close();
  fs.chmodSync(file, 0o644);
  fs.chmodSync(`${file}.lock`, 0o666);
  const again = await openStore(file, { now: Date.now });
  onTestFinished(() => again.close());
  expect(modes().toSorted()).toEqual(expected);
});

test('of a file with bad lines nothing is imported, and every one is named', async () => {
  const at = desk();
  const many = Array.from({ length: 1500 }, (_, index) =>
    JSON.stringify({ chat_id: index + 1, time: '09:00', zone: 'UTC' }),
  );
  const lines = at.file('bad.jsonl', [...many, 'no JSON', LINES[0], '{"chat_id":1,"zone":"UTC"}'].join('\n'));
  const { code, output } = await at.run('subscribers', 'import', lines);
  expect(code).toBe(1);
  expect(output).toMatch(/^line 1501: is not JSON/m);
  expect(output).toMatch(/^line 1503: time: is missing$/m);
  expect(output).not.toMatch(/\r|\n\s+at /);
  const store = await openStore(at.database, { now: Date.now, access: 'read' });
  expect((await store.stats(0)).subscriptions).toEqual({ active: 0, paused: 0, closed: 0 });
  await store.close();
});

test('an import while the bot runs is refused in one line', async () => {
  const at = desk();
  const store = await openStore(at.database, { now: Date.now });
  onTestFinished(() => store.close());
  const { code, output } = await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  expect(code).toBe(1);
  expect(output).toMatch(/^.* is in use by another process of the bot; .*\n$/);
});

test('why says when a digest is due, what is in it, and what stands in the way', async () => {
  const at = desk();
  await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  const { output } = await at.run('digests', 'why', '1001');
  expect(output).toMatch(/^chat 1001: daily at 09:00 Europe\/Berlin, ukraine, when new$/m);
  expect(output).toMatch(/^ {2}next due: \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m);
  expect(output).toMatch(/^ {2}last delivery: none$/m);
  expect(output).toMatch(/^ {2}in the way: no content has been published yet/m);
  expect((await at.run('digests', 'why', '-1001234')).output).toMatch(
    /next due: never, as it is closed \(kicked\)/,
  );
  expect((await at.run('digests', 'why', '5')).output).toMatch(/^chat 5 has no subscription$/m);
  expect((await at.run('digests', 'due')).output).toMatch(/^due by .*: 1\n.*chat 1001 /);
});

test('a backup can be restored', async () => {
  const at = desk();
  await at.run('subscribers', 'import', at.file('in.jsonl', LINES.join('\n')));
  const copy = at.file('copy.db');
  expect((await at.run('store', 'backup', copy)).code).toBe(0);
  fs.copyFileSync(copy, at.database);
  for (const rest of ['-wal', '-shm']) fs.rmSync(`${at.database}${rest}`, { force: true });
  expect((await at.run('digests', 'due')).output).toMatch(/chat 1001/);
  expect((await at.run('store', 'backup', copy)).output).toMatch(/exists already/);
});

test.each([
  ['subscribers', []],
  ['subscribers', ['import']],
  ['digests', ['why', 'Anna']],
  ['digests', ['what']],
  ['store', ['restore', 'x']],
  ['subscribers', ['import', '/nowhere.jsonl']],
  ['subscribers', ['export', '/nowhere.jsonl']],
  ['digests', ['due']],
] as const)('%s %j is answered with what to do, and 1', async (command, args) => {
  const { code, output } = await desk().run(command, ...args);
  expect(code).toBe(1);
  expect(output).not.toMatch(/\n\s+at /);
  expect(output.length).toBeGreaterThan(20);
});
