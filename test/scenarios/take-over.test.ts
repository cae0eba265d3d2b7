// Processes on one PostgreSQL that are stopped, killed, cut off or lose the database while they send: everybody gets
// the digest, and only what was in flight can come twice.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { addressOf, kill, Many, terminate } from '../support/many.ts';
import { newDatabase, ownServer, run } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

const PER_SECOND = 30;
/** Two seconds of sends: one process takes them all ahead. */
const CHATS = 2 * PER_SECOND;
/** How long a process may be silent before it counts as dead, ms: in production half a minute. */
const SILENCE = 3_000;
const ENV = { MESSAGES_PER_SECOND: String(PER_SECOND) };
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

const digestsOf = (chat: number) => telegram.messages(chat).length;
const had = (chats: readonly number[]) => chats.filter((chat) => digestsOf(chat) > 0);
const repeated = (chats: readonly number[]) => chats.filter((chat) => digestsOf(chat) > 1);

/** Resolves as soon as `count` chats have it: what a test does then happens before the next send. */
const someSent = (chats: readonly number[], count: number) =>
  telegram.when(() => had(chats).length >= count, { after: 0 });

/** The chats whose digest a process has taken and not recorded. */
async function inHand(): Promise<readonly number[]> {
  const rows = await run(
    many.url,
    `select s.chat_id::float8 as chat from delivery d join subscription s on s.id = d.subscription_id
      where d.state = 'sending'`,
  );
  return rows.map(({ chat }) => Number(chat));
}

/** Those of them that have it: it is repeated if the process that sent it is gone. */
const unrecorded = async () => had(await inHand());

/** Everybody has the digest, and the database knows. */
async function allSent(chats: readonly number[]): Promise<void> {
  await expect.poll(() => had(chats).length).toBe(chats.length);
  const states = () => run(many.url, 'select state, count(*)::int from delivery group by state');
  await expect.poll(states).toEqual([{ state: 'sent', count: chats.length }]);
}

it('one is stopped for a while, the other killed: each goes on for the other, and repeats what was in flight', async () => {
  many = new Many(telegram, await newDatabase());
  const chats = await many.subscribe(CHATS);
  const one = await many.start(ENV, SILENCE);
  await someSent(chats, CHATS / 6);
  many.holdSends();
  one.process.kill('SIGSTOP');
  const mayRepeat = [...(await unrecorded())];

  const other = await many.start(ENV, SILENCE);
  await other.prints(TAKEN_OVER);
  many.releaseSends();
  await someSent(chats, CHATS / 3);
  many.holdSends();
  one.process.kill('SIGCONT');
  // It runs again: what was on its way when it stood still has gone out, and was refused.
  expect((await fetch(`${addressOf(one)}/healthz`)).status).toBe(200);
  await kill(other);
  mayRepeat.push(...(await unrecorded()));
  many.releaseSends();
  await allSent(chats);
  expect(one.output()).toMatch(TAKEN_OVER);
  expect(mayRepeat).toEqual(expect.arrayContaining(repeated(chats)));
  expect(mayRepeat.length).toBeLessThan(CHATS / 2);
  expect(await terminate(one)).toBe(0);
});

it('two are cut off from the database: another takes over; one comes back by itself, one stops in time', async () => {
  many = new Many(telegram, await newDatabase());
  await using proxy = await startProxy(many.url);
  const behind = { ...ENV, DATABASE_URL: proxy.url };
  many.holdSends();
  const stopping = await many.start(behind, SILENCE);
  const chats = await many.subscribe(CHATS);
  const cut = await many.start(behind, SILENCE);
  many.releaseSends();
  await someSent(chats, CHATS / 6);
  proxy.hold();
  const stopped = terminate(stopping);
  const mayRepeat = await inHand();
  const other = await many.start(ENV, SILENCE);
  await other.prints(TAKEN_OVER);
  await expect.poll(() => had(chats).length).toBe(chats.length);
  expect(await stopped).toBe(0);
  proxy.release();
  await allSent(chats);
  expect(mayRepeat).toEqual(expect.arrayContaining(repeated(chats)));
  const ready = async () => (await fetch(`${addressOf(cut)}/readyz`)).status;
  await expect.poll(ready).toBe(200);
  expect(await Promise.all([cut, other].map(terminate))).toEqual([0, 0]);
});

it('PostgreSQL restarts while two send: nothing is lost, and both go on by themselves', async () => {
  const server = await ownServer();
  many = new Many(telegram, server.url('postgres'));
  const chats = await many.subscribe(CHATS);
  many.holdSends();
  const both = await Promise.all([many.start(ENV), many.start(ENV)]);
  many.releaseSends();
  await someSent(chats, CHATS / 6);
  await server.stop();
  for (const program of both) await program.prints(/ECONNREFUSED/);
  await server.start();
  await allSent(chats);
  // Both live, and know what they have sent.
  expect(repeated(chats)).toEqual([]);
  for (const program of both) {
    expect(await terminate(program)).toBe(0);
    expect(program.output()).not.toContain(new URL(many.url).password);
  }
});
