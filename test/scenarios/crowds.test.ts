// What one chat, group or member does keeps nobody else waiting: through the real app and the local Telegram.

import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Stage, startStage } from '../support/bot.ts';

let stage: Stage;

beforeEach(async () => {
  stage = await startStage();
});

afterEach(async () => {
  await stage[Symbol.asyncDispose]();
});

/** A person who asks now is answered at once, in the time of a slow machine. */
async function expectAnswerFor(name: string): Promise<void> {
  const ben = stage.people.user(name);
  const began = performance.now();
  await ben.sends('/summit');
  await ben.sees(/^🤝 Summit/);
  expect(performance.now() - began).toBeLessThan(2_500);
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
  const asked = owner.in(stage.people.group('Another', { owner }));
  await asked.sends('/digest');
  await asked.sees(/^I couldn’t check/);
});

it('a member who asks all the time, for the administrators of the group', async () => {
  const [omar, mina] = ['Omar', 'Mina'].map((name) => stage.people.user(name));
  if (!omar || !mina) throw new Error('nobody is there');
  const group = stage.people.group('Peace talks watch', { owner: omar, members: [mina] });
  for (const topic of [
    'ukraine',
    'economy',
    'summit',
    'europe',
    'talks',
    'quotes',
    'help',
    'new',
    'timeline',
  ])
    stage.telegram.send({ user: mina.user }, group.id, `/${topic}`);
  await mina.in(group).sends('/privacy');
  const admin = omar.in(group);
  await admin.sends('/digest 09:00');
  // Of its pace the group has one message in four seconds left.
  const began = performance.now();
  await admin.sees(/Your digest/i);
  expect(performance.now() - began).toBeLessThan(9_000);
});
