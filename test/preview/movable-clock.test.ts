// The preview's clock can be moved: tomorrow's digest comes at once, nonsense is refused.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMovableClock } from '../../src/preview/movable-clock.ts';
import type { Preview } from '../../src/preview/preview.ts';
import { startPreview } from '../support/preview.ts';

interface State {
  readonly now: string;
  readonly chats: readonly {
    readonly chat: { readonly id: number };
    readonly messages: readonly { readonly text: string }[];
  }[];
}

let preview: Preview;
let url: string;

beforeAll(async () => {
  ({ preview, url } = await startPreview());
});

afterAll(() => preview.stop());

function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function state(): Promise<State> {
  return (await (await fetch(`${url}/preview/state`)).json()) as State;
}

describe('a clock that is moved', () => {
  it('goes on from where it was moved to, while durations stay', () => {
    let real = 1000;
    const clock = createMovableClock({ now: () => real, monotonic: () => real, after: () => () => {} });
    clock.moveTo(50_000);
    real += 10;
    expect(clock.now()).toBe(50_010);
    expect(clock.monotonic()).toBe(1010);
  });
});

interface Moved {
  readonly now: string;
  readonly next: string | null;
  readonly passed: number;
  readonly sent: number;
  readonly running: number;
}

async function moves(body: unknown): Promise<Moved> {
  return (await (await post('/preview/clock', body)).json()) as Moved;
}

describe('the way to the next digest', () => {
  const texts = async () => (await state()).chats[0]?.messages.map(({ text }) => text) ?? [];
  const says = async (text: string) => {
    const [anna] = (await state()).chats;
    await post('/preview/send', { chatId: anna?.chat.id ?? 0, actor: 'anna', text });
  };

  it('stays where it is while there is none', async () => {
    const { now } = await state();
    const moved = await moves({ to: 'next' });
    expect(moved).toMatchObject({ passed: 0, sent: 0, running: 0, next: null });
    expect(Date.parse(moved.now) - Date.parse(now)).toBeLessThan(60_000);
  });

  it('ends at its due time; a leap goes through all due times, a digest each', async () => {
    await says('/digest 09:00 UTC always ukraine');
    await expect.poll(async () => (await texts()).join()).toMatch(/Your digest/);
    const { next } = (await (await fetch(`${url}/preview/clock`)).json()) as Moved;
    expect(next).toMatch(/T09:00:00/);
    const first = await moves({ to: 'next' });
    expect(first).toMatchObject({ passed: 1, sent: 1, running: 1 });
    expect(first.now.slice(0, 16)).toBe(next?.slice(0, 16));
    expect(await moves({ plusMinutes: 3 * 24 * 60 })).toMatchObject({ passed: 3, sent: 3 });
    await says('/digest new');
    await expect.poll(async () => (await texts()).at(-1)).toMatch(/Only when there’s news/);
    expect(await moves({ to: 'next' })).toMatchObject({ passed: 1, sent: 0, running: 1 });
    await says('/forget');
    await says('/stop');
    await expect.poll(async () => (await texts()).join()).toMatch(/Unsubscribed/);
  });
});

describe('the page', () => {
  it('moves to tomorrow 09:00, and sees the digest that is due then', async () => {
    const [anna] = (await state()).chats;
    const chatId = anna?.chat.id ?? 0;
    await post('/preview/send', { chatId, actor: 'anna', text: '/digest 09:00 UTC ukraine' });
    const texts = async () => (await state()).chats[0]?.messages.map(({ text }) => text).join('\n') ?? '';
    await expect.poll(texts).toMatch(/Your digest/);
    const tomorrow = new Date((await state()).now);
    tomorrow.setUTCDate(tomorrow.getUTCDate() + 1);
    tomorrow.setUTCHours(9, 0, 0, 0);
    const answer = await post('/preview/clock', { to: tomorrow.toISOString() });
    expect(((await answer.json()) as State).now.slice(0, 16)).toBe(tomorrow.toISOString().slice(0, 16));
    await expect.poll(texts).toMatch(/What is known so far/);
    expect((await state()).now >= tomorrow.toISOString()).toBe(true);
  });

  it('moves on by minutes', async () => {
    const before = Date.parse((await state()).now);
    const { now } = (await (await post('/preview/clock', { plusMinutes: 60 })).json()) as State;
    expect(Date.parse(now) - before).toBeGreaterThanOrEqual(3_600_000);
  });

  it.each([
    {},
    { to: 'tomorrow' },
    { plusMinutes: 1.5 },
    { plusMinutes: 1e9 },
    { to: '9999-01-01T00:00:00Z' },
    'now',
  ])('is refused %j', async (body) => {
    const answer = await post('/preview/clock', body);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(/plusMinutes/);
  });
});
