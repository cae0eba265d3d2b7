// The log's messages, found in the sources, and the list of them for operators: the same, and no other.

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../support/program.ts';

/** `log.warn(…)` and the like; and functions of the code that pass a message on to one. */
const CALL = /\b(?:(?:log|logger)\??\.(?:info|warn|error|fatal)|(?:failed|unsent|say|log))\(/g;
/** Parameters that hold a message which the caller gives. */
const PASSED_ON = ['message', 'failed', 'what'];

/** The source of the call's arguments, each by itself. */
function argumentsAt(source: string, from: number): string[] {
  const found = [''];
  let quote = '';
  let depth = 1;
  for (let at = from; at < source.length; at += 1) {
    const letter = source[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if ('\'`"'.includes(letter)) quote = letter;
    else if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
    if (depth === 0) break;
    if (depth === 1 && quote === '' && letter === ',') found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim()).filter((one) => one !== '');
}

/** The message of a call, or the constant's that it names; `undefined` where it is passed on, or is no message. */
function messageOf(source: string, last: string): string | undefined {
  const named = /^\w+$/.test(last) && !PASSED_ON.includes(last);
  const literal = named ? new RegExp(`const ${last} =\\s+('[^']*')`).exec(source)?.[1] : last;
  if (literal === undefined) throw new Error(`what is logged as ${last}?`);
  return /^(['`])(.*)\1$/s.exec(literal)?.[2];
}

const messages = new Set<string>();
for (const file of globSync('src/{*,{ops,store,delivery,cluster,copies,digests,live,incoming,bot}/**/*}.ts', {
  cwd: ROOT,
})) {
  const source = readFileSync(join(ROOT, file), 'utf8');
  for (const call of source.matchAll(CALL)) {
    const isLevel = call[0].includes('.');
    const last = argumentsAt(source, call.index + call[0].length).at(-1) ?? '';
    if (!isLevel && !/^(?:['`]|[A-Z_]+$)/.test(last)) continue;
    const message = messageOf(source, last);
    // Of functions of these names only what reads like a message.
    if (message?.includes(' ') || (isLevel && message !== undefined)) messages.add(message);
  }
}

const table =
  readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
    .split('## Lines of the log')[1]
    ?.split('## Alerts')[0] ?? '';
const listed = [...table.matchAll(/^\| (`[^|]+`) \| /gm)]
  .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line))
  .filter((line) => line !== 'msg');

/** What differs from time to time stands for anything. */
const patternOf = (message: string) =>
  new RegExp(
    `^${message
      .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
      .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
      .join('.+')}$`,
  );

it('every message of the log is explained to operators', () => {
  expect(messages.size).toBeGreaterThan(60);
  const unexplained = [...messages].filter(
    (message) => !listed.some((line) => patternOf(message).test(line)),
  );
  expect(unexplained).toEqual([]);
});

it('every line that is explained can be logged', () => {
  const patterns = [...messages].map(patternOf);
  expect(listed.filter((line) => !patterns.some((pattern) => pattern.test(line)))).toEqual([]);
});
