// Content that no test changes, read once by each process: reading it takes as long as the rest of a bot's start.

import path from 'node:path';
import { type LoadedContent, loadLive } from '../../src/live/live.ts';
import { riyadhContent } from './riyadh.ts';

const loading = new Map<string, Promise<LoadedContent>>();

/** That of a folder nobody writes to, which is the repository's and that of the first talks; `undefined` for others. */
export async function loadedContent(folder: string, showsDrafts = false): Promise<LoadedContent | undefined> {
  const full = path.resolve(folder);
  if (full !== riyadhContent() && full !== path.resolve('content')) return undefined;
  const key = `${full} ${showsDrafts}`;
  const known =
    loading.get(key) ?? loadLive({ folder: full, archive: undefined, now: Date.now, showsDrafts });
  loading.set(key, known);
  return known;
}
