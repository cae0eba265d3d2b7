// What becomes of an answer to an inline query: sent at once, and a refusal told only where somebody should know.

import { expect, test } from 'vitest';
import { createRespondInline } from '../../src/bot/respond.ts';
import type { Outcome } from '../../src/delivery/outcome.ts';

const ANSWER = { results: [], cache_time: 300, is_personal: true, next_offset: '' } as const;

async function answered(outcome: Outcome) {
  const calls: unknown[] = [];
  const said: object[] = [];
  const call = async (...args: readonly unknown[]) => {
    calls.push(args);
    return outcome;
  };
  createRespondInline({ call }, { warn: (fields) => void said.push(fields) })('7', ANSWER);
  await new Promise((resolve) => setImmediate(resolve));
  return { calls, said };
}

test('an answer names its query and carries the results', async () => {
  const { calls, said } = await answered({ type: 'sent', result: true });
  expect(calls).toEqual([['answerInlineQuery', { inline_query_id: '7', ...ANSWER }]]);
  expect(said).toEqual([]);
});

test('a refusal is told, but not that somebody has typed on', async () => {
  const refused = { type: 'rejected', why: 'other', description: 'RESULT_ID_INVALID' } as const;
  expect((await answered(refused)).said).toEqual([{ why: 'other', description: 'RESULT_ID_INVALID' }]);
  const late = { type: 'rejected', why: 'query too old', description: 'query is too old' } as const;
  expect((await answered(late)).said).toEqual([]);
});
