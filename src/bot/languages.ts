// The language each chat has chosen, kept in memory over the store: commands do not wait for a query.
// Made by desk.ts; asked by bot.ts for every request, told by whatever changes or forgets a chat.

import type { Store } from '../store/database.ts';
import type { ChatId } from '../store/types.ts';

export interface Languages {
  /** What is known without asking the store: a language, `null` where the chat chose none, else `undefined`. */
  known(chat: number): string | null | undefined;
  /** The chat's language, from the store the first time; `null` where it chose none. */
  of(chat: number): Promise<string | null>;
  /** Stores the choice. */
  choose(chat: number, language: string): Promise<void>;
  /** What is known of the chat may have changed: the store is asked again. */
  forget(chat: number): void;
}

/** Chats remembered, those that chose none too; beyond that the oldest go. Some 100 bytes each. */
const REMEMBERED = 50_000;

export function createLanguages(chats: Store['chats'], remembered: number = REMEMBERED): Languages {
  const byChat = new Map<number, string | null>();

  function remember(chat: number, language: string | null): void {
    byChat.delete(chat);
    const [oldest] = byChat.keys();
    if (byChat.size >= remembered && oldest !== undefined) byChat.delete(oldest);
    byChat.set(chat, language);
  }

  /** Chats met for the first time in one turn of the event loop are looked up together. */
  let asked: { readonly ids: Set<number>; readonly found: Promise<ReadonlyMap<number, string>> } | undefined;

  async function ask(chat: number): Promise<string | null> {
    asked ??= startAsking();
    asked.ids.add(chat);
    const language = (await asked.found).get(chat) ?? null;
    remember(chat, language);
    return language;
  }

  function startAsking(): NonNullable<typeof asked> {
    const ids = new Set<number>();
    const found = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asked = undefined;
      return chats.languages([...ids] as ChatId[]);
    });
    return { ids, found };
  }

  return {
    known: (chat) => byChat.get(chat),
    of(chat) {
      const known = byChat.get(chat);
      return known === undefined ? ask(chat) : Promise.resolve(known);
    },
    async choose(chat, language) {
      await chats.remember({ id: chat as ChatId, language });
      remember(chat, language);
    },
    forget: (chat) => void byChat.delete(chat),
  };
}
