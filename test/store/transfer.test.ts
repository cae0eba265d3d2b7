// A store moves from SQLite to PostgreSQL whole, or not at all.

import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres } from '../../src/store/postgres/pool.ts';
import { postgresDialect } from '../../src/store/postgres/postgres-dialect.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import { TRANSFERRED, type Transferred, transferStore } from '../../src/store/transfer/transfer.ts';
import { emptyDatabase, run } from '../support/postgres.ts';
import { chat, DAY, NOON, queueFor, settings, temporaryFolder, thread } from './backends.ts';

const now = () => NOON;
/** Telegram's ids have up to 52 bits. */
const LARGEST = -(2 ** 52 - 1);
/** More than one batch. */
const MANY = 2_500;

async function stored(url: string, use: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(url, { now });
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

/** A store with something in every table that is moved, and in every state. */
async function filled(): Promise<string> {
  const file = path.join(temporaryFolder(), 'communique.db');
  await stored(file, async (store) => {
    await store.meta.set('menus', '{"en":"ключ 🗝 \\" \\\\"}');
    await store.ledger.publish(
      ['a', 'b', 'c'].map((id) => ({ talkId: 'riyadh', pointId: id, hash: id, changes: [] })),
    );
    await store.ledger.publish([{ talkId: 'riyadh', pointId: 'b', hash: 'changed', changes: [true] }], {
      rule: 'drafts',
    });
    await queueFor(store, 1, 2, 3, 4, 5, 6, LARGEST);
    await store.chats.remember({ id: chat(1), type: 'private', language: 'ru' });
    await store.chats.gone(chat(2), 'blocked');
    await store.subscriptions.pause({ chatId: chat(3) }, 'by hand');
    const place = { chatId: chat(-100), threadId: thread(7) };
    await store.subscriptions.subscribe(place, settings({ topics: 'all' }), NOON + DAY);
    await store.moveChat(chat(-100), chat(-1_001_234));
    await store.broadcasts.draft(chat(1), 'Добрый день');
    await store.copies.share('AgAAA_1', chat(1), {
      ...{ hash: 'h', html: '<b>«текст»</b>', keyboard: '[]', place: 'inline', language: 'ru', lines: '{}' },
    });
    await store.copies.keepMessage(
      { chatId: chat(1), messageId: 70 },
      { ...{ hash: 'p', html: 'p', keyboard: '[]', place: 'chat', language: 'ru', lines: '{}' } },
    );
    await store.importSubscriptions(
      Array.from({ length: MANY }, (_, index) => ({
        chatId: chat(10_000 + index),
        ...{ threadId: thread(0), language: null, settings: settings() },
        state: { status: 'active', dueAt: NOON + DAY },
      })),
    );
    await store.subscriptions.subscribe({ chatId: chat(99) }, settings(), NOON + DAY);
    await store.forgetChat(chat(99));
  });
  const raw = openSqlite(file, 'own');
  const update = (text: string) => raw.prepare(text).run([]);
  const done = `not_before = null, finished_at = ${NOON}`;
  update(`update delivery set state = 'sent', ${done}, message_id = 7, tries = 1 where id = 1`);
  update(`update delivery set state = 'rejected', ${done}, reason = 'тема закрыта' where id = 2`);
  update(`update delivery set state = 'sending', not_before = null, taken_at = ${NOON} where id = 4`);
  update(`update delivery set state = 'retry', tries = 3, reason = 'server' where id = 5`);
  raw.close();
  return file;
}

/** Every row of every table, as text. */
async function rowsOf(query: (text: string) => Promise<readonly object[]>): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  for (const [table, what] of Object.entries(TRANSFERRED)) {
    if (what === 'left out') continue;
    const rows = await query(`select * from ${table}`);
    const texts = rows.map((row) =>
      JSON.stringify(
        Object.entries(row)
          .toSorted()
          .map(([key, value]) => [key, String(value)]),
      ),
    );
    tables.set(table, texts.toSorted());
  }
  return tables;
}

async function tablesOn(url: string): Promise<readonly unknown[]> {
  const rows = await run(url, `select tablename as name from pg_tables where schemaname = 'public'`);
  return rows.map(({ name }) => name).toSorted();
}

const failureOf = (moving: Promise<Transferred>) =>
  moving.then(
    () => {
      throw new Error('it was moved');
    },
    (error: unknown) => error as Error,
  );

it('everything arrives as it was, and new keys follow all that were ever used', async () => {
  const [file, url] = [await filled(), await emptyDatabase()];
  const steps: number[] = [];
  const moved = await transferStore(file, url, {
    now,
    onProgress: (done, total) => steps.push(done / total),
  });

  const raw = openSqlite(file, 'read');
  const before = await rowsOf(async (text) => raw.prepare(text).all([]) as object[]);
  const [{ seq } = { seq: 0 }] = raw
    .prepare(`select seq from sqlite_sequence where name = 'subscription'`)
    .all([]) as { seq: number }[];
  raw.close();
  expect(await rowsOf((text) => run(url, text))).toEqual(before);
  for (const { table, rows } of moved) {
    expect([table, before.get(table)?.length]).toEqual([table, rows]);
    expect(rows, `nothing is tried of ${table}`).toBeGreaterThan(0);
  }
  expect(steps.at(-1)).toBe(1);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));

  await stored(url, async (store) => {
    await store.subscriptions.subscribe({ chatId: chat(77) }, settings(), NOON + DAY);
    const [added] = await store.subscriptions.ofChat(chat(77));
    expect(added?.id).toBe(seq + 1);
    expect((await store.chats.get(chat(-100)))?.id).toBe(-1_001_234);
  });
});

it('knows every table there is', async () => {
  const [file, url] = [path.join(temporaryFolder(), 'communique.db'), await emptyDatabase()];
  for (const place of [file, url]) await stored(place, async () => {});
  const raw = openSqlite(file, 'read');
  const names = raw.prepare(`select name from sqlite_schema where type = 'table'`).all([]) as {
    name: string;
  }[];
  raw.close();
  const known = [...Object.keys(TRANSFERRED), 'schema_migration'].toSorted();
  expect(
    names
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('sqlite_'))
      .toSorted(),
  ).toEqual(known);
  expect(await tablesOn(url)).toEqual(known);
});

it('leaves the target empty when it fails halfway, and succeeds at the next try', async () => {
  const [file, url] = [await filled(), await emptyDatabase()];
  const failing = (share: number) =>
    transferStore(file, url, {
      now,
      onProgress(done, total) {
        if (done / total > share) throw new Error('struck by lightning');
      },
    });
  for (const share of [0.3, 0.9]) {
    expect((await failureOf(failing(share))).message).toBe('struck by lightning');
    expect(await tablesOn(url)).toEqual([]);
  }
  await transferStore(file, url, { now });
});

it('notices a value that arrives changed, and moves nothing', async () => {
  const [file, url] = [await filled(), await emptyDatabase()];
  const { db } = await openPostgres(url, { access: 'own' });
  await migrate(db, postgresDialect, NOON);
  await db.destroy();
  await run(
    url,
    `create function distort() returns trigger language plpgsql as
       $$ begin if new.id = 10042 then new.updated_at := new.updated_at + 1; end if; return new; end $$;
     create trigger distort before insert on chat for each row execute function distort()`,
  );
  const failure = await failureOf(transferStore(file, url, { now }));
  expect(failure).toBeInstanceOf(UserError);
  expect(failure.message).toMatch(/^chat did not arrive as it was: \d+ rows with checksum [0-9a-f]+ left/);
  expect(await run(url, 'select * from chat limit 1')).toEqual([]);
});

it('refuses what it cannot move, and says what to do', async () => {
  const [file, url] = [await filled(), await emptyDatabase()];
  const refused = async (from: string, to: string, why: RegExp) => {
    const failure = await failureOf(transferStore(from, to, { now }));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure.message).toMatch(why);
    expect(failure.message).not.toContain('secret-word');
  };
  await refused(url, url, /^DATABASE_URL names PostgreSQL already/);
  await refused(file, 'other.db', /^the target is not PostgreSQL; write migrate-to postgres:/);
  await refused(`${file}x`, url, /^there is no database at .*; check DATABASE_URL$/);
  await refused(file, 'postgres://bot:secret-word@127.0.0.1:1/x', /^PostgreSQL does not listen/);
  expect(await tablesOn(url)).toEqual([]);

  await stored(url, (store) => store.meta.set('key', 'value'));
  await refused(file, url, /^the target has data already: 2 rows in meta; name an empty database/);

  const running = await openStore(file, { now });
  onTestFinished(() => running.close());
  await refused(file, url, /is in use by another process of the bot; stop that one first/);
});
