// Which private chats have been asked for a city: their next plain words are the answer, not a search.
// Made by desk.ts; a restart forgets them, and replies to the question itself are known without it.

export interface Questions {
  ask(chat: number): void;
  /** Whether the chat was asked; it is not any more. */
  take(chat: number): boolean;
}

/** Chats remembered; beyond that the oldest go. */
const REMEMBERED = 1_000;

export function createQuestions(): Questions {
  const asked = new Set<number>();
  return {
    ask(chat) {
      const [oldest] = asked;
      if (asked.size >= REMEMBERED && oldest !== undefined) asked.delete(oldest);
      asked.add(chat);
    },
    take: (chat) => asked.delete(chat),
  };
}
