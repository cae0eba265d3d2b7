// The desk's routes: its page, what is in the folder, and what an editor does there.

import path from 'node:path';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { changeKey } from '../../content/editing/change-entry.ts';
import { heldBackIn, isId, REGISTRY_OF, registry, talkIds } from '../../content/editing/folder.ts';
import { idOfText } from '../../content/editing/fresh-id.ts';
import { newSource } from '../../content/editing/new-source.ts';
import { newTalk } from '../../content/editing/new-talk.ts';
import { instantOf } from '../../content/edtf.ts';
import { TALKS_FOLDER } from '../../content/files.ts';
import { slugOf } from '../../content/latin-letters.ts';
import { checkPublication, verifyContent } from '../../content/load.ts';
import type { Finding } from '../../content/problems.ts';
import { inForm } from '../../content/wording.ts';
import { formatProblem, UserError } from '../../errors.ts';
import type { Locales } from '../../locales/locale.ts';
import { answerOwnPageOnly, sendFile, servePageFiles } from '../../preview/server/own-page.ts';
import { earlierEnglish } from './earlier-english.ts';
import { FolderReader } from './folder-view.ts';
import type { OpenDesks } from './open-desks.ts';
import { named, withChangedEntry, withEntry, wrongIn } from './registry-entries.ts';
import { type RoundChecks, remarksOf } from './round-checks.ts';
import { Edit, Entry, edited, HEAD_KEYS, NotThere } from './round-edits.ts';
import { fileOf, Outdated, type RoundFiles, requireInside } from './round-files.ts';
import { roundView } from './round-view.ts';
import { roundMessages } from './telegram-messages.ts';
import { entriesIn, parsed } from './written-data.ts';

/** What outlives a server: the desk begins on one of its own where the preview cannot start. */
export interface DeskWorks {
  readonly folder: string;
  readonly archive: string | undefined;
  /** Where the server listens. */
  readonly host: string;
  readonly rounds: RoundFiles;
  readonly checks: RoundChecks;
  readonly desks: OpenDesks;
  readonly locales: Locales;
  /** Whether the preview runs beside the desk. */
  readonly hasPreview: () => boolean;
}

/** Of the desk's own page. */
const DESK_PAGE = new URL('../page/', import.meta.url);
/** An edit: a point has a few KB. */
const EDIT_LIMIT = 256 * 1024;
/** A page or a text that is handed in, in JSON. */
const TEXT_LIMIT = 16 * 1024 * 1024;

const Version = z.string().max(64);
const Change = z.strictObject({ version: Version, step: z.string().max(200), edit: Edit });
const NewSource = z.union([
  z.strictObject({ address: z.string().min(1).max(2_000), outlet: z.string().optional() }),
  z.strictObject({
    text: z.string().min(1),
    isPage: z.boolean(),
    url: z.string().max(2_000).optional(),
    outlet: z.string().optional(),
  }),
]);
const Kind = z.enum(['person', 'party', 'outlet', 'promise', 'place', 'subject']);
/** For which round it is, and which of its steps it belongs to. */
const InStep = { round: z.string(), step: z.string().max(200) };
const NewEntry = z.strictObject({ ...InStep, kind: Kind, value: Entry });
const ChangedEntry = z.strictObject({ ...InStep, kind: Kind, before: Entry, value: Entry });

export function deskRoutes(works: DeskWorks): FastifyPluginAsync {
  return async (app) => {
    answerOwnPageOnly(app, works.host);
    app.get('/desk', (_request, reply) => sendFile(reply, new URL('index.html', DESK_PAGE)));
    servePageFiles(app, '/desk/page', DESK_PAGE);
    works.desks.serve(app);
    showFolder(app, works);
    showRound(app, works);
    changeRound(app, works);
    addToFolder(app, works);
    publishRound(app, works);
  };
}

function showFolder(app: FastifyInstance, { folder, archive, hasPreview }: DeskWorks): void {
  const reader = new FolderReader(folder);
  app.get<{ Querystring: { known?: string } }>('/desk/folder', async ({ query: { known } }) => {
    const view = await reader.read();
    const preview = hasPreview();
    const version = `${view.version}${preview ? ' preview' : ''}`;
    // After each change every page asks, and mostly another file has changed.
    return known === version ? { version } : { folder, archive, ...view, version, hasPreview: preview };
  });
}

interface OfRound {
  readonly Params: { readonly id: string };
}

function showRound(app: FastifyInstance, { folder, archive, rounds, checks, locales }: DeskWorks): void {
  app.get<OfRound>('/desk/rounds/:id', ({ params: { id } }, reply) =>
    answer(reply, async () => roundView(folder, archive, ownId(id), await rounds.read(id))),
  );
  app.get<OfRound>('/desk/rounds/:id/check', ({ params: { id } }, reply) =>
    answer(reply, async () => {
      const { version } = await rounds.read(ownId(id));
      return { version, remarks: remarksOf(await checks.of(id), id) };
    }),
  );
  app.get<OfRound & { Querystring: { text?: string } }>(
    '/desk/rounds/:id/point-id',
    ({ params: { id }, query: { text = '' } }, reply) =>
      answer(reply, async () => {
        const { talk } = await rounds.read(ownId(id));
        const file = parsed(talk);
        const taken = entriesIn(file.ok ? file.data : {}, 'points').map((point) => String(point.id));
        return { id: idOfText(text, new Set(taken)) };
      }),
  );
  app.get<OfRound & { Querystring: { point?: string; of?: string } }>(
    '/desk/rounds/:id/earlier',
    ({ params: { id }, query: { point = '', of = '' } }, reply) =>
      answer(reply, async () => {
        const part = { point, of };
        const kept = rounds.earlier(ownId(id), 'talk');
        return { english: (await earlierEnglish(folder, id, part, kept)) ?? null };
      }),
  );
  app.get<OfRound & { Querystring: { point?: string; topic?: string } }>(
    '/desk/rounds/:id/messages',
    ({ params: { id }, query: { point, topic } }, reply) =>
      answer(reply, async () => {
        const { catalogue } = await checks.of(ownId(id));
        const asked = { talk: id, ...(point ? { point } : {}), ...(topic ? { topic } : {}) };
        return { messages: (catalogue && roundMessages(catalogue, locales, asked)) ?? null };
      }),
  );
}

function changeRound(app: FastifyInstance, works: DeskWorks): void {
  const { folder, archive, rounds, desks } = works;
  app.post<OfRound>('/desk/rounds/:id/edit', { bodyLimit: EDIT_LIMIT }, ({ params: { id }, body }, reply) =>
    answer(reply, async () => {
      const { version, step, edit } = read(Change, body);
      const now = await rounds.change(ownId(id), version, step, (texts) => edited(texts, edit));
      desks.tellChanged();
      return roundView(folder, archive, id, now);
    }),
  );
  for (const way of ['undo', 'redo'] as const)
    app.post<OfRound>(`/desk/rounds/:id/${way}`, ({ params: { id }, body }, reply) =>
      answer(reply, async () => {
        const { version } = read(z.strictObject({ version: Version }), body);
        const now = await rounds.step(ownId(id), version, way, (step) => requireAllowed(works, id, step));
        desks.tellChanged();
        return roundView(folder, archive, id, now);
      }),
    );
}

/** The place that is called so in any language, if it is there. */
async function placeNamed(folder: string, name: string): Promise<string | undefined> {
  const wanted = name.trim().toLowerCase();
  const places = await registry(folder, 'place');
  const found = places.find(({ id, name: own, also, names }) =>
    [id, own, ...[also, names].flatMap((more) => Object.values(Object(more)))].some(
      (one) => String(one).toLowerCase() === wanted,
    ),
  );
  return found === undefined ? undefined : String(found.id);
}

function addToFolder(app: FastifyInstance, { folder, archive, rounds, desks }: DeskWorks): void {
  app.post('/desk/rounds', ({ body }, reply) =>
    answer(reply, async () => {
      const { place, date } = read(z.strictObject({ place: z.string().max(200), date: z.iso.date() }), body);
      const city = (await placeNamed(folder, place)) ?? slugOf(place);
      if (city === '') throw new UserError('Write the place in Latin or Cyrillic letters, such as Oslo');
      const id = `${city}-${date}`;
      await rounds.alone(() => newTalk(folder, id));
      desks.tellChanged();
      return { id };
    }),
  );
  app.post<OfRound>(
    '/desk/rounds/:id/sources',
    { bodyLimit: TEXT_LIMIT },
    ({ params: { id }, body }, reply) =>
      answer(reply, async () => {
        const asked = read(NewSource, body);
        if (archive === undefined)
          throw new UserError(
            'There is no folder for the text: write CONTENT_ARCHIVE=/path/to/a/folder into .env, and start the desk again',
          );
        await requireInside(folder, path.join(folder, TALKS_FOLDER, ownId(id)));
        // An address, never a path: a page must not make the desk read files.
        if ('address' in asked && !/^https?:\/\//i.test(asked.address))
          throw new UserError(
            'That is no address of a page; write one that begins with https://, or paste the text',
          );
        const place =
          'address' in asked
            ? asked.address
            : {
                type: asked.isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
                bytes: Buffer.from(asked.text),
              };
        const url = 'url' in asked ? asked.url || undefined : undefined;
        const wishes = { talk: id, url, outlet: asked.outlet || undefined };
        const files = [fileOf(id, 'sources'), 'outlets.yaml'];
        const made = await newSource(folder, archive, place, wishes, (work) =>
          rounds.alone(() => rounds.recorded(id, `source ${Date.now()}`, files, work)),
        );
        desks.tellChanged();
        return {
          id: made.id,
          paragraphs: made.paragraphs,
          unknown: made.unknown,
          isNewOutlet: made.outlets !== undefined,
        };
      }),
  );
  app.post('/desk/entries', ({ body }, reply) =>
    answer(reply, async () => {
      const { round, step, kind, value } = read(NewEntry, body);
      const file = `${REGISTRY_OF[kind]}.yaml`;
      const made = await rounds.changeRegistry<EntryAnswer>(ownId(round), step, file, async (text) => {
        const entry = await named(folder, kind, value);
        const wrong = wrongIn(kind, entry);
        return wrong.length > 0
          ? { text, answer: { wrong: wrong.map(placeInForm) } }
          : { text: withEntry(text, kind, entry), answer: { id: String(entry.id) } };
      });
      desks.tellChanged();
      return made;
    }),
  );
  app.post('/desk/entries/change', ({ body }, reply) =>
    answer(reply, async () => {
      const { round, step, kind, before, value } = read(ChangedEntry, body);
      const file = `${REGISTRY_OF[kind]}.yaml`;
      const made = await rounds.changeRegistry<EntryAnswer>(ownId(round), step, file, async (text) => {
        const wrong = wrongIn(kind, value);
        return wrong.length > 0
          ? { text, answer: { wrong: wrong.map(placeInForm) } }
          : { text: withChangedEntry(text, kind, before, value), answer: { id: String(before.id) } };
      });
      desks.tellChanged();
      return made;
    }),
  );
}

type EntryAnswer = { readonly id: string } | { readonly wrong: readonly WrongInEntry[] };

interface WrongInEntry {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

/** Behind the list and the entry's place in it. */
function placeInForm({ path, what }: Finding): WrongInEntry {
  return { path: path.slice(2), what: inForm(what) };
}

const Publication = z.strictObject({ version: Version, at: z.string().max(40).optional() });

function publishRound(app: FastifyInstance, { folder, archive, rounds, checks, desks }: DeskWorks): void {
  app.post<OfRound>('/desk/rounds/:id/publish', ({ params: { id }, body }, reply) =>
    answer(reply, async () => {
      const { version, at } = read(Publication, body);
      if (at !== undefined && instantOf(at) === undefined)
        throw new UserError('That is not a time; write it such as 2026-03-01T09:00+03:00');
      const now = await rounds.alone(async () => {
        const { version: current, talk } = await rounds.read(ownId(id));
        if (current !== version) throw new Outdated();
        const held = heldBackIn(talk);
        if (held === undefined || (held !== 'draft' && held <= Date.now()))
          throw new UserError('This round is published already; nothing was changed');
        const { problems } = await checks.of(id);
        if (problems.length > 0)
          throw new UserError(
            `${problems.length === 1 ? 'One thing has' : `${problems.length} things have`} to be corrected first; nothing was published`,
          );
        const step = `${PUBLICATION} ${at ?? 'now'} ${version}`;
        // Seals are written wherever they are missing.
        const sources = (await talkIds(folder)).map((talk) => fileOf(talk, 'sources'));
        return rounds.recorded(id, step, sources, async () => {
          if (archive !== undefined) await verifyContent(folder, archive);
          await requirePublishable(folder, id, at);
          const { version: sealed } = await rounds.read(id);
          return rounds.changeNow(id, sealed, step, (texts) => {
            const open = changeKey(texts.talk, 'draft', undefined, HEAD_KEYS, 'talk.yaml');
            return { ...texts, talk: changeKey(open, 'publish', at, HEAD_KEYS, 'talk.yaml') };
          });
        });
      });
      desks.tellChanged();
      return roundView(folder, archive, id, now);
    }),
  );
}

/** Steps that publish are called so, with the time. */
const PUBLICATION = 'publish';

/** @throws UserError where a step that publishes is to be made again, and the bot would refuse it now */
async function requireAllowed({ folder, checks }: DeskWorks, id: string, step: string): Promise<void> {
  const [what, at] = step.split(' ');
  if (what !== PUBLICATION) return;
  const { problems } = await checks.of(id);
  if (problems.length > 0)
    throw new UserError('The round has mistakes now, so it was not published again; correct them first');
  await requirePublishable(folder, id, at === 'now' ? undefined : at);
}

/** Problems shown of what the bot would refuse. */
const MOST_SHOWN = 5;

/** @throws UserError where the bot would refuse its content with this round in it */
async function requirePublishable(folder: string, id: string, at: string | undefined): Promise<void> {
  const publication = { id, at: at === undefined ? undefined : instantOf(at) };
  const problems = await checkPublication(folder, publication, Date.now());
  if (problems.length === 0) return;
  throw new UserError(
    [
      'The bot would refuse its content with this round in it, so nothing was published. Where it leans on a draft, publish that one first.',
      ...problems.slice(0, MOST_SHOWN).map(formatProblem),
      ...(problems.length > MOST_SHOWN ? [`And ${problems.length - MOST_SHOWN} more.`] : []),
    ].join('\n'),
  );
}

/** @throws UserError for what is no id: it names a folder */
function ownId(id: string): string {
  if (!isId(id)) throw new UserError('There is no such round');
  return id;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (!result.success) throw new UserError('This page is older than the desk; reload it');
  return result.data;
}

const OUTDATED =
  'The file has changed meanwhile, at another desk or by hand. What you see now is the newer; your last change was not written.';

/** 409 where the files have changed, 400 with what is wrong. */
async function answer(reply: FastifyReply, work: () => Promise<object>): Promise<FastifyReply> {
  try {
    return reply.send(await work());
  } catch (error) {
    const isOutdated = error instanceof Outdated || error instanceof NotThere;
    if (!isOutdated && !(error instanceof UserError)) throw error;
    return reply
      .code(isOutdated ? 409 : 400)
      .type('text/plain')
      .send(isOutdated ? OUTDATED : error.message);
  }
}
