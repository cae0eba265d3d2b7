// What a command of the CLI is: its actions, its usage, and how the words behind its name are read.

import { parseArgs } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../errors.ts';

/** One line of a usage: `npm run store -- backup FILE`. */
export interface Action {
  /** The word it takes, such as `FILE`; in brackets when it may be left out. None when absent. */
  readonly word?: string;
  /** For the usage. */
  readonly does: string;
  /** Gives what to print. `word` is empty when it was left out. */
  readonly run: (word: string) => Promise<string>;
}

/** Several actions, each by its name, or a single one, which takes all words as one text. */
export type Command = { readonly actions: Readonly<Record<string, Action>> } | Action;

/** A command line. `--help` is the only option there is. */
export interface Arguments {
  readonly words: readonly string[];
  readonly help: boolean;
  readonly unknownOption: string | undefined;
}

export function readArguments(args: readonly string[]): Arguments {
  const { tokens, positionals } = parseArgs({
    args: numbersAreWords(args),
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
    // The errors of a strict reading explain how to quote, not what to write.
    strict: false,
    tokens: true,
  });
  const options = tokens.filter((token) => token.kind === 'option');
  return {
    words: positionals,
    help: options.some(({ name }) => name === 'help'),
    unknownOption: options.find(({ name }) => name !== 'help')?.rawName,
  };
}

/** A group's id is a negative number, which `parseArgs` takes for options unless `--` stands before it. */
function numbersAreWords(args: readonly string[]): string[] {
  const number = args.findIndex((arg) => /^-\d/.test(arg));
  return number < 0 ? [...args] : args.toSpliced(number, 0, '--');
}

/** Gives what to print. @throws UserError with the usage when the words are not understood */
export async function runCommand(name: string, command: Command, words: readonly string[]): Promise<string> {
  if (!('actions' in command)) return command.run(words.join(' '));
  const usage = usageOf(name, command);
  const [first, word = '', ...rest] = words;
  if (first === undefined) throw new UserError(usage);
  const action = byName(command.actions, first, usage);
  if (rest.length > 0 || !takes(action, word)) throw new UserError(usage);
  return action.run(word);
}

function takes({ word }: Action, given: string): boolean {
  if (word === undefined) return given === '';
  return given !== '' || word.startsWith('[');
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
    actions.map(([action, { word = '', does }]) => {
      const words = [action, word].filter((each) => each !== '');
      return [`npm run ${name} -- ${words.join(' ')}`, does];
    }),
  );
}

/** Two columns, a row a line. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `${left.padEnd(width)}   ${right}`).join('\n');
}
