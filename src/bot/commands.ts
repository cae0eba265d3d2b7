// The commands in one table: name, what the menus say, where they are shown, who answers. /help comes from it
// too.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW } from '../content/schema.ts';
import type { Locale } from '../locales/locale.ts';
import { settings } from './commands/chat-settings.ts';
import { help } from './commands/help.ts';
import { forget, mydata, privacy } from './commands/personal.ts';
import { search } from './commands/search.ts';
import { start } from './commands/start.ts';
import { quotes, talks, timeline } from './commands/talk-commands.ts';
import { topicCommand } from './commands/topic.ts';
import { digest, stop } from './digest/digest-command.ts';
import { broadcast } from './operators/broadcast-command.ts';
import { reload } from './operators/reload-command.ts';
import { stats } from './operators/stats-command.ts';
import type { Command, Desk, Reply } from './request.ts';

/** Who has a menu of their own: everybody in private, a group's members, and its administrators. */
export type Menu = 'private' | 'group' | 'administrators';

/** From a command to what is said. Sends nothing. */
export type Handler = (command: Command, desk: Desk) => Reply | Promise<Reply>;

export interface CommandEntry {
  /** As typed after the slash: 1 to 32 of `a-z0-9_`. */
  readonly name: string;
  /** For the menu and /help: 1 to 256 characters (Bot API `BotCommand`). */
  describe(locale: Locale): string;
  readonly menus: readonly Menu[];
  /** A topic of the content, or a command of the bot's own. */
  readonly origin: 'topic' | 'bot';
  /**
   * In groups and channels `managers` are the administrators; in a private chat everybody is one. `operators` are
   * ADMIN_IDS, in private chats; to anybody else their commands do not exist.
   */
  readonly who: 'everyone' | 'managers' | 'operators';
  readonly handle: Handler;
}

export interface CommandTable {
  /** Those that anybody may know of, in the order of the menus. */
  readonly all: readonly CommandEntry[];
  readonly operators: readonly CommandEntry[];
  find(name: string): CommandEntry | undefined;
}

const EVERYWHERE: readonly Menu[] = ['private', 'group', 'administrators'];
/** What a group's members may not do is in no menu of theirs. */
const MANAGED: readonly Menu[] = ['private', 'administrators'];
const PRIVATE: readonly Menu[] = ['private'];

/** The bot's own commands. Their names are reserved: no topic may take one (`RESERVED_COMMANDS`). */
const OWN_COMMANDS: readonly CommandEntry[] = [
  own('talks', EVERYWHERE, talks),
  own('timeline', EVERYWHERE, timeline),
  own('quotes', EVERYWHERE, quotes),
  own('search', EVERYWHERE, search),
  own('digest', MANAGED, digest, 'managers'),
  own('stop', MANAGED, stop, 'managers'),
  own('start', PRIVATE, start),
  own('help', EVERYWHERE, help),
  own('settings', MANAGED, settings, 'managers'),
  own('privacy', EVERYWHERE, privacy),
  own('mydata', PRIVATE, mydata, 'managers'),
  own('forget', PRIVATE, forget, 'managers'),
];

/** In no help, and in the menus of operators alone. Their names are reserved too. */
const OPERATORS_COMMANDS: readonly CommandEntry[] = [
  own('stats', PRIVATE, stats, 'operators'),
  own('broadcast', PRIVATE, broadcast, 'operators'),
  own('reload', PRIVATE, reload, 'operators'),
];

/** Every topic of the catalogue, then the bot's own commands. */
export function commandTable(catalogue: Catalogue): CommandTable {
  const topics = catalogue.topics.map(
    (topic): CommandEntry => ({
      name: topic.command,
      describe: (locale) => (topic.id === OVERVIEW ? locale.text('command-latest') : topic.description),
      menus: EVERYWHERE,
      origin: 'topic',
      who: 'everyone',
      handle: topicCommand(topic),
    }),
  );
  const all = [...topics, ...OWN_COMMANDS];
  const byName = new Map([...all, ...OPERATORS_COMMANDS].map((entry) => [entry.name, entry]));
  return { all, operators: OPERATORS_COMMANDS, find: (name) => byName.get(name) };
}

function own(
  name: string,
  menus: readonly Menu[],
  handle: Handler,
  who: CommandEntry['who'] = 'everyone',
): CommandEntry {
  return { name, menus, handle, who, origin: 'bot', describe: (locale) => locale.text(`command-${name}`) };
}
