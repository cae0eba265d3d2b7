// Topics as they are named among the words of a digest.

import type { BotContext } from '../bot-context.ts';

/** A topic by its command, its id or its name. @param word in lower case */
export function topicOf(word: string, { catalogue }: BotContext): string | undefined {
  const topic =
    catalogue.topicByCommand(word) ??
    catalogue.topics.find(({ id, name }) => id === word || name.toLowerCase() === word);
  return topic?.id;
}
