// The command table: who may ask for what, where it is shown, how often it may be asked, and who answers.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW } from '../content/schema.ts';
import type { BotContext } from './bot-context.ts';
import type { CommandInfo, CommandList, Meaning, Menu } from './command-list.ts';
import { settings } from './commands/chat-settings.ts';
import { help } from './commands/help.ts';
import { compare, corrections, promises, who } from './commands/memory.ts';
import { news } from './commands/new.ts';
import { forget, forgetPost, mydata, privacy } from './commands/personal.ts';
import { search } from './commands/search.ts';
import { start } from './commands/start.ts';
import { quotes, talks, timeline } from './commands/talk-commands.ts';
import { topic, topicPost } from './commands/topic.ts';
import { digestPost, stopPost } from './digest/channel-post.ts';
import { digest, stop } from './digest/digest-command.ts';
import { greeting } from './group/membership.ts';
import { broadcast } from './operators/broadcast-command.ts';
import { reload } from './operators/reload-command.ts';
import { stats } from './operators/stats-command.ts';
import type { Reply } from './reply.ts';
import type { Command } from './request.ts';

/** From a command to what is said. Sends nothing. */
export type Handler = (command: Command, context: BotContext) => Reply | Promise<Reply>;

export interface CommandHandlers {
  readonly handle: Handler;
  /**
   * The answer to a post in a channel, for the commands that channels may post: a reply that its readers see, or a
   * line for who posted it, which goes away again.
   */
  readonly post?: (
    command: Command,
    context: BotContext,
  ) => Reply | Promise<Reply | { readonly line: string }>;
  /** What members get in a group instead of a refusal. */
  readonly instead?: (command: Command, context: BotContext) => Promise<Reply | undefined>;
}

const EVERYWHERE: readonly Menu[] = ['private', 'group', 'administrators'];
/** Members of a group do not see what only its administrators may do. */
const MANAGED: readonly Menu[] = ['private', 'administrators'];
const PRIVATE: readonly Menu[] = ['private'];

interface OwnCommand extends CommandHandlers {
  readonly name: string;
  readonly menus: readonly Menu[];
  readonly helpOnly?: true;
  readonly who?: CommandInfo['who'];
  readonly pace?: 'slow';
  readonly repeats?: false;
  readonly namesChannel?: true;
  readonly followsLinks?: true;
  readonly means?: readonly Meaning[];
}

/**
 * The bot's own commands, in the order of the menus. No topic may take their names (`RESERVED_COMMANDS`). With the
 * topics, a menu has about 15 of them: more are not read, so the rest are in /help.
 */
const OWN_COMMANDS: readonly OwnCommand[] = [
  { name: 'talks', menus: EVERYWHERE, handle: talks, means: ['talks'] },
  // What it says depends on when it was asked last.
  { name: 'new', menus: EVERYWHERE, helpOnly: true, handle: news, repeats: false },
  { name: 'timeline', menus: EVERYWHERE, helpOnly: true, handle: timeline, means: ['timeline'] },
  { name: 'quotes', menus: EVERYWHERE, helpOnly: true, handle: quotes, means: ['quotes'] },
  { name: 'promises', menus: EVERYWHERE, handle: promises },
  { name: 'compare', menus: EVERYWHERE, handle: compare },
  { name: 'who', menus: EVERYWHERE, helpOnly: true, handle: who, pace: 'slow' },
  { name: 'corrections', menus: EVERYWHERE, helpOnly: true, handle: corrections },
  { name: 'search', menus: EVERYWHERE, handle: search, pace: 'slow', means: ['plain words'] },
  {
    name: 'digest',
    menus: MANAGED,
    who: 'managers',
    handle: digest,
    post: digestPost,
    namesChannel: true,
    means: ['digest', 'channel', 'answer to city', 'answer to first city', 'answer to channel'],
  },
  {
    name: 'stop',
    menus: MANAGED,
    helpOnly: true,
    who: 'managers',
    handle: stop,
    post: stopPost,
    namesChannel: true,
  },
  // What it says depends on what has ended, and on what follows it, so it never repeats itself.
  {
    name: 'start',
    menus: PRIVATE,
    helpOnly: true,
    handle: start,
    instead: greeting,
    repeats: false,
    followsLinks: true,
    means: ['start'],
  },
  { name: 'help', menus: EVERYWHERE, handle: help },
  { name: 'settings', menus: MANAGED, helpOnly: true, who: 'managers', handle: settings },
  { name: 'privacy', menus: EVERYWHERE, helpOnly: true, handle: privacy },
  { name: 'mydata', menus: PRIVATE, helpOnly: true, who: 'managers', handle: mydata },
  { name: 'forget', menus: PRIVATE, helpOnly: true, who: 'managers', handle: forget, post: forgetPost },
];

/** In no help, and in the menus of operators alone. Their names are reserved too. */
const OPERATORS_COMMANDS: readonly OwnCommand[] = [
  { name: 'stats', menus: PRIVATE, who: 'operators', handle: stats },
  { name: 'broadcast', menus: PRIVATE, who: 'operators', handle: broadcast, means: ['answer to broadcast'] },
  { name: 'reload', menus: PRIVATE, who: 'operators', handle: reload },
];

const OWN = [...OWN_COMMANDS, ...OPERATORS_COMMANDS];
const OWN_BY_NAME: ReadonlyMap<string, OwnCommand> = new Map(OWN.map((command) => [command.name, command]));
const NAME_BY_MEANING: ReadonlyMap<Meaning, string> = new Map(
  OWN.flatMap(({ name, means = [] }) => means.map((meaning) => [meaning, name] as const)),
);
const TOPIC: CommandHandlers = { handle: topic, post: topicPost };

/** Every topic of the catalogue, then the bot's own commands. */
export function commandList(catalogue: Catalogue): CommandList {
  const topics = catalogue.topics.map(
    ({ id, command, description }): CommandInfo => ({
      name: command,
      describe: (locale) =>
        id === OVERVIEW
          ? locale.text('command-latest')
          : (catalogue.in(locale.language).topic(id)?.description ?? description),
      menus: EVERYWHERE,
      helpOnly: false,
      origin: 'topic',
      who: 'everyone',
      pace: 'normal',
      repeats: true,
      namesChannel: false,
      followsLinks: false,
      means: [],
    }),
  );
  const all = [...topics, ...OWN_COMMANDS.map(infoOf)];
  const operators = OPERATORS_COMMANDS.map(infoOf);
  const byName = new Map([...all, ...operators].map((entry) => [entry.name, entry]));
  return { all, operators, find: (name) => byName.get(name), meant };
}

/** Who answers the command. */
export function handlersOf({ origin, name }: CommandInfo): CommandHandlers {
  const handlers = origin === 'topic' ? TOPIC : OWN_BY_NAME.get(name);
  if (!handlers) throw new Error(`/${name} is in no table of commands`);
  return handlers;
}

function infoOf(command: OwnCommand): CommandInfo {
  const { name, menus, who = 'everyone', pace = 'normal', repeats = true, means = [] } = command;
  return {
    name,
    menus,
    who,
    pace,
    repeats,
    means,
    origin: 'bot',
    helpOnly: command.helpOnly ?? false,
    namesChannel: command.namesChannel ?? false,
    followsLinks: command.followsLinks ?? false,
    describe: (locale) => locale.text(`command-${name}`),
  };
}

function meant(meaning: Meaning): string {
  const name = NAME_BY_MEANING.get(meaning);
  if (name === undefined) throw new Error(`no command stands for ${meaning}`);
  return name;
}
