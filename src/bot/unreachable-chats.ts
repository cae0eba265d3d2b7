// What becomes of a chat by what its sends meet: gone, silenced, or a supergroup with another id.

import type { GoneReason } from '../delivery/outcome.ts';
import { isSilenced } from '../delivery/verdict.ts';
import type { Store } from '../store/database.ts';
import type { ChatId } from '../store/types.ts';
import type { Choices } from './choices.ts';

export interface UnreachableChats {
  /** Nothing reaches the chat any more. */
  onGone(chat: number, why: GoneReason): void;
  /** The group is a supergroup now. */
  onMigrated(from: number, to: number): void;
}

export function createUnreachableChats(
  { chats, moveChat }: Pick<Store, 'chats' | 'moveChat'>,
  choices: Choices,
  logger: Record<'info' | 'error', (facts: object, message: string) => void>,
): UnreachableChats {
  /** Nothing is stored of a group that chose nothing, its new id neither. */
  async function moveIfKnown(from: ChatId, to: ChatId): Promise<void> {
    if (await chats.get(from)) await moveChat(from, to);
    choices.forget(from);
    choices.forget(to);
  }

  function log(failed: string): (error: unknown) => void {
    return (error) => logger.error({ err: error }, failed);
  }

  return {
    onGone(chat, why) {
      // People who never opened the bot have nothing to close; an imported digest is closed by its own record.
      if (why === 'never started') return;
      const silenced = isSilenced(why, chat);
      const stopped = silenced ? chats.silenced(chat as ChatId, why) : chats.gone(chat as ChatId, why);
      stopped.then((count) => {
        choices.forget(chat);
        if (count > 0)
          logger.info({ chat, why, count, silenced }, 'a chat cannot be reached: its digests stop');
      }, log('a chat that is gone could not be noted'));
    },
    onMigrated(from, to) {
      moveIfKnown(from as ChatId, to as ChatId).catch(log('a group’s new id could not be noted'));
    },
  };
}
