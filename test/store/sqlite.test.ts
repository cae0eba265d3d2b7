import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { backupStore, openStore } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { sqliteDialect } from '../../src/store/sqlite/sqlite-dialect.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import type { Tables } from '../../src/store/tables.ts';
import { SQLITE as backend, chat, NOON, open, queueFor, settings, temporaryFolder } from './backends.ts';
import { startStoreProcess } from './start-store-process.ts';

const now = () => NOON;
const newFile = () => path.join(temporaryFolder(), 'communique.db');

describe('opening', () => {
  it('creates the folder and the file', async () => {
    const file = path.join(temporaryFolder(), 'deep', 'er', 'communique.db');
    await (await openStore(file, { now })).close();
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each([
    [
      'a folder that cannot be made',
      (file: string) => fs.writeFileSync(path.dirname(file), ''),
      /folder .* cannot be written/,
    ],
    ['a folder in its place', (file: string) => fs.mkdirSync(file, { recursive: true }), /cannot be opened/],
    [
      'a file that is something else',
      (file: string) => {
        fs.mkdirSync(path.dirname(file));
        fs.writeFileSync(file, 'no database, '.repeat(100));
      },
      /is not a SQLite database/,
    ],
  ])('%s is explained', async (_, prepare, message) => {
    const file = path.join(temporaryFolder(), 'data', 'communique.db');
    prepare(file);
    const opening = openStore(file, { now });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(UserError);
  });

  it('a damaged file is explained', async () => {
    const file = newFile();
    const first = await openStore(file, { now });
    await queueFor(first, ...Array.from({ length: 200 }, (_, at) => at + 1));
    await first.close();
    const bytes = fs.readFileSync(file);
    bytes.fill(0xa5, 4096 * 2);
    fs.writeFileSync(file, bytes);
    const reading = async () => {
      const store = await openStore(file, { now });
      onTestFinished(() => store.close());
      await store.stats(0);
      await store.personalData(chat(1));
    };
    await expect(reading()).rejects.toThrow(/is damaged; stop the bot and restore a backup/);
  });
});

describe('two processes', () => {
  it('the second is refused, in one line; after kill -9 of the first the file is free and nothing is lost', async () => {
    const file = newFile();
    const prepared = await openStore(file, { now });
    await queueFor(prepared, 1, 2);
    await prepared.close();

    const first = await startStoreProcess(file);
    expect(first.said).toBe('taken 1');
    const refused = await startStoreProcess(file);
    expect(refused.said).toMatch(
      /^UserError: .* is in use by another process of the bot; stop that one first/,
    );
    await expect(openStore(file, { now })).rejects.toThrow(/in use/);

    const looking = await openStore(file, { now, access: 'read' });
    expect(await looking.stats(0)).toMatchObject({ deliveries: { sending: 1, queued: 1 } });
    await expect(looking.meta.set('a', 'b')).rejects.toThrow();
    await looking.close();

    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const { store } = await open(backend, { url: file });
    expect(await store.deliveries.requeueInterrupted()).toBe(1);
    expect(await store.deliveries.take(10)).toHaveLength(2);
  });

  it('in one process, a file is opened again only after it was closed', async () => {
    const file = newFile();
    const store = await openStore(file, { now });
    await expect(openStore(file, { now })).rejects.toThrow(/in use/);
    await store.close();
    await (await openStore(file, { now })).close();
  });
});

describe('a backup', () => {
  it('is a complete copy, made while the bot writes, and opens as a database', async () => {
    const folder = temporaryFolder();
    const { store } = await open(backend, { url: path.join(folder, 'communique.db') });
    await queueFor(store, 1, 2, 3);
    const backup = (...target: string[]) =>
      backupStore(path.join(folder, 'communique.db'), path.join(folder, ...target));
    const copying = backup('copy.db');
    await store.subscriptions.subscribe({ chatId: chat(4) }, settings(), NOON);
    await copying;
    await expect(backup('copy.db')).rejects.toThrow(/exists already/);
    await backup('new', 'folder', 'copy.db');
    await expect(backup('copy.db', 'copy.db')).rejects.toBeInstanceOf(UserError);
    const { store: copy } = await open(backend, { url: path.join(folder, 'copy.db') });
    expect((await copy.stats(0)).deliveries.queued).toBe(3);
    expect(fs.readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });
});

describe('a full disk', () => {
  it('is explained, and nothing is half-written', async () => {
    const file = openSqlite(newFile(), 'own');
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
    onTestFinished(() => db.destroy());
    await migrate(db, sqliteDialect, NOON);
    file.prepare('pragma max_page_count = 1').all([]);
    const writing = db.transaction().execute(async (transaction) => {
      await transaction.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
      await transaction
        .insertInto('meta')
        .values({ key: 'c', value: 'x'.repeat(1_000_000) })
        .execute();
    });
    await expect(writing).rejects.toThrow(/the disk is full; free some space/);
    expect(await db.selectFrom('meta').selectAll().execute()).toEqual([]);
  });
});

describe('migrations', () => {
  const table = (name: string) => ({
    name,
    up: async (db: Kysely<Tables>) => {
      await sql`create table ${sql.table(name.slice(5))} (id integer)`.execute(db);
    },
  });
  const fresh = () => {
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new SQLite(':memory:') }) });
    onTestFinished(() => db.destroy());
    return db;
  };

  it('apply what is missing, once, in order', async () => {
    const db = fresh();
    const [one, two] = [table('0001-one'), table('0002-two')];
    expect(await migrate(db, sqliteDialect, NOON, [one])).toEqual(['0001-one']);
    expect(await migrate(db, sqliteDialect, NOON, [one, two])).toEqual(['0002-two']);
    expect(await migrate(db, sqliteDialect, NOON, [one, two])).toEqual([]);
  });

  it('that fail leave nothing behind', async () => {
    const db = fresh();
    const failing = {
      name: '0001-half',
      up: async (transaction: Kysely<Tables>) => {
        await table('0001-half').up(transaction);
        throw new Error('half');
      },
    };
    await expect(migrate(db, sqliteDialect, NOON, [failing])).rejects.toThrow('half');
    expect(await migrate(db, sqliteDialect, NOON, [table('0001-half')])).toEqual(['0001-half']);
  });

  it('of a newer version are refused in words, by writers and readers', async () => {
    const file = newFile();
    await (await openStore(file, { now })).close();
    const raw = new SQLite(file);
    raw.exec(`insert into schema_migration values ('9999-future', 0)`);
    raw.close();
    await expect(openStore(file, { now })).rejects.toThrow(
      /newer version \(it has 9999-future\); run that version/,
    );
    await expect(openStore(file, { now, access: 'read' })).rejects.toThrow(/newer version/);
  });

  it('are never run by a reader', async () => {
    const file = newFile();
    await expect(openStore(file, { now, access: 'read' })).rejects.toThrow(/there is no database/);
    new SQLite(file).exec('create table x (y)').close();
    await expect(openStore(file, { now, access: 'read' })).rejects.toThrow(
      /older version; start the bot once/,
    );
  });
});
