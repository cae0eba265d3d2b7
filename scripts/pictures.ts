// Draws the README's pictures from the preview: `npm run pictures`. In Chromium, in Inter, at a phone's width and twice
// its resolution, so that they look alike on every machine.

import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { createLogger } from '../src/ops/log.ts';
import { readSettings } from '../src/ops/settings.ts';
import { createPreview } from '../src/preview/preview.ts';
import { launchBrowser } from '../test/support/browser.ts';

/** CSS pixels. */
const PHONE = { width: 400, height: 900 };
const FOLDER = join(import.meta.dirname, '../docs/pictures');
/** Both weights that the page uses, in the alphabets of the answers. */
const FONTS = ['latin', 'latin-ext', 'cyrillic'].flatMap((alphabet) =>
  [400, 600, 700].map((weight) => ({ alphabet, weight })),
);

const files = dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));

/** The page may load no fonts, so they come with the script, which may do more. */
async function withInter(page: Page): Promise<void> {
  const fonts = FONTS.map(({ alphabet, weight }) => ({
    weight: String(weight),
    range: rangeOf(alphabet, weight),
    data: readFileSync(join(files, `files/inter-${alphabet}-${weight}-normal.woff2`)).toString('base64'),
  }));
  await page.evaluate(
    `Promise.all(${JSON.stringify(fonts)}.map(async ({ weight, range, data }) => {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      document.fonts.add(await new FontFace('Inter', bytes, { weight, unicodeRange: range }).load());
    })).then(() => { document.body.style.fontFamily = 'Inter, sans-serif'; document.body.style.fontSize = '15.5px'; })`,
  );
}

/** As the package's own style sheet says it. */
function rangeOf(alphabet: string, weight: number): string {
  const css = readFileSync(join(files, `${alphabet}-${weight}.css`), 'utf8');
  return /unicode-range:\s*([^;]+);/.exec(css)?.[1] ?? 'U+0-10FFFF';
}

const answers = (page: Page): Locator => page.getByRole('log').getByRole('article');

async function ask(page: Page, text: string): Promise<void> {
  const before = await answers(page).count();
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
  await answers(page)
    .nth(before + 1)
    .waitFor();
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await answers(page).last().getByRole('button', { name }).first().click();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
}

/** Each picture, from an empty chat. */
const PICTURES: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  async answer(page) {
    await ask(page, '/ukraine');
  },
  async evidence(page) {
    await ask(page, '/ukraine');
    await press(page, 'Evidence');
    await page.getByText('Its 5 sources').waitFor();
  },
  async digest(page) {
    await ask(page, '/digest 09:00 Europe/Berlin');
    const before = await answers(page).count();
    await page.getByRole('button', { name: 'Move the bot’s clock' }).click();
    await page.getByRole('button', { name: /^To the next digest/ }).click();
    await answers(page).nth(before).waitFor();
    // What the page says of its clock goes after a moment.
    await page.getByRole('status').filter({ hasText: /./ }).waitFor({ state: 'hidden' });
  },
};

async function draw(browser: Browser, name: string, act: (page: Page) => Promise<void>): Promise<void> {
  const settings = readSettings({ PORT: '0', DATABASE_URL: ':memory:' }, { readFile: () => '' });
  const preview = createPreview(settings, createLogger({ level: 'warn', secrets: [] }));
  const { url } = await preview.start();
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 2,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(url);
  await withInter(page);
  await act(page);
  // From its beginning, without what only the preview has.
  await answers(page)
    .last()
    .evaluate((article) => article.scrollIntoView({ block: 'start' }));
  await page.evaluate(
    `document.activeElement.blur();
    for (const id of ['down', 'clock', 'theme', 'toggle-calls']) document.getElementById(id).style.display = 'none';`,
  );
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
  await preview.stop();
}

mkdirSync(FOLDER, { recursive: true });
const browser = await launchBrowser();
for (const [name, act] of Object.entries(PICTURES)) await draw(browser, name, act);
await browser.close();
