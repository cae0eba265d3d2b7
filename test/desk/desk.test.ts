// The desk in a real browser: from an article to a published round that the bot tells of, and what goes wrong on the way.

import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createDesk } from '../../src/desk/desk.ts';
import type { RoundView } from '../../src/desk/server/views.ts';
import { createLogger } from '../../src/ops/log.ts';
import { readSettings } from '../../src/ops/settings.ts';
import { contentFolder, OSLO, TALK } from '../content/folder.ts';
import { closePage, emptyPage, launchBrowser } from '../support/browser.ts';

const ROUND = 'oslo-2024-06-04';
const PAGE = `<!doctype html><html lang="en-GB"><head><title>Herring quota stays | Gazette</title>
<meta property="og:title" content="Herring quota stays"><meta property="og:site_name" content="Gazette">
<link rel="canonical" href="https://gazette.example/herring">
<meta property="article:published_time" content="2024-06-04T21:30:00+02:00"></head><body><article><h1>Herring quota stays</h1>
<p>OSLO, 4 June – Norway and Iceland agreed on Tuesday to leave the herring quota at 40,000 tonnes, after six hours of talks.</p>
<p>Minister Kari Hansen led the Norwegian side. Iceland sent Ari Jónsson, its envoy for the sea, and two advisers.</p>
<p>“We can live with this for now,” Jónsson told reporters, and left for the airport.</p>
</article></body></html>`;

let browser: Browser;
let folder: string;
let archive: string;
let url: string;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  folder = await contentFolder();
  archive = await mkdtemp(path.join(tmpdir(), 'archive-'));
  const settings = readSettings(
    { PORT: '0', HOST: '0.0.0.0', CONTENT_DIR: folder, CONTENT_ARCHIVE: archive, LOG_LEVEL: 'fatal' },
    { readFile: () => '' },
  );
  const desk = createDesk(settings, createLogger({ level: 'fatal', secrets: [] }));
  ({ url } = await desk.start());
  onTestFinished(async () => {
    await desk.stop();
    await rm(archive, { recursive: true });
  });
});

/** A window of its own, as another person has it. */
async function look({ width = 1280, height = 800 } = {}): Promise<Page> {
  const page = await emptyPage(browser, { width, height });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is the browser's own line.
    if (message.type() === 'error' && !/409|400/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${url}/desk`);
  onTestFinished(async () => {
    expect(complaints).toEqual([]);
    await closePage(page);
  });
  return page;
}

const field = (page: Page, label: string) =>
  page.getByRole('region', { name: 'Form' }).getByLabel(label, { exact: true });
const points = (page: Page) => page.getByRole('region', { name: 'The round' });
const inForm = (page: Page) => page.getByRole('region', { name: 'Form' });
const written = (name: string) => readFile(path.join(folder, 'talks', ROUND, name), 'utf8');

/** With the arrow keys: the words from one to another of a paragraph, counted from 0. */
async function select(page: Page, paragraph: number, from: number, to: number): Promise<void> {
  await page.locator(`#source-text p[data-number="${paragraph}"]`).focus();
  await page.evaluate('getSelection().removeAllRanges()');
  for (let word = 0; word <= from; word += 1) await page.keyboard.press('ArrowRight');
  for (let word = from; word < to; word += 1) await page.keyboard.press('Shift+ArrowRight');
}

async function say(page: Page, label: string, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await field(page, label).fill(id);
    await page.keyboard.press('Enter');
  }
}

async function beginRound(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin a round' }).click();
  await page.getByLabel('Where').fill('Oslo');
  await page.getByLabel('On which day').fill('2024-06-04');
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByRole('region', { name: 'Source text' }).getByText('No text yet').waitFor();
}

async function takeIn(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Source text' })
    .getByRole('button', { name: 'Add an article' })
    .first()
    .click();
  await page.getByLabel('Or its text, pasted').fill(PAGE);
  await page.getByRole('button', { name: 'Take it in' }).click();
  await page.getByText('0 of 3 paragraphs used').waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

it('leads from an article to a published round that the bot tells of', async () => {
  const page = await look();
  await beginRound(page);
  await takeIn(page);
  await field(page, 'Who with whom').fill('Norway–Iceland');
  await field(page, 'Series').fill('herring');

  await select(page, 1, 7, 13);
  await page.keyboard.press('Enter');
  await field(page, 'Text').fill('Norway and Iceland keep the herring quota at 45,000 tonnes');
  await field(page, 'Kind').selectOption('agreed');
  await say(page, 'By', 'Norway', 'iceland');
  // Nobody sat there yet, so nobody can have agreed.
  await inForm(page).getByText('did not sit at the table').first().waitFor();

  for (const [party, part, from, to] of [
    ['norway', 'host', 0, 4],
    ['iceland', 'delegation', 7, 13],
  ] as const) {
    await page.getByRole('button', { name: 'Add a delegation' }).click();
    await field(page, 'Party').selectOption(party);
    await field(page, 'Part').selectOption(part);
    await select(page, 2, from, to);
    await page.keyboard.press('Enter');
  }
  await page
    .getByRole('region', { name: 'The round' })
    .getByRole('button', { name: /^agreed/ })
    .click();
  // A mistake that only the text shows, beside the field that has it; corrected, it goes, and the message shows the point.
  const wrong = inForm(page).getByText('"45,000" stands in no cited paragraph');
  await wrong.waitFor();
  await field(page, 'Text').fill('Norway and Iceland keep the herring quota at 40,000 tonnes');
  await wrong.waitFor({ state: 'detached' });
  await page.getByRole('group', { name: 'Topics' }).getByLabel('Fishing').check();
  await page.getByRole('button', { name: /^Lead with/ }).click();
  await page.getByRole('button', { name: 'All is right' }).or(page.getByText('could be better')).waitFor();
  const message = page.getByRole('region', { name: 'In Telegram' });
  await message.getByText('herring quota at 40,000 tonnes').first().waitFor();
  await message.getByRole('button', { name: 'Evidence' }).click();
  await message.getByText('agreed on Tuesday to leave').waitFor();
  await message.getByRole('button', { name: 'русский' }).click();
  await message
    .getByText(/сточник/)
    .first()
    .waitFor();
  await page.getByText('2 of 3 paragraphs used').waitFor();

  await page.getByRole('button', { name: 'Publish…' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Published. Ask for it in the preview').waitFor();
  const text = await written('talk.yaml');
  expect(text).not.toMatch(/^draft/m);
  // The remarks of the template stand where they stood.
  expect(text).toContain('# Up to 60 characters.\ntitle: Oslo talks\n');
  expect(text).toMatch(/^series: herring$/m);
  expect(text).toContain('passage: agreed on Tuesday to leave the herring');
  expect(await written('sources.yaml')).toContain('seal: {');

  // Taken back, and published again: what the bot would refuse is looked at both times.
  const held = async () => /^draft: true$/m.test(await written('talk.yaml'));
  await page.locator('#form-pane').focus();
  await page.keyboard.press('Control+z');
  await page.getByText('The round is a draft again').waitFor();
  expect([await held(), (await written('sources.yaml')).includes('seal')]).toEqual([true, false]);
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('The round is published again').waitFor();
  expect([await held(), (await written('sources.yaml')).includes('seal')]).toEqual([false, true]);

  const chat = await look();
  await chat.goto(url);
  await expect
    .poll(async () => {
      await chat.getByRole('combobox').fill('/latest');
      await chat.keyboard.press('Enter');
      return chat.getByRole('log').textContent();
    })
    .toContain('herring quota at 40,000 tonnes');
});

it('writes translations, tables and people without YAML, and takes back a step over several files', async () => {
  const page = await look();
  await page.locator('#rounds').selectOption(OSLO);
  const round = page.getByRole('region', { name: 'The round' });
  const message = page.getByRole('region', { name: 'In Telegram' });
  const inFolder = (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '');
  const ukrainian = () => inFolder(`talks/${OSLO}/uk.yaml`);

  // Beside the English, with the stamp of what it was made from; the message follows.
  await round.getByRole('button', { name: /The result is fair/ }).click();
  await inForm(page)
    .getByRole('button', { name: /^Translations/ })
    .click();
  await inForm(page).getByText('Not written yet: readers get the English').waitFor();
  await field(page, 'Text in Ukrainian').fill('Для екіпажів підсумок справедливий');
  await field(page, 'Quotation in Ukrainian').fill('Нас це влаштовує');
  await expect.poll(ukrainian).toContain('fair-result:\n    of: "752dc4"\n    text: Для екіпажів');
  await message.getByText('Для екіпажів підсумок справедливий').first().waitFor();
  await inForm(page).getByText('Fits the English').nth(1).waitFor();

  // The English changes: both are stale, and what has changed is shown, until somebody says that it fits.
  await inForm(page).getByRole('button', { name: 'In English' }).click();
  await field(page, 'Text').fill('The result is fair to all crews');
  await expect.poll(() => inFolder(TALK)).toContain('fair to all crews');
  await inForm(page)
    .getByRole('button', { name: /^Translations/ })
    .click();
  await inForm(page).getByText('The English has changed since').nth(1).waitFor();
  await expect.poll(() => inForm(page).locator('.changed').last().innerHTML()).toContain('<del>the</del>');
  await inForm(page).getByRole('button', { name: 'It still fits' }).last().click();
  await expect.poll(ukrainian).not.toContain('752dc4');
  await inForm(page).getByText('Fits the English').waitFor();
  expect(await inForm(page).getByText('The English has changed since').count()).toBe(1);

  // Somebody new is added where the name is typed; the point and people.yaml are one step.
  await inForm(page).getByRole('button', { name: 'In English' }).click();
  await say(page, 'By', 'Jan van der Berg');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).first().fill('');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('is missing; write the name as readers know it').waitFor();
  await dialog.getByLabel('Name', { exact: true }).first().fill('Jan van der Berg');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect.poll(() => inFolder(TALK)).toContain('by: [berg, van-der-berg]');
  expect(await inFolder('people.yaml')).toContain(
    '- id: van-der-berg\n    name: Jan van der Berg\n    short: Berg',
  );
  // Meanwhile a hand adds somebody else.
  await writeFile(
    path.join(folder, 'people.yaml'),
    (await inFolder('people.yaml')).replace(
      'people:\n',
      'people:\n  - { id: other, name: Other, short: Other }\n',
    ),
  );
  await page.locator('#to-correct[aria-busy="false"]').waitFor();
  await page.locator('#form-pane').focus();
  await page.keyboard.press('Control+z');
  await inForm(page)
    .getByRole('button', { name: 'Take out Jan van der Berg' })
    .waitFor({ state: 'detached' });
  expect(await inFolder('people.yaml')).not.toContain('van-der-berg');
  expect(await inFolder('people.yaml')).toContain('id: other');
  expect(await inFolder(TALK)).toContain('by: [berg]');

  // Not all sat at one table.
  await page.getByRole('button', { name: 'Not all sat at one table' }).click();
  await field(page, 'What it was about').fill('Quotas');
  for (const name of ['Norway', 'Iceland']) await inForm(page).getByLabel(name).check();
  await expect
    .poll(() => inFolder(TALK))
    .toMatch(
      /sessions:\n {2}- id: table-1\n {4}title: Quotas\n {4}date: 2024-05-02\n {4}parties: \[norway, iceland\]/,
    );
  await inForm(page).getByRole('button', { name: 'Delete this table' }).click();
  await expect.poll(() => inFolder(TALK)).not.toContain('sessions');

  // An outlet without an owner is said, and opened by a press.
  await writeFile(
    path.join(folder, 'outlets.yaml'),
    (await inFolder('outlets.yaml')).replace(', owner: private', ''),
  );
  // The list may open before the check knows; it follows.
  await page.getByRole('button', { name: /could be better/ }).click();
  await dialog.getByText('has no owner').click();
  await dialog.getByLabel('Owner').selectOption('public');
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect.poll(() => inFolder('outlets.yaml')).toMatch(/id: gazette.*owner: public/);
});

it('names the round in the command where a newer one would answer', async () => {
  const commandOf = async (id: string, topic: string) => {
    const answer = await fetch(`${url}/desk/rounds/${id}/messages?topic=${topic}`);
    return ((await answer.json()) as { messages: { command: string } | null }).messages?.command;
  };
  expect(await commandOf(OSLO, 'overview')).toBe('/latest');
  await cp(path.join(folder, 'talks', OSLO), path.join(folder, 'talks', ROUND), { recursive: true });
  const file = path.join(folder, 'talks', ROUND, 'talk.yaml');
  await rm(path.join(folder, 'talks', ROUND, 'sources.yaml'));
  await writeFile(
    file,
    (await readFile(file, 'utf8'))
      .replace(`id: ${OSLO}`, `id: ${ROUND}`)
      .replace(/^date: .*/m, 'date: 2024-06-04'),
  );
  await expect.poll(() => commandOf(OSLO, 'overview')).toBe(`/latest ${OSLO}`);
  expect(await commandOf(ROUND, 'overview')).toBe('/latest');
});

/** A desk with a new round, in which a point is open. */
async function withPoint(): Promise<Page> {
  const page = await look();
  await beginRound(page);
  await takeIn(page);
  await select(page, 1, 5, 10);
  await page.getByRole('button', { name: 'New point' }).click();
  await field(page, 'Text').fill('The quota stays');
  await expect.poll(() => written('talk.yaml')).toContain('text: The quota stays');
  return page;
}

/** To the left edge of the other, in small moves: a drag begins with the first, and is taken along by the next ones. */
async function drag(page: Page, from: Locator, to: Locator) {
  await from.hover();
  // While the list is drawn again, it has none.
  const target = await vi.waitUntil(() => to.boundingBox(), { timeout: 120_000 });
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 12, { steps: 4 });
  await page.mouse.move(target.x + 4, target.y + 8, { steps: 4 });
  await page.mouse.up();
}

it('keeps two desks, a hand in the file and a reload from losing anything', async () => {
  const page = await withPoint();
  await page.reload();
  await points(page)
    .getByRole('button', { name: /The quota stays/ })
    .click();
  expect(await field(page, 'Text').inputValue()).toBe('The quota stays');

  // Another desk sees what the first one writes, and the first what the other does.
  const other = await look();
  await other.getByText('Open at 2 desks').waitFor();
  await points(other)
    .getByRole('button', { name: /The quota stays/ })
    .click();
  await field(other, 'Text').fill('The quota stays as it is');
  await expect.poll(() => field(page, 'Text').inputValue()).toBe('The quota stays as it is');

  // What was meant for an older file is refused, says so, and can be written all the same.
  const file = path.join(folder, 'talks', ROUND, 'talk.yaml');
  await page.route(
    '**/desk/rounds/*/edit',
    async (route) => {
      await writeFile(file, (await written('talk.yaml')).replace('as it is', 'as it was'));
      await route.continue();
    },
    { times: 1 },
  );
  await field(page, 'Text').fill('The quota is left alone');
  await page.getByText('your last change was not written').waitFor();
  await expect.poll(() => field(page, 'Text').inputValue()).toBe('The quota stays as it was');
  await page.getByRole('button', { name: 'Write mine all the same' }).click();
  await expect.poll(() => written('talk.yaml')).toContain('text: The quota is left alone');

  // Undo takes back a step, not a letter; nothing of the file is lost by it.
  await page.locator('#form-pane').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => written('talk.yaml')).toContain('text: The quota stays as it was');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => written('talk.yaml')).toContain('text: The quota is left alone');

  // Two points that lead change places, by the keyboard and by the mouse.
  await select(page, 2, 0, 4);
  await page.keyboard.press('Alt+n');
  await field(page, 'Text').fill('Hansen led the Norwegian side');
  for (const name of ['Lead with', 'Lead with']) await page.getByRole('button', { name }).first().click();
  const leading = () =>
    page.locator('.lead li').evaluateAll((items) => items.map((item) => item.getAttribute('data-point')));
  // The second one has been named after its text.
  const [first, second] = ['point-1', 'hansen-led-norwegian-side'];
  await expect.poll(leading).toEqual([first, second]);
  await page.locator('.lead li .card').first().focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(leading).toEqual([second, first]);
  // A drag begins when nothing is on its way any more: the cards are drawn again after a check.
  await page.locator('#to-correct[aria-busy="false"]').waitFor();
  await drag(page, page.locator('.lead li').last(), page.locator('.lead li').first());
  await expect.poll(leading).toEqual([first, second]);

  // A mistake in the YAML stops the desk until it is corrected, and no longer.
  await expect.poll(() => written('talk.yaml')).toMatch(/^lead: \[.+, hansen-led-norwegian-side\]$/m);
  await page.locator('#to-correct[aria-busy="false"]').waitFor();
  const right = await written('talk.yaml');
  await writeFile(file, right.replace('title: ', 'title: "'));
  await page.getByText('The file is not YAML any more').waitFor();
  await writeFile(file, right);
  await page.getByText('The file is not YAML any more').waitFor({ state: 'hidden' });
});

/** Somebody else writes a person into the folder; the page has it once its fields offer it. */
async function addPerson(page: Page, id: string): Promise<void> {
  const file = path.join(folder, 'people.yaml');
  const text = await readFile(file, 'utf8');
  await writeFile(
    file,
    text.replace('people:\n', `people:\n  - { id: ${id}, name: Somebody, short: Else }\n`),
  );
  await expect.poll(() => page.locator(`#form option[value="${id}"]`).count()).toBeGreaterThan(0);
}

it('leaves a field to its editor, whatever else is written', async () => {
  const page = await withPoint();
  await page.keyboard.press('Home');
  for (const _letter of 'The ') await page.keyboard.press('ArrowRight');
  await addPerson(page, 'other');
  const answered = page.waitForResponse(/\/desk\/folder/);
  await page.keyboard.type('herring ');
  await expect.poll(() => written('talk.yaml')).toContain('text: The herring quota stays');
  await answered;
  await page.locator('#to-correct[aria-busy="false"]').waitFor();
  await page.keyboard.type('whole ');
  await expect.poll(() => written('talk.yaml')).toContain('text: The herring whole quota stays');
  // Nobody has left it until now, though it was drawn again; and by the keys one leaves it too.
  await addPerson(page, 'late');
  expect(await written('talk.yaml')).toContain('id: point-1\n');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => written('talk.yaml')).toContain('id: herring-whole-quota-stays\n');

  await field(page, 'By').pressSequentially('Nor');
  await addPerson(page, 'another');
  await page.keyboard.type('way');
  await page.keyboard.press('Enter');
  await expect.poll(() => written('talk.yaml')).toContain('by: [norway]');

  // Where a menu has taken the pointer over, nothing waits for its end.
  await page.mouse.down({ button: 'right' });
  await addPerson(page, 'third');
});

it('stays with the entry that is open, and writes into no other', async () => {
  const page = await look();
  await page.locator('#rounds').selectOption(OSLO);
  await points(page)
    .getByRole('button', { name: /The result is fair/ })
    .click();
  const file = path.join(folder, TALK);
  const takeOut = async (id: string) => {
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace(new RegExp(`^  - id: ${id}\\n(?:    .*\\n)+`, 'm'), ''));
  };
  await takeOut('secret-deal');
  await points(page).getByText('A secret deal').waitFor({ state: 'detached' });
  await expect.poll(() => field(page, 'Text').inputValue()).toBe('The result is fair to the crews');

  // As programs do that empty a file before they write it.
  const text = await readFile(file, 'utf8');
  await writeFile(file, '');
  await points(page).getByText('No points yet').waitFor();
  await field(page, 'Title').waitFor();
  await writeFile(file, text);
  await field(page, 'Text').waitFor();
  expect(await field(page, 'Text').inputValue()).toBe('The result is fair to the crews');
  await page.route(
    '**/desk/rounds/*/edit',
    async (route) => {
      await takeOut('cod-quota');
      await route.continue();
    },
    { times: 1 },
  );
  await field(page, 'Text').fill('The result is fair');
  await page.getByRole('button', { name: 'Write mine all the same' }).click();
  await expect.poll(() => readFile(file, 'utf8')).toContain('text: The result is fair\n');
  const ids = (await readFile(file, 'utf8')).match(/^ {2}- id: .*/gm);
  expect(ids).toEqual(['  - id: no-secret', '  - id: fair-result']);
});

it('keeps what was added and is still empty, whatever else is written', async () => {
  const page = await look();
  await page.locator('#rounds').selectOption(OSLO);
  await points(page)
    .getByRole('button', { name: /Iceland/ })
    .first()
    .click();
  const members = inForm(page).getByRole('group', { name: /^Member/ });
  await members.first().waitFor();
  const before = await members.count();
  await inForm(page).getByRole('button', { name: 'Add: member' }).click();
  await addPerson(page, 'somebody');
  expect(await members.count()).toBe(before + 1);
});

it('shows nothing older than what it has undone and done again', async () => {
  const page = await look();
  await page.locator('#rounds').selectOption(OSLO);
  await points(page)
    .getByRole('button', { name: /The result is fair/ })
    .click();
  const text = () => readFile(path.join(folder, TALK), 'utf8');
  await field(page, 'Text').fill('The result is mine');
  await expect.poll(text).toContain('The result is mine');
  await page.locator('#to-correct[aria-busy="false"]').waitFor();
  await page.locator('#form-pane').focus();

  // The page asks for the round, and is answered late with what it was in between.
  const asked = Promise.withResolvers<void>();
  const undone = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<void>();
  const redone = Promise.withResolvers<void>();
  const told = Promise.withResolvers<void>();
  await page.route(
    new RegExp(`/desk/rounds/${OSLO}$`),
    async (route) => {
      asked.resolve();
      await undone.promise;
      const response = await route.fetch();
      seen.resolve();
      await redone.promise;
      await route.fulfill({ response });
      told.resolve();
    },
    { times: 1 },
  );
  await writeFile(path.join(folder, 'people.yaml'), await readFile(path.join(folder, 'people.yaml')));
  await asked.promise;
  await page.keyboard.press('Control+z');
  await expect.poll(text).toContain('The result is fair to the crews');
  undone.resolve();
  await seen.promise;
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => field(page, 'Text').inputValue()).toBe('The result is mine');
  const after = page.waitForResponse(/\/check$/);
  redone.resolve();
  await told.promise;
  await after;
  expect(await field(page, 'Text').inputValue()).toBe('The result is mine');
});

it('shows what keeps the content from loading, and lets the preview in once it is corrected', async () => {
  const file = path.join(folder, 'people.yaml');
  const right = await readFile(file, 'utf8');
  await writeFile(file, right.replace('name: Kari Hansen', 'nme: Kari Hansen'));
  const settings = readSettings(
    { PORT: '0', CONTENT_DIR: folder, LOG_LEVEL: 'fatal' },
    { readFile: () => '' },
  );
  const alone = createDesk(settings, createLogger({ level: 'fatal', secrets: [] }));
  const started = await alone.start();
  onTestFinished(() => alone.stop());
  expect(started.hasPreview).toBe(false);
  const ask = async (where: string) => (await fetch(started.url + where).catch(() => undefined))?.status;
  const check = await fetch(`${started.url}/desk/rounds/${OSLO}/check`);
  expect(await check.text()).toContain('unknown key \\"nme\\"; write \\"name\\"');
  expect(await ask('/')).toBe(404);
  await writeFile(file, right);
  await expect.poll(() => ask('/')).toBe(200);
  expect(await ask('/desk')).toBe(200);
});

it('fits a phone, a part at a time', async () => {
  const page = await look({ width: 390, height: 844 });
  await beginRound(page);
  const parts = page.getByRole('navigation', { name: 'Parts of the desk' });
  for (const name of ['Source', 'Form', 'Telegram', 'Round']) {
    await parts.getByRole('button', { name }).click();
    await parts.getByRole('button', { name, pressed: true }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  }
});

const post = (where: string, body: object, headers: Record<string, string> = {}) =>
  fetch(url + where, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

it('knows all of the English that a translation was made from', async () => {
  const file = path.join(folder, TALK);
  const noted = (note: string) => (text: string) =>
    text.replace(
      'passage: the envoy of Iceland came }',
      `passage: the envoy of Iceland came, note: ${note} }`,
    );
  const ask = async () => (await (await fetch(`${url}/desk/rounds/${OSLO}`)).json()) as RoundView;
  await writeFile(file, noted('by boat')(await readFile(file, 'utf8')));
  const { version, delegations } = await ask();
  const value = { title: 'Переговоры', about: 'Норвегия', notes: ['на лодке'] };
  const translate = { type: 'translate', language: 'ru', id: '', value };
  await post(`/desk/rounds/${OSLO}/edit`, { version, step: 'words', edit: translate });
  const { version: then, translations } = await ask();
  const [russian] = translations;
  const [, iceland] = delegations;
  const [citation] = Object(iceland).citations;
  const change = {
    ...{ type: 'change', list: 'delegations', index: 1, id: 'iceland' },
    value: { ...iceland, citations: [{ ...citation, note: 'by plane' }] },
  };
  await post(`/desk/rounds/${OSLO}/edit`, { version: then, step: 'note', edit: change });
  const answer = await fetch(`${url}/desk/rounds/${OSLO}/earlier?of=${russian?.talk.of}`);
  expect(await answer.json()).toEqual({
    english: ['Oslo talks', 'Norway–Iceland', 'Special envoy', 'by boat'],
  });
});

it('writes every text in one line', async () => {
  const keys = ['title', 'about', 'venue', 'duration', 'place', 'series'];
  for (const key of keys) {
    const { version } = (await (await fetch(`${url}/desk/rounds/${OSLO}`)).json()) as { version: string };
    const value = `${key} one \r\n\n: two\u2028three`;
    const edit = { version, step: key, edit: { type: 'head', key, value } };
    expect((await post(`/desk/rounds/${OSLO}/edit`, edit)).status).toBe(200);
  }
  const lines = (await readFile(path.join(folder, TALK), 'utf8')).split('\n');
  for (const key of keys)
    expect(lines.filter((line) => line.startsWith(`${key}:`))).toEqual([`${key}: "${key} one : two three"`]);
});

it('loses nothing of what several desks write at once', async () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const answers = await Promise.all(
    numbers.flatMap((number) => [
      post('/desk/entries', {
        ...{ round: OSLO, step: `${number}`, kind: 'person' },
        value: { name: `Ola Nordby${number}` },
      }),
      post(`/desk/rounds/${OSLO}/sources`, {
        text: PAGE.replace('/herring', `/herring-${number}`),
        isPage: true,
        outlet: 'post',
      }),
    ]),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const has = async (file: string, what: RegExp) =>
    (await readFile(path.join(folder, file), 'utf8')).match(what)?.length;
  expect(await has('people.yaml', /id: nordby\d/g)).toBe(6);
  expect(await has(`talks/${OSLO}/sources.yaml`, /id: post-0604/g)).toBe(6);
  expect(await has('outlets.yaml', /id: post/g)).toBe(1);
  expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

it('publishes nothing that the bot would refuse, and nothing twice', async () => {
  const publish = async (id: string, at?: string) => {
    const { version } = (await (await fetch(`${url}/desk/rounds/${id}`)).json()) as { version: string };
    const answer = await post(`/desk/rounds/${id}/publish`, { version, ...(at ? { at } : {}) });
    return [answer.status, await answer.text()] as const;
  };
  const draft = async (id: string, by: (text: string) => string = (text) => text) => {
    const text = await readFile(path.join(folder, TALK), 'utf8');
    const file = path.join(folder, 'talks', id, 'talk.yaml');
    await mkdir(path.dirname(file));
    const own = text
      .replace(`id: ${OSLO}`, `id: ${id}\ndraft: true`)
      .replace(/^date: .*/m, `date: ${id.slice(-10)}`);
    await writeFile(file, by(own));
    return () => readFile(file, 'utf8');
  };
  await draft('oslo-2024-06-03');
  // What it answers is in a round that no reader has.
  const leaning = await draft(ROUND, (text) =>
    text.replace('to: secret-deal', 'to: oslo-2024-06-03/secret-deal'),
  );
  const before = await leaning();
  const [status, why] = await publish(ROUND);
  expect([status, why]).toEqual([
    400,
    expect.stringContaining('The bot would refuse its content with this round in it'),
  ]);
  expect(why).toContain(`${ROUND}/talk.yaml:`);
  expect(await leaning()).toBe(before);
  // Nor before the other one comes.
  expect((await publish('oslo-2024-06-03', '2084-06-01T15:00Z'))[0]).toBe(200);
  expect((await publish(ROUND, '2084-06-01T14:00Z'))[0]).toBe(400);
  expect((await publish(ROUND, '2084-06-01T15:00Z'))[0]).toBe(200);
  expect(await publish(OSLO)).toEqual([400, 'This round is published already; nothing was changed']);
});

it('answers its own page only, and writes nowhere else', async () => {
  // Whatever HOST says: there is no login.
  expect(new URL(url).hostname).toBe('127.0.0.1');
  expect(
    (await post('/desk/rounds', { place: 'x', date: '2024-06-04' }, { origin: 'http://evil.example' }))
      .status,
  ).toBe(403);
  const foreign = await new Promise((resolve, reject) => {
    request(`${url}/desk/folder`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end();
  });
  expect(foreign).toBe(403);
  for (const id of ['..%2f..%2fetc', '..', `${OSLO}%2f..`, 'nowhere'])
    expect([400, 404]).toContain((await fetch(`${url}/desk/rounds/${id}`)).status);
  expect((await post('/desk/rounds', { place: '../..', date: '2024-06-04' })).status).toBe(400);
  expect((await post('/desk/rounds', { place: 'x', date: '../evil' })).status).toBe(400);
  expect((await post(`/desk/rounds/${OSLO}/sources`, { address: '/etc/passwd' })).status).toBe(400);
  expect((await post(`/desk/rounds/${OSLO}/sources`, { address: 'file:///etc/passwd' })).status).toBe(400);
  const evil = { step: '', kind: 'person', value: { name: 'Evil' } };
  expect((await post('/desk/entries', { ...evil, round: '../evil' })).status).toBe(400);
  expect((await fetch(`${url}/desk/page/..%2fserver%2fdesk-server.ts`)).status).toBe(404);
  const stale = { version: 'x', step: '', edit: { type: 'head', key: 'title', value: 'Mine' } };
  expect((await post(`/desk/rounds/${OSLO}/edit`, stale)).status).toBe(409);
});
