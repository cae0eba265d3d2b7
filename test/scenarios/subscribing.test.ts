// People subscribe: by the panel's buttons and by typing, and see what they have chosen.
// Run by vitest.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DigestStage, MORNING } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

let stage: DigestStage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Reader ${++count}`, { language_code });

beforeAll(async () => {
  stage = await DigestStage.at(MORNING);
  await stage.start();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

describe('by typing', () => {
  it('subscribes with time, zone and topics in one line', async () => {
    const anna = someone();
    await anna.sends('/digest 09:00 Europe/Berlin ukraine');
    await anna.sees(
      /Your digest[\s\S]*Every day at 09:00, Europe\/Berlin[\s\S]*On Ukraine[\s\S]*Next: Thu,? 20 Feb,? 09:00/,
    );
  });

  it('ends at once with /stop', async () => {
    const anna = someone();
    await anna.sends('/digest 8 berlin');
    await anna.sees(/Your digest/);
    await anna.sends('/stop');
    await anna.sees(/Unsubscribed: no more digests/);
  });
});
