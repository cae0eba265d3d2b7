// What a start says when the bot lacks something that only @BotFather can switch on.

import { expect, test } from 'vitest';
import { warnOfMissingModes } from '../../src/bot/setup.ts';

test('a bot without inline mode is told of with what to do; one with it is not', () => {
  const said: string[] = [];
  const log = { warn: (_: object, message: string) => void said.push(message) };
  warnOfMissingModes({ supports_inline_queries: true }, log);
  expect(said).toEqual([]);
  warnOfMissingModes({ supports_inline_queries: false }, log);
  expect(said).toEqual([expect.stringMatching(/inline mode is off.*@BotFather.*\/setinline/)]);
});
