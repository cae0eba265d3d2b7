// A real browser for the chat page: the system's Chromium, or the one that comes inside an npm package.

import { existsSync } from 'node:fs';
import chromiumPackage from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

const SYSTEM = '/usr/bin/chromium';

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

export async function launchBrowser(): Promise<Browser> {
  const executablePath = existsSync(SYSTEM) ? SYSTEM : await chromiumPackage.executablePath();
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run'],
  });
}

/** A new window with nothing remembered, open at the address. */
export async function openPage(
  browser: Browser,
  url: string,
  { width, height, dark = false }: WindowSize,
): Promise<Window> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  await page.getByRole('navigation').getByRole('button').first().waitFor();
  return { page, complaints };
}
