import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createCopies } from '../../src/store/copies.ts';
import { backupStore, openStore, type Store } from '../../src/store/database.ts';
import { createDeliveries } from '../../src/store/deliveries.ts';
import { createHealth } from '../../src/store/health.ts';
import { createMeta } from '../../src/store/meta.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createPlanning } from '../../src/store/planning.ts';
import { openSqliteDatabase } from '../../src/store/sqlite/sqlite-database.ts';
import { sqliteDialect } from '../../src/store/sqlite/sqlite-dialect.ts';
import { openSqlite } from '../../src/store/sqlite/sqlite-file.ts';
import { createSubscriptions } from '../../src/store/subscriptions.ts';
import type { Tables } from '../../src/store/tables.ts';
import { manualClock } from '../support/clock.ts';
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
        fs.writeFileSync(file, 'no database, '.repeat(100), { mode: 0o644 });
      },
      /is not a SQLite database/,
    ],
  ])('%s is explained, and stays as it was', async (_, prepare, message) => {
    const file = path.join(temporaryFolder(), 'data', 'communique.db');
    prepare(file);
    const before = fs.statSync(file, { throwIfNoEntry: false })?.mode;
    const opening = openStore(file, { now });
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toBeInstanceOf(UserError);
    expect(fs.statSync(file, { throwIfNoEntry: false })?.mode).toBe(before);
  });

  it('a folder named by mistake keeps its rights', async () => {
    const folder = temporaryFolder();
    fs.chmodSync(folder, 0o755);
    await expect(openStore(folder, { now })).rejects.toThrow(/cannot be opened/);
    expect(fs.statSync(folder).mode & 0o777).toBe(0o755);
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

describe('a file that goes while the bot runs', () => {
  it.each([
    ['the database is deleted', '', 'deleted or moved'],
    ['its log of changes is deleted', '-wal', 'deleted or moved'],
    ['its index is replaced by a copy', '-shm', 'replaced'],
    ['its lock is deleted', '.lock', 'deleted or moved'],
    ['the database is replaced by a backup', '', 'replaced'],
  ])('%s: nothing is confirmed until it is back, and the log says it once', async (_, ending, what) => {
    const file = newFile();
    const lines: string[] = [];
    const { store } = await open(backend, { url: file, log: (_facts, message) => lines.push(message) });
    const health = createHealth({ store, clock: manualClock(), digests: true, isNewest: () => true });
    await store.meta.set('before', '1');
    lines.length = 0;
    fs.renameSync(`${file}${ending}`, `${file}.away`);
    if (what === 'replaced') fs.copyFileSync(`${file}.away`, `${file}${ending}`);
    const expected = `${file}${ending} was ${what} while the bot runs`;
    const subscribing = store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON);
    await expect(subscribing).rejects.toThrow(expected);
    await expect(store.meta.set('alone', '1')).rejects.toThrow(expected);
    expect((await health.check()).problem).toContain(expected);
    await expect(health.storeFigures()).rejects.toThrow(expected);
    expect(await store.meta.get('before')).toBe('1');
    expect(lines).toEqual(['changes cannot be stored']);
    fs.renameSync(`${file}.away`, `${file}${ending}`);
    expect((await health.check()).problem).toBeUndefined();
    await store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON);
    expect(lines).toEqual(['changes cannot be stored', 'changes are stored again']);
  });

  it('is noticed within a minute where nothing is stored', async () => {
    const file = newFile();
    const clock = manualClock();
    const lines: object[] = [];
    const log = { debug() {}, info() {}, warn: (facts: object) => lines.push(facts) };
    const store = await openStore(file, { now: clock.now, after: clock.after, log });
    onTestFinished(() => store.close());
    fs.rmSync(file);
    await clock.advance(180_000);
    expect(lines).toEqual([{ reason: expect.stringContaining('was deleted or moved') }]);
  });
});

describe('another program that has locked the file', () => {
  async function locked() {
    const clock = manualClock();
    const file = newFile();
    const lines: string[] = [];
    const say = (_: object, message: string) => lines.push(message);
    const log = { debug() {}, info: say, warn: say };
    const store = await openStore(file, { now: clock.now, after: clock.after, log });
    await store.meta.set('a', '1');
    lines.length = 0;
    const other = new SQLite(file);
    onTestFinished(() => store.close());
    onTestFinished(() => void other.close());
    other.exec('begin immediate');
    return { clock, store, other, lines };
  }

  it('keeps only those waiting who change something, and they get through in their order', async () => {
    const { clock, store, other } = await locked();
    const done: string[] = [];
    const writing = ['x', 'y', 'z'].map((value) =>
      store.meta.set('a', value).then(() => void done.push(value)),
    );
    const subscribing = store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON);
    await clock.advance(9_000);
    for (let times = 0; times < 20; times++) expect(await store.meta.get('a')).toBe('1');
    expect(done).toEqual([]);
    other.exec('commit');
    await clock.advance(50);
    await Promise.all([...writing, subscribing]);
    expect(done).toEqual(['x', 'y', 'z']);
    expect(await store.meta.get('a')).toBe('z');
  });

  it('is not waited for by SQLite itself, which would keep the whole process waiting', async () => {
    const { context, close } = await openSqliteDatabase(newFile(), { now });
    onTestFinished(close);
    expect((await sql`pragma busy_timeout`.execute(context.db)).rows).toEqual([{ timeout: 0 }]);
  });

  it.each([
    ['a statement', (store: Store) => store.meta.set('a', '2')],
    ['a transaction', (store: Store) => store.subscriptions.subscribe({ chatId: chat(1) }, settings(), NOON)],
  ])('is named to %s after ten seconds, and shows in the health until it is over', async (_, change) => {
    const { clock, store, other, lines } = await locked();
    const health = createHealth({ store, clock, digests: true, isNewest: () => true });
    const failing = expect(change(store)).rejects.toThrow(/is locked by another program/u);
    await clock.advance(10_000);
    await failing;
    expect(lines).toEqual(['changes cannot be stored']);
    const checking = health.check();
    await clock.advance(10_000);
    await checking;
    const again = health.check();
    await clock.advance(1_000);
    expect((await again).problem).toMatch(/is locked by another program/u);
    other.exec('rollback');
    // Nobody asks: the store finds out by itself.
    await clock.advance(60_000);
    await expect.poll(() => lines).toEqual(['changes cannot be stored', 'changes are stored again']);
    expect((await health.check()).problem).toBeUndefined();
  });
});

describe('a full disk', () => {
  it('shows in the health until there is space again, said once', async () => {
    const lines: string[] = [];
    const warn = (_: object, message: string) => lines.push(message);
    const log = { debug() {}, info: warn, warn };
    const { context, ping, close } = await openSqliteDatabase(newFile(), { now, log });
    onTestFinished(close);
    const meta = createMeta(context);
    const store = {
      ping,
      deliveries: createDeliveries(context, createCopies(context).idsOf),
      copies: createCopies(context),
      planning: createPlanning(context),
      subscriptions: createSubscriptions(context),
    };
    const health = createHealth({ store, clock: manualClock(), digests: true, isNewest: () => true });
    lines.length = 0;
    await sql`pragma max_page_count = 1`.execute(context.db);
    for (let times = 0; times < 3; times++) {
      await expect(meta.set('big', 'x'.repeat(100_000))).rejects.toThrow(/the disk is full/u);
      expect((await health.check()).problem).toMatch(/the disk is full; free some space/u);
      await expect(health.storeFigures()).rejects.toThrow(/the disk is full/u);
    }
    await sql`pragma max_page_count = 1000`.execute(context.db);
    expect((await health.check()).problem).toBeUndefined();
    expect(await health.storeFigures()).toMatchObject({ waiting: 0 });
    await meta.set('big', 'x'.repeat(100_000));
    expect(lines).toEqual(['changes cannot be stored', 'changes are stored again']);
    expect(await meta.get('probe')).toBeUndefined();
  });

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
