// Lanes are forgotten once they have nothing to send and nothing to remember.

import { expect, it } from 'vitest';
import { Lanes, laneLimit } from '../../src/delivery/lanes.ts';
import { PRIVATE_RATE, take } from '../../src/delivery/pace.ts';

it('forgets chats that have been quiet', () => {
  const lanes = new Lanes();
  for (let chat = 1; chat <= 100; chat += 1) {
    const lane = lanes.open(chat);
    take(PRIVATE_RATE, lane.pace, 0);
    lanes.rest(lane, 0);
  }
  const another = lanes.open(1000);
  lanes.rest(another, PRIVATE_RATE.intervalMs - 1);
  expect(lanes.size).toBe(101);
  lanes.rest(another, PRIVATE_RATE.intervalMs + 1);
  expect(lanes.size).toBe(0);
});

it('keeps a chat in a flood wait', () => {
  const lanes = new Lanes();
  const lane = lanes.open(1);
  lane.heldUntil = 60_000;
  lanes.rest(lane, 0);
  lanes.rest(lanes.open(2), 30_000);
  expect(lanes.open(1)).toBe(lane);
});

it('forgets the others behind a chat that has to wait for an hour', () => {
  const lanes = new Lanes();
  lanes.hold(1, 3_600_000, 0);
  for (let chat = 2; chat <= 10_000; chat += 1) lanes.rest(lanes.open(chat), chat);
  expect(lanes.size).toBeLessThan(10);
  expect(lanes.find(1)).toBeDefined();
});

it('leaves a chat less room the more waits over all of them', () => {
  expect([0, 2_499, 2_500, 5_000, 20_000, 49_999].map(laneLimit)).toEqual([50, 50, 12, 4, 1, 1]);
});

it('moves a migrated group to the lane of its new chat, if that has one', () => {
  const lanes = new Lanes();
  const old = lanes.open(-1);
  const target = lanes.open(-1001);
  expect(lanes.move(old, -1001)).toBe(target);
  const other = lanes.open(-2);
  expect(lanes.move(other, -1002)).toBe(other);
  expect(lanes.open(-1002)).toBe(other);
});
