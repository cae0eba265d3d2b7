// The commands as menus, /help and routing see them: all that is particular to one, but its handlers.

import type { Locale } from '../locales/locale.ts';
import type { StartPayload } from '../messages/start-payloads.ts';
import type { Question } from './questions.ts';

/** Who has a menu of their own: everybody in private, a group's members, and its administrators. */
export type Menu = 'private' | 'group' | 'administrators';

/**
 * What stands for a command without naming it: a followed link, the answer to a question of the bot's, plain words in a
 * private chat, a button of the channel picker.
 */
export type Meaning =
  | Exclude<StartPayload['type'], 'topic' | 'talk' | 'talk-topic' | 'point'>
  | `answer to ${Question['type']}`
  | 'plain words';

export interface CommandInfo {
  /** As typed after the slash: 1 to 32 of `a-z0-9_`. */
  readonly name: string;
  /** For the menu and /help: 1 to 256 characters (Bot API `BotCommand`). */
  describe(locale: Locale): string;
  /** Whose menus and /help it is for. */
  readonly menus: readonly Menu[];
  /** Too seldom needed for a menu. */
  readonly helpOnly: boolean;
  /** A topic of the content, or a command of the bot's own. */
  readonly origin: 'topic' | 'bot';
  /**
   * In groups and channels `managers` are the administrators; in a private chat everybody is one. `operators` are
   * ADMIN_IDS, in private chats; for anybody else their commands do not exist.
   */
  readonly who: 'everyone' | 'managers' | 'operators';
  /** Searching costs more than an answer that stands ready, so people may do it less often. */
  readonly pace: 'normal' | 'slow';
  /** In a group, the same again within a minute is pointed to the answer above. */
  readonly repeats: boolean;
  /** `@name` after it makes it about that channel. */
  readonly namesChannel: boolean;
  /** What follows it may be the parameter of a link. */
  readonly followsLinks: boolean;
  readonly means: readonly Meaning[];
}

export interface CommandList {
  /** Those that anybody may know of, in the order of the menus. */
  readonly all: readonly CommandInfo[];
  readonly operators: readonly CommandInfo[];
  find(name: string): CommandInfo | undefined;
  /** The name of the command that is meant. */
  meant(meaning: Meaning): string;
}
