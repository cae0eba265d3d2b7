// `npm run subscribers`: subscriptions from a file of JSON lines, and into one.

import { createReadStream, createWriteStream, type ReadStream, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadContent } from '../content/load.ts';
import { createPlanner } from '../digests/schedule.ts';
import { type LineContext, lineReader, writeLine } from '../digests/subscription-lines.ts';
import { UserError } from '../errors.ts';
import { databaseOf, loadSettings, type Settings } from '../ops/settings.ts';
import { openStore } from '../store/database.ts';
import type { ImportedSubscription } from '../store/import.ts';
import { writeNewFile } from '../store/private-file.ts';
import type { Command } from './command.ts';
import { type Progress, withProgress } from './progress.ts';

/** Standard output as a file's name: by custom, and as the system names it. */
const STANDARD_OUTPUT: ReadonlySet<string> = new Set(['-', '/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']);

export const subscribers: Command = {
  actions: {
    import: {
      word: 'FILE',
      does: 'adds the subscriptions of a file of JSON lines: all of them, or none',
      run: (file) => withProgress((progress) => importFrom(file, loadSettings(), progress)),
    },
    export: {
      word: 'FILE',
      does: 'writes every subscription into a new file, or with - to standard output',
      run: (file) => withProgress((progress) => exportTo(file, loadSettings(), progress)),
    },
  },
};

async function importFrom(file: string, settings: Settings, progress: Progress): Promise<string> {
  const catalogue = await loadContent(settings.contentDir);
  const planner = createPlanner();
  const now = Date.now();
  const context: LineContext = {
    topics: new Set(catalogue.topics.map(({ id }) => id)),
    nextDue: (schedule) => planner.nextDue(schedule, now),
  };
  const size = await sizeOf(file);
  const store = await openStore(databaseOf(settings), { now: Date.now, access: 'own' });
  try {
    const stream = createReadStream(file);
    const count = await store.importSubscriptions(linesOf(stream, file, context), (done) =>
      progress.show(stream.bytesRead / size, done),
    );
    return `${count} imported`;
  } catch (error) {
    throw isFileError(error) ? new UserError(`${file} cannot be read (${error.code})`) : error;
  } finally {
    await store.close();
  }
}

/** The subscriptions of a file as they are read. @throws UserError at the end when a line was bad, so that none stays */
async function* linesOf(
  stream: ReadStream,
  file: string,
  context: LineContext,
): AsyncGenerator<ImportedSubscription> {
  const read = lineReader(context);
  let number = 0;
  let bad = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = number === 1 ? text.replace(/^\u{feff}/u, '') : text;
    if (line.trim() === '') continue;
    const result = read(line);
    if (result.ok) {
      if (bad === 0) yield result.subscription;
      continue;
    }
    bad += 1;
    process.stderr.write(`line ${number}: ${result.why}\n`);
  }
  if (bad > 0) {
    throw new UserError(
      `${file}: ${bad} of ${number} lines cannot be imported, so none was; mend them and try again`,
    );
  }
}

async function exportTo(file: string, settings: Settings, progress: Progress): Promise<string> {
  const store = await openStore(databaseOf(settings), { now: Date.now, access: 'read' });
  try {
    const { subscriptions } = await store.stats(0);
    const total = subscriptions.active + subscriptions.paused + subscriptions.closed;
    let count = 0;
    async function* lines(): AsyncGenerator<string> {
      for await (const subscription of store.subscriptions.all()) {
        count += 1;
        if (count % 1000 === 0) progress.show(count / total, count);
        yield `${writeLine(subscription)}\n`;
      }
    }
    const write = (target: string) => pipeline(Readable.from(lines()), createWriteStream(target));
    if (STANDARD_OUTPUT.has(file)) {
      // Not ended: what a command gives to print follows.
      await pipeline(Readable.from(lines()), process.stdout, { end: false });
      return '';
    }
    // Such as a named pipe, or /dev/null: there is nothing that could be lost.
    if (isStream(file)) await write(file);
    else await writeNewFile(file, 'the export', write);
    return `${count} exported to ${file}`;
  } catch (error) {
    throw isFileError(error) && error.code !== 'EPIPE'
      ? new UserError(`${file} cannot be written (${error.code})`)
      : error;
  } finally {
    await store.close();
  }
}

function isStream(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && (found.isFIFO() || found.isCharacterDevice());
}

/** Bytes. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    throw isFileError(error) ? new UserError(`${file} cannot be read (${error.code})`) : error;
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}
