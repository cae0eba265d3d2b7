// The rules of the house hold in every source file, and each rule can tell when it is broken.

import { globSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { breaches, circles, importsOf, roomsTable } from './support/house.ts';

const SRC = join(import.meta.dirname, '..', 'src');
/** What `package.json` starts: `"dev": "node … src/main.ts"`. */
const ENTRIES = new Set(
  Object.values(packageJson.scripts).flatMap((script) => /\bsrc\/(\S+\.ts)\b/.exec(script)?.[1] ?? []),
);
/** The breaches of one made-up file. */
const of = (file: string, text: string) => breaches([{ file, text }], new Set(['main.ts']));

test('every source file keeps the rules of the house', () => {
  const sources = globSync('**/*.ts', { cwd: SRC }).map((path) => ({
    file: path.split(sep).join('/'),
    text: readFileSync(join(SRC, path), 'utf8'),
  }));
  expect(sources.length).toBeGreaterThan(20);
  expect(breaches(sources, new Set([...ENTRIES, ...threadsOf(sources)]))).toEqual([]);
});

/** Files that run as threads: `new Worker(new URL('./yaml-worker.ts', import.meta.url))`. */
function threadsOf(sources: readonly { readonly file: string; readonly text: string }[]): readonly string[] {
  return sources.flatMap(({ file, text }) =>
    [...text.matchAll(/new Worker\(new URL\('(\.[^']+)'/g)].map(([, name = '']) =>
      posix.join(posix.dirname(file), name),
    ),
  );
}

test('every form of import is seen', () => {
  const text = `
import a from './a.ts';
import type { B } from './b.ts';
import {
  c,
} from './c.ts';
import './d.ts';
export * from './e.ts';
export { f } from './f.ts';
export const from = 'not an import';
const g = await import('./g.ts');
type H = import('./h.ts').H;
import j from './j.json' with { type: 'json' };
`;
  expect(importsOf(text).sort()).toEqual(
    ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => `./${name}.ts`).concat('./j.json'),
  );
});

test.each([
  [
    'content/load.ts',
    "import { x } from '../bot/bot.ts';",
    /content may import only errors\.ts, growing-cache\.ts, clock\.ts;/,
  ],
  ['summaries/a.ts', "import type { X } from '../messages/html.ts';", /pass it in from app\.ts/],
  ['bot/commands/a.ts', "import { x } from '../../preview/telegram.ts';", /imports preview\/telegram\.ts/],
  ['preview/a.ts', "const x = () => import('../delivery/telegram.ts');", /imports delivery\/telegram\.ts/],
  ['store/a.ts', "export { x } from '../app.ts';", /imports app\.ts/],
  ['odd/a.ts', 'export const a = 1;', /odd is no room/],
  ['messages/a.ts', "import { Markup } from 'telegraf';", /names the package telegraf/],
  [
    'bot/a.ts',
    "import type { Message } from 'telegraf/types';\nimport { sql } from 'kysely';",
    /package kysely/,
  ],
  ['delivery/worker.ts', "import { fromKysely } from 'pg-boss/adapters';", /pg-boss.*store\/postgres/],
  ['main.ts', 'export const token = () => process.env.BOT_TOKEN;', /only ops\/settings\.ts does/],
  ['ops/log.ts', "import { env } from 'node:process';", /reads process\.env/],
  ['bot/index.ts', 'export const a = 1;', /name that says nothing/],
  ['bot/utils/a.ts', 'export const a = 1;', /name that says nothing/],
  ['bot/a.ts', 'start();', /line 1 runs/],
  ['bot/a.ts', 'let count = 0;', /line 1 runs, or changes/],
  ['bot/a.ts', 'export const x = await load();', /line 1 runs/],
])('%s with %j is told which rule it breaks', (file, text, told) => {
  expect(of(file, text)).toEqual([expect.stringMatching(told)]);
});

test('a circle is found, also one of types and one behind another file', () => {
  const sources = [
    { file: 'bot/a.ts', text: "import { b } from './b.ts';" },
    { file: 'bot/b.ts', text: "import type { C } from './c.ts';\nimport { d } from './d.ts';" },
    { file: 'bot/c.ts', text: "import type { A } from './a.ts';" },
    { file: 'bot/d.ts', text: 'export const d = 1;' },
  ];
  expect(circles(sources)).toEqual([['bot/a.ts', 'bot/b.ts', 'bot/c.ts']]);
  expect(circles(sources.slice(0, 2))).toEqual([]);
});

test('what the rules allow passes', () => {
  expect(
    of('store/postgres/jobs.ts', "import { PgBoss } from 'pg-boss';\nimport { x } from '../types.ts';"),
  ).toEqual([]);
  expect(of('bot/a.ts', "import { Telegraf } from 'telegraf';\nimport { y } from './b.ts';")).toEqual([]);
  expect(of('app.ts', "import { x } from './bot/a.ts';\nimport { y } from './store/a.ts';")).toEqual([]);
  expect(of('main.ts', "import { x } from './app.ts';\nawait x();")).toEqual([]);
});

test('HACKING.md prints the rooms as this test knows them', () => {
  const hacking = readFileSync(join(SRC, '..', 'HACKING.md'), 'utf8');
  expect(hacking).toContain(`<!-- rooms -->\n${roomsTable()}\n<!-- /rooms -->`);
});
