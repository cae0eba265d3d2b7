// The CLI: its commands by name, and what a command line gets.

import { UserError } from '../errors.ts';
import { byName, type Command, columns, helpOf, readArguments, runCommand, usageOf } from './command.ts';

interface Listed {
  readonly about: string;
  /** Loaded only when it is asked for: an answer should not wait for PostgreSQL's driver. */
  readonly load: () => Promise<Command>;
}

const COMMANDS: Readonly<Record<string, Listed>> = {
  ask: {
    about: 'prints an answer in the terminal, without Telegram',
    load: async () => (await import('./ask.ts')).ask,
  },
  content: {
    about: 'begins, checks, compares and exports content',
    load: async () => (await import('./content.ts')).content,
  },
  connect: {
    about: 'puts the bot into Telegram: checks the token and keeps it',
    load: async () => (await import('./connect.ts')).connect,
  },
  digests: {
    about: 'says what is due, and why a chat got nothing',
    load: async () => (await import('./digests.ts')).digests,
  },
  subscribers: {
    about: 'imports and exports subscriptions',
    load: async () => (await import('./subscribers.ts')).subscribers,
  },
  store: {
    about: 'copies the database, or moves it to PostgreSQL',
    load: async () => (await import('./store.ts')).store,
  },
};

/** Gives what to print. @throws UserError with what to write instead, or with what went wrong */
export async function communique(args: readonly string[]): Promise<string> {
  const { words, options, help, unknownOption } = readArguments(args);
  const [name, ...rest] = words;
  const command = name === undefined ? undefined : await byName(COMMANDS, name, overview()).load();
  const usage = name === undefined || !command ? overview() : usageOf(name, command);
  if (unknownOption !== undefined) {
    throw new UserError(`There is no option ${unknownOption} here\n\n${usage}`);
  }
  if (help) return name === undefined || !command ? usage : helpOf(name, command, rest);
  if (name === undefined || !command) throw new UserError(usage);
  return runCommand(name, command, { words: rest, options });
}

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { about }]) => [`npm run ${name}`, about] as const);
  return `${columns(rows)}\n\nnpm run COMMAND -- --help shows how it is used.`;
}
