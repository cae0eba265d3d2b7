// A page or a saved file as a source: its text in the archive, its entry in the round's sources.yaml, its outlet if that is new.

import path from 'node:path';
import { UserError } from '../../errors.ts';
import { TALKS_FOLDER } from '../files.ts';
import { slugOf } from '../latin-letters.ts';
import { MAX, Source } from '../schema.ts';
import { archiveText } from './archive-text.ts';
import type { Addition } from './entries.ts';
import { articleFrom, type SavedText } from './fetch-page.ts';
import {
  draftIds,
  entriesIn,
  nameOfId,
  registry,
  requireId,
  requireTalk,
  talkIds,
  type WrittenEntry,
  withAdded,
} from './folder.ts';
import { idOfEntry } from './fresh-id.ts';
import { type Article, addressOf } from './page.ts';
import { textOf, writeNew, writeWhole } from './whole-file.ts';

/** What an editor says of a source that its page may not say, or not rightly. */
export interface SourceWishes {
  /** The round whose folder it goes into; the only draft when absent. */
  readonly talk?: string | undefined;
  readonly id?: string | undefined;
  readonly outlet?: string | undefined;
  readonly url?: string | undefined;
  readonly form?: string | undefined;
}

export interface NewSource {
  readonly id: string;
  readonly talk: string;
  /** The entry as it was written. */
  readonly entry: Readonly<Record<string, string>>;
  /** Of the text in the archive. */
  readonly text: string;
  readonly paragraphs: number;
  readonly sources: string;
  /** The file of outlets, where one was added. */
  readonly outlets: string | undefined;
  /** Keys that the page does not say. */
  readonly unknown: readonly string[];
}

/** Runs what reads and writes the folder's files. */
type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * @param place an address, a file, or what was in one
 * @param alone begins the work when nobody else writes into the folder; pages are fetched before
 * @throws UserError where the page cannot be read, or is a source already: then nothing is written
 */
export async function newSource(
  folder: string,
  archive: string,
  place: string | SavedText,
  wishes: SourceWishes,
  alone: Alone = (work) => work(),
): Promise<NewSource> {
  const talk = wishes.talk ?? (await onlyDraft(folder));
  await requireTalk(folder, talk);
  if (wishes.id !== undefined) requireId(wishes.id);
  if (wishes.outlet !== undefined) requireId(wishes.outlet);
  if (wishes.form !== undefined && !Source.shape.form.safeParse(wishes.form).success)
    throw new UserError(
      `--form ${wishes.form} is none; write one of ${Source.shape.form.options.join(', ')}`,
    );
  const wished = addressOf(wishes.url);
  if (wishes.url !== undefined && wished === undefined)
    throw new UserError(`--url ${wishes.url} is no address; write one that begins with https://`);
  const article = await articleFrom(place);
  return alone(() =>
    takeIn(folder, archive, { ...article, url: wished ?? article.url }, { ...wishes, talk }),
  );
}

async function takeIn(
  folder: string,
  archive: string,
  article: Article,
  { talk, ...wishes }: SourceWishes & { readonly talk: string },
): Promise<NewSource> {
  const { url } = article;
  const known = await knownSources(folder);
  const same = known.find(({ entry }) => url !== undefined && entry.url === url);
  if (same !== undefined)
    throw new UserError(
      `That page is the source ${String(same.entry.id)} of ${same.talk} already; every round may cite it. Nothing was written`,
    );
  const outlet = await outletOf(folder, article, url, wishes.outlet, known);
  requireId(outlet.id);
  const ids = new Set(known.map(({ entry }) => String(entry.id)));
  const id = wishes.id ?? (await freeId(outlet.id, article.published, ids, archive));
  if (ids.has(id))
    throw new UserError(`There is a source ${id} already; write another --id. Nothing was written`);
  const text = path.join(archive, `${id}.txt`);
  const entry = {
    id,
    outlet: outlet.id,
    ...(article.title === undefined ? {} : { title: shortened(article.title) }),
    form: wishes.form ?? 'article',
    ...(article.language === undefined ? {} : { language: article.language }),
    ...(article.published === undefined ? {} : { published: article.published }),
    ...(url === undefined ? {} : { url }),
    read: 'whole',
  };
  // All that is to be written first: a file that cannot be edited must leave none of it behind.
  const outlets = outlet.addition && (await withAdded(folder, 'outlets.yaml', 'outlets', [outlet.addition]));
  const sources = await withAdded(folder, `${TALKS_FOLDER}/${talk}/sources.yaml`, 'sources', [{ entry }]);
  await writeNew(text, archiveText(article));
  if (outlets) await writeWhole(outlets.file, outlets.text);
  await writeWhole(sources.file, sources.text);
  const unknown = (['title', 'language', 'published', 'url'] as const).filter((key) => !(key in entry));
  return {
    id,
    talk,
    entry,
    text,
    paragraphs: article.paragraphs.length,
    sources: sources.file,
    outlets: outlets?.file,
    unknown,
  };
}

async function onlyDraft(folder: string): Promise<string> {
  const drafts = await draftIds(folder);
  const [only, ...others] = drafts;
  if (only !== undefined && others.length === 0) return only;
  throw new UserError(
    only === undefined
      ? 'No round is a draft; write --talk ID, or begin one with npm run content -- new talk ID'
      : `Several rounds are drafts; write --talk with one of ${drafts.join(', ')}`,
  );
}

interface KnownSource {
  readonly talk: string;
  readonly entry: WrittenEntry;
}

async function knownSources(folder: string): Promise<readonly KnownSource[]> {
  const known: KnownSource[] = [];
  for (const talk of await talkIds(folder))
    for (const entry of await entriesIn(folder, `${TALKS_FOLDER}/${talk}/sources.yaml`, 'sources'))
      known.push({ talk, entry });
  return known;
}

/** As wished; else the one that the site's name or other pages of the same host say; else a new one. */
async function outletOf(
  folder: string,
  { site }: Article,
  url: string | undefined,
  wished: string | undefined,
  known: readonly KnownSource[],
): Promise<{ readonly id: string; readonly addition: Addition | undefined }> {
  const outlets = await registry(folder, 'outlet');
  const host = url === undefined ? undefined : hostOf(url);
  const found = wished ?? namedLike(outlets, [site, host]) ?? (host && ofHost(known, host));
  const id = found ?? (idOfEntry('outlet', site ?? '', NONE) || slugOf(host ?? ''));
  if (id === '')
    throw new UserError(
      'The page does not say who published it; write --outlet ID, or --url ADDRESS. Nothing was written',
    );
  if (outlets.some((outlet) => outlet.id === id)) return { id, addition: undefined };
  const entry = { id, name: shortened(site ?? host ?? nameOfId(id), MAX.name) };
  return { id, addition: { entry, remark: REMARK } };
}

/** An outlet of this name is one that is there. */
const NONE: ReadonlySet<string> = new Set();
const REMARK =
  'New: add its country, and its owner if you know it (state | public | private | government | party).';

function namedLike(
  outlets: readonly WrittenEntry[],
  names: readonly (string | undefined)[],
): string | undefined {
  const wanted = new Set(names.flatMap((name) => name?.toLowerCase() ?? []));
  const found = outlets.find(({ name, also }) =>
    [name, ...(Array.isArray(also) ? also : [])].some((one) => wanted.has(String(one).toLowerCase())),
  );
  return found === undefined ? undefined : String(found.id);
}

/** The outlet that most sources of the host have: some pages there reprint others. */
function ofHost(known: readonly KnownSource[], host: string): string | undefined {
  const counts = new Map<string, number>();
  for (const { entry } of known) {
    if (typeof entry.url !== 'string' || typeof entry.outlet !== 'string') continue;
    if (entry.carries === undefined && hostOf(entry.url) === host)
      counts.set(entry.outlet, (counts.get(entry.outlet) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : undefined;
}

/** Of an outlet's id: behind it there is room for the day and a number. */
const STEM = 38;

/** `fjord-0415`; with a number behind it where that is taken. */
async function freeId(
  outlet: string,
  published: string | undefined,
  taken: ReadonlySet<string>,
  archive: string,
): Promise<string> {
  const stem = outlet.slice(0, STEM).replace(/-$/, '');
  const day = published?.slice(5, 10).replace('-', '');
  const base = day ? `${stem}-${day}` : stem;
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(id) && (await textOf(path.join(archive, `${id}.txt`))) === undefined) return id;
  }
}

function shortened(title: string, most: number = MAX.sourceTitle): string {
  return title.length <= most ? title : `${title.slice(0, most - 1).trimEnd()}…`;
}
