// The repository's content with its first talks alone: what scenarios ask of stays the same when talks are added.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const RIYADH = 'riyadh-2025-02-18';
/** From the content folder. */
export const RIYADH_TALK = `talks/${RIYADH}/talk.yaml`;

let shared: string | undefined;

/** A folder that nobody changes, gone when the process ends. */
export function riyadhContent(): string {
  if (shared !== undefined) return shared;
  const folder = mkdtempSync(path.join(tmpdir(), 'riyadh-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  copyRiyadh(folder);
  shared = folder;
  return folder;
}

/** Copies it into a folder of the test's own. */
export function copyRiyadh(folder: string): void {
  for (const name of readdirSync('content')) {
    if (name.endsWith('.yaml')) cpSync(path.join('content', name), path.join(folder, name));
  }
  const talk = path.join(folder, 'talks', RIYADH);
  cpSync(path.join('content/talks', RIYADH), talk, { recursive: true });
  // Scenarios add passages of their own, which a seal would refuse.
  const sources = path.join(talk, 'sources.yaml');
  writeFileSync(sources, readFileSync(sources, 'utf8').replace(/^ *seal: \{.*\}\n/gm, ''));
}
