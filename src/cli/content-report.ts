// What editors are told of a content folder: what is wrong, what could be better, what is in it.

import type { Catalogue } from '../content/catalogue.ts';
import { checkContent, loadNowAndLater, loadWithDrafts, verifyContent } from '../content/load.ts';
import { stampOfPoint, stampOfTalk } from '../content/translations.ts';
import { publishedPoints, refusalError } from '../digests/publish.ts';
import { ContentError, type ContentProblem, formatProblem, UserError } from '../errors.ts';
import { correctedInPlace, openPublished } from './published.ts';

/** Ids named in one line. */
const MOST_NAMED = 6;

/**
 * The warnings, a line each, then how much there is.
 * @param since the database whose published points may not have changed without saying so
 * @throws ContentError with all that is wrong
 */
export async function checkReport(
  folder: string,
  archive: string | undefined,
  since: string | undefined,
): Promise<string> {
  const { catalogue, problems, warnings, unfinished } = await checkContent(folder, Date.now(), archive);
  if (catalogue === undefined) throw new ContentError(problems);
  const concerned = since === undefined ? [] : await checkPublished(folder, since);
  const told = [...draftLines(unfinished), ...warningLines(warnings), ...concerned];
  return [...told, verdict(catalogue, warnings.length)].join('\n');
}

/** Drafts may be as unfinished as they like: what is wrong in them is told, and stops nothing. */
function draftLines(unfinished: readonly ContentProblem[]): readonly string[] {
  return unfinished.map((problem) => formatProblem({ ...problem, what: `draft: ${problem.what}` }));
}

function warningLines(warnings: readonly ContentProblem[]): readonly string[] {
  return warnings.map((warning) => formatProblem({ ...warning, what: `warning: ${warning.what}` }));
}

/**
 * The warnings, a line each, then how much was sealed.
 * @throws ContentError with all that does not stand in the texts; what does is sealed
 */
export async function verifyReport(folder: string, archive: string | undefined): Promise<string> {
  if (archive === undefined)
    throw new UserError(
      'Needs the texts of the sources: set CONTENT_ARCHIVE to the folder with <source id>.txt',
    );
  const { problems, warnings, sealed, written, missing, unfinished } = await verifyContent(folder, archive);
  if (problems.length > 0) throw new ContentError(problems);
  const lacking = missing.length === 0 ? '' : `; not in the archive: ${firstOf(missing)}`;
  const verified = `${count(sealed, 'source')} verified, ${count(written, 'file')} written${lacking}.`;
  return [...draftLines(unfinished), ...warningLines(warnings), verified].join('\n');
}

/** An archive of one's own lacks the texts of most rounds. */
function firstOf(ids: readonly string[]): string {
  const more = ids.length - MOST_NAMED;
  return ids.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more, which keep their seals` : '');
}

/** How many messages the bot will correct. @throws ContentError with what it would not take */
async function checkPublished(folder: string, database: string): Promise<readonly string[]> {
  const { now, later } = await loadNowAndLater(folder);
  const store = await openPublished(database, 'read');
  try {
    const refused = await store.ledger.refusals(await publishedPoints(now));
    if (refused.length > 0) throw await refusalError(now, refused);
    return await correctedInPlace(store, await store.ledger.outlook(await publishedPoints(later)));
  } finally {
    await store.close();
  }
}

function verdict(catalogue: Catalogue, warnings: number): string {
  const points = catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0);
  const cited = catalogue.talks.flatMap((talk) => talk.points).flatMap((point) => point.citations);
  const sources = new Set(cited.map(({ source }) => source));
  const counts = [
    count(catalogue.talks.length, 'talk'),
    count(points, 'point'),
    count(cited.length, 'citation'),
    count(sources.size, 'source'),
    count(catalogue.topics.length, 'topic'),
  ];
  return `${counts.join(', ')}: all sourced${warnings === 0 ? '' : `; ${count(warnings, 'warning')}`}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/**
 * What the translations of a talk, a draft too, should carry as `of`: the head's and each point's.
 * @throws UserError where there is no such talk, or it has mistakes
 * @throws ContentError where what is published has
 */
export async function stampReport(folder: string, id: string): Promise<string> {
  const { catalogue, problems } = await loadWithDrafts(folder);
  if (catalogue === undefined) throw new ContentError(problems);
  const talk = catalogue.talk(id);
  if (talk === undefined) {
    const ids = catalogue.talks.map((one) => one.id).join(', ');
    throw new UserError(`There is no talk ${id} that is right so far; write one of ${ids}`);
  }
  const points = [...catalogue.everyPoint()].filter((one) => one.talk.id === talk.id);
  return [
    `talk: ${stampOfTalk(talk)}`,
    ...points.map(({ point }) => `${point.id}: ${stampOfPoint(point)}`),
  ].join('\n');
}

/** Lets go of published points that the content has no more. @throws UserError where there is none of that name */
export async function forgetPublished(database: string, name: string): Promise<string> {
  const [talk = '', point] = name.split('/');
  const store = await openPublished(database, 'own');
  try {
    const forgotten = await store.ledger.forget(talk, point);
    if (forgotten === 0)
      throw new UserError(`Nothing of ${name} was ever published there, or it is forgotten already.`);
    return `${count(forgotten, 'point')} of ${talk} forgotten: readers are told nothing.`;
  } finally {
    await store.close();
  }
}
