// New content in the place of the old: loaded, checked and swapped in whole, or refused and the old one kept.

import type { Catalogue } from '../content/catalogue.ts';
import type { Loaded } from '../content/load.ts';
import { ContentError, type ContentProblem, formatProblem } from '../errors.ts';
import { type Changes, changesBetween } from './changes.ts';
import { stampOf } from './stamp.ts';

/** What a reload came to. */
export type Reloaded =
  /** The files say what they said before. */
  | { readonly type: 'same'; readonly version: string }
  | { readonly type: 'changed'; readonly version: string; readonly changes: Changes }
  /** The content before stays in force. */
  | { readonly type: 'refused'; readonly problems: readonly ContentProblem[] };

/** Reads the folder as it is to be shown now. */
export type ReadContent = () => Promise<Loaded>;

export interface ReloadOptions {
  readonly folder: string;
  readonly read: ReadContent;
  /** The stamp of the files that the context in force was made from. */
  readonly stamp: string;
  readonly current: () => Catalogue;
  /** Puts the new content in force. A rejection leaves the old one. */
  readonly swap: (catalogue: Catalogue) => Promise<void>;
  readonly onRefused: (problems: readonly ContentProblem[]) => void;
  /** Right again after it was refused. */
  readonly onGood: () => void;
  /** Whether the time has come for a round that the content in force lacks. */
  readonly isDue: () => boolean;
  /** Whatever was found, once it is in force or refused. */
  readonly onRead: (read: Loaded) => void;
  readonly log: Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>;
}

/** How often files that change while they are read are read again. */
const READS = 3;

/**
 * Gives the function that reloads now, one run at a time.
 * It rejects when the store does not take the new content; the same files are then tried again.
 */
export function createReload(options: ReloadOptions): () => Promise<Reloaded> {
  const { folder, current, swap, log } = options;
  let { stamp } = options;
  let refused: readonly ContentProblem[] | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function reload(): Promise<Reloaded> {
    const before = current();
    if (!options.isDue() && (await stampOf(folder)) === stamp)
      return refused ? { type: 'refused', problems: refused } : same(before);
    const read = await readWhole(folder, options.read);
    const { catalogue } = read.loaded;
    if (catalogue === undefined) {
      options.onRead(read.loaded);
      return refuse(read.stamp, read.loaded.problems);
    }
    const isNew = catalogue.version !== before.version;
    if (isNew) {
      const problems = await refusedBy(() => swap(catalogue));
      if (problems) {
        options.onRead(read.loaded);
        return refuse(read.stamp, problems);
      }
    }
    stamp = read.stamp;
    options.onRead(read.loaded);
    logUnfinished(read.loaded.unfinished, log);
    if (refused) {
      log.info({ version: catalogue.version }, 'content is right again');
      options.onGood();
    }
    refused = undefined;
    if (!isNew) return same(catalogue);
    const changes = await changesBetween(before, catalogue);
    log.info({ version: catalogue.version, ...changes }, 'content reloaded');
    return { type: 'changed', version: catalogue.version, changes };
  }

  function refuse(of: string, problems: readonly ContentProblem[]): Reloaded {
    stamp = of;
    refused = problems;
    for (const { file, line, column, entry, what } of problems) {
      log.error({ entry }, `content refused: ${file}:${line}:${column}: ${entry}: ${what}`);
    }
    options.onRefused(problems);
    return { type: 'refused', problems };
  }

  return () => {
    const result = last.then(reload);
    last = result.catch(() => {});
    return result;
  };
}

/** What the ledger does not take: published points that changed without saying so. */
async function refusedBy(work: () => Promise<void>): Promise<readonly ContentProblem[] | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems;
  }
}

function same({ version }: Catalogue): Reloaded {
  return { type: 'same', version };
}

interface Read {
  readonly stamp: string;
  readonly loaded: Loaded;
}

/** A load during which no file was written: half of an old version with half of a new one could be valid. */
async function readWhole(folder: string, read: ReadContent): Promise<Read> {
  for (let reads = 1; ; reads += 1) {
    const stamp = await stampOf(folder);
    const loaded = await read();
    if (reads === READS || (await stampOf(folder)) === stamp) return { stamp, loaded };
  }
}

/** Says what keeps drafts from being shown: a line a mistake. */
export function logUnfinished(
  problems: readonly ContentProblem[],
  log: Record<'warn', (facts: object, message: string) => void>,
): void {
  for (const problem of problems) log.warn({}, `draft not shown: ${formatProblem(problem)}`);
}
