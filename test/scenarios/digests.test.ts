// Digests through the real app: due, nothing new, rotation, restarts, chats that go, what goes wrong on the way.
// Run by vitest.

import { describe, expect, it } from 'vitest';
import type { ThreadId, ZoneId } from '../../src/store/types.ts';
import { DAY, DigestStage, HOUR, MINUTE, MORNING } from '../support/digests.ts';

const EVENING = MORNING - 12 * HOUR;

describe('a digest', () => {
  it('comes at its time, once', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    await stage.moveTo(MORNING - 1);
    await stage.settles();
    expect(anna.heard()).toEqual([]);
    await stage.moveTo(MORNING);
    await anna.sees(/^What is known so far · 19 Feb 2025/);
    await stage.moveTo(MORNING + MINUTE);
    await stage.settles();
    expect(anna.heard().length).toBe(1);
  });
});
