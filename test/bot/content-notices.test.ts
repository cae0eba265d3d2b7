// Operators are told of each set of mistakes once, whichever process finds it, and once that all is well
// again.

import { expect, test } from 'vitest';
import { createContentNotices } from '../../src/bot/operators/content-notices.ts';
import type { ContentProblem } from '../../src/errors.ts';
import { createLocales } from '../../src/locales/locale.ts';
import type { ChatFacts } from '../../src/store/chats.ts';

const problem = (line: number): ContentProblem => ({
  ...{
    file: 'content/topics.yaml',
    line,
    column: 3,
    entry: 'topic ukraine',
    what: 'has no "name"; write name: …',
  },
});

function stage() {
  const stored = new Map<string, string>();
  const sent: { chat: number; text: string }[] = [];
  const process = () =>
    createContentNotices({
      adminIds: [1, 2],
      locales: createLocales(),
      choices: {
        of: async (chat: number) => ({ language: chat === 2 ? 'ru' : null }) as ChatFacts,
      },
      gateway: {
        async send(chat, _method, payload) {
          sent.push({ chat, text: String(payload.text) });
          return { type: 'sent', result: {} };
        },
      },
      meta: {
        get: async (key) => stored.get(key),
        change: async (key, value) => stored.get(key) !== value && !!stored.set(key, value),
      },
      log: { warn: () => {} },
    });
  return {
    process,
    sent,
    take: () => sent.splice(0).map(({ chat, text }) => `${chat} ${text.split('\n')[0]}`),
  };
}

test('each set of mistakes once, in each operator’s language, by one of several processes', async () => {
  const { process, sent, take } = stage();
  const [one, other] = [process(), process()];
  await one.started();
  await one.refused([problem(1)]);
  await other.refused([problem(1)]);
  expect(take()).toEqual([
    '1 <b>The content has 1 mistake and wasn’t loaded</b>',
    '2 <b>В контенте 1 ошибка, он не принят</b>',
  ]);
  await one.refused(Array.from({ length: 7 }, (_, n) => problem(n + 1)));
  expect(sent[0]?.text).toContain(
    '<code>content/topics.yaml:5:3: topic ukraine: has no &quot;name&quot;; write name: …</code>',
  );
  expect(sent[0]?.text).not.toContain('topics.yaml:6');
  expect(sent[0]?.text).toContain('… and 2 more');
  take();
  // Back to the first mistake, which has been told.
  await one.refused([problem(1)]);
  expect(take()).toEqual([]);
  await one.good();
  await other.good();
  expect(take()).toHaveLength(2);
  // The same mistake again, later.
  await other.refused([problem(1)]);
  expect(take()).toHaveLength(2);
  // Mended while no bot ran.
  await process().started();
  await process().started();
  expect(take()).toEqual(['1 <b>Content fixed and live</b>', '2 <b>Контент исправлен и уже действует</b>']);
});
