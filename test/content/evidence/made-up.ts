// The made-up talk of the tests, with its own texts: content/ and archive/ of fixture/.

import { join } from 'node:path';
import { type Archive, openArchive, parseText } from '../../../src/content/evidence/archive.ts';
import type { Citation, EvidenceContent, Point, TalkFiles } from '../../../src/content/evidence/model.ts';
import { inFile } from '../../../src/content/wording.ts';
import { readYamlContent } from './yaml-content.ts';

export const FIXTURE = join(import.meta.dirname, 'fixture');

export function madeUp(): {
  readonly content: EvidenceContent;
  readonly archive: Archive;
  readonly files: TalkFiles;
} {
  const content = readYamlContent(join(FIXTURE, 'content'));
  const [files] = content.talks;
  if (files === undefined) throw new Error('the fixture has no talk');
  return { content, archive: openArchive(join(FIXTURE, 'archive')), files };
}

/** What is found, in the words that the command line prints. */
export function asPrinted<Found extends { readonly what: string }>(
  found: readonly Found[],
): readonly Found[] {
  return found.map((one) => ({ ...one, what: inFile(one.what) }));
}

/** An archive of texts written out here. */
export function archiveOf(texts: Readonly<Record<string, string>>): Archive {
  const parsed = new Map(Object.entries(texts).map(([id, text]) => [id, parseText(text)]));
  return { read: (source) => parsed.get(source) };
}

/** The made-up content with one point, and sources of these texts in this language. */
export function onePoint(
  point: Partial<Point> & { readonly citations: readonly Citation[] },
  language = 'en',
  published = '2031-05-05',
): { readonly content: EvidenceContent; readonly files: TalkFiles; readonly point: Point } {
  const { content, files } = madeUp();
  const whole: Point = { id: 'one', kind: 'said', text: 'A text', ...point };
  const ids = [...new Set(point.citations.map(({ source }) => source))];
  const sources = ids.map((id) => ({
    id,
    outlet: 'north-wire',
    language,
    published,
    read: 'whole',
    form: 'article',
  }));
  const talk = { ...files.talk, delegations: files.talk.delegations ?? [], points: [whole] };
  const only = { talk, sources };
  return { content: { ...content, talks: [only] }, files: only, point: whole };
}
