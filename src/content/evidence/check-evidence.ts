// The gates: every passage, quotation, figure, place and speaker held against the archived texts, or against the seals where those are not at hand.

import { lazy } from '../lazy.ts';
import { atOnce, type Slices } from '../slices.ts';
import { either } from '../wording.ts';
import type { Archive } from './archive.ts';
import { createReading, type Reading } from './cited-paragraphs.ts';
import { CopyCheck } from './copying.ts';
import { createFamilies } from './families.ts';
import { checkFigures, checkPointDate } from './figure-checks.ts';
import type {
  Citation,
  EvidenceContent,
  EvidenceFinding,
  Note,
  Path,
  Point,
  Source,
  Talk,
  TalkFiles,
  WholeSeal,
} from './model.ts';
import { errorAt, warningAt } from './model.ts';
import { createNamedCheck } from './named-checks.ts';
import { createNameReader, createTitleNames } from './names.ts';
import { checkPassage, checkPassageLength, checkQuote } from './passages.ts';
import { checkPlaces } from './place-checks.ts';
import { createSealing } from './seals.ts';
import { createSpeakerCheck } from './speakers.ts';
import { citedIn, type EvidenceIndex, indexEvidence, type SourceUses, UNUSED, usesIn } from './uses.ts';

export interface EvidenceChecker {
  /** What is wrong with the evidence of one talk, and with the seals of the sources in its folder. */
  checkTalk(files: TalkFiles): readonly EvidenceFinding[];
  /** The same, with a pause after each point. */
  checkTalkInSlices(files: TalkFiles): Slices<readonly EvidenceFinding[]>;
  /** What is wrong with one point, by the texts at hand. */
  checkPoint(talk: Talk, point: Point, path: Path): readonly Note[];
  /** The seals of the cited sources in a talk's folder, as far as their texts are at hand. */
  sealsOf(files: TalkFiles): ReadonlyMap<string, WholeSeal>;
  /** Whether a source is cited and its text not at hand. */
  isMissing(source: string): boolean;
}

const PUBLISHING = 'publishing a round writes its seals';
const VERIFY = either('run "content -- verify"', PUBLISHING);
const VERIFY_THERE = either(
  'run "content -- verify" with the archive',
  `${PUBLISHING}, where the archive has the text`,
);

/** All findings of all talks. @param warns without it, what only a warning needs is not worked out */
export function* checkEvidence(
  content: EvidenceContent,
  archive: Archive | undefined,
  warns = true,
): Slices<readonly EvidenceFinding[]> {
  const checker = createEvidenceChecker(content, archive, yield* indexEvidence(content), warns);
  const findings: EvidenceFinding[] = [];
  for (const files of content.talks) {
    yield;
    findings.push(...(yield* checker.checkTalkInSlices(files)));
  }
  return findings;
}

/** An archive that has nothing. */
const NO_ARCHIVE: Archive = { read: () => undefined };

export function createEvidenceChecker(
  content: EvidenceContent,
  archive: Archive | undefined,
  { sources, citing }: EvidenceIndex = atOnce(indexEvidence(content)),
  warns = true,
): EvidenceChecker {
  const places = new Map(content.places.map((place) => [place.id, place]));
  const sealing = createSealing(content.places);
  const texts = archive ?? NO_ARCHIVE;
  // Names are needed for texts only, and take time to prepare.
  const checks = lazy(() => {
    const names = createNameReader(content);
    const known = { names, families: createFamilies(content), titleNames: createTitleNames(names) };
    return {
      names,
      named: createNamedCheck(content, known),
      speakers: createSpeakerCheck(content, known, sources),
    };
  });
  let reading: { readonly talk: string; readonly of: Reading } | undefined;
  const readingOf = (talk: Talk): Reading => {
    if (reading?.talk !== talk.id)
      reading = { talk: talk.id, of: createReading(texts, sources, () => checks().names) };
    return reading.of;
  };

  let cites: { readonly talk: Talk; readonly sources: ReadonlySet<string> } | undefined;
  const citedBy = (talk: Talk): ReadonlySet<string> => {
    if (cites?.talk !== talk) cites = { talk, sources: citedIn(talk) };
    return cites.sources;
  };

  const checkCitation = (citation: Citation, path: Path, talk: Talk): readonly Note[] => {
    const length = checkPassageLength(citation, path);
    if (sources.get(citation.source)?.read === undefined) return length;
    const isTitle = citation.at === 'headline';
    if (!isTitle && texts.read(citation.source) === undefined) return length;
    if (archive === undefined && !isTitle) return length;
    return [...length, ...checkPassage(citation, path, readingOf(talk), citedBy(talk))];
  };

  const checkPoint = (talk: Talk, point: Point, path: Path): readonly Note[] => {
    const citations = point.citations.flatMap((citation, index) =>
      checkCitation(citation, [...path, 'citations', index], talk),
    );
    const proving = point.citations.filter(({ says }) => says !== 'otherwise');
    if (archive === undefined || !proving.some(({ source }) => texts.read(source) !== undefined))
      return citations;
    const cited = proving.flatMap((citation) => readingOf(talk).cited(citation) ?? []);
    // A text that is not at hand may say what the others do not.
    const complete = proving.every(({ source }) => texts.read(source) !== undefined);
    if (cited.length === 0 || !complete) return citations;
    const all = point.citations.flatMap((citation) => readingOf(talk).cited(citation) ?? []);
    const { names, named, speakers } = checks();
    return [
      ...citations,
      ...checkQuote(point, path, readingOf(talk)),
      ...checkFigures(talk, point, path, cited),
      ...checkPointDate(talk, point, path, cited),
      ...checkPlaces(talk, point, path, cited, names, places),
      ...named.check(talk, point, path, all),
      ...speakers.check(talk, point, path, cited),
    ];
  };

  let uses: { readonly talk: Talk; readonly of: ReadonlyMap<string, SourceUses> } | undefined;
  /** Of one talk at a time: all of them would take as much memory as the content. */
  const usedBy = (talk: Talk, source: string): SourceUses => {
    if (uses?.talk !== talk) uses = { talk, of: usesIn(talk) };
    return uses.of.get(source) ?? UNUSED;
  };
  const elsewhereOf = (source: string, home: Talk): Readonly<Record<string, string>> => {
    const others = (citing.get(source) ?? []).filter((talk) => talk !== home);
    return Object.fromEntries(
      others.map((talk) => [talk.id, sealing.elsewhere(usesIn(talk).get(source) ?? UNUSED)]),
    );
  };

  const checkSeal = (source: Source, home: Talk, path: Path): readonly Note[] => {
    if (!citing.has(source.id) || source.read === undefined) return [];
    const used = usedBy(home, source.id);
    const { seal, id } = source;
    const text = archive === undefined ? undefined : texts.read(id);
    const here = [...path, 'seal'];
    if (seal === undefined) {
      const why = archive !== undefined && text === undefined ? '; its text is not in the archive' : '';
      return [warningAt(path, `has no seal${why}; ${VERIFY_THERE}`)];
    }
    const others = Object.entries(elsewhereOf(id, home));
    const isMoved =
      seal.passages !== sealing.passages(used) ||
      others.some(([talk, own]) => seal.elsewhere?.[talk] !== own);
    const isClaimed = !warns || seal.claims === sealing.claims(used);
    if (text === undefined) {
      if (isMoved)
        return [
          errorAt(here, `passages cited from it have changed since they were verified; ${VERIFY_THERE}`),
        ];
      // A text that the archive has was held against it; here the editor is reminded.
      const what = `what is made of its passages has changed since they were verified; ${VERIFY_THERE}`;
      return isClaimed ? [] : [warningAt(here, what)];
    }
    const notes: Note[] = [];
    if (seal.text !== sealing.text(text))
      notes.push(warningAt(here, `the text in the archive is not the one that was sealed; ${VERIFY}`));
    if (isMoved || !isClaimed)
      notes.push(warningAt(here, `what cites it has changed since it was sealed; ${VERIFY}`));
    return notes;
  };

  function* checkTalkInSlices({ talk, sources: own }: TalkFiles): Slices<readonly EvidenceFinding[]> {
    const findings: EvidenceFinding[] = [];
    const note = (file: 'talk' | 'sources', entry: string, notes: readonly Note[]) => {
      for (const one of notes) findings.push({ talk: talk.id, file, entry, ...one });
    };
    for (const [index, { party, citations, members }] of (talk.delegations ?? []).entries()) {
      const path = ['delegations', index];
      const cited = [
        ...citations.map((citation, place) => ({ citation, path: [...path, 'citations', place] })),
        ...members.flatMap((member, at) =>
          (member.citations ?? []).map((citation, place) => ({
            citation,
            path: [...path, 'members', at, 'citations', place],
          })),
        ),
      ];
      for (const { citation, path: place } of cited)
        note('talk', `delegation ${party}`, checkCitation(citation, place, talk));
    }
    const faulty = new Set<string>();
    const copies = new CopyCheck();
    for (const [index, point] of talk.points.entries()) {
      const path = ['points', index];
      const notes = checkPoint(talk, point, path);
      note('talk', `point ${point.id}`, notes);
      for (const { level, path: place } of notes) {
        const [list, number] = place.slice(path.length);
        const citation = list === 'citations' ? point.citations[Number(number)] : undefined;
        if (level === 'error' && citation !== undefined) faulty.add(citation.source);
      }
      yield;
      if (archive !== undefined) copies.add(point, path);
    }
    for (const id of archive === undefined ? [] : citedIn(talk)) {
      const text = texts.read(id);
      for (const [point, copied] of text === undefined ? [] : copies.copiesFrom(id, text))
        note('talk', `point ${point.id}`, [copied]);
    }
    // One message a mistake: the passage itself has one.
    for (const [index, source] of own.entries())
      if (!faulty.has(source.id))
        note('sources', `source ${source.id}`, checkSeal(source, talk, ['sources', index]));
    return findings;
  }

  return {
    checkTalk: (files) => atOnce(checkTalkInSlices(files)),
    checkTalkInSlices,
    checkPoint,
    sealsOf({ talk: home, sources: own }) {
      const seals = new Map<string, WholeSeal>();
      for (const { id, read } of own) {
        const text = texts.read(id);
        if (read === undefined || !citing.has(id) || text === undefined) continue;
        const used = usedBy(home, id);
        const elsewhere = elsewhereOf(id, home);
        seals.set(id, {
          text: sealing.text(text),
          passages: sealing.passages(used),
          claims: sealing.claims(used),
          ...(Object.keys(elsewhere).length === 0 ? {} : { elsewhere }),
        });
      }
      return seals;
    },
    isMissing: (id) => citing.has(id) && sources.get(id)?.read !== undefined && texts.read(id) === undefined,
  };
}
