// Content goes into the ledger: what is new or corrected is news once, what changed in silence is refused by name.

import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import { publishCatalogue } from '../../src/digests/publish.ts';
import { ContentError } from '../../src/errors.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/list.ts';
import { sqliteDialect } from '../../src/store/sqlite/sqlite-dialect.ts';
import type { Tables } from '../../src/store/tables.ts';
import { type Changes, contentFolder, edit, OSLO, TALK } from '../content/folder.ts';
import { sequence, temporaryFolder } from '../store/backends.ts';

async function opened(file = ':memory:'): Promise<Store> {
  const store = await openStore(file, { now: Date.now });
  onTestFinished(() => store.close());
  return store;
}

async function catalogueWith(changes: Changes = {}): Promise<Catalogue> {
  return loadContent(await contentFolder(changes));
}

async function refusalsOf(store: Store, catalogue: Catalogue): Promise<readonly string[]> {
  const error = await publishCatalogue(store.ledger, catalogue).catch((reason: unknown) => reason);
  return error instanceof ContentError ? error.problems.map(({ entry, what }) => `${entry}: ${what}`) : [];
}

test('all points get their numbers, the oldest talk first', async () => {
  const store = await opened();
  const catalogue = await catalogueWith();
  expect(await publishCatalogue(store.ledger, catalogue)).toMatchObject({ added: 4, latest: 4 });
  expect(await publishCatalogue(store.ledger, catalogue)).toMatchObject({ added: 0, changed: 0, latest: 4 });
});

test.each<[string, (text: string) => string, number]>([
  ['another text', edit('is fair to', 'is quite fair to'), 1],
  ['another kind', edit('kind: said', 'kind: analysis'), 1],
  [
    'another speaker',
    (text) => text.replace('by: [berg]', 'by: [hansen]').replace('of: berg', 'of: hansen'),
    1,
  ],
  ['another quotation', edit('text: We can live with it', 'text: We live with it gladly'), 1],
  ['another day', edit('date: 2024-05-03', 'date: 2024-05-04'), 1],
  ['another account', edit('    text: The cod', '    told: [norway]\n    text: The cod'), 1],
  ['another topic', edit('topics: [overview, fishing]', 'topics: [fishing, overview]'), 0],
  ['another passage', edit('passage: we can live with it', 'passage: we can all live with it'), 0],
  ['another comma', edit('is fair to the crews', 'is fair, to the crews'), 0],
  ['no promise', edit('    promise: { id: quota-kept, step: made }\n', ''), 0],
])('%s without an entry under changes', async (_what, change, refused) => {
  const store = await opened();
  await publishCatalogue(store.ledger, await catalogueWith());
  const lines = await refusalsOf(store, await catalogueWith({ [TALK]: change }));
  expect(lines).toHaveLength(refused);
  for (const line of lines) expect(line).toContain('was published and has changed; write under changes');
});

test('a talk that is gone is told in one line', async () => {
  const store = await opened();
  const bergen = 'talks/bergen/talk.yaml';
  const two = { [bergen]: TWO_POINTS };
  await publishCatalogue(store.ledger, await catalogueWith(two));
  expect(await refusalsOf(store, await catalogueWith())).toEqual([
    expect.stringMatching(/^talk bergen: was published and is gone; put it back/),
  ]);
});

const TWO_POINTS = `id: bergen
title: Bergen talks
about: Norway–Iceland
date: 2024-09-10
place: oslo
form: call
lead: [met]
delegations:
  - { party: norway, part: host, members: [], citations: [{ source: gazette-0503, at: ¶1, passage: what the paper had to say }] }
points:
  - { id: met, topics: [overview], kind: background, text: The sides met, citations: [{ source: gazette-0503, at: ¶1, passage: what the paper had to say }] }
  - { id: left, topics: [overview], kind: background, text: The sides left, citations: [{ source: gazette-0503, at: ¶1, passage: what the paper had to say }] }
`;

/** A database of the version before changes were listed, with these points in its ledger. */
async function olderDatabase(talk: string, ids: readonly string[]): Promise<string> {
  const file = path.join(temporaryFolder(), 'communique.db');
  const raw = new Sqlite(file);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
  const before = MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex(({ name }) => name === '0008-changes'),
  );
  await migrate(db, sqliteDialect, 0, before);
  const insert = raw.prepare(
    'insert into ledger (sequence, talk_id, point_id, content_hash, first_seen_at) values (?, ?, ?, ?, 0)',
  );
  for (const [index, id] of ids.entries()) insert.run(index + 1, talk, id, `hash of the old ${id}`);
  await db.destroy();
  return file;
}

test('a ledger of the version before goes over: only what was corrected is news, and once', async () => {
  const file = await olderDatabase(OSLO, ['cod-quota', 'secret-deal', 'fair-result']);
  const store = await opened(file);
  const correct = (text: string) =>
    text
      .replace(
        '    text: A secret',
        '    changes: [{ on: 2024-06-01, how: corrected, was: A deal, why: It is secret }]\n    text: A secret',
      )
      .replace(
        '    text: The result',
        '    changes: [{ on: 2024-06-01, how: reworded }]\n    text: The result',
      );
  const catalogue = await catalogueWith({ [TALK]: correct });
  expect(await publishCatalogue(store.ledger, catalogue)).toMatchObject({
    added: 1,
    changed: 1,
    refused: [],
  });
  expect(await store.ledger.since(sequence(3))).toMatchObject([{ pointId: 'no-secret' }]);
  expect(await store.ledger.changes()).toMatchObject([{ pointId: 'secret-deal', number: 0 }]);
  expect(await publishCatalogue(store.ledger, catalogue)).toMatchObject({ added: 0, changed: 0 });
  const silent = edit('is fair to', 'is quite fair to');
  expect(
    await refusalsOf(store, await catalogueWith({ [TALK]: (text) => silent(correct(text)) })),
  ).toHaveLength(1);
});

test('a ledger of the version before takes our own content: nothing that stayed as it was is news', async () => {
  const catalogue = await loadContent('content');
  const riyadh = catalogue.talk('riyadh-2025-02-18');
  const published =
    riyadh?.points.filter(({ citations }) => citations.some(({ source }) => source === 'iz-riyadh')) ?? [];
  const store = await opened(
    await olderDatabase(
      'riyadh-2025-02-18',
      published.map(({ id }) => id),
    ),
  );
  await publishCatalogue(store.ledger, catalogue);
  const told = [...(await store.ledger.since(sequence(published.length))), ...(await store.ledger.changes())];
  const news = new Set(told.map((entry) => `${entry.talkId} ${entry.pointId}`));
  for (const { id, changes = [] } of published)
    expect([id, news.has(`riyadh-2025-02-18 ${id}`)]).toEqual([
      id,
      changes.some(({ how }) => how !== 'reworded'),
    ]);
});
