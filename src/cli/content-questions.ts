// What editors ask of the content: why a point stands there, and what of the sources no point uses.

import path from 'node:path';
import type { Catalogue, Located } from '../content/catalogue.ts';
import { citedBy, coverageOf, writtenCitations } from '../content/editing/coverage.ts';
import { entriesIn, requireTalk } from '../content/editing/folder.ts';
import { openArchive } from '../content/evidence/archive.ts';
import { TALKS_FOLDER } from '../content/files.ts';
import { loadWithDrafts } from '../content/load.ts';
import { nearest } from '../content/problems.ts';
import type { Citation } from '../content/schema.ts';
import { ContentError, UserError } from '../errors.ts';
import { followersIn, openPublished } from './published.ts';

/** Of a paragraph that nothing uses, enough to know it by. */
const LINE = 100;

/** @throws UserError where there is no such point, or several */
export async function whyReport(folder: string, name: string, since: string | undefined): Promise<string> {
  const catalogue = await everything(folder);
  const located = pointCalled(catalogue, name);
  const { talk, point } = located;
  const state = catalogue.isWithdrawn(point)
    ? 'withdrawn'
    : catalogue.isHeldBack(talk.id)
      ? 'not published yet'
      : '';
  const by = point.by.map((id) => nameOf(catalogue, id)).join(', ');
  const answers = [
    ...catalogue
      .answersOf(talk.id, point.id)
      .map(({ how, ...to }) => `${how} ${nameIn(to)}: ${to.point.text}`),
    ...catalogue
      .answersTo(talk.id, point.id)
      .map(({ how, ...from }) => `${nameIn(from)} ${how} it: ${from.point.text}`),
  ];
  const { file, line } = await catalogue.placeOf(talk.id, point.id);
  const lines = [
    `${nameIn(located)}${state === '' ? '' : ` (${state})`}, ${file}:${line}`,
    `${point.kind}${by === '' ? '' : ` by ${by}`}, ${point.date ?? talk.date}: ${point.text}`,
    ...point.citations.flatMap((citation) => citationLines(catalogue, citation)),
    `Origins: ${catalogue.originsOf(point).length}`,
    ...answers.map((answer) => `Answers: ${answer}`),
    ...(point.promise === undefined ? [] : [`Promise: ${point.promise.id}, ${point.promise.step}`]),
    ...(point.changes ?? []).map(
      ({ on, how, was, why }) =>
        `Changed ${on}: ${how}${was === undefined ? '' : `; before: ${was}`}${why === undefined ? '' : `; because: ${why}`}`,
    ),
    ...translationLines(catalogue, located),
    ...(await toldLines(catalogue, located, since)),
  ];
  return lines.join('\n');
}

async function everything(folder: string): Promise<Catalogue> {
  const { catalogue, problems } = await loadWithDrafts(folder);
  if (catalogue === undefined) throw new ContentError(problems);
  return catalogue;
}

function pointCalled(catalogue: Catalogue, name: string): Located {
  const all = [...catalogue.everyPoint()];
  const found = all.filter((located) => nameIn(located) === name || located.point.id === name);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined)
    throw new UserError(`Several rounds have a point ${name}; write one of ${found.map(nameIn).join(', ')}`);
  const near = nearest(name, name.includes('/') ? all.map(nameIn) : all.map(({ point }) => point.id));
  throw new UserError(`There is no point ${name}; write ${near ?? 'TALK/POINT, as in the files'}`);
}

function nameIn({ talk, point }: Located): string {
  return `${talk.id}/${point.id}`;
}

function nameOf(catalogue: Catalogue, id: Located['point']['by'][number]): string {
  const actor = catalogue.actor(id);
  if (actor.type === 'person') return actor.person.name;
  return actor.type === 'party' ? actor.party.name : actor.outlet.name;
}

function citationLines(
  catalogue: Catalogue,
  { source: id, at, passage, says, note }: Citation,
): readonly string[] {
  const source = catalogue.source(id);
  const origin = catalogue.originOf(id);
  const facts = [
    catalogue.publisherOf(source),
    source.published,
    origin.id === source.id ? undefined : `carries ${origin.id}`,
    source.seal === undefined ? 'not sealed' : `sealed ${source.seal.text}`,
  ];
  return [
    `Cites ${id} ${at} (${facts.filter((fact) => fact !== undefined).join(', ')})${says === undefined ? '' : `, which says ${says}: ${note ?? ''}`}`,
    `  “${passage}”`,
  ];
}

function translationLines(catalogue: Catalogue, { talk, point }: Located): readonly string[] {
  const languages = catalogue.languages.filter((language) => {
    if (language === catalogue.language) return false;
    const own = catalogue.in(language);
    const words = own.point(talk.id, point.id);
    return words === undefined || own.languageOf(words) !== language;
  });
  return languages.length === 0
    ? []
    : [`Shown in English, for want of a translation: in ${languages.join(', ')}`];
}

async function toldLines(
  catalogue: Catalogue,
  located: Located,
  since: string | undefined,
): Promise<readonly string[]> {
  if (since === undefined) return ['Who was told: add --since DATABASE_URL, of the bot.'];
  const store = await openPublished(since, 'read');
  try {
    const { talk, point } = located;
    const entry = await store.ledger.entryOf(talk.id, point.id);
    if (entry === undefined) return ['Not published there: nobody was told.'];
    const { told, waiting } = (await followersIn(store, catalogue)).told(located, entry.sequence);
    const changed = entry.changedAt === null ? '' : `, changed ${minute(entry.changedAt)}`;
    return [
      `Published ${minute(entry.firstSeenAt)}${changed}, number ${entry.sequence} of the ledger`,
      `Chats that follow its topics, or what it is about: ${told} have had digests up to it, ${waiting} get it in their next one`,
    ];
  } finally {
    await store.close();
  }
}

function minute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** @throws UserError where there is no such talk, or no archive */
export async function coverageReport(
  folder: string,
  archive: string | undefined,
  id: string,
): Promise<string> {
  if (archive === undefined)
    throw new UserError(
      'Needs the texts of the sources: set CONTENT_ARCHIVE to the folder with <source id>.txt',
    );
  const catalogue = await everything(folder);
  await requireTalk(folder, id);
  const file = (name: string) => path.posix.join(TALKS_FOLDER, id, name);
  const talk = catalogue.talk(id);
  // While it is being written, it has mistakes, and is asked for all the same.
  const unfinished =
    talk === undefined
      ? writtenCitations([
          ...(await entriesIn(folder, file('talk.yaml'), 'points')),
          ...(await entriesIn(folder, file('talk.yaml'), 'delegations')),
        ])
      : [];
  const own = await entriesIn(folder, file('sources.yaml'), 'sources');
  const sources = new Set([
    ...own.flatMap((entry) => (entry.read === undefined ? [] : String(entry.id))),
    ...(talk === undefined ? unfinished.map(({ source }) => source) : citedBy(talk)),
  ]);
  if (sources.size === 0) return `${id} has no sources that were read yet`;
  const covered = coverageOf(catalogue, [...sources], openArchive(archive), unfinished);
  return covered
    .flatMap(({ source, paragraphs, unused }) => {
      if (paragraphs === undefined) return [`${source}: its text is not in the archive`];
      const lines = unused.map(
        ({ number, text }) => `  ¶${number} ${text.length > LINE ? `${text.slice(0, LINE)}…` : text}`,
      );
      return [`${source}: ${paragraphs - unused.length} of ${paragraphs} paragraphs used`, ...lines];
    })
    .join('\n');
}
