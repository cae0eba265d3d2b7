// Two or three processes on one PostgreSQL as readers meet them: one pace, one flood wait, one answer each.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CallRecord } from '../../src/preview/telegram/events.ts';
import type { Fault } from '../../src/preview/telegram/faults.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startBalancer } from '../support/balancer.ts';
import { addressOf, kill, Many, terminate } from '../support/many.ts';
import { People } from '../support/people.ts';
import { newDatabase } from '../support/postgres.ts';
import type { Program } from '../support/program.ts';
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

/** How long a process may be silent before it counts as dead, ms; the one that polls, a third of it. */
const SILENCE = 9_000;
const TWO_SECONDS: Fault = {
  type: 'error',
  code: 429,
  description: 'Too Many Requests: retry after 2',
  parameters: { retry_after: 2 },
};

const sends = (): readonly CallRecord[] => telegram.calls.filter(({ method }) => method === 'sendMessage');
const answersToPresses = () =>
  telegram.calls.filter(({ method, answer }) => method === 'answerCallbackQuery' && answer).length;
const refused = () => telegram.calls.filter(({ answer }) => answer?.status === 429);

it('two processes keep one pace, each chat once; when Telegram asks one of them to wait, all wait', async () => {
  const PER_SECOND = 60;
  const chats = await many.subscribe(200);
  // No room for two processes at a pace each; enough for a machine that stops for a moment.
  telegram.limit({ overall: { perSecond: PER_SECOND, burst: PER_SECOND } });
  const env = { MESSAGES_PER_SECOND: String(PER_SECOND) };
  const both = await Promise.all([many.start(env), many.start(env)]);
  await telegram.when(() => sends().length >= 60);
  expect(refused()).toEqual([]);

  // Telegram refuses everybody: both find out by single probes, and tell each other.
  telegram.fail({ method: 'sendMessage', fault: TWO_SECONDS });
  await telegram.when(() => refused().length > 12);
  telegram.heal();
  await telegram.when(() => chats.every((chat) => telegram.messages(chat).length > 0));
  // At the pace it would have been 120 in the two seconds.
  expect(refused().length).toBeLessThan(PER_SECOND);
  expect(chats.map((chat) => telegram.messages(chat).length)).toEqual(chats.map(() => 1));
  for (const program of both) expect(program.output()).not.toMatch(/"level":50/);
});

it('one process polls; another goes on when it is cut off, killed or stopped', async () => {
  const POLLS = /"msg":"this process polls"/;
  await using proxy = await startProxy(many.url);
  const anna = new People(telegram).user('Anna');
  const answered = async () => {
    await anna.sends('/digest');
    await anna.sees(/^Get a digest/);
    expect(anna.heard()).toHaveLength(1);
  };
  const one = await many.start({ DATABASE_URL: proxy.url }, SILENCE);
  await one.prints(POLLS);
  const other = await many.start({}, SILENCE);
  expect((await fetch(`${addressOf(other)}/readyz`)).status).toBe(200);
  await answered();
  expect(other.output()).not.toMatch(POLLS);

  proxy.hold();
  await other.prints(POLLS);
  await answered();
  proxy.release();
  await expect.poll(async () => (await fetch(`${addressOf(one)}/readyz`)).status).toBe(200);

  const third = await many.start({}, SILENCE);
  await kill(other);
  await answered();

  const began = (program: Program) => program.output().match(new RegExp(POLLS, 'g'))?.length ?? 0;
  await expect.poll(() => began(one) + began(third)).toBe(2);
  const polling = began(third) > 0 ? third : one;
  const standby = polling === one ? third : one;
  expect(await terminate(polling)).toBe(0);
  await standby.prints(POLLS);
  await answered();
  for (const { output } of [one, other, third]) expect(output()).not.toContain('another instance');
});

it('Telegram may post to any process: each update once, choices in their order, and known to all', async () => {
  await using balancer = await startBalancer('/hook');
  const env = { WEBHOOK_URL: balancer.url };
  await using slow = await startProxy(many.url);
  const both = await Promise.all([many.start({ ...env, DATABASE_URL: slow.url }), many.start(env)]);
  const [one = '', other = ''] = both.map(addressOf);
  // Slower than the other one, yet far from what counts as a database that does not answer.
  slow.delay(50);
  const anna = new People(telegram).user('Anna', { language_code: 'en' });

  balancer.route([one, other], 'to all');
  await anna.sends('/digest 09:00 UTC');
  await anna.sees(/^Your digest/);
  await anna.sends('/digest');
  await anna.sees(/^Your digest/);
  await anna.sends('/talks');
  await anna.sees(/Riyadh/);
  expect(anna.texts().filter((text) => text.startsWith('Your digest'))).toHaveLength(2);
  expect(anna.texts().filter((text) => text.includes('Riyadh'))).toHaveLength(1);

  // Two quick presses: the first goes to the slow process, the second to the quick one.
  balancer.route([other]);
  await anna.sends('/digest');
  await anna.sees(/^Your digest/);
  await anna.presses('Time');
  await anna.sees(/digest/);
  balancer.route([one, other]);
  await Promise.all([anna.presses('07:00'), anna.presses('20:00')]);
  await telegram.when(() => answersToPresses() === 3);
  await anna.sends('/digest');
  await anna.sees(/Every day at 20:00/);
  const shown = telegram.calls.filter(({ method }) => method === 'editMessageText');
  expect(shown.slice(-2).map(({ payload }) => /\d\d:\d\d/.exec(String(payload.text))?.[0])).toEqual([
    '07:00',
    '20:00',
  ]);

  // Both know her language; one of them changes it, the other has to notice.
  balancer.route([other]);
  await anna.sends('/talks');
  await anna.sees(/Riyadh/);
  balancer.route([one]);
  await anna.sends('/settings');
  await anna.sees(/Settings|language/i);
  await anna.presses('Русский');
  await anna.sees(/[а-я]{4}/);
  balancer.route([other]);
  await anna.sends('/digest');
  await anna.sees(/[а-я]{4}/);
});
