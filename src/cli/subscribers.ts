// `npm run subscribers`: subscriptions from a file of JSON lines, and into one.

import { createReadStream, createWriteStream, type ReadStream, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { loadContent } from '../content/load.ts';
import { publishCatalogue } from '../digests/publish.ts';
import { createPlanner } from '../digests/schedule.ts';
import { type LineContext, lineReader, writeLine } from '../digests/subscription-lines.ts';
import { UserError } from '../errors.ts';
import { createLocales } from '../locales/locale.ts';
import { databaseOf, loadSettings, type Settings } from '../ops/settings.ts';
import { openStore } from '../store/database.ts';
import type { ImportedSubscription } from '../store/import.ts';
import { writeNewFile } from '../store/private-file.ts';
import type { StoreLog } from '../store/store-options.ts';
import { NO_THREAD, NOTHING_YET } from '../store/types.ts';
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
  const size = await sizeOf(file);
  const store = await openStore(databaseOf(settings), { now: Date.now, alone: true, log: said });
  try {
    // Places in a ledger need one. The bot would begin it with the same content at its next start.
    const begins = (await store.ledger.latest()) === NOTHING_YET && (await mentionsPlaces(file));
    if (begins) await publishCatalogue(store.ledger, catalogue);
    const context: LineContext = {
      topics: new Set(catalogue.topics.map(({ id }) => id)),
      languages: createLocales().languages,
      latest: await store.ledger.latest(),
      nextDue: (schedule) => planner.nextDue(schedule, now),
    };
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

/** What the store has to say, such as that it makes a new database. */
const said: StoreLog = {
  debug() {},
  info: say,
  warn: say,
};

function say(facts: object, message: string): void {
  process.stderr.write(`${message}${'file' in facts ? `: ${String(facts.file)}` : ''}\n`);
}

/** Only a file can be read twice; of anything else it is not known. */
async function mentionsPlaces(file: string): Promise<boolean> {
  if (!(await stat(file)).isFile()) return true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.includes('"seen"')) return true;
  }
  return false;
}

/** The subscriptions of a file as they are read. @throws UserError at the end when a line was bad, so that none stays */
async function* linesOf(
  stream: ReadStream,
  file: string,
  context: LineContext,
): AsyncGenerator<ImportedSubscription> {
  const read = lineReader(context);
  const repeats = createRepeats();
  let number = 0;
  let bad = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    const line = number === 1 ? text.replace(/^\u{feff}/u, '') : text;
    if (line.trim() === '') continue;
    const result = read(line);
    const why = result.ok ? repeats(result.subscription, number) : result.why;
    if (result.ok && why === undefined) {
      if (bad === 0) yield result.subscription;
      continue;
    }
    bad += 1;
    process.stderr.write(`line ${number}: ${why}\n`);
  }
  if (bad > 0) {
    throw new UserError(
      `${file}: ${bad} of ${number} lines cannot be imported, so none was; correct them and try again`,
    );
  }
}

/** Says in which line a subscription was before. A million of them take about 50 MB. */
function createRepeats() {
  // Most are a chat's own, for which a number is enough.
  const lines = new Map<number | string, number>();
  return ({ chatId, threadId }: ImportedSubscription, line: number): string | undefined => {
    const isChat = threadId === NO_THREAD;
    const key = isChat ? chatId : `${chatId} ${threadId}`;
    const before = lines.get(key);
    if (before === undefined) {
      lines.set(key, line);
      return undefined;
    }
    const what = isChat ? `chat ${chatId}` : `topic ${threadId} of chat ${chatId}`;
    return `${what} is in line ${before} already; keep one of the two`;
  };
}

async function exportTo(file: string, settings: Settings, progress: Progress): Promise<string> {
  const store = await openStore(databaseOf(settings), { now: Date.now, access: 'read' });
  try {
    const { subscriptions } = await store.stats(0);
    const total = subscriptions.active + subscriptions.paused + subscriptions.closed;
    const latest = await store.ledger.latest();
    let count = 0;
    async function* lines(): AsyncGenerator<string> {
      for await (const subscription of store.subscriptions.all()) {
        count += 1;
        if (count % 1000 === 0) progress.show(count / total, count);
        yield `${writeLine(subscription, latest)}\n`;
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
    if (!isFileError(error)) throw error;
    // As in `npm run subscribers -- export - | head`: the reader has seen enough.
    if (error.code === 'EPIPE') return '';
    throw new UserError(`${file} cannot be written (${error.code})`);
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
