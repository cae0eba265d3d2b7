// Notices that the content folder changed: files written in bursts, folders and symbolic links swapped by
// deploys.

import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { Clock } from '../clock.ts';
import { placeOf } from './stamp.ts';

export interface WatchOptions {
  readonly folder: string;
  readonly clock: Pick<Clock, 'after'>;
  /** Files may have changed and have been left alone since. Also called once when watching has begun. */
  readonly onChange: () => void;
  /** The system refuses to watch: a limit, a right. Changes may go unnoticed from now on. */
  readonly onTrouble: (error: unknown) => void;
}

export interface Watch {
  stop(): Promise<void>;
}

/** Editors and deploys write in bursts; after this long without a change the files are complete, ms. */
export const QUIET_FOR = 300;
/** Swapping a folder triggers no watcher, so its inode is checked this often, ms. */
const LOOK_EVERY = 1_000;

export function watchContent(options: WatchOptions): Watch {
  return new FolderWatch(options);
}

class FolderWatch implements Watch {
  readonly #o: WatchOptions;
  readonly #quiet: Quiet;
  #place = '';
  #watcher: FSWatcher | undefined;
  #cancelLook: (() => void) | undefined;
  #looking: Promise<void>;
  #stopped = false;

  constructor(options: WatchOptions) {
    this.#o = options;
    this.#quiet = createQuiet(options.clock, QUIET_FOR, options.onChange);
    this.#looking = this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelLook?.();
    this.#quiet.cancel();
    await this.#looking;
    await this.#watcher?.close();
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    const place = await placeOf(this.#o.folder);
    if (this.#stopped) return;
    if (place !== this.#place) {
      this.#place = place;
      await this.#watcher?.close();
      this.#watcher = this.#watch();
    }
    this.#cancelLook = this.#o.clock.after(LOOK_EVERY, () => {
      this.#looking = this.#look();
    });
  }

  #watch(): FSWatcher {
    const watcher = watch(this.#o.folder, { ignoreInitial: true, depth: 2 });
    watcher.on('all', (event, changed) => {
      if (event.endsWith('Dir') || path.extname(changed) === '.yaml') this.#quiet.touch();
    });
    // What changed before the watcher was there has to be looked for.
    watcher.on('ready', () => this.#quiet.touch());
    watcher.on('error', this.#o.onTrouble);
    return watcher;
  }
}

export interface Quiet {
  /** Something happened. */
  touch(): void;
  cancel(): void;
}

/** Calls `fn` once nothing has happened for `ms` milliseconds. */
export function createQuiet(clock: Pick<Clock, 'after'>, ms: number, fn: () => void): Quiet {
  let cancel: (() => void) | undefined;
  return {
    touch() {
      cancel?.();
      cancel = clock.after(ms, fn);
    },
    cancel() {
      cancel?.();
      cancel = undefined;
    },
  };
}
