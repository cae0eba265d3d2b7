// Lanes are kept for as long as they have something to remember, and no longer.
// Run by vitest.

import { expect, it } from 'vitest';
import { PRIVATE_RATE } from '../../src/delivery/lane.ts';
import { Lanes } from '../../src/delivery/lanes.ts';
import { take } from '../../src/delivery/pace.ts';

it('forgets chats that have been quiet', () => {
  const lanes = new Lanes();
  for (let chat = 1; chat <= 100; chat += 1) {
    const lane = lanes.open(chat, 0);
    take(PRIVATE_RATE, lane.pace, 0);
    lanes.rest(lane);
  }
  lanes.open(1000, PRIVATE_RATE.intervalMs - 1);
  expect(lanes.size).toBe(101);
  lanes.open(1001, PRIVATE_RATE.intervalMs + 1);
  expect(lanes.size).toBe(2);
});

it('keeps a chat in a flood wait', () => {
  const lanes = new Lanes();
  const lane = lanes.open(1, 0);
  lane.heldUntil = 60_000;
  lanes.rest(lane);
  lanes.open(2, 30_000);
  expect(lanes.open(1, 30_000)).toBe(lane);
});

it('gives a group that became another chat the lane that the other one has', () => {
  const lanes = new Lanes();
  const old = lanes.open(-1, 0);
  const target = lanes.open(-1001, 0);
  expect(lanes.move(old, -1001)).toBe(target);
  const other = lanes.open(-2, 0);
  expect(lanes.move(other, -1002)).toBe(other);
  expect(lanes.open(-1002, 0)).toBe(other);
});
