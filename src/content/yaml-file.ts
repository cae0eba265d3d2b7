// One YAML file as plain data: quickly where it is written as content is, else by a parser of all of YAML.

import { Worker } from 'node:worker_threads';
import { locatePlainYaml, parsePlainYaml } from './plain-yaml.ts';
import type { ParsedYaml, Place, Position } from './yaml-place.ts';
import type { Job } from './yaml-worker.ts';

/** Files up to so many bytes are parsed at once, whichever way: about 20 ms. */
const SMALL = 16_384;
/** The same for files in which the quick way finds where values stand. */
const SMALL_FOR_PLACES = 262_144;

/** Reads YAML in valid UTF-8 without a byte order mark. Closed when all files have been read, since it may have started a thread. */
export interface YamlReader {
  parse(bytes: Buffer): Promise<ParsedYaml>;
  /** Where values stand in a file that can be parsed. */
  locate(bytes: Buffer, places: readonly Place[]): Promise<readonly Position[]>;
  close(): Promise<void>;
}

/** Loaded where a file needs it: few do, and it is large. */
const parser = () => import('./yaml-parser.ts');

export function createYamlReader(): YamlReader {
  let worker: Worker | undefined;

  function inThread(job: Job): Promise<unknown> {
    worker ??= new Worker(new URL('./yaml-worker.ts', import.meta.url));
    const thread = worker;
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        thread.off('message', answered).off('error', failed);
        settle();
      };
      const answered = (answer: unknown) => done(() => resolve(answer));
      const failed = (error: unknown) => done(() => reject(error));
      thread.on('message', answered).on('error', failed);
      thread.postMessage(job);
    });
  }

  return {
    async parse(bytes) {
      const data = parsePlainYaml(bytes);
      if (data !== undefined) return { ok: true, data };
      const text = bytes.toString();
      if (text.length <= SMALL) return (await parser()).parseYaml(text);
      return (await inThread({ text, places: undefined })) as ParsedYaml;
    },
    async locate(bytes, places) {
      if (places.length === 0) return [];
      const positions = bytes.length <= SMALL_FOR_PLACES ? locatePlainYaml(bytes, places) : undefined;
      if (positions !== undefined) return positions;
      const text = bytes.toString();
      if (text.length <= SMALL) return (await parser()).locateAll(text, places);
      return (await inThread({ text, places })) as readonly Position[];
    },
    async close() {
      await worker?.terminate();
    },
  };
}
