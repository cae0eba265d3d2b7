// The chat page's other chats: a forum, a group that is upgraded, a channel, and inline mode in all of them.

import type { Browser, Page } from 'playwright-core';
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
import { riyadhContent } from '../support/riyadh.ts';

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 860 };
const DESK = { width: 1280, height: 800, dark: true };
let browser: Browser;
let preview: Preview;
let url: string;
let window: Window | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  ({ preview, url } = await startPreview(riyadhContent()));
});

afterEach(async () => {
  expect(window?.complaints).toEqual([]);
  if (window) await closePage(window.page);
  window = undefined;
  await preview.stop();
});

async function look(size: WindowSize): Promise<Page> {
  window = await openPage(browser, url, size);
  return window.page;
}

const messages = (page: Page) => page.getByRole('log').getByRole('article');
const field = (page: Page) => page.getByRole('combobox');
const results = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');
const fits = (page: Page) => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');

async function type(page: Page, text: string): Promise<void> {
  await field(page).fill(text);
  await page.keyboard.press('Enter');
}

async function inMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'Chat options' }).click();
  await page.getByRole('button', { name: item, exact: true }).click();
}

it('offers results for what is typed after the bot’s name, posts the one that is picked, and leads into the bot', async () => {
  const page = await look(PHONE);
  await openChat(page, 'Peace talks watch');
  await page.keyboard.type('@com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('riyadh');
  await page.getByRole('option', { name: 'More results' }).waitFor();
  expect(await results(page).count()).toBe(11);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect.poll(() => results(page).count()).toBeGreaterThan(15);
  expect(await fits(page)).toBe(true);

  await field(page).fill('@communique_bot econ');
  await results(page).filter({ hasText: 'Economy · Riyadh talks' }).waitFor();
  await page.keyboard.press('Enter');
  const posted = messages(page).filter({ hasText: 'via @communique_bot' });
  await posted.getByText('Riyadh talks · 18 Feb').waitFor();
  expect(await posted.getAttribute('class')).toContain('own');
  expect(await field(page).inputValue()).toBe('');

  await posted.getByRole('link', { name: 'Open in the bot' }).click();
  await page.getByRole('heading', { name: 'Communiqué', level: 2 }).waitFor();
  await messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' }).getByText('Evidence').waitFor();

  // Nothing typed: the newest, and above it the way to digests.
  await field(page).fill('@communique_bot ');
  await page.getByRole('option', { name: 'Get digests' }).click();
  await messages(page).filter({ hasText: 'Get a digest' }).waitFor();
});

it('shares an answer into a chosen chat, and copies its link', async () => {
  const page = await look(DESK);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await type(page, '/security');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await page.getByRole('status').getByText('Copied').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/^https:\/\/t\.me\/.+\?start=1c/);

  await page.getByRole('button', { name: 'Send to a chat' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Send to a chat' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Talks in brief' }).click();
  await expect.poll(() => field(page).inputValue()).toBe('@communique_bot security riyadh-2025-02-18');
  await results(page).click();
  await messages(page)
    .filter({ hasText: 'via @communique_bot' })
    .getByText('Riyadh talks · 18 Feb')
    .waitFor();
  await page.getByRole('heading', { name: 'Talks in brief' }).waitFor();
});

it('keeps the topics of a forum apart', async () => {
  const page = await look(DESK);
  const topics = page.getByRole('navigation', { name: 'Topics' });
  await openChat(page, 'Peace talks watch');
  await topics.getByRole('button', { name: 'Trade' }).click();
  await type(page, '/economy');
  await messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' }).waitFor();
  await topics.getByRole('button', { name: 'General' }).click();
  expect(await messages(page).count()).toBe(0);
  await type(page, '/summit');
  await messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' }).waitFor();
  await topics.getByRole('button', { name: 'Trade' }).click();
  expect(await messages(page).filter({ hasText: 'Riyadh talks' }).allTextContents()).toEqual([
    expect.stringContaining('Economy'),
  ]);
  await inMenu(page, 'Close this topic');
  await page.getByRole('log').getByText('The topic was closed').waitFor();
  await topics.getByRole('button', { name: '🔒 Trade' }).waitFor();
});

it('adds the bot to a group, which becomes a supergroup and keeps its settings', async () => {
  const page = await look(PHONE);
  await openChat(page, 'Embassy lunch');
  await page.getByText('2 members · no bot').waitFor();
  await page.getByRole('button', { name: 'Add the bot' }).click();
  await page.getByText('3 members', { exact: true }).waitFor();
  await type(page, '/digest 09:00 Asia/Riyadh economy');
  await messages(page).filter({ hasText: 'Every day at 09:00' }).waitFor();
  await inMenu(page, 'Upgrade to a supergroup');
  await page.getByRole('log').getByText('The group is a supergroup now').waitFor();
  expect(await page.locator('#chats button').filter({ hasText: 'Embassy lunch' }).count()).toBe(1);
  await type(page, '/settings');
  await messages(page).filter({ hasText: 'Digest: Every day at 09:00, Asia/Riyadh' }).waitFor();
  expect(await fits(page)).toBe(true);
});

it('keeps the newest message visible when a keyboard comes with it', async () => {
  const page = await look(DESKTOP);
  await type(page, '/ukraine');
  await messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' }).first().waitFor();
  await type(page, '/digest channel');
  await page.getByRole('group', { name: 'Keyboard' }).waitFor();
  await page.getByRole('button', { name: 'Jump to latest' }).waitFor({ state: 'hidden' });
});

it('sets up a channel from the private chat, by the keyboard below the field, and posts in it', async () => {
  const page = await look(PHONE);
  await type(page, '/digest channel');
  const keyboard = page.getByRole('group', { name: 'Keyboard' });
  await keyboard.getByRole('button', { name: 'Choose a channel' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a channel' });
  expect(await dialog.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('Talks in brief'),
  ]);
  await dialog.getByRole('button', { name: 'Talks in brief' }).click();
  await messages(page).filter({ hasText: 'Talks in brief' }).first().waitFor();
  await keyboard.waitFor({ state: 'hidden' });
  await openChat(page, 'Talks in brief');
  await page.getByText('channel · bot is an administrator').waitFor();
  await type(page, '/summit');
  const summary = messages(page).filter({ hasText: 'Riyadh talks · 18 Feb' });
  await summary.getByRole('link', { name: 'Open in the bot' }).click();
  await page.getByRole('heading', { name: 'Communiqué', level: 2 }).waitFor();
});
