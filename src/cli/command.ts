// What a command of the CLI is: its actions, its usage, and how the words behind its name are read.

import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';

/** One line of a usage: `npm run store -- backup FILE`. */
export interface Action {
  /** The words it takes, such as `FILE` or `TALK [FOLDER]`; in brackets what may be left out. None when absent. */
  readonly word?: string;
  /** The options it takes, each with what stands after it: `{ since: 'DATABASE_URL' }`. */
  readonly options?: Readonly<Record<string, string>>;
  /** Those of the options that may not be left out. */
  readonly requires?: readonly string[];
  /** For the usage. */
  readonly does: string;
  /** What `--help` says below the usage of this action alone: its options, an example. */
  readonly more?: string;
  /** Gives what to print. `word` is the first word, empty when it was left out. */
  readonly run: (word: string, given: Given) => Promise<string>;
}

/** What stands behind an action's name. */
export interface Given {
  readonly words: readonly string[];
  /** By name; those that were left out are missing. */
  readonly options: Readonly<Record<string, string>>;
}

/** Several actions, each by its name of one word or two (`new talk`), or a single one, which takes all words as one text. */
export type Command = { readonly actions: Readonly<Record<string, Action>> } | Action;

/** A command line. Every command takes `--help`. */
export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
  readonly help: boolean;
  readonly unknownOption: string | undefined;
}

/** The options of all actions; each takes a value. */
const OPTIONS = [
  ...['since', 'revision', 'language'],
  ...['talk', 'id', 'outlet', 'url', 'form'],
  ...['name', 'title', 'country', 'of', 'role', 'party', 'by', 'topic'],
] as const;

export function readArguments(args: readonly string[]): Arguments {
  const { tokens, positionals } = parseArgs({
    args: numbersAreWords(args),
    options: {
      help: { type: 'boolean', short: 'h' },
      ...Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' } as const])),
    },
    allowPositionals: true,
    // The errors of a strict reading explain how to quote, not what to write.
    strict: false,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  const known = new Set<string>(OPTIONS);
  const given = options.filter(({ name }) => known.has(name));
  const without = given.find(({ value }) => value === undefined || value === '');
  if (without)
    throw new UserError(
      `${without.rawName} needs a value; write ${without.rawName} VALUE\nnpm run COMMAND -- --help shows how it is used`,
    );
  return {
    words: positionals,
    options: Object.fromEntries(given.map(({ name, value }) => [name, value ?? ''])),
    help: options.some(({ name }) => name === 'help'),
    unknownOption: options.find(({ name }) => name !== 'help' && !known.has(name))?.rawName,
  };
}

/** A group's id is a negative number, which `parseArgs` takes for options unless `--` stands before it. */
function numbersAreWords(args: readonly string[]): string[] {
  const number = args.findIndex((arg) => /^-\d/.test(arg));
  return number < 0 ? [...args] : args.toSpliced(number, 0, '--');
}

/** Gives what to print. @throws UserError with the usage when the words are not understood */
export async function runCommand(name: string, command: Command, given: Given): Promise<string> {
  const usage = usageOf(name, command);
  if (!('actions' in command)) {
    refuseOptions(command, given, usage);
    return command.run(given.words.join(' '), given);
  }
  const { called, words } = split(command.actions, given.words);
  if (called === undefined) throw new UserError(usage);
  const action = byName(command.actions, called, usage);
  const own = usageOf(name, { actions: { [called]: action } });
  refuseOptions(action, given, action.more === undefined ? usage : own);
  const lacks = action.requires?.some((option) => !Object.hasOwn(given.options, option)) ?? false;
  if (lacks || !takes(action, words)) throw new UserError(action.more === undefined ? usage : own);
  return action.run(words[0] ?? '', { words, options: given.options });
}

/** The action's name, of one word or two, and the words behind it. */
function split(
  actions: Readonly<Record<string, Action>>,
  [first, second, ...rest]: readonly string[],
): { readonly called: string | undefined; readonly words: readonly string[] } {
  const behind = second === undefined ? [] : [second, ...rest];
  const isPair = Object.keys(actions).some((name) => name.startsWith(`${first} `));
  if (isPair && second !== undefined) return { called: `${first} ${second}`, words: rest };
  return { called: first, words: behind };
}

/** What `--help` says: of the command, or of the actions that the words behind it begin to name. */
export function helpOf(name: string, command: Command, words: readonly string[]): string {
  if (!('actions' in command)) return usageOf(name, command);
  const { called = '' } = split(command.actions, words);
  const meant = Object.entries(command.actions).filter(
    ([action]) => action === called || action.startsWith(`${called} `),
  );
  if (meant.length === 0) return usageOf(name, command);
  const more = meant.length === 1 ? meant.flatMap(([, action]) => action.more ?? []) : [];
  return [usageOf(name, { actions: Object.fromEntries(meant) }), ...more].join('\n\n');
}

function takes({ word = '' }: Action, given: readonly string[]): boolean {
  const slots = word.split(' ').filter((slot) => slot !== '');
  const needed = slots.filter((slot) => !slot.startsWith('[')).length;
  return given.length >= needed && given.length <= slots.length && !given.includes('');
}

function refuseOptions({ options = {} }: Action, given: Given, usage: string): void {
  const foreign = Object.keys(given.options).find((name) => !Object.hasOwn(options, name));
  if (foreign !== undefined) throw new UserError(`There is no option --${foreign} here\n\n${usage}`);
}

/** @throws UserError that names what does not exist, and the nearest that does */
export function byName<Value>(table: Readonly<Record<string, Value>>, given: string, usage: string): Value {
  const found = Object.hasOwn(table, given) ? table[given] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(table);
  const nearest = closest(given, names);
  const near = distance(given, nearest) <= nearest.length / 2;
  const instead = near ? nearest : `one of ${names.join(', ')}`;
  throw new UserError(`There is no command ${given}; write ${instead}\n\n${usage}`);
}

export function usageOf(name: string, command: Command): string {
  const actions = 'actions' in command ? Object.entries(command.actions) : [['', command] as const];
  return columns(
    actions.map(([action, { word = '', options = {}, requires = [], does, more }]) => {
      // What an action's own --help explains stands there alone.
      const isShort = more !== undefined && actions.length > 1;
      const shown = Object.entries(options).filter(([option]) => !isShort || requires.includes(option));
      const taken = shown.map(([option, value]) => {
        const written = `--${option} ${value}`;
        return requires.includes(option) ? written : `[${written}]`;
      });
      const rest = shown.length < Object.keys(options).length ? ['[…]'] : [];
      const words = [action, word, ...taken, ...rest].filter((each) => each !== '');
      return [`npm run ${name} -- ${words.join(' ')}`, does];
    }),
  );
}

/** Two columns, a row a line. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`).join('\n');
}
