// What each chat has chosen, kept in memory over the store: commands do not wait for a query.

import { type Clock, within } from '../clock.ts';
import type { Store } from '../store/database.ts';
import type { ChatChoices, ChatId } from '../store/types.ts';

/** A chat's choices, and whether its administrators have yet to hear that a digest is paused. */
export type Facts = ChatChoices & { readonly pauseUntold: boolean };

export interface Choices {
  /** What is known without asking the store. */
  known(chat: number): Facts | undefined;
  /** From the store the first time. */
  of(chat: number): Promise<Facts>;
  /** Stores the choices. */
  choose(chat: number, choices: Partial<ChatChoices>): Promise<void>;
  /** Drops what is remembered of the chat: it may have changed. */
  forget(chat: number): void;
  /** Drops what is remembered of every chat. */
  forgetAll(): void;
}

/** Chats remembered, those that chose nothing too; beyond that the oldest go. Some 150 bytes each. */
const REMEMBERED = 50_000;
/** Another process may have changed what is remembered here, ms. */
const REMEMBERED_FOR = 600_000;
/** How long a query may delay the next one, ms: a query that hangs must not hold up the others. */
const PATIENCE_MS = 50;

/** Of a chat that chose nothing. */
const NOTHING_CHOSEN: Facts = {
  language: null,
  zone: null,
  whoMayAsk: 'everyone',
  deletesQuestions: false,
  quietHours: null,
  pauseUntold: false,
};

export function createChoices(
  chats: Pick<Store['chats'], 'facts' | 'remember'>,
  clock: Pick<Clock, 'monotonic' | 'after'>,
  remembered: number = REMEMBERED,
): Choices {
  const byChat = new Map<number, { readonly facts: Facts; readonly until: number }>();

  function remember(chat: number, facts: Facts): void {
    byChat.delete(chat);
    const [oldest] = byChat.keys();
    if (byChat.size >= remembered && oldest !== undefined) byChat.delete(oldest);
    byChat.set(chat, { facts, until: clock.monotonic() + REMEMBERED_FOR });
  }

  function known(chat: number): Facts | undefined {
    const entry = byChat.get(chat);
    return entry && clock.monotonic() < entry.until ? entry.facts : undefined;
  }

  /** Chats met for the first time in one turn of the event loop, or while the store is being asked, are looked up together. */
  let asked: { readonly ids: Set<number>; readonly found: Promise<ReadonlyMap<number, Facts>> } | undefined;
  /** Times that something was forgotten: what the store said before that may be out of date. */
  let forgets = 0;

  async function ask(chat: number): Promise<Facts> {
    asked ??= startAsking();
    asked.ids.add(chat);
    const before = forgets;
    const facts = (await asked.found).get(chat) ?? NOTHING_CHOSEN;
    if (forgets === before) remember(chat, facts);
    return facts;
  }

  /** Settled when the store has answered the question before. */
  let answered: Promise<unknown> = Promise.resolve();

  function startAsking(): NonNullable<typeof asked> {
    const ids = new Set<number>();
    const gathered = new Promise<void>((resolve) => setImmediate(resolve));
    const found = Promise.all([gathered, within(clock, PATIENCE_MS, answered)]).then(() => {
      asked = undefined;
      return chats.facts([...ids] as ChatId[]);
    });
    answered = found.catch(() => {});
    return { ids, found };
  }

  return {
    known,
    of(chat) {
      const facts = known(chat);
      return facts ? Promise.resolve(facts) : ask(chat);
    },
    async choose(chat, choices) {
      remember(chat, await chats.remember({ id: chat as ChatId, ...choices }));
    },
    forget(chat) {
      forgets += 1;
      byChat.delete(chat);
    },
    forgetAll() {
      forgets += 1;
      byChat.clear();
    },
  };
}
