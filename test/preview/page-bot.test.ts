// The chat page in a real browser, with the test as the bot: what our bot never sends, and lost connections.

import { type FastifyInstance, fastify } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { pngOf } from '../../src/bot/picture.ts';
import { castPreview } from '../../src/preview/cast.ts';
import { createDueWalk } from '../../src/preview/due-walk.ts';
import { createMovableClock } from '../../src/preview/movable-clock.ts';
import { pageRoutes } from '../../src/preview/server/page-server.ts';
import type { LocalEvent } from '../../src/preview/telegram/events.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { closePage, launchBrowser, openChat, openPage, type Window } from '../support/browser.ts';
import { call } from '../support/local-telegram.ts';

const PHONE = { width: 390, height: 844 };
const ANNA = 1001;

let browser: Browser;
let telegram: LocalTelegram;
let server: FastifyInstance;
let window: Window;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(() => browser.close());

beforeEach(async () => {
  ({ telegram, server } = await serve(0));
  window = await openPage(browser, `http://127.0.0.1:${portOf(server)}`, PHONE);
  page = window.page;
});

afterEach(async () => {
  await closePage(page);
  await server.close();
  await telegram.stop();
});

/** A local Telegram with the preview's people, and only the page's server. */
async function serve(port: number): Promise<{ telegram: LocalTelegram; server: FastifyInstance }> {
  const telegram = await startLocalTelegram();
  const server = fastify({ forceCloseConnections: true });
  const scenes = castPreview(telegram);
  const clock = createMovableClock();
  await server.register(
    pageRoutes({
      telegram,
      scenes,
      host: '127.0.0.1',
      clock,
      walk: createDueWalk(clock, () => undefined),
      nextDue: async () => undefined,
    }),
  );
  await server.listen({ host: '127.0.0.1', port });
  return { telegram, server };
}

function portOf(server: FastifyInstance): number {
  const address = server.server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

const say = (text: string, more: object = {}) =>
  call(telegram, 'sendMessage', { chat_id: ANNA, text, ...more });
const messages = () => page.getByRole('log').getByRole('article');

/** What Anna says next. */
async function heard(after: number): Promise<string> {
  const event = await telegram.when(
    (event): event is Extract<LocalEvent, { type: 'message' }> =>
      event.type === 'message' && event.message.from?.is_bot === false,
    { after },
  );
  return event.message.text;
}

/** Presses the button and answers the query as the bot. */
async function press(name: string, answer: object): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const updates = await call(telegram, 'getUpdates', { timeout: 5 });
  const last = updates.result.at(-1) ?? expect.fail('no press has come');
  await call(telegram, 'getUpdates', { offset: last.update_id + 1 });
  await call(telegram, 'answerCallbackQuery', { callback_query_id: last.callback_query?.id, ...answer });
}

it('keeps a button busy until the bot answers, with a notice for a moment or a dialog to confirm', async () => {
  await say('Choose', { reply_markup: { inline_keyboard: [[{ text: 'One', callback_data: '1' }]] } });
  const button = page.getByRole('button', { name: 'One', exact: true });
  await button.click();
  await page.locator('.keyboard [aria-busy="true"]').waitFor();
  // The browser asks for less motion: what sweeps over a busy button rests, and does not flicker.
  const times = `getComputedStyle(document.querySelector('[aria-busy="true"]'), '::after').animationIterationCount`;
  expect(await page.evaluate(times)).toBe('1');
  await press('One', { text: 'It is done' });
  await page.getByRole('status').getByText('It is done').waitFor();
  await page.locator('.keyboard [aria-busy="true"]').waitFor({ state: 'detached' });

  await press('One', { text: 'Only administrators may', show_alert: true });
  await page.getByRole('dialog').getByText('Only administrators may').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
});

it('shows buttons in the colour of their style, legibly in light and in dark', async () => {
  const styles = ['danger', 'success', 'primary'] as const;
  const keys = styles.map((style) => ({ text: `${style} button`, callback_data: '1', style }));
  const links = styles.map((style) => ({ text: `${style} link`, url: 'https://example.org/', style }));
  await say('Choose', { reply_markup: { inline_keyboard: [keys, links] } });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const kind of ['button', 'link'] as const) {
      // The strongest of red, green and blue.
      for (const [strongest, style] of styles.entries()) {
        const key = page.getByRole(kind, { name: `${style} ${kind}`, exact: true });
        for (const isHovered of [false, true]) {
          if (isHovered) await key.hover();
          else await page.mouse.move(0, 0);
          const [text, background] = await key.evaluate((element) => {
            const { color, backgroundColor } = element.ownerDocument.defaultView.getComputedStyle(element);
            return [String(color), String(backgroundColor)] as const;
          });
          expect(contrast(text, background)).toBeGreaterThanOrEqual(4.5);
          const others = channels(background).toSpliced(strongest, 1);
          expect(channels(background)[strongest]).toBeGreaterThan(1.4 * Math.max(...others));
        }
      }
    }
  }
});

/** Of an opaque colour, 0 to 255. */
function channels(color: string): readonly number[] {
  const numbers = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(color);
  if (!numbers) throw new Error(`${color} is not an opaque colour`);
  return numbers.slice(1).map(Number);
}

/** WCAG 2.2, contrast ratio: 1 to 21; 4.5 is legible (1.4.3). */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
      const part = channel / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

it('shows a notice in the window that pressed, and in no other', async () => {
  const other = await openPage(browser, page.url(), PHONE);
  await say('Choose', { reply_markup: { inline_keyboard: [[{ text: 'One', callback_data: '1' }]] } });
  await press('One', { text: 'Only for you' });
  await page.getByText('Only for you').waitFor();
  await say('Afterwards');
  await other.page.getByText('Afterwards').last().waitFor();
  expect(await other.page.getByText('Only for you').count()).toBe(0);
  await closePage(other.page);
});

it('asks for a reply above the field, with its placeholder, until something else is said', async () => {
  const ask = () =>
    say('Which city?', { reply_markup: { force_reply: true, input_field_placeholder: 'Berlin' } });
  const field = page.getByRole('combobox');
  const strip = page.locator('#replying').getByText('Which city?');
  await ask();
  await strip.waitFor();
  expect(await field.getAttribute('placeholder')).toBe('Berlin');
  await field.fill('Oslo');
  await page.keyboard.press('Enter');
  await strip.waitFor({ state: 'hidden' });
  expect(await field.getAttribute('placeholder')).toBe('Message');
  const [update] = (await call(telegram, 'getUpdates', { offset: -1, timeout: 5 })).result;
  expect(update?.message).toMatchObject({ text: 'Oslo', reply_to_message: { text: 'Which city?' } });
  expect(update?.message?.reply_to_message).not.toHaveProperty('force_reply');

  // In another chat it waits; opened again it is asked again.
  await openChat(page, 'Peace talks watch');
  await ask();
  await page.locator('#to-chats').getByText('1').waitFor();
  await strip.waitFor({ state: 'hidden' });
  await openChat(page, 'Communiqué');
  await strip.waitFor();
  await say('Never mind');
  await strip.waitFor({ state: 'hidden' });
});

it('is used by keyboard: focus stays on the key that was pressed, arrows go through the menus', async () => {
  const keys = (at: number) => ({
    inline_keyboard: [
      [{ text: '‹ Back', callback_data: 'b' }],
      [{ text: `Next ${at}/6`, callback_data: 'n' }],
    ],
  });
  const focused = () => page.evaluate('document.activeElement.textContent');
  const { result } = await say('One', { reply_markup: keys(1) });
  await page.getByRole('button', { name: 'Next 1/6' }).focus();
  await page.keyboard.press('Enter');
  const target = { chat_id: ANNA, message_id: result.message_id };
  await call(telegram, 'editMessageText', { ...target, text: 'Two', reply_markup: keys(2) });
  await page.getByText('Two').last().waitFor();
  expect(await focused()).toBe('Next 2/6');

  await page.getByRole('button', { name: 'Chat options' }).focus();
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe('Block the bot');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'UNBLOCK' }).click();
  await page.getByRole('combobox').waitFor();
});

it('tells screen readers of lists, and shows and copies the same text', async () => {
  const text =
    '<b>Agreed</b>\n• <b>One</b>, two\n→ kept\n• Three\n\n<b>Said</b>\nmore\n• Four\n<blockquote>• Five\n• Six</blockquote>';
  await say(text, { parse_mode: 'HTML' });
  const items = messages().getByRole('listitem');
  await items.nth(4).waitFor();
  expect((await items.allTextContents()).map((item) => item.trim())).toEqual([
    '• One, two\n→ kept',
    '• Three',
    '• Four',
    '• Five',
    '• Six',
  ]);
  expect(await messages().getByRole('list').count()).toBe(3);
  const plain = text.replaceAll(/<.+?>/g, '');
  expect(await messages().locator('.text').textContent()).toBe(plain);
});

it('opens links in another tab without a referrer, and only those to the web and to Telegram', async () => {
  await say('<a href="https://example.org/a">web</a> example.org', { parse_mode: 'HTML' });
  for (const name of ['web', 'example.org']) {
    const link = page.getByRole('link', { name, exact: true });
    await link.waitFor();
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
    expect(await link.getAttribute('href')).toMatch(/^https?:\/\/example\.org/);
  }
  await say('<a href="javascript:alert(1)">script</a> <a href="data:text/html,x">data</a>', {
    parse_mode: 'HTML',
  });
  await messages().nth(1).waitFor();
  expect(await messages().nth(1).getByRole('link').count()).toBe(0);
});

it('follows a deep link to the bot inside the page, as Telegram does', async () => {
  const url = 'https://t.me/communique_bot?start=ukraine';
  const windows = page.context().pages();
  const group = 'https://t.me/communique_bot?startgroup=new';
  await say('Share', {
    reply_markup: {
      inline_keyboard: [
        [
          { text: 'Here', url },
          { text: 'Group', url: group },
        ],
      ],
    },
  });
  const before = telegram.mark();
  await page.getByRole('link', { name: 'Here' }).click();
  expect(await heard(before)).toBe('/start ukraine');
  // Telegram asks which group, and adds the bot where it is not yet.
  for (const [group, added] of [
    ['Peace talks watch', false],
    ['Embassy lunch', true],
  ] as const) {
    await openChat(page, 'Communiqué');
    const later = telegram.mark();
    await page.getByRole('link', { name: 'Group' }).click();
    await page.getByRole('dialog').getByRole('button', { name: group }).click();
    expect(await heard(later)).toBe('/start@communique_bot new');
    await page.getByRole('heading', { name: group }).waitFor();
    const { result } = await call(telegram, 'getUpdates', { offset: -2 });
    expect(result.some((update: object) => 'my_chat_member' in update)).toBe(added);
  }
  expect(page.context().pages()).toEqual(windows);
});

it('hides a spoiler until it is pressed', async () => {
  await say('<tg-spoiler>a <b>secret</b> /word</tg-spoiler>', { parse_mode: 'HTML' });
  const cover = page.getByRole('button', { name: 'Hidden text' });
  expect(await page.getByRole('button', { name: '/word' }).count()).toBe(0);
  await cover.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '/word' }).waitFor();
});

it('sends what is chosen from the menu by finger, and nothing when the finger scrolls it', async () => {
  const commands = Array.from({ length: 40 }, (_, i) => ({ command: `c${i}`, description: 'x' }));
  await call(telegram, 'setMyCommands', { commands });
  await page.getByRole('button', { name: 'Commands' }).click();
  const option = page.getByRole('option', { name: '/c3 x' });
  await option.waitFor();
  const before = telegram.mark();
  await option.dispatchEvent('pointerdown');
  await option.dispatchEvent('pointercancel');
  expect(await page.getByRole('option').count()).toBe(40);
  await option.click();
  expect(await heard(before)).toBe('/c3');
  expect(await page.getByRole('option').count()).toBe(0);
});

it('reloads the state when the preview was restarted, and neither loses nor repeats anything', async () => {
  await say('From before');
  await page.getByText('From before').last().waitFor();
  const port = portOf(server);
  await server.close();
  await telegram.stop();
  await page.getByText('connecting…').waitFor();
  ({ telegram, server } = await serve(port));
  await say('From the new one');
  // As many events as there were before: by their number alone they would pass for the old ones.
  await say('And another');
  await messages().filter({ hasText: 'And another' }).waitFor();
  await say('The last');
  await messages().filter({ hasText: 'The last' }).waitFor();
  const texts = await page.locator('#log .text').allTextContents();
  expect(texts).toEqual(['From the new one', 'And another', 'The last']);
  expect(await page.getByText('connecting…').count()).toBe(0);
});

it('shows a picture with its caption below, served only as a picture; a file by its name', async () => {
  const png = await pngOf(
    '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="680"><rect width="9" height="9"/></svg>',
  );
  const send = async (method: string, field: string, bytes: Uint8Array, name: string, caption: string) => {
    const body = new FormData();
    body.set('chat_id', String(ANNA));
    body.set('caption', caption);
    body.set(field, new Blob([new Uint8Array(bytes)]), name);
    const answer = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, { method: 'POST', body });
    expect(answer.status).toBe(200);
  };
  await send('sendPhoto', 'photo', png, 'digests.png', 'Two weeks');
  await send('sendDocument', 'document', png, 'data.png', 'A file');
  const image = page.getByRole('img', { name: 'digests.png' });
  type Size = { readonly naturalWidth: number; readonly naturalHeight: number };
  const sizeOf = ({ naturalWidth, naturalHeight }: Size) => [naturalWidth, naturalHeight];
  await expect.poll(() => image.evaluate(sizeOf)).toEqual([1000, 680]);
  const box = await image.boundingBox();
  expect(box && box.x > 0 && box.x + box.width < PHONE.width).toBe(true);
  await page.getByText('data.png').waitFor();
  expect(await page.locator('.picture').count()).toBe(1);
  const served = await fetch(new URL((await image.getAttribute('src')) ?? '', page.url()));
  expect(served.headers.get('content-type')).toBe('image/png');
  expect(served.headers.get('x-content-type-options')).toBe('nosniff');
  expect(Buffer.from(await served.arrayBuffer()).equals(png)).toBe(true);
  // A picture that was dropped is shown by its name.
  await page.route('**/preview/picture/*', (route) => route.fulfill({ status: 200, body: '' }));
  await page.reload();
  await page.getByText('digests.png').waitFor();
  expect(await page.locator('.picture').count()).toBe(0);
});
