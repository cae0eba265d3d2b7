// A real browser for the chat page: the system's Chromium, or the one that comes inside an npm package.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import packageJson from '../../package.json' with { type: 'json' };

const SYSTEM = '/usr/bin/chromium';

/** Every page is of this machine, so that one process may draw them all: most of the time went into starting more. */
const ONE_RENDERER = ['--renderer-process-limit=1', '--process-per-site'];

/** CSS pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
  readonly dark?: boolean;
}

export interface Window {
  readonly page: Page;
  /** What the page complained about; a good page complains about nothing. */
  readonly complaints: readonly string[];
}

/** What a busy machine takes is no fault of the page, ms: as long as `expect.poll` waits. */
const PATIENCE = 120_000;

export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: fs.existsSync(SYSTEM) ? SYSTEM : await unpacked(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-quic',
      '--no-first-run',
      ...ONE_RENDERER,
    ],
  });
}

/**
 * The package unpacks into the temporary folder, which other users and other workers share. So each user has a folder,
 * which appears under its name when it is complete.
 */
async function unpacked(): Promise<string> {
  const version = packageJson.devDependencies['@sparticuz/chromium'];
  const { LASTING_TMPDIR: lasting = os.tmpdir() } = process.env;
  const folder = path.join(lasting, `communique-chromium-${version}-${os.userInfo().uid}`);
  if (!fs.existsSync(folder)) {
    const fresh = fs.mkdtempSync(`${folder}-`);
    const { TMPDIR } = process.env;
    process.env.TMPDIR = fresh;
    await chromiumPackage.executablePath();
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    try {
      fs.renameSync(fresh, folder);
    } catch {
      // Another worker was first.
      fs.rmSync(fresh, { recursive: true });
    }
  }
  return path.join(folder, 'chromium');
}

/** Those of closed windows. Making one, with a process of its own, takes longer than drawing a page. */
const emptyContexts = new WeakMap<Browser, BrowserContext[]>();

/** A new window with nothing remembered, and nothing in it. To be closed by `closePage`. */
export async function emptyPage(
  browser: Browser,
  { width, height, dark = false }: WindowSize,
): Promise<Page> {
  const context = emptyContexts.get(browser)?.pop() ?? (await newContext(browser));
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
  return page;
}

async function newContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  context.setDefaultTimeout(PATIENCE);
  // A process without a page would end.
  await context.newPage();
  return context;
}

/** Closes the window, and forgets what its page had kept, also what it keeps when it is closed. */
export async function closePage(page: Page): Promise<void> {
  const context = page.context();
  const { origin } = new URL(page.url());
  const [spare = page, ...windows] = context.pages();
  for (const window of windows) await window.close();
  const session = await context.newCDPSession(spare);
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
  await session.detach();
  await context.clearPermissions();
  const browser = context.browser();
  if (browser) emptyContexts.set(browser, [...(emptyContexts.get(browser) ?? []), context]);
}

/** A new window with nothing remembered, open at the address. */
export async function openPage(browser: Browser, url: string, size: WindowSize): Promise<Window> {
  const page = await emptyPage(browser, size);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.locator('#chats button').first().waitFor({ state: 'attached' });
  return { page, complaints };
}

/** Opens a chat from the list, which is a page of its own on a phone. */
export async function openChat(page: Page, name: string | RegExp): Promise<void> {
  const toChats = page.locator('#to-chats');
  if (await toChats.isVisible()) await toChats.click();
  const entry = { name: typeof name === 'string' ? new RegExp(`^${name}`) : name };
  await page.getByRole('navigation', { name: 'Chats' }).getByRole('button', entry).click();
}
