// Two and three processes on one PostgreSQL as readers meet them: one pace, one flood wait, one answer each.
// Run by vitest.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { startLocalTelegram } from '../../src/preview/telegram.ts';
import type { Fault } from '../../src/preview/trouble.ts';
import type { CallRecord, LocalTelegram } from '../../src/preview/types.ts';
import { addressOf, kill, Many, terminate } from '../support/many.ts';
import { People } from '../support/people.ts';
import { newDatabase } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

let telegram: LocalTelegram;
let many: Many;

beforeEach(async () => {
  telegram = await startLocalTelegram();
  many = new Many(telegram, await newDatabase());
});

afterEach(async () => {
  await many.stop();
  await telegram.stop();
});

const TWO_SECONDS: Fault = {
  ...{ type: 'error', code: 429, description: 'Too Many Requests: retry after 2' },
  parameters: { retry_after: 2 },
};

const sends = (): readonly CallRecord[] => telegram.calls.filter(({ method }) => method === 'sendMessage');
const refused = () => telegram.calls.filter(({ answer }) => answer?.status === 429);

it('two processes send at one pace: never above it, all of it, each chat once', async () => {
  const PER_SECOND = 60;
  const chats = await many.subscribe(300);
  telegram.limit({ overall: { perSecond: PER_SECOND, burst: PER_SECOND } });
  const env = { MESSAGES_PER_SECOND: String(PER_SECOND) };
  const [one, other] = await Promise.all([many.start(env), many.start(env)]);
  await telegram.when(() => sends().length >= chats.length, { timeout: 15_000 });
  expect(refused()).toEqual([]);
  expect(chats.map((chat) => telegram.messages(chat).length)).toEqual(chats.map(() => 1));
  const times = sends().map(({ at }) => at);
  for (const at of times) {
    const within = times.filter((time) => time >= at && time < at + 1000).length;
    expect(within).toBeLessThanOrEqual(PER_SECOND * 1.1);
  }
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan((300 / PER_SECOND) * 1000 * 1.15);
  for (const program of [one, other]) expect(program.output()).not.toMatch(/"level":50/);
});

it('when Telegram asks one process to wait, all wait', async () => {
  const chats = await many.subscribe(240);
  const env = { MESSAGES_PER_SECOND: '60' };
  await Promise.all([many.start(env), many.start(env)]);
  await telegram.when(() => sends().length >= 40, { timeout: 15_000 });
  telegram.fail({ method: 'sendMessage', times: 3, fault: TWO_SECONDS });
  await telegram.when(() => refused().length === 3);
  const told = refused().map(({ at }) => at);
  const [from, until] = [Math.max(...told) + 250, Math.min(...told) + 2_000];
  await telegram.when(() => sends().length >= 60, { timeout: 15_000 });
  expect(sends().filter(({ at }) => at > from && at < until)).toEqual([]);
  await telegram.when(() => chats.every((chat) => telegram.messages(chat).length === 1), { timeout: 15_000 });
});

it('one process polls; another goes on when it is cut off, killed or stopped', async () => {
  const POLLS = /"msg":"this process polls"/;
  await using proxy = await startProxy(many.url);
  const anna = new People(telegram).user('Anna');
  const answered = async () => {
    await anna.sends('/digest');
    await anna.sees(/^A digest of what is new/, 15_000);
    expect(anna.heard()).toHaveLength(1);
  };
  const one = await many.start({ DATABASE_URL: proxy.url });
  await one.prints(POLLS);
  const other = await many.start();
  expect((await fetch(`${addressOf(other)}/readyz`)).status).toBe(200);
  await answered();
  expect(other.output()).not.toMatch(POLLS);

  proxy.hold();
  await other.prints(POLLS);
  await answered();
  proxy.release();
  expect((await fetch(`${addressOf(one)}/readyz`)).status).toBe(200);

  const third = await many.start();
  await kill(other);
  const began = performance.now();
  await answered();
  expect(performance.now() - began).toBeLessThan(15_000);

  const polling = one.output().match(new RegExp(POLLS, 'g'))?.length === 2 ? one : third;
  const standby = polling === one ? third : one;
  expect(await terminate(polling)).toBe(0);
  await standby.prints(POLLS);
  await answered();
  for (const { output } of [one, other, third]) expect(output()).not.toContain('another instance');
}, 60_000);
