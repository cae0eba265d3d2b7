// What handlers remember, over two processes: what one of them is told, the other knows, as it goes over the
// wire.

import { expect, it } from 'vitest';
import { createChoices } from '../../src/bot/choices.ts';
import { shareManagers } from '../../src/bot/group/managers.ts';
import { createQuestions, type Question } from '../../src/bot/questions.ts';
import { shareChoices, shareQuestions } from '../../src/bot/shared-memory.ts';
import { readSignal, type Signal, writeSignal } from '../../src/cluster/cluster-signals.ts';
import type { ChatFacts } from '../../src/store/chats.ts';
import { manualClock } from '../support/clock.ts';

const CHAT = 7;
const CHOSEN: ChatFacts = {
  language: null,
  zone: null,
  whoMayAsk: 'everyone',
  deletesQuestions: false,
  quietHours: null,
  pauseUntold: false,
};

/** Two processes that hear each other. */
function two() {
  const listeners: ((signal: Signal) => void)[][] = [[], []];
  return listeners.map((own, from) => ({
    listen: (listener: (signal: Signal) => void) => void own.push(listener),
    tell(signal: Signal) {
      for (const [to, others] of listeners.entries()) {
        const heard = readSignal(to, writeSignal(from, signal));
        if (heard) for (const listener of others) listener(heard);
      }
    },
  }));
}

/** Their memories over one store. */
function memories() {
  const stored = new Map<number, ChatFacts>();
  const chats = {
    facts: async (ids: readonly number[]) => new Map(ids.map((id) => [id, stored.get(id) ?? CHOSEN])),
    async remember({ id, ...chosen }: { readonly id: number } & Partial<ChatFacts>) {
      const facts = { ...CHOSEN, ...stored.get(id), ...chosen };
      stored.set(id, facts);
      return facts;
    },
  };
  const [one, other] = two().map((others) => ({
    choices: shareChoices(createChoices(chats as never, manualClock()), others),
    questions: shareQuestions(createQuestions(), others),
  }));
  if (!one || !other) throw new Error('there are two');
  return { one, other };
}

it('what a chat chooses in one process is asked of the store by the other', async () => {
  const { one, other } = memories();
  expect((await other.choices.of(CHAT)).language).toBe(null);
  await one.choices.choose(CHAT, { language: 'ru' });
  expect(other.choices.known(CHAT)).toBeUndefined();
  expect((await other.choices.of(CHAT)).language).toBe('ru');
});

it.each<Question>([
  { type: 'broadcast' },
  { type: 'channel' },
  { type: 'city', channel: undefined },
  { type: 'city', channel: -1001 },
])('a question may be answered to another process, once: %j', (question) => {
  const { one, other } = memories();
  one.questions.ask(CHAT, question);
  expect(other.questions.waiting(CHAT)).toEqual(question);
  expect(other.questions.take(CHAT)).toEqual(question);
  expect(one.questions.take(CHAT)).toBeUndefined();
});

it('whose place in a chat has changed is told, the bot’s own too', () => {
  const heard: unknown[] = [];
  const [one] = two().map((others) =>
    shareManagers(
      {
        mayManage: async () => 'unknown',
        wasManager: () => false,
        standing: async () => undefined,
        changed: (...change) => void heard.push(change),
      },
      others,
    ),
  );
  one?.changed(CHAT, 42);
  one?.changed(CHAT);
  // Each is noted by the process itself, then by the other one.
  expect(heard).toEqual([
    [CHAT, 42],
    [CHAT, 42],
    [CHAT, undefined],
    [CHAT, undefined],
  ]);
});
