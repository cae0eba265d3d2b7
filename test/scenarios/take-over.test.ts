// Processes on one PostgreSQL that are stopped, killed, cut off or lose the database while they send:
// everybody gets the digest, and only what was under way can come twice.

import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { addressOf, kill, Many, terminate } from '../support/many.ts';
import { newDatabase, ownServer, run } from '../support/postgres.ts';
import { startProxy } from '../support/proxy.ts';

const PER_SECOND = 30;
/** Two seconds of sends: one process takes them all ahead. */
const CHATS = 2 * PER_SECOND;
/** After so long without a sign of life a process counts as dead, ms: in production half a minute. */
const SILENCE = 1_000;
const ENV = { MESSAGES_PER_SECOND: String(PER_SECOND) };
const PATIENCE = { timeout: 20_000, interval: 50 };
/** Real processes on a busy machine: all may be sent before the second one is there, and nothing is left to take over. */
const PROCESSES = { timeout: 30_000, retry: 2 };
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

const someSent = (chats: readonly number[], count: number) =>
  telegram.when(() => had(chats).length >= count, { timeout: 15_000 });

/** The chats whose digest is in some process's hands, and not recorded. */
async function inHand(): Promise<readonly number[]> {
  const rows = await run(
    many.url,
    `select s.chat_id::float8 as chat from delivery d join subscription s on s.id = d.subscription_id
      where d.state = 'sending'`,
  );
  return rows.map(({ chat }) => Number(chat));
}

/** Those of them who have it: what is repeated when the process that sent it says nothing more. */
const unrecorded = async () => had(await inHand());

/** Everybody has the digest, and the database knows. */
async function allSent(chats: readonly number[]): Promise<void> {
  await expect.poll(() => had(chats).length, PATIENCE).toBe(chats.length);
  const states = () => run(many.url, 'select state, count(*)::int from delivery group by state');
  await expect.poll(states, PATIENCE).toEqual([{ state: 'sent', count: chats.length }]);
}

it(
  'one is stopped for a while, the other killed: each goes on for the other, and repeats what was in flight',
  PROCESSES,
  async () => {
    many = new Many(telegram, await newDatabase());
    const chats = await many.subscribe(CHATS);
    const one = await many.start(ENV, SILENCE);
    await someSent(chats, CHATS / 6);
    one.process.kill('SIGSTOP');
    const mayRepeat = [...(await unrecorded())];

    const other = await many.start(ENV, SILENCE);
    await other.prints(TAKEN_OVER);
    await someSent(chats, CHATS / 3);
    one.process.kill('SIGCONT');
    await kill(other);
    mayRepeat.push(...(await unrecorded()));
    await allSent(chats);
    expect(one.output()).toMatch(TAKEN_OVER);
    expect(mayRepeat).toEqual(expect.arrayContaining(repeated(chats)));
    expect(mayRepeat.length).toBeLessThan(CHATS / 2);
    expect(await terminate(one)).toBe(0);
  },
);

it(
  'two are cut off from the database: another takes over; one comes back by itself, one stops in time',
  PROCESSES,
  async () => {
    many = new Many(telegram, await newDatabase());
    await using proxy = await startProxy(many.url);
    const behind = { ...ENV, DATABASE_URL: proxy.url };
    const stopping = await many.start(behind, SILENCE);
    const chats = await many.subscribe(CHATS);
    const cut = await many.start(behind, SILENCE);
    await someSent(chats, CHATS / 6);
    proxy.hold();
    const stopped = terminate(stopping);
    const mayRepeat = await inHand();
    const other = await many.start(ENV, SILENCE);
    await other.prints(TAKEN_OVER);
    await expect.poll(() => had(chats).length, PATIENCE).toBe(chats.length);
    expect(await stopped).toBe(0);
    proxy.release();
    await allSent(chats);
    expect(mayRepeat).toEqual(expect.arrayContaining(repeated(chats)));
    const ready = async () => (await fetch(`${addressOf(cut)}/readyz`)).status;
    await expect.poll(ready, PATIENCE).toBe(200);
    expect(await Promise.all([cut, other].map(terminate))).toEqual([0, 0]);
  },
);

it(
  'PostgreSQL restarts while two send: nothing is lost, and both go on by themselves',
  PROCESSES,
  async () => {
    const server = await ownServer();
    many = new Many(telegram, server.url('postgres'));
    const chats = await many.subscribe(CHATS);
    const both = await Promise.all([many.start(ENV, 10 * SILENCE), many.start(ENV, 10 * SILENCE)]);
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
  },
);
