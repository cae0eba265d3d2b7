// An editor's way, as they type it: from an article to a published round.

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { communique } from '../../src/cli/communique.ts';
import { loadContent } from '../../src/content/load.ts';
import { lastWords } from '../../src/errors.ts';
import { contentFolder, edit, OSLO } from '../content/folder.ts';

let folder: string;
let archive: string;

beforeEach(async () => {
  folder = await contentFolder();
  archive = await mkdtemp(path.join(tmpdir(), 'archive-'));
  vi.stubEnv('CONTENT_DIR', folder);
  vi.stubEnv('CONTENT_ARCHIVE', archive);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(archive, { recursive: true });
  });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** In this process: what the entry makes of it is tested elsewhere. */
async function run(...args: readonly string[]): Promise<Ran> {
  const short = (text: string) => `${text}\n`.replaceAll(`${folder}/`, '').replaceAll(`${archive}/`, '');
  try {
    return { code: 0, stdout: short(await communique(['content', ...args])), stderr: '' };
  } catch (error) {
    return { code: 1, stdout: '', stderr: short(lastWords(error)) };
  }
}

const read = (file: string) => readFile(path.join(folder, file), 'utf8');
async function change(file: string, by: (text: string) => string): Promise<void> {
  await writeFile(path.join(folder, file), by(await read(file)));
}

const PAGE = `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Herring quota stays | Fjord News</title><meta property="og:title" content="Herring quota stays">
<meta property="og:site_name" content="Fjord News"><link rel="canonical" href="https://fjord.example/herring">
<meta property="article:published_time" content="2024-06-04T23:30:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Herring quota stays</h1>
<p>BERGEN, 4 June – Norway and Iceland agreed on Tuesday to leave the herring quota as it is, after six hours of talks.</p>
<h2>Who was there</h2>
<p>Fisheries Minister Kari Hansen led the Norwegian side. Iceland sent Jón Sigurdsson, its envoy for the sea, and two advisers.</p>
<figure><img src="a.jpg"><figcaption>Ships in the harbour of Bergen, on the morning of the talks</figcaption></figure>
<p># Herring: "We can live with this for now," Sigurdsson told reporters, and left for the airport with his two advisers.</p>
</article><footer>© Fjord News</footer></body></html>`;
const ROUND = 'bergen-2024-06-04';

test('from a saved page to a published round', async () => {
  expect((await run('new', 'place', 'bergen', '--country', 'no')).code).toBe(0);
  const begun = await run('new', 'talk', ROUND);
  expect(begun).toEqual({
    code: 0,
    stderr: '',
    stdout: `Begun as a draft: talks/${ROUND}/talk.yaml, talks/${ROUND}/sources.yaml
Next: npm run content -- new source ADDRESS --talk ${ROUND}\n`,
  });
  expect(await read(`talks/${ROUND}/talk.yaml`)).toMatch(
    /^title: Bergen talks[\s\S]*^date: 2024-06-04[\s\S]*^place: bergen$/m,
  );

  const page = path.join(archive, 'saved page.html');
  await writeFile(page, PAGE);
  const outlets = await read('outlets.yaml');
  const sourced = await run('new', 'source', page);
  expect(sourced.stderr).toBe('');
  expect(sourced.stdout).toContain('fjord-news-0604.txt: 3 paragraphs, numbered;');
  expect(
    await readFile(path.join(archive, 'fjord-news-0604.txt'), 'utf8'),
  ).toBe(`#url https://fjord.example/herring

¶1 BERGEN, 4 June – Norway and Iceland agreed on Tuesday to leave the herring quota as it is, after six hours of talks.

# Who was there
¶2 Fisheries Minister Kari Hansen led the Norwegian side. Iceland sent Jón Sigurdsson, its envoy for the sea, and two advisers.

¶3 # Herring: "We can live with this for now," Sigurdsson told reporters, and left for the airport with his two advisers.
`);
  expect(await read(`talks/${ROUND}/sources.yaml`)).toMatch(
    /sources:\n {2}- id: fjord-news-0604\n {4}outlet: fjord-news\n {4}title: Herring quota stays\n {4}form: article\n {4}language: en\n {4}published: 2024-06-04\n {4}url: https:\/\/fjord\.example\/herring\n {4}read: whole\n$/,
  );
  // What stood there stands there still, letter by letter.
  expect((await read('outlets.yaml')).startsWith(outlets)).toBe(true);
  // The same page twice is one source.
  const again = await run('new', 'source', page);
  expect(again).toMatchObject({ code: 1, stdout: '' });
  expect(again.stderr).toContain(`That page is the source fjord-news-0604 of ${ROUND} already`);

  await change(`talks/${ROUND}/talk.yaml`, (text) =>
    text
      .replace('about:', 'about: Norway–Iceland')
      .replace('lead: []', 'lead: [herring]')
      .replace(/^delegations:$[\s\S]*?(?=\n\n)/m, DELEGATIONS)
      .replace(/^points:$[\s\S]*/m, POINTS),
  );
  // Nobody has heard of Sigurdsson: the check names him once, and a stub is enough to go on with.
  const missing = await run('check');
  expect(missing.code).toBe(0);
  expect(missing.stdout).toContain(
    'draft: "person" names "sigurdsson", which is not in people.yaml (2 times in all)',
  );
  const stubs = await run('new', 'stubs', ROUND);
  expect(stubs.stdout).toBe(
    'people.yaml: sigurdsson. New: is the name right?; add the roles, oldest first; add its names in other languages, names: { ru: …, uk: … }.\npromises.yaml: herring-quota. New: say what is owed; add to, if and due where they are known; add its names in other languages, names: { ru: …, uk: … }.\n',
  );
  expect((await run('new', 'stubs')).stdout).toBe('Nothing is missing: every id that is named is there.\n');
  const right = await run('verify');
  expect([right.code, right.stderr]).toEqual([0, '']);
  const checked = await run('check');
  expect(checked.code).toBe(0);
  expect(checked.stdout).not.toContain('draft:');
  expect(checked.stdout).toContain('2 talks, 6 points');

  // Until the line goes, no reader sees it.
  expect((await loadContent(folder)).talk(ROUND)).toBeUndefined();
  await change(`talks/${ROUND}/talk.yaml`, edit('\ndraft: true', ''));
  expect((await loadContent(folder, { archive })).talk(ROUND)?.points).toHaveLength(2);
});

const DELEGATIONS = `delegations:
  - party: norway
    part: host
    members: [{ person: hansen, head: true }]
    citations: [{ source: fjord-news-0604, at: ¶2, passage: Fisheries Minister Kari Hansen led the Norwegian side }]
  - party: iceland
    part: delegation
    members: [{ person: sigurdsson }]
    citations: [{ source: fjord-news-0604, at: ¶2, passage: "Iceland sent Jón Sigurdsson, its envoy for the sea" }]`;
const POINTS = `points:
  - id: herring
    topics: [overview, fishing]
    kind: agreed
    by: [norway, iceland]
    text: Nothing changes for herring
    promise: { id: herring-quota, step: made }
    citations:
      - { source: fjord-news-0604, at: ¶1, passage: agreed on Tuesday to leave the herring quota as it is }
  - id: enough
    topics: [fishing]
    kind: said
    by: [sigurdsson]
    text: The result is good enough
    citations:
      - { source: fjord-news-0604, at: ¶3, passage: We can live with this for now }
`;

describe('what cannot be is refused, says what to do, and writes nothing', () => {
  test.each([
    [
      ['new', 'talk', 'Oslo Talks'],
      'Oslo Talks is no id; write lower-case letters, digits and single hyphens, such as oslo-talks',
    ],
    [['new', 'talk', OSLO], `There is a talk ${OSLO} already; nothing was written`],
    [['new', 'person', 'iceland'], 'iceland is in parties.yaml already; nothing was written'],
    [
      ['new', 'source', './nowhere.html', '--talk', OSLO],
      'There is no file ./nowhere.html; write its path, or an address that begins with https://',
    ],
    [
      ['new', 'source', 'ftp://fjord.example/a', '--talk', OSLO],
      'ftp://fjord.example/a is no address of a page;',
    ],
    [['new', 'source', './package.json', '--talk', OSLO], './package.json is neither .html nor .txt;'],
    [['new', 'source', './README.md'], 'No round is a draft; write --talk ID,'],
    [['new', 'source', './README.md', '--talk', 'bergen'], `There is no talk bergen; write one of ${OSLO},`],
    [
      ['new', 'source', './README.md', '--talk', OSLO],
      'The page does not say who published it; write --outlet ID, or --url ADDRESS.',
    ],
    [['new', 'stubs', 'bergen'], `There is no talk bergen; write one of ${OSLO},`],
    [['new', 'place', 'bergen'], 'npm run content -- new place ID --country XX'],
    [['new', 'sauce', 'x'], 'There is no command new sauce; write new source'],
  ])('%j', async (args, told) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(told);
    expect(stderr).not.toContain('    at ');
  });
});

test('an outlet with a long id gets sources with shorter ones; one that is no id is refused', async () => {
  const long = 'ministry-of-fisheries-and-coastal-affairs-press';
  const page = path.join(archive, 'page.html');
  await writeFile(page, PAGE);
  const source = (...more: readonly string[]) => run('new', 'source', page, '--talk', OSLO, ...more);
  expect((await source('--outlet', long)).stdout).toContain(
    'ministry-of-fisheries-and-coastal-affa-0604, ministry-of',
  );
  const again = ['--outlet', long, '--url', 'https://fjord.example/again'];
  expect((await source(...again)).stdout).toContain('ministry-of-fisheries-and-coastal-affa-0604-2,');
  await change('outlets.yaml', (text) => `${text}  - { id: Fjord_Post, name: Fjord Post }\n`);
  await writeFile(page, PAGE.replace('content="Fjord News"', 'content="Fjord Post"'));
  expect((await source('--url', 'https://fjord.example/third')).stderr).toContain('Fjord_Post is no id;');
});

test('a source leaves nothing behind where its entry cannot be written', async () => {
  const page = path.join(archive, 'page.html');
  await writeFile(page, PAGE);
  const sources = `talks/${OSLO}/sources.yaml`;
  await change(sources, (text) => `${text}  - [\n`);
  const before = await read('outlets.yaml');
  const { stderr } = await run('new', 'source', page, '--talk', OSLO);
  expect(stderr).toContain(`${sources} is not right, so nothing was written into it`);
  expect(await read('outlets.yaml')).toBe(before);
  expect(await readdir(archive)).toEqual(['page.html']);
});

test('a page is fetched from an address, in whatever encoding it is; what fails is named', async () => {
  const cyrillic = Buffer.from(PAGE.replace('utf-8', 'windows-1251').replaceAll('Sigurdsson', '@@')).toString(
    'latin1',
  );
  const server = createServer((request, response) => {
    if (request.url === '/moved') response.writeHead(302, { location: '/herring' }).end();
    else if (request.url === '/herring')
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(Buffer.from(cyrillic.replaceAll('@@', '\xc8\xe2\xe0\xed'), 'latin1'));
    else if (request.url === '/picture') response.writeHead(200, { 'content-type': 'image/png' }).end();
    else if (request.url === '/endless') {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end(Buffer.alloc(10_000_001, 32));
    } else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = (page: string) =>
    run('new', 'source', `${site}${page}`, '--talk', OSLO, '--outlet', 'gazette');
  expect((await source('/nothing')).stderr).toContain(
    '/nothing answers 404 Not Found; open it in a browser, save it',
  );
  expect((await source('/picture')).stderr).toContain('/picture is image/png, not a page;');
  expect((await source('/endless')).stderr).toContain('/endless has more than 10 MB;');
  const { stderr, stdout } = await source('/moved');
  expect(stderr).toBe('');
  expect(stdout).toContain('gazette-0604, gazette, Herring quota stays, 2024-06-04');
  expect(await readFile(path.join(archive, 'gazette-0604.txt'), 'utf8')).toContain(`#url ${site}/herring`);
  expect(await readFile(path.join(archive, 'gazette-0604.txt'), 'utf8')).toContain('Иван told reporters');
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect((await source('/herring')).stderr).toContain(
    '/herring cannot be read: nothing answers there; open it',
  );
});
