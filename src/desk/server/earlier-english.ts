// The English that a translation was made from: looked up by its stamp in what the desk has changed, and in Git.

import { execFile } from 'node:child_process';
import path from 'node:path';
import { TALKS_FOLDER } from '../../content/files.ts';
import { listedOfPoint, listedOfTalk, stampOfPoint, stampOfTalk } from '../../content/translations.ts';
import { pointWords, talkWords } from './translation-view.ts';
import { entriesIn, parsed } from './written-data.ts';

/** Versions of a file that are looked through. */
const MOST_COMMITS = 100;
const LONGEST_GIT_MS = 5_000;

/**
 * `undefined` where no version that is known has this stamp.
 * @param point its id; empty for the talk's head
 * @param kept texts of talk.yaml before what the desk has changed, the last one first
 */
export async function earlierEnglish(
  folder: string,
  talk: string,
  { point, of }: { readonly point: string; readonly of: string },
  kept: readonly string[],
): Promise<readonly string[] | undefined> {
  for (const text of kept) {
    const words = wordsWith(text, point, of);
    if (words !== undefined) return words;
  }
  const place = path.join(folder, TALKS_FOLDER, talk);
  const log = await git(place, ['log', `-${MOST_COMMITS}`, '--format=%H', '--', 'talk.yaml']);
  for (const commit of (log ?? '').split('\n').filter(Boolean)) {
    const text = await git(place, ['show', `${commit}:./talk.yaml`]);
    const words = text === undefined ? undefined : wordsWith(text, point, of);
    if (words !== undefined) return words;
  }
  return undefined;
}

function wordsWith(text: string, point: string, of: string): readonly string[] | undefined {
  const file = parsed(text);
  if (!file.ok) return undefined;
  if (point === '') {
    const head = talkWords(file.data);
    return stampOfTalk(head) === of ? listedOfTalk(head) : undefined;
  }
  const entry = entriesIn(file.data, 'points').find(({ id }) => id === point);
  const words = entry && pointWords(entry);
  return words !== undefined && stampOfPoint(words) === of ? listedOfPoint(words) : undefined;
}

/** What Git prints; `undefined` where there is none, or it refuses. */
function git(place: string, args: readonly string[]): Promise<string | undefined> {
  const options = { cwd: place, maxBuffer: 16_000_000, timeout: LONGEST_GIT_MS };
  return new Promise((resolve) => {
    execFile('git', [...args], options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}
