// What editors ask before they publish: what readers will be told, why a point stands there, what of a text is unused. And
// what they give to others.

import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { communique } from '../../src/cli/communique.ts';
import { loadContent } from '../../src/content/load.ts';
import { publishCatalogue } from '../../src/digests/publish.ts';
import { lastWords } from '../../src/errors.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId, Sequence } from '../../src/store/types.ts';
import { contentFolder, edit, OSLO, RUSSIAN, TALK } from '../content/folder.ts';

let folder: string;
let database: string;
let archive: string;

beforeEach(async () => {
  folder = await contentFolder();
  archive = await mkdtemp(path.join(tmpdir(), 'archive-'));
  database = path.join(archive, 'store.db');
  vi.stubEnv('CONTENT_DIR', folder);
  vi.stubEnv('CONTENT_ARCHIVE', archive);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(archive, { recursive: true });
  });
});

/** In this process: what the entry makes of it is tested elsewhere. */
async function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const shortened = (text: string) => short(`${text}\n`.replaceAll(`${folder}/`, ''));
  try {
    return { code: 0, stdout: shortened(await communique(['content', ...args])), stderr: '' };
  } catch (error) {
    return { code: 1, stdout: '', stderr: shortened(lastWords(error)) };
  }
}

async function change(file: string, by: (text: string) => string): Promise<void> {
  const full = path.join(folder, file);
  await writeFile(full, by(await readFile(full, 'utf8')));
}

/**
 * Published with seven chats: two follow fishing (one has left), one the overview, one all topics; one of them begins later; two
 * follow Norway, of which one has paused that and one has been told up to the third point.
 */
async function publish(): Promise<void> {
  const store = await openStore(database, { now: Date.now });
  const followers = ['fishing', 'fishing', 'overview', '', 'fishing'].map((topics, index) => ({
    chat_id: 1001 + index,
    time: '09:00',
    zone: 'UTC',
    days: 'daily',
    topics: topics === '' ? 'all' : [topics],
    when: 'new',
    ...(index === 1 ? { status: 'closed', reason: 'blocked' } : { status: 'active' }),
  }));
  await store.close();
  const lines = path.join(archive, 'subscribers.jsonl');
  const norway = [
    { ...followers[0], chat_id: 1006, topics: ['overview'], follows: ['-party:norway'] },
    { ...followers[0], chat_id: 1007, topics: [], follows: ['party:norway'] },
  ];
  await writeFile(lines, [...followers, ...norway].map((one) => `${JSON.stringify(one)}\n`).join(''));
  vi.stubEnv('DATABASE_URL', database);
  await communique(['subscribers', 'import', lines]);
  const again = await openStore(database, { now: Date.now });
  await publishCatalogue(again.ledger, await loadContent(folder));
  for await (const one of again.subscriptions.all())
    if (one.chatId === 1007)
      await again.importSubscriptions([{ ...one, places: { 'party:norway': 3 as Sequence } }]);
  await again.close();
}

/** Somebody has shared a message with this point. */
async function share(point: string): Promise<void> {
  const store = await openStore(database, { now: Date.now });
  const lines = JSON.stringify({
    lines: [{ talk: OSLO, point, changes: 0, denials: [], line: [0, 1], end: 1 }],
  });
  const body = { hash: 'h', html: 'x', keyboard: '[]', place: 'inline', language: 'en', lines } as const;
  await store.copies.share('inline-1', 7 as ChatId, body);
  await store.close();
}

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Ed', '-c', 'user.email=ed@example.org', ...args], { cwd: folder });

/** One of everything that can happen to a point. */
async function editEverything(): Promise<void> {
  await change(TALK, (text) =>
    [
      edit(
        'text: The cod quota stays as it is\n',
        'text: The cod quota stays as it was\n    changes: [{ on: 2024-05-04, how: reworded }]\n',
      ),
      edit(
        'text: A secret deal on herring exists\n',
        'text: A secret deal on cod exists\n    changes: [{ on: 2024-05-04, how: corrected, was: A secret deal on herring exists, why: It is cod }]\n',
      ),
      edit('    topics: [fishing]\n    kind: denied', '    topics: [overview, fishing]\n    kind: denied'),
      edit(
        '    quote: { text: We can live with it, of: berg }\n',
        '    quote: { text: We can live with it, of: berg }\n    changes: [{ on: 2024-05-04, how: withdrawn, why: Nobody said so }]\n',
      ),
    ].reduce((before, by) => by(before), `${text}${NEW_POINT}`),
  );
  await change(RUSSIAN, edit('Квота трески остаётся прежней', 'Квота на треску прежняя'));
}

const NEW_POINT = `  - id: kept
    topics: [fishing]
    kind: background
    text: The quota was kept
    promise: { id: quota-kept, step: kept }
    citations:
      - { source: gazette-0503, at: ¶5, passage: the quota was kept to }
`;

test('diff tells from the database what readers will be told, and how many', async () => {
  await publish();
  await share('secret-deal');
  expect((await run('diff', '--since', database)).stdout).toBe(
    'Readers get nothing new: all is as in the database.\nTopics and translations: add --revision HEAD.\n',
  );
  await editEverything();
  const { code, stdout, stderr } = await run('diff', '--since', database);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`${OSLO}
  reworded, and nobody is told: cod-quota: The cod quota stays as it was
  corrected to 3 chats: secret-deal: A secret deal on cod exists; before: A secret deal on herring exists
  withdrawn, as those hear who had it: fair-result: The result is fair to the crews; because: Nobody said so
  announced to 3 chats: kept: The quota was kept
  moves the promise quota-kept: kept, by kept
Corrected where they stand: 1 message sent in the last 30 days.
Topics and translations: add --revision HEAD.
`);
  await change(TALK, edit('    changes: [{ on: 2024-05-04, how: reworded }]\n', ''));
  expect((await run('diff', '--since', database)).stdout).toContain(
    `Refused: the bot keeps what it has until this is corrected\n  ${TALK}:23:9: point cod-quota: was published and has changed;`,
  );
});

test('diff tells from a revision of Git also what only looks otherwise', async () => {
  expect((await run('diff')).stderr).toContain(
    'is in no Git repository; compare with a database, by --since',
  );
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  expect((await run('diff', '--revision', 'nowhere')).stderr).toContain(
    'Git knows no revision nowhere; write one such as HEAD',
  );
  expect((await run('diff', '--revision=--output=x')).stderr).toContain('--output=x is no revision;');
  await editEverything();
  await cp(path.join(folder, `talks/${OSLO}`), path.join(folder, 'talks/bergen-2024-06-04'), {
    recursive: true,
  });
  await rm(path.join(folder, 'talks/bergen-2024-06-04/sources.yaml'));
  await change('talks/bergen-2024-06-04/talk.yaml', (text) =>
    text
      .replace(`id: ${OSLO}`, 'id: bergen-2024-06-04')
      .replaceAll('2024-05-02', '2024-06-04')
      .replace(/ {4}changes: .*\n/g, ''),
  );
  const { code, stdout, stderr } = await run('diff');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.replace(/^ {2}announced: .*\n/gm, '')).toBe(`${OSLO}
  reworded, and nobody is told: cod-quota: The cod quota stays as it was
  corrected: secret-deal: A secret deal on cod exists; before: A secret deal on herring exists
  withdrawn, as those hear who had it: fair-result: The result is fair to the crews; because: Nobody said so
  moves the promise quota-kept: kept, by kept
  moved: no-secret: topics fishing → overview, fishing
  in ru: shown in English again, for want of a translation: cod-quota
  in ru: shown in English again, for want of a translation: fair-result
bergen-2024-06-04
  a new round, 5 points
  moves the promise quota-kept: made, by cod-quota
  moves the promise quota-kept: kept, by kept
To how many chats: add --since DATABASE_URL, of the bot.
`);
});

test('diff and check see a round that waits, and what is refused until then', async () => {
  await publish();
  const file = 'talks/bergen-2024-05-30/talk.yaml';
  await cp(path.join(folder, `talks/${OSLO}`), path.join(folder, path.dirname(file)), { recursive: true });
  await rm(path.join(folder, path.dirname(file), 'sources.yaml'));
  await change(file, (text) =>
    text
      .replace(`id: ${OSLO}`, 'id: bergen-2024-05-30\npublish: 2084-06-01T15:00Z')
      .replaceAll('2024-05-02', '2024-05-30'),
  );
  expect((await run('diff', '--since', database)).stdout).toContain(
    'bergen-2024-05-30\n  published on 2084-06-01T15:00Z, and no news before: 4 points to 6 chats\nTopics',
  );
  expect((await run('check', '--since', database)).code).toBe(0);
  // Committed, it waits there as well, and is no news; nor is a draft.
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'waits');
  const waits =
    'bergen-2024-05-30\n  published on 2084-06-01T15:00Z, and no news before: 4 points; it waits there too\n';
  expect((await run('diff')).stdout).toBe(
    `${waits}To how many chats: add --since DATABASE_URL, of the bot.\n`,
  );
  await change(file, edit('publish: 2084-06-01T15:00Z', 'draft: true'));
  expect((await run('diff')).stdout).toBe(
    'Readers get nothing new: all is as in HEAD.\nDrafts, which nobody gets: bergen-2024-05-30\nTo how many chats: add --since DATABASE_URL, of the bot.\n',
  );
  await change(file, edit('draft: true', 'publish: 2084-06-01T15:00Z'));
  // What readers have already cannot wait.
  await change(TALK, edit('title:', 'publish: 2084-06-01T15:00Z\ntitle:'));
  await change(file, edit('publish: 2084-06-01T15:00Z\n', ''));
  const refused = await run('diff', '--since', database);
  expect(refused.stdout).toContain(`Refused: the bot keeps what it has until this is corrected\n  ${TALK}:`);
});

test('why names what a point rests on, what became of it, and who was told', async () => {
  const alone = await run('why', 'cod-quota');
  expect(alone.stderr).toBe('');
  expect(alone.stdout).toBe(
    `${OSLO}/cod-quota, ${TALK}:23
agreed by Norway, Iceland, 2024-05-02: The cod quota stays as it is
Cites gazette-0503 ¶2 (Gazette, 2024-05-03, not sealed)
  “the quota for cod stays the same”
Cites wire-0503 ¶2 (Wire, 2024-05-03, carries gazette-0503, not sealed), which says partly: for two years
  “the quota stays for two years”
Origins: 1
Promise: quota-kept, made
Shown in English, for want of a translation: in uk
Who was told: add --since DATABASE_URL, of the bot.
`,
  );
  await publish();
  const told = await run('why', `${OSLO}/no-secret`, '--since', database);
  expect(told.stdout).toContain(`Answers: denies ${OSLO}/secret-deal: A secret deal on herring exists`);
  expect(told.stdout).toMatch(/Published \d{4}-\d\d-\d\d \d\d:\d\d UTC, number 3 of the ledger/);
  expect(told.stdout).toContain(
    'Chats that follow its topics, or what it is about: 1 have had digests up to it, 3 get it in their next one',
  );
  expect((await run('why', 'cod-qouta')).stderr).toBe('There is no point cod-qouta; write cod-quota\n');
});

test('coverage lists the paragraphs that nothing cites', async () => {
  await writeFile(path.join(archive, 'gazette-0503.txt'), 'one\n\ntwo\n\nthree\n\nfour\n\nfive\n\nsix\n');
  const { stdout } = await run('coverage', OSLO);
  expect(stdout).toBe(`gazette-0503: 4 of 6 paragraphs used
  ¶5 five
  ¶6 six
wire-0503: its text is not in the archive
`);
  expect((await run('coverage', 'bergen')).stderr).toContain(`There is no talk bergen; write one of ${OSLO}`);
  // A round that is being written has mistakes, and it is then that this is asked.
  await cp(path.join(folder, `talks/${OSLO}`), path.join(folder, 'talks/soon'), { recursive: true });
  await rm(path.join(folder, 'talks/soon/sources.yaml'));
  await change('talks/soon/talk.yaml', (text) =>
    `draft: true\n${text}`.replace(/^about: .*/m, 'about:').replaceAll('at: ¶4', 'at: ¶5'),
  );
  expect((await run('coverage', 'soon')).stdout).toContain(`gazette-0503: 5 of 6 paragraphs used
  ¶6 six
`);
  await run('new', 'talk', 'oslo-2024-06-04');
  expect((await run('coverage', 'oslo-2024-06-04')).stdout).toBe(
    'oslo-2024-06-04 has no sources that were read yet\n',
  );
});

test('export writes for others what is published, and import makes content of it', async () => {
  const out = path.join(archive, 'out');
  const back = path.join(archive, 'back');
  await cp(path.join(folder, `talks/${OSLO}`), path.join(folder, 'talks/soon'), { recursive: true });
  await change('talks/soon/talk.yaml', (text) => `draft: true\n${text}`);
  expect((await run('export', out)).stdout).toBe(
    `1 round with 4 points is in ${short(out)}: catalogue.jsonld, annotations.jsonld, points.csv, citations.csv
Left out, as not published yet: soon
`,
  );
  expect((await run('export', out)).stderr).toBe(`${short(out)} is not empty; name a new folder\n`);
  expect((await run('import', out, back)).stdout).toBe(
    `1 round is written into ${short(back)}, and passes the check.\n`,
  );
  expect((await run('import', back, out)).stderr).toContain('catalogue.jsonld; name the folder of an export');
  const hostile = (await readFile(path.join(out, 'catalogue.jsonld'), 'utf8')).replaceAll(OSLO, '../../oslo');
  await writeFile(path.join(out, 'catalogue.jsonld'), hostile);
  const annotations = path.join(out, 'annotations.jsonld');
  await writeFile(annotations, (await readFile(annotations, 'utf8')).replaceAll(OSLO, '../../oslo'));
  expect((await run('import', out, `${back}2`)).stderr).toBe(
    '"../../oslo" is no id of a talk; nothing was written\n',
  );
});

const short = (text: string) => text.replaceAll(path.dirname(folder), '');
