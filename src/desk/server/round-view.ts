// A round as the desk shows it: what is written in its files, and the texts of its sources by paragraphs.

import path from 'node:path';
import { usedBy } from '../../content/editing/coverage.ts';
import { talkIds } from '../../content/editing/folder.ts';
import { textOf } from '../../content/editing/whole-file.ts';
import { parseForReading, parseText, readText } from '../../content/evidence/archive.ts';
import { fileName, TALKS_FOLDER } from '../../content/files.ts';
import { valueAt } from '../../content/problems.ts';
import { TRANSLATIONS } from '../../content/schema.ts';
import type { RoundNow } from './round-files.ts';
import { translationsView } from './translation-view.ts';
import type { Paragraph, PlainEntry, RoundView } from './views.ts';
import { entriesIn, isPlainEntry, parsed, textsIn } from './written-data.ts';

export async function roundView(
  folder: string,
  archive: string | undefined,
  id: string,
  { talk, sources, version, canUndo, canRedo, ...translations }: RoundNow,
): Promise<RoundView> {
  const [ofTalk, ofSources] = [parsed(talk), parsed(sources)];
  const faults = [
    ...(ofTalk.ok ? [] : faultLines(folder, id, 'talk.yaml', ofTalk.faults)),
    ...(ofSources.ok ? [] : faultLines(folder, id, 'sources.yaml', ofSources.faults)),
    ...TRANSLATIONS.flatMap((language) => {
      const file = parsed(translations[language]);
      return file.ok ? [] : faultLines(folder, id, `${language}.yaml`, file.faults);
    }),
  ];
  const data = ofTalk.ok ? ofTalk.data : {};
  const points = entriesIn(data, 'points');
  const delegations = entriesIn(data, 'delegations');
  const own = entriesIn(ofSources.ok ? ofSources.data : {}, 'sources');
  const cited = citationsOf(points, delegations);
  const others = await othersCited(folder, id, own, cited);
  const {
    points: _points,
    delegations: _delegations,
    sessions: _sessions,
    ...head
  } = isPlainEntry(data) ? data : {};
  return {
    id,
    version,
    canUndo,
    canRedo,
    faults,
    head: { ...head, lead: textsIn(data, 'lead') },
    sessions: entriesIn(data, 'sessions'),
    delegations,
    points,
    sources: [...own.map((entry) => ({ entry, of: undefined })), ...others].map(({ entry, of }) => ({
      entry,
      of,
      paragraphs: paragraphsOf(archive, String(entry.id ?? ''), cited),
    })),
    translations: translationsView(data, translations),
  };
}

function faultLines(
  folder: string,
  id: string,
  name: string,
  faults: readonly { readonly line: number; readonly column: number; readonly what: string }[],
): readonly string[] {
  const { file } = fileName(folder, `${TALKS_FOLDER}/${id}/${name}`);
  return faults.map(({ line, column, what }) => `${file}:${line}:${column}: ${what}`);
}

interface Cited {
  readonly by: string;
  readonly source: string;
  readonly at: string;
  readonly passage: string;
}

function citationsOf(points: readonly PlainEntry[], delegations: readonly PlainEntry[]): readonly Cited[] {
  const of = (by: string, holder: unknown): readonly Cited[] =>
    entriesIn(holder, 'citations').map(({ source, at, passage }) => ({
      by,
      source: String(source ?? ''),
      at: String(at ?? ''),
      passage: String(passage ?? ''),
    }));
  return [
    ...points.flatMap((point) => of(String(point.id ?? ''), point)),
    ...delegations.flatMap((one) => {
      const party = String(one.party ?? '');
      return [...of(party, one), ...entriesIn(one, 'members').flatMap((member) => of(party, member))];
    }),
  ];
}

/** Sources of other rounds that this one cites. */
async function othersCited(
  folder: string,
  id: string,
  own: readonly PlainEntry[],
  cited: readonly Cited[],
): Promise<readonly { readonly entry: PlainEntry; readonly of: string }[]> {
  const known = new Set(own.map((entry) => String(entry.id)));
  const missing = new Set(cited.map(({ source }) => source).filter((source) => source && !known.has(source)));
  if (missing.size === 0) return [];
  const found: { entry: PlainEntry; of: string }[] = [];
  for (const talk of await talkIds(folder)) {
    if (talk === id) continue;
    const file = parsed((await textOf(path.join(folder, TALKS_FOLDER, talk, 'sources.yaml'))) ?? '');
    for (const entry of entriesIn(file.ok ? file.data : {}, 'sources'))
      if (missing.has(String(entry.id))) found.push({ entry, of: talk });
  }
  return found;
}

function paragraphsOf(
  archive: string | undefined,
  source: string,
  cited: readonly Cited[],
): readonly Paragraph[] | undefined {
  const raw = archive === undefined ? undefined : readText(archive, source);
  if (raw === undefined) return undefined;
  const { paragraphs, headings } = parseForReading(raw);
  const compared = parseText(raw).paragraphs;
  const users = new Map<number, string[]>();
  for (const one of cited) {
    if (one.source !== source) continue;
    for (const number of usedBy(one, compared)) users.set(number, [...(users.get(number) ?? []), one.by]);
  }
  return [...paragraphs].map(([number, text]) => ({
    number,
    heading: headings.get(number),
    text,
    usedBy: [...new Set(users.get(number) ?? [])],
  }));
}

/** A title in a list of rounds. */
export function titleOf(data: unknown, id: string): string {
  const title = valueAt(data, ['title']);
  return typeof title === 'string' && title !== '' ? title : id;
}
