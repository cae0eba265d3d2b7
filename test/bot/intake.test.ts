// Updates are taken one by one per chat, many chats at a time, each once, and never more than there is room
// for.

import type { Update } from 'telegraf/types';
import { expect, it } from 'vitest';
import { createIntake, IN_WORK_LIMIT, IN_WORK_PER_CHAT } from '../../src/incoming/intake.ts';
import { manualClock } from '../support/clock.ts';

let nextId = 1;
const message = (chat: number, id = nextId++): Update =>
  ({ update_id: id, message: { chat: { id: chat, type: 'private' }, from: { id: chat } } }) as Update;

interface Work {
  readonly update: Update;
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
}

function setUp(hasRoom = () => true, clock = manualClock()) {
  const work: Work[] = [];
  const errors: unknown[] = [];
  const skipped: unknown[] = [];
  const intake = createIntake({
    handle: (update) => new Promise((finish, fail) => work.push({ update, finish, fail })),
    onError: (error) => errors.push(error),
    onSkipped: (update, why) => skipped.push([update.update_id, why]),
    hasRoom,
    clock,
  });
  return { clock, intake, work, errors, skipped };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it('handles the updates of one chat one after another', async () => {
  const { intake, work } = setUp();
  intake.accept(message(1));
  intake.accept(message(1));
  await settle();
  expect(work.length).toBe(1);
  work[0]?.finish();
  await settle();
  expect(work.length).toBe(2);
});

it('handles the updates of several chats at a time', async () => {
  const { intake, work } = setUp();
  intake.accept(message(1));
  intake.accept(message(2));
  await settle();
  expect(work.length).toBe(2);
});

it('keeps a button press in order with the messages of its chat', async () => {
  const { intake, work } = setUp();
  intake.accept(message(5));
  const press = { update_id: nextId++, callback_query: { from: { id: 77 }, message: { chat: { id: 5 } } } };
  intake.accept(press as unknown as Update);
  await settle();
  expect(work.length).toBe(1);
});

it('takes an update once, however often it comes', () => {
  const { intake, skipped } = setUp();
  expect(intake.accept(message(1, 1_000_001))).toBe('taken');
  expect(intake.accept(message(1, 1_000_001))).toBe('duplicate');
  expect(skipped).toEqual([[1_000_001, 'duplicate']]);
});

it('goes on after an update that could not be handled', async () => {
  const { intake, work, errors } = setUp();
  intake.accept(message(1));
  intake.accept(message(1));
  await settle();
  work[0]?.fail(new Error('broken'));
  await settle();
  expect(errors).toEqual([new Error('broken')]);
  expect(work.length).toBe(2);
});

it('takes no more than there is room for, and takes again when there is', async () => {
  const { intake, work } = setUp();
  for (let i = 0; i < IN_WORK_LIMIT; i += 1) expect(intake.accept(message(i))).toBe('taken');
  const late = message(-1);
  expect(intake.accept(late)).toBe('busy');
  await settle();
  work[0]?.finish();
  await settle();
  expect(intake.accept(late)).toBe('taken');
});

it('waits while what it has taken cannot be sent', () => {
  const { intake } = setUp(() => false);
  expect(intake.accept(message(1))).toBe('busy');
});

it('is idle when everything taken is handled', async () => {
  const { intake, work } = setUp();
  intake.accept(message(1));
  intake.accept(message(2));
  let idle = false;
  void intake.idle().then(() => {
    idle = true;
  });
  await settle();
  expect(idle).toBe(false);
  for (const { finish } of work) finish();
  await settle();
  expect(idle).toBe(true);
});

it('lives through what is no update', () => {
  const { intake } = setUp();
  for (const odd of [{}, { update_id: 'x' }, { update_id: 1.5 }, { update_id: nextId++, message: null }]) {
    expect(intake.accept(odd as unknown as Update)).toBe('taken');
  }
});

it('lets no chat take the places of all others', async () => {
  const { intake, work } = setUp();
  for (let i = 0; i < IN_WORK_LIMIT + 100; i += 1) expect(intake.accept(message(1))).toBe('taken');
  expect(intake.inWork).toBe(IN_WORK_PER_CHAT);
  expect(intake.accept(message(2))).toBe('taken');
  await settle();
  expect(work.map(({ update }) => 'message' in update && update.message.chat.id)).toEqual([1, 2]);
});

it('takes others although many chats wait, each with many updates behind the first', async () => {
  const { intake, work } = setUp();
  for (let chat = 1; chat <= 200; chat += 1) {
    for (let i = 0; i < 50; i += 1) expect(intake.accept(message(chat))).toBe('taken');
  }
  expect(intake.accept(message(9_999))).toBe('taken');
  await settle();
  expect(work).toHaveLength(201);
  // Chats that sent much give room to the others.
  expect(intake.inWork).toBeLessThan(6_000);
});

it('counts no chat that has been waiting for a second', async () => {
  const { clock, intake, work } = setUp();
  for (let chat = 1; chat <= IN_WORK_LIMIT; chat += 1) intake.accept(message(chat));
  await settle();
  expect(intake.accept(message(9_999))).toBe('busy');
  await clock.advance(1_100);
  expect(intake.accept(message(9_999))).toBe('taken');
  for (const { finish } of work) finish();
  await settle();
  for (let chat = 1; chat <= IN_WORK_LIMIT - 1; chat += 1)
    expect(intake.accept(message(10_000 + chat))).toBe('taken');
  expect(intake.accept(message(20_000))).toBe('busy');
});
