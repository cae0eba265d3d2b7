// What each chat has chosen, kept in memory over the store: commands do not wait for a query.

import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { answeredWithin, type Clock, cacheClock, within } from '../clock.ts';
import { growingTo } from '../growing-cache.ts';
import type { ChatFacts } from '../store/chats.ts';
import type { Store } from '../store/database.ts';
import type { ChatChoices, ChatId } from '../store/types.ts';

export interface Choices {
  /** What is known without asking the store. */
  known(chat: number): ChatFacts | undefined;
  /** From the store the first time. */
  of(chat: number): Promise<ChatFacts>;
  /**
   * Asks the store; `undefined` where it does not answer in half a second, and at once until it answers again: for what
   * cannot wait.
   */
  soon(chat: number): Promise<ChatFacts | undefined>;
  /** Stores the choices. */
  choose(chat: number, choices: Partial<ChatChoices>): Promise<void>;
  /** Drops what is remembered of the chat: it may have changed. */
  forget(chat: number): void;
  /** Drops what is remembered of every chat. */
  forgetAll(): void;
}

/** Chats remembered, those that chose nothing too. Some 150 bytes each. */
const REMEMBERED = 50_000;
/** Another process may have changed what is remembered here, ms. */
const REMEMBERED_FOR = 600_000;
/** How long a query may delay the next one, ms: a query that hangs must not hold up the others. */
const PATIENCE_MS = 50;

/** An answer in the asker's language now is worth more than one in the chosen language after this, ms. */
const LOOK_UP_MS = 500;

/** Of a chat that chose nothing. */
const NOTHING_CHOSEN: ChatFacts = {
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
  const byChat = new LRUCache<number, ChatFacts>({
    ...growingTo(remembered),
    ttl: REMEMBERED_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });
  /** Counts what was forgotten: an answer of the store from before that may be out of date. */
  let forgets = 0;
  /** Settled when the store has answered the last query. */
  let answered: Promise<unknown> = Promise.resolve();
  /** The store has left somebody without an answer, and has given none since. */
  let isSilent = false;
  let isProbed = false;
  const lookUps = createLookUps(undefined);
  const hurriedLookUps = createLookUps(LOOK_UP_MS);

  /**
   * Chats met in one turn of the event loop, or while the store is being asked, are looked up together.
   * @param patience ms that each batch waits for the store; for ever when absent
   */
  function createLookUps(patience: number | undefined): DataLoader<number, ChatFacts | undefined> {
    return new DataLoader(
      async (ids) => {
        const found = chats.facts(ids as readonly ChatId[]);
        answered = found.catch(() => {});
        found.then(heard, () => {});
        const facts = await (patience === undefined ? found : answeredWithin(clock, patience, found));
        if (!facts) isSilent = true;
        return ids.map((id) => facts && (facts.get(id as ChatId) ?? NOTHING_CHOSEN));
      },
      {
        cache: false,
        batchScheduleFn(dispatch) {
          const gathered = new Promise<void>((resolve) => setImmediate(resolve));
          void Promise.all([gathered, within(clock, PATIENCE_MS, answered)]).then(dispatch);
        },
      },
    );
  }

  function heard(): void {
    isSilent = false;
  }

  /** One look-up at a time, which nobody waits for, says whether the store answers again. */
  function probe(chat: number): void {
    if (isProbed) return;
    isProbed = true;
    chats
      .facts([chat as ChatId])
      .then(heard, () => {})
      .finally(() => {
        isProbed = false;
      });
  }

  async function ask(chat: number, loader: typeof lookUps): Promise<ChatFacts | undefined> {
    const before = forgets;
    const facts = await loader.load(chat);
    if (facts && forgets === before) byChat.set(chat, facts);
    return facts;
  }

  return {
    known: (chat) => byChat.get(chat),
    async of(chat) {
      return byChat.get(chat) ?? (await ask(chat, lookUps)) ?? NOTHING_CHOSEN;
    },
    async soon(chat) {
      if (!isSilent) return ask(chat, hurriedLookUps);
      probe(chat);
      return undefined;
    },
    async choose(chat, choices) {
      byChat.set(chat, await chats.remember({ id: chat as ChatId, ...choices }));
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
