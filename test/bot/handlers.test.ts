// A request that is under way when the content changes is answered from the content that it began with.

import type { Update } from 'telegraf/types';
import { expect, test } from 'vitest';
import type { BotContext } from '../../src/bot/bot-context.ts';
import { openContext } from '../../src/bot/create-context.ts';
import { createHandlers, type HandlersOptions } from '../../src/bot/handlers.ts';

test('one request, one context', async () => {
  const opened = await openContext('./content');
  const facts = await opened.choices.of(1);
  const gate = Promise.withResolvers<typeof facts>();
  const choices = { ...opened.choices, known: () => undefined, soon: () => gate.promise };
  const before = { ...opened, choices, botName: 'communique_bot' } as unknown as BotContext;
  const after: BotContext = { ...before };
  let inForce = before;
  const seen: BotContext[] = [];
  const options = {
    ...{ api: {}, me: { id: 9, username: 'communique_bot' }, log: { debug: () => {} } },
    context: () => inForce,
    guard: { judge: () => 'answer' },
    respond: async () => undefined,
    route: {
      isForUs: () => true,
      command(_asked: unknown, context: BotContext) {
        seen.push(context);
        return { type: 'nothing' };
      },
    },
  };
  const handle = createHandlers(options as unknown as HandlersOptions);
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
  expect(seen.map((context) => (context === before ? 'before' : 'after'))).toEqual(['before', 'after']);
});
