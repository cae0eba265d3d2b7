// What one chat, group or member does keeps nobody else waiting: through the real app and the local Telegram.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Stage, startStage } from '../support/bot.ts';
import { type HoldingClock, holdingClock } from '../support/clock.ts';

/** The shortest of the waits that others must not be kept by: the patience for what Telegram does not tell, ms. */
const A_WAIT = 3_000;

let stage: Stage;
let clock: HoldingClock;

beforeEach(async () => {
  clock = holdingClock(A_WAIT);
  stage = await startStage({}, clock);
});

afterEach(async () => {
  clock.release();
  await stage[Symbol.asyncDispose]();
});

/** A person who asks now is answered although no wait is over. */
async function expectAnswerFor(name: string): Promise<void> {
  const ben = stage.people.user(name);
  await ben.sends('/summit');
  await ben.sees(/^🤝 Summit/);
}

it.each([3, 12])('%i chats in a flood wait', async (count) => {
  const held = Array.from({ length: count }, (_, i) => stage.people.user(`Reader ${i}`));
  for (const { chat } of held) {
    stage.telegram.fail({
      method: 'sendMessage',
      chat_id: chat.id,
      fault: { type: 'error', code: 429, description: 'Too Many Requests', parameters: { retry_after: 60 } },
    });
  }
  for (const person of held) await person.sends('/ukraine');
  await expect
    .poll(() => stage.telegram.calls.filter(({ method }) => method === 'sendMessage').length)
    .toBe(count);
  await expectAnswerFor('Ben');
  expect(stage.log.join()).not.toContain('asks all chats');
});

it.each([
  [12, 50],
  [60, 12],
])('rights that Telegram does not tell: %i groups with %i commands each', async (groups, commands) => {
  stage.telegram.fail({ method: 'getChatMember', fault: { type: 'hang' } });
  const owner = stage.people.user('Olga');
  for (let i = 0; i < groups; i += 1) {
    const group = stage.people.group(`Group ${i}`, { owner });
    const person = stage.people.user(`Member ${i}`);
    stage.telegram.setMember(group.id, person.user, 'member');
    for (let j = 0; j < commands; j += 1) stage.telegram.send({ user: person.user }, group.id, '/digest');
  }
  await expectAnswerFor('Ben');
  clock.release();
  const asked = owner.in(stage.people.group('Another', { owner }));
  await asked.sends('/digest');
  await asked.sees(/^I couldn’t check/);
});

it('a member who asks all the time, for the administrators of the group', async () => {
  await using stage = await startStage();
  const [omar, mina] = ['Omar', 'Mina'].map((name) => stage.people.user(name));
  if (!omar || !mina) throw new Error('nobody is there');
  const group = stage.people.group('Peace talks watch', { owner: omar, members: [mina] });
  const topics = ['ukraine', 'economy', 'summit', 'europe', 'talks', 'quotes', 'help', 'new', 'timeline'];
  for (const topic of topics) stage.telegram.send({ user: mina.user }, group.id, `/${topic}`);
  await mina.in(group).sends('/privacy');
  const admin = omar.in(group);
  await admin.sends('/digest 09:00');
  await admin.sees(/Your digest/i);
  // What the group's pace had left went first; the others wait behind the administrator.
  expect(admin.heard().length - 1).toBeLessThan(topics.length / 2);
});
