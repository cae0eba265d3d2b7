// `content -- verify`: holds everything against the archive and gives the seals of what stood there.

import type { Archive } from './archive.ts';
import { createEvidenceChecker } from './check-evidence.ts';
import type { EvidenceContent, EvidenceFinding, WholeSeal } from './model.ts';

export interface Verified {
  readonly findings: readonly EvidenceFinding[];
  /** By talk, the seals of the sources in its folder: for writeSeals. */
  readonly seals: ReadonlyMap<string, ReadonlyMap<string, WholeSeal>>;
  /** Sources that stay as they are because what cites them has errors. */
  readonly refused: ReadonlySet<string>;
  /** Cited sources whose text the archive does not have. */
  readonly missing: ReadonlySet<string>;
}

export function verifyEvidence(content: EvidenceContent, archive: Archive): Verified {
  const checker = createEvidenceChecker(content, archive);
  const findings = content.talks.flatMap((files) => checker.checkTalk(files));
  const refused = new Set(content.talks.flatMap((files) => sourcesAtFault(content, findings, files.talk.id)));
  const missing = new Set<string>();
  const seals = new Map<string, ReadonlyMap<string, WholeSeal>>();
  for (const files of content.talks) {
    const own = new Map(checker.sealsOf(files));
    for (const id of own.keys()) if (refused.has(id)) own.delete(id);
    seals.set(files.talk.id, own);
    for (const { id } of files.sources) if (checker.isMissing(id)) missing.add(id);
  }
  return { findings, seals, refused, missing };
}

/** What the entries with errors cite. */
function sourcesAtFault(
  content: EvidenceContent,
  findings: readonly EvidenceFinding[],
  id: string,
): readonly string[] {
  const talk = content.talks.find((files) => files.talk.id === id)?.talk;
  return findings
    .filter(({ talk: of, file, level }) => of === id && file === 'talk' && level === 'error')
    .flatMap(({ path: [list, index] }) => {
      if (typeof index !== 'number') return [];
      if (list === 'points') return talk?.points[index]?.citations ?? [];
      const delegation = talk?.delegations?.[index];
      return [
        ...(delegation?.citations ?? []),
        ...(delegation?.members ?? []).flatMap((member) => member.citations ?? []),
      ];
    })
    .map(({ source }) => source);
}
