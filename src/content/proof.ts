// Holds what was read against the texts it cites: the archive where it is at hand, the seals where it is not.

import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors.ts';
import type { Content } from './content.ts';
import type { Sheet, TalkDraft } from './draft.ts';
import { writeWhole } from './editing/whole-file.ts';
import { type Archive, openArchive } from './evidence/archive.ts';
import { checkEvidence } from './evidence/check-evidence.ts';
import type { EvidenceFinding, WholeSeal } from './evidence/model.ts';
import { TALKS_FOLDER } from './files.ts';
import type { Slices } from './slices.ts';

/** The archive where one is at hand. @throws UserError where its folder is not there */
export function archiveIn(folder: string | undefined): Archive | undefined {
  return folder === undefined ? undefined : openArchiveIn(folder);
}

/** The archive in a folder of `<source id>.txt`. @throws UserError where the folder is not there */
export function openArchiveIn(folder: string): Archive {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UserError(
      `CONTENT_ARCHIVE: ${folder} is not a folder; name the one with the texts, or leave the setting out`,
    );
  return openArchive(folder);
}

/** Notes the mistakes in the sheets of the talks, and gives the warnings. Only for content that has no other mistakes. */
export function* checkProof(
  content: Content,
  talks: readonly TalkDraft[],
  archive: Archive | undefined,
  warns: boolean,
): Slices<readonly Sheet[]> {
  return noteFindings(yield* checkEvidence(content, archive, warns), talks);
}

/** Notes the mistakes in the sheets of the talks; the warnings come back on sheets of their own. */
export function noteFindings(
  findings: readonly EvidenceFinding[],
  talks: readonly TalkDraft[],
): readonly Sheet[] {
  const drafts = new Map(talks.map((talk) => [talk.id, talk]));
  const warnings = new Map<Sheet, Sheet>();
  for (const { talk, file, path, at, level, what } of findings) {
    const draft = drafts.get(talk);
    const sheet = file === 'talk' ? draft?.sheet : draft?.sources?.sheet;
    if (sheet === undefined) continue;
    if (level === 'error') {
      sheet.find({ path, at, what });
      continue;
    }
    const own = warnings.get(sheet) ?? sheet.blank();
    warnings.set(sheet, own);
    own.find({ path, at, what });
  }
  return [...warnings.values()];
}

/** Writes the seals into the sources of each talk. Gives how many files changed. */
export async function writeSealsIn(
  folder: string,
  seals: ReadonlyMap<string, ReadonlyMap<string, WholeSeal>>,
): Promise<number> {
  // Loaded for editors alone: a bot reads seals, and needs no parser of YAML for it.
  const { writeSeals } = await import('./evidence/write-seals.ts');
  let written = 0;
  for (const [talk, own] of seals) {
    if (own.size === 0) continue;
    const file = path.join(folder, TALKS_FOLDER, talk, 'sources.yaml');
    const text = await readFile(file, 'utf8');
    const sealed = writeSeals(text, own);
    if (sealed === text) continue;
    await writeWhole(file, sealed);
    written += 1;
  }
  return written;
}
