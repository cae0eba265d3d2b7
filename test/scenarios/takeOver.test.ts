// Processes on one PostgreSQL that are killed, cut off or lose the database while they send: everybody gets the digest.
// Run by vitest.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalTelegram } from '../../src/preview/telegram.ts';
import type { LocalTelegram } from '../../src/preview/types.ts';
import { addressOf, kill, Many, terminate } from '../support/many.ts';
import { newDatabase, ownServer, run } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

const CHATS = 150;
const PER_SECOND = 60;
/** After so long without a sign of life a process counts as dead, ms: in production half a minute. */
const SILENCE = 2_000;
/** Calls that a gateway has out at once. */
const CALLS_AT_ONCE = 64;
/** Deliveries that one process takes ahead at most: two seconds of sends. */
const IN_HAND = 2 * PER_SECOND;
const ENV = { MESSAGES_PER_SECOND: String(PER_SECOND) };
const PATIENCE = { timeout: 20_000, interval: 50 };
const TAKEN_OVER = /digests of a process that is gone are taken over/;

let telegram: LocalTelegram;
let many: Many;

beforeEach(async () => {
  telegram = await startLocalTelegram();
});

afterEach(async () => {
  await many.stop();
  await telegram.stop();
});

const sends = () => telegram.calls.filter(({ method }) => method === 'sendMessage').length;
/** How many digests each chat has. */
const digestsOf = (chats: readonly number[]) => chats.map((chat) => telegram.messages(chat).length);
const repeatsIn = (chats: readonly number[]) => digestsOf(chats).reduce((sum, had) => sum + had - 1, 0);

/** Everybody has the digest, and the database knows. */
async function allSent(chats: readonly number[], url = many.url): Promise<void> {
  await expect.poll(() => digestsOf(chats).filter((had) => had === 0).length, PATIENCE).toBe(0);
  const states = () => run(url, 'select state, count(*)::int from delivery group by state');
  await expect.poll(states, PATIENCE).toEqual([{ state: 'sent', count: chats.length }]);
}

it('one of two is killed while it sends: the other goes on, and repeats only what was in flight', async () => {
  many = new Many(telegram, await newDatabase());
  const chats = await many.subscribe(CHATS);
  const [dying, living] = await Promise.all([many.start(ENV, SILENCE), many.start(ENV, SILENCE)]);
  await telegram.when(() => sends() >= CHATS / 4, { timeout: 15_000 });
  await kill(dying);
  await allSent(chats);
  expect(living.output()).toMatch(TAKEN_OVER);
  expect(repeatsIn(chats)).toBeLessThanOrEqual(CALLS_AT_ONCE);
  expect(await terminate(living)).toBe(0);
}, 60_000);

it('one of two is cut off from the database: the other takes over, and the first comes back by itself', async () => {
  many = new Many(telegram, await newDatabase());
  const chats = await many.subscribe(CHATS);
  await using proxy = await startProxy(many.url);
  const [cut, other] = await Promise.all([
    many.start({ ...ENV, DATABASE_URL: proxy.url }, SILENCE),
    many.start(ENV, SILENCE),
  ]);
  await telegram.when(() => sends() >= CHATS / 4, { timeout: 15_000 });
  proxy.hold();
  await other.prints(TAKEN_OVER);
  await expect.poll(() => digestsOf(chats).filter((had) => had === 0).length, PATIENCE).toBe(0);
  proxy.release();
  await allSent(chats);
  expect(repeatsIn(chats)).toBeLessThanOrEqual(IN_HAND);
  const ready = async () => (await fetch(`${addressOf(cut)}/readyz`)).status;
  await expect.poll(ready, PATIENCE).toBe(200);
  for (const program of [cut, other]) expect(await terminate(program)).toBe(0);
}, 60_000);

it('PostgreSQL restarts while two send: nothing is lost, and both go on by themselves', async () => {
  const server = await ownServer();
  many = new Many(telegram, server.url('postgres'));
  const chats = await many.subscribe(CHATS);
  const both = await Promise.all([many.start(ENV, 5 * SILENCE), many.start(ENV, 5 * SILENCE)]);
  await telegram.when(() => sends() >= CHATS / 4, { timeout: 15_000 });
  await server.stop();
  const stopped = performance.now();
  await expect.poll(() => performance.now() - stopped, PATIENCE).toBeGreaterThan(SILENCE);
  await server.start();
  await allSent(chats);
  expect(repeatsIn(chats)).toBeLessThanOrEqual(CALLS_AT_ONCE);
  for (const program of both) {
    expect(await terminate(program)).toBe(0);
    expect(program.output()).not.toContain(new URL(many.url).password);
  }
}, 60_000);
