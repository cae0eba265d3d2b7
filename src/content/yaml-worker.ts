// The slow parser in a thread of its own: a large or hostile file does not keep the bot from answering.

import { parentPort } from 'node:worker_threads';
import { locateAll, parseYaml } from './yaml-parser.ts';
import type { Place } from './yaml-place.ts';

/** What the thread is asked: the file's data, or where some of its values stand. */
export interface Job {
  readonly text: string;
  readonly places: readonly Place[] | undefined;
}

parentPort?.on('message', ({ text, places }: Job) => {
  parentPort?.postMessage(places === undefined ? parseYaml(text) : locateAll(text, places));
});
