// A request that is under way when the content changes is answered from the content that it began with.

import { expect, test } from 'vitest';
import { type BotOptions, createBot, type Update } from '../../src/bot/bot.ts';
import { openDesk } from '../../src/bot/create-context.ts';
import type { Desk } from '../../src/bot/request.ts';

test('one request, one desk', async () => {
  const nameless = await openDesk('./content');
  const facts = await nameless.choices.of(1);
  const gate = Promise.withResolvers<typeof facts>();
  const choices = { ...nameless.choices, known: () => undefined, of: () => gate.promise };
  const before = { ...nameless, choices, botName: 'communique_bot' } as unknown as Desk;
  const after: Desk = { ...before };
  let inForce = before;
  const desks: Desk[] = [];
  const options = {
    ...{ api: {}, me: { id: 9, username: 'communique_bot' }, log: { debug: () => {} } },
    desk: () => inForce,
    guard: { judge: () => 'answer' },
    respond: async () => undefined,
    route: {
      isForUs: () => true,
      command(_asked: unknown, desk: Desk) {
        desks.push(desk);
        return { type: 'nothing' };
      },
    },
  };
  const handle = createBot(options as unknown as BotOptions);
  const message = {
    ...{ message_id: 1, date: 0, text: '/ukraine', chat: { id: 1, type: 'private', first_name: 'Anna' } },
    from: { id: 1, is_bot: false, first_name: 'Anna' },
  };
  const handling = handle({ update_id: 1, message } as Update);
  await new Promise(setImmediate);
  inForce = after;
  gate.resolve(facts);
  await handling;
  await handle({ update_id: 2, message } as Update);
  expect(desks.map((desk) => (desk === before ? 'before' : 'after'))).toEqual(['before', 'after']);
});
