// The chat page in a real browser, with the whole preview behind it.

import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { rolldown } from 'rolldown';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Preview } from '../../src/preview/preview.ts';
import {
  closePage,
  launchBrowser,
  openChat,
  openPage,
  type Window,
  type WindowSize,
} from '../support/browser.ts';
import { startPreview } from '../support/preview.ts';
import { ROOT } from '../support/program.ts';
import { riyadhContent } from '../support/riyadh.ts';

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
let browser: Browser;
let preview: Preview;
let url: string;
let open: Window[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  ({ preview, url } = await startPreview(riyadhContent()));
  open = [];
});

afterEach(async () => {
  for (const { page, complaints } of open) {
    expect(complaints).toEqual([]);
    await closePage(page);
  }
  await preview.stop();
});

async function look(size: WindowSize): Promise<Page> {
  const window = await openPage(browser, url, size);
  open.push(window);
  return window.page;
}

const messages = (page: Page) => page.getByRole('log').getByRole('article');

async function type(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox').fill(text);
  await page.keyboard.press('Enter');
}

it('answers what is typed, shows the evidence in place, and goes back', async () => {
  const page = await look(PHONE);
  await type(page, '/ukraine');
  const answer = messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' });
  await answer.getByText('Agreed', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Evidence' }).click();
  await messages(page).getByText('Ukraine · Riyadh talks, 18 Feb').waitFor();
  await page.getByRole('button', { name: '· 1 ·', exact: true }).waitFor();
  await page.getByText('edited').waitFor();
  expect(await messages(page).filter({ hasText: 'Riyadh talks' }).count()).toBe(1);
  await page.getByRole('button', { name: '‹ Back' }).click();
  await answer.getByText('Agreed', { exact: true }).waitFor();
});

it('says what the bot can do in the empty chat, and greets at START', async () => {
  const page = await look(PHONE);
  await page.getByText('What can this bot do?').waitFor();
  await page.getByText('Diplomatic talks in brief').waitFor();
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('Welcome to Communiqué').last().waitFor();
  expect(await page.locator('.keyboard img.emoji').count()).toBeGreaterThan(5);
});

it('opens and closes an expandable quotation, with the keyboard too', async () => {
  const page = await look(PHONE);
  await type(page, '/europe');
  const quotation = page.locator('.folded blockquote');
  const more = page.getByRole('button', { name: 'Show more' });
  await more.focus();
  const folded = await quotation.evaluate(({ clientHeight }) => clientHeight);
  await page.keyboard.press('Enter');
  expect(await quotation.evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(folded * 2);
  await page.getByRole('button', { name: 'Show less' }).click();
  await more.waitFor();
  expect(await quotation.evaluate(({ clientHeight }) => clientHeight)).toBe(folded);
});

it('keeps the position of a reader further up, and leads back to the newest message', async () => {
  const page = await look(PHONE);
  await type(page, '/ukraine');
  await page.getByText('Riyadh talks · 18 Feb').last().waitFor();
  const scroll = page.getByRole('region', { name: 'Conversation' });
  await scroll.evaluate((element) => element.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Evidence' }).evaluate((element) => element.click());
  await page.getByText('edited').waitFor();
  expect(await scroll.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
  await page.getByRole('button', { name: 'Jump to latest' }).click();
  expect(await scroll.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
});

it('replies to a message, and shows it in the bubble', async () => {
  const page = await look(DESK);
  await type(page, '/summit');
  const answer = messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' });
  await answer.hover();
  await answer.getByRole('button', { name: 'Reply to Communiqué' }).click();
  await type(page, 'Thank you');
  const thanks = messages(page).filter({ hasText: 'Thank you' }).first();
  expect(await thanks.textContent()).toMatch(/Communiqué.*Summit/);
});

it('offers the commands after a slash, and takes one by keyboard alone', async () => {
  const page = await look(DESK);
  await page.keyboard.type('/e');
  const options = page.getByRole('option');
  await options.first().waitFor();
  expect(await options.allTextContents()).toEqual([
    expect.stringContaining('/embassies'),
    expect.stringContaining('/europe'),
    expect.stringContaining('/economy'),
  ]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Riyadh talks · 18 Feb').last().waitFor();
  await page.keyboard.press('ArrowUp');
  expect(await page.getByRole('combobox').inputValue()).toBe('/europe');
});

it('closes the menu at Escape and completes a command at Tab', async () => {
  const page = await look(DESK);
  await page.keyboard.type('/uk');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  expect(await page.getByRole('option').count()).toBe(0);
  await page.keyboard.type('r');
  await page.keyboard.press('Tab');
  expect(await page.getByRole('combobox').inputValue()).toBe('/ukraine ');
});

it('lets an anonymous administrator ask in the group, and counts unread messages for others', async () => {
  const other = await look(PHONE);
  const page = await look(DESK);
  await openChat(page, 'Peace talks watch');
  await page.getByRole('button', { name: 'Boris, anonymous administrator' }).click();
  await type(page, '/economy');
  const answer = messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' });
  await answer.waitFor();
  expect(await messages(page).first().getAttribute('aria-label')).toMatch(/^Peace talks watch,/);

  await other.locator('#to-chats').getByText('2').waitFor();
  await openChat(other, /Peace talks watch.*2 unread/);
  await messages(other).filter({ hasText: 'Riyadh talks · 18 Feb' }).waitFor();
  await other.getByText('anonymous admin', { exact: true }).waitFor();
  expect(await other.getByText('unread').count()).toBe(0);
});

it('never takes a text for markup, in a question or in a search', async () => {
  const page = await look(PHONE);
  const evil = '<img src=x onerror="document.title=1"><b>bold</b>';
  for (const [nth, command] of ['', '/search '].entries()) {
    await type(page, `${command}${evil}`);
    await messages(page)
      .nth(2 * nth + 1)
      .waitFor();
    expect(await page.locator('#log img:not(.emoji), #log b').count()).toBe(0);
    expect(
      await messages(page)
        .nth(2 * nth)
        .textContent(),
    ).toContain(`${command}${evil}`);
    expect(await page.title()).toBe('Communiqué preview');
  }
});

it('sends a command that is pressed inside a text', async () => {
  const page = await look(PHONE);
  await type(page, '/help');
  await page.getByRole('button', { name: '/talks', exact: true }).first().click();
  await page.getByText('1 round of talks').last().waitFor();
});

it('shows each Bot API call', async () => {
  const page = await look(DESK);
  await type(page, '/summit');
  await page.getByText('Riyadh talks · 18 Feb').last().waitFor();
  await page.getByRole('button', { name: 'Bot API calls' }).click();
  await page.getByText('sendMessage').click();
  await page.getByText('"parse_mode": "HTML"').waitFor();
});

it('keeps what was said when the page is opened again', async () => {
  const page = await look(PHONE);
  await type(page, '/summit');
  await page.getByText('Riyadh talks · 18 Feb').last().waitFor();
  await page.reload();
  await messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' }).waitFor();
});

it('fits a phone and a desk, light and dark', async () => {
  const page = await look(PHONE);
  await type(page, '/ukraine');
  for (const size of [PHONE, DESK]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      await page.reload();
      await page.getByText('Riyadh talks · 18 Feb').last().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      const background = String(await page.evaluate('getComputedStyle(document.body).backgroundColor'));
      expect(await page.locator('#to-chats').isVisible()).toBe(size.width < 720);
      const isDark = Number(/\d+/.exec(background)?.[0]) < 128;
      expect(isDark).toBe(colorScheme === 'dark');
    }
  }
});

const FORMATTED = [
  [
    'nested',
    'ab',
    [
      ['bold', 0, 2],
      ['italic', 1, 1],
    ],
    '<strong>a<em>b</em></strong>',
  ],
  [
    'the same twice',
    'ab',
    [
      ['italic', 0, 2],
      ['bold', 0, 2],
    ],
    '<em><strong>ab</strong></em>',
  ],
  [
    'overlapping',
    'abc',
    [
      ['bold', 0, 2],
      ['italic', 1, 2],
    ],
    '<strong>a<em>b</em></strong><em>c</em>',
  ],
  ['after an emoji', '🙂ab', [['code', 2, 1]], /<img [^>]*alt="🙂"[^>]*><code>a<\/code>b$/],
  ['too long', 'ab', [['bold', 1, 9]], 'a<strong>b</strong>'],
  ['a block in lines of its own', 'a\nb\nc', [['blockquote', 2, 1]], 'a\n<blockquote>b</blockquote>c'],
  ['markup', '<b>&amp;', [['bold', 0, 3]], '<strong>&lt;b&gt;</strong>&amp;amp;'],
  ['a script for a link', 'a', [['text_link', 0, 1, 'javascript:alert(1)']], '<span>a</span>'],
] as const;

/** A script that defines `part`: what one of the page's modules exports. */
async function part(module: string): Promise<string> {
  await using bundle = await rolldown({ input: path.join(ROOT, 'src/preview/page', module) });
  const { output } = await bundle.generate({ format: 'iife', name: 'part' });
  return output[0].code;
}

it('shows entities as elements', async () => {
  const page = await look(DESK);
  const script = await part('entities.js');
  for (const [name, text, list, expected] of FORMATTED) {
    const entities = list.map(([type, offset, length, url]) => ({ type, offset, length, url }));
    const html = await page.evaluate(
      `${script}
      (() => {
        const box = document.createElement('div');
        box.append(part.formatted(${JSON.stringify(text)}, ${JSON.stringify(entities)}, () => {}));
        return box.innerHTML;
      })()`,
    );
    expect(html, name).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  }
});

it('covers a spoiler until Enter', async () => {
  const page = await look(DESK);
  await page.evaluate(
    `${await part('hidden.js')}
    (() => {
      const cover = part.spoiler();
      cover.append('secret');
      document.querySelector('#log').append(cover);
    })()`,
  );
  const cover = page.getByRole('button', { name: 'Hidden text' });
  await cover.focus();
  await page.keyboard.press('Enter');
  await cover.waitFor({ state: 'detached' });
  await page.getByText('secret').waitFor();
});

it('remembers the colours that the reader chose', async () => {
  const page = await look(DESK);
  await page.getByRole('button', { name: 'Dark theme' }).click();
  await page.reload();
  await page.getByRole('button', { name: 'Dark theme', pressed: true }).waitFor();
  expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
});

it('shows tomorrow’s digest today, when the bot’s clock is moved', async () => {
  const page = await look(PHONE);
  const soon = new Date(Date.now() + 30 * 60_000).toISOString().slice(11, 16);
  await type(page, `/digest ${soon} UTC ukraine`);
  await page.getByText(soon).last().waitFor();
  await page.getByRole('button', { name: 'Move the bot’s clock' }).click();
  await page.getByRole('button', { name: '+1 hour' }).click();
  await page.getByText('What is known so far').last().waitFor();
  await page.getByRole('button', { name: 'Unsubscribe' }).first().waitFor();
  // Of the digest after it the menu knows the time, and the page why nothing came.
  await page.getByRole('button', { name: 'Move the bot’s clock' }).click();
  await page.getByRole('button', { name: /^To the next digest · \w+ \d+:\d\d/ }).click();
  await page.getByText(/Nothing came: there was no news to send\. The next: /).waitFor();
});
