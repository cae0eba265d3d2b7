import { inspect } from 'node:util';
import fc from 'fast-check';
import pg from 'pg';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { openConnection } from '../../src/cluster/connection.ts';
import { UserError } from '../../src/errors.ts';
import { backupStore, openStore, type Store } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openPostgres, type PostgresDatabase } from '../../src/store/postgres/pool.ts';
import { postgresDialect } from '../../src/store/postgres/postgres-dialect.ts';
import { prepareSession, queryUnprepared, throughDefaultTimeout } from '../../src/store/postgres/session.ts';
import { noLog, type StoreOptions } from '../../src/store/store-options.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { administer, emptyDatabase, newDatabase, run } from '../support/postgres.ts';
import { chat, DAY, NOON, queueFor, sequence, settings, thread, tryAt } from './backends.ts';

const now = () => NOON;

/** Ends every other connection to the database. */
const CUT = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

async function openAt(url: string, options: Partial<StoreOptions> = {}): Promise<Store> {
  const store = await openStore(url, { now, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** Several processes' stores on one new database. */
async function stores(count: number): Promise<readonly Store[]> {
  const url = await newDatabase();
  return Promise.all(Array.from({ length: count }, () => openAt(url)));
}

describe('opening PostgreSQL', () => {
  const change = (url: string, part: Partial<URL>) => Object.assign(new URL(url), part).href;

  const isTelling = (secret: string) => secret.length >= 8;

  it.each([
    ['a wrong port', { port: '1' }, /does not listen where DATABASE_URL says; check host and port/],
    ['a host that does not exist', { hostname: 'nowhere.invalid' }, /host in DATABASE_URL/],
    ['a wrong password', { password: 'wrong-password' }, /refuses the password; check user and password/],
    ['an unknown user', { username: 'nobody' }, /refuses the password; check user and password/],
    ['an unknown database', { pathname: '/nothing' }, /has no such database; create it/],
    ['TLS where there is none', { search: '?sslmode=verify-full' }, /by TLS .*check sslmode/],
  ])('%s is explained, without the password', async (_, part, message) => {
    const url = change(await newDatabase(), part);
    const failure = await openStore(url, { now }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({ message: expect.stringMatching(message) });
    const shown = inspect(failure, { depth: 9, showHidden: true });
    const { password } = new URL(url);
    // The password of a server from TEST_DATABASE_URL may be a word that is also in the message.
    for (const secret of [url, `:${password}@`, password, decodeURIComponent(password)].filter(isTelling)) {
      expect(shown).not.toContain(secret);
    }
  });

  it('an invalid address is explained', async () => {
    const opening = openStore('postgres://user:secret@host:port/name', { now });
    await expect(opening).rejects.toThrow(/^DATABASE_URL is not an address of PostgreSQL; write postgres:/);
  });

  it('a database of a newer version is refused in words', async () => {
    const url = await emptyDatabase();
    await (await openStore(url, { now })).close();
    await run(url, `insert into schema_migration values ('9999-future', 0)`);
    await expect(openStore(url, { now })).rejects.toThrow(/newer version \(it has 9999-future\)/);
    await expect(openStore(url, { now, access: 'read' })).rejects.toThrow(/newer version/);
  });

  it('readers change nothing and need the bot to create the tables', async () => {
    const url = await emptyDatabase();
    await expect(openStore(url, { now, access: 'read' })).rejects.toThrow(/start the bot once/);
    const store = await openAt(url);
    await store.meta.set('a', 'b');
    const reader = await openAt(url, { access: 'read' });
    expect(await reader.meta.get('a')).toBe('b');
    await expect(reader.meta.set('a', 'c')).rejects.toThrow(/read-only/);
  });

  it('several processes may begin at the same moment on an empty database', async () => {
    const url = await emptyDatabase();
    const brought: object[] = [];
    const log = { ...noLog, info: (facts: object) => void brought.push(facts) };
    const opened = await Promise.all([1, 2, 3, 4].map(() => openAt(url, { log })));
    await Promise.all(opened.map((store) => store.ping()));
    const names = brought.flatMap((facts) => ('migrations' in facts ? facts.migrations : []));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    ['the queue’s schema', 'grant create on schema public to ROLE'],
    ['tables', 'grant create on database NAME to ROLE; revoke create on schema public from public'],
  ])('a user that may not make %s is told what to grant, and it is enough', async (_, grants) => {
    const { url, limited, asOwner } = await limitedUser();
    await asOwner(grants);
    const failure = await openStore(limited, { now }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    const [, advice = ''] = /as its owner: (.*) \(42501\)$/u.exec((failure as UserError).message) ?? [];
    expect(advice).toMatch(/on database NAME to USER; grant .* on schema public to USER$/u);
    await asOwner(advice.replaceAll('USER', 'ROLE'));
    await (await openAt(limited)).ping();
    expect(await run(url, 'select 1 from pgboss.queue')).toHaveLength(1);
  });

  it('a user that finds another one’s tables is told how to own them', async () => {
    const { url, limited, asOwner } = await limitedUser();
    await (await openStore(url, { now })).close();
    await asOwner('grant create on database NAME to ROLE; grant create on schema public to ROLE');
    await expect(openStore(limited, { now })).rejects.toThrow(/reassign owned by OTHER to USER/u);
  });

  async function limitedUser() {
    const url = await emptyDatabase();
    const name = new URL(url).pathname.slice(1);
    const asOwner = (statements: string) =>
      run(url, statements.replaceAll('NAME', name).replaceAll('ROLE', name));
    await asOwner(`create role ROLE login password 'a-password'`);
    onTestFinished(async () => {
      await asOwner('drop owned by ROLE; drop role ROLE');
    });
    return { url, asOwner, limited: change(url, { username: name, password: 'a-password' }) };
  }

  it('gets its first statement through a default that cancels it', async () => {
    const url = await emptyDatabase();
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('set statement_timeout = 5');
    let tries = 0;
    // Too slow twice, as on a busy machine.
    const slow = () => {
      tries += 1;
      return client.query(`select pg_sleep(${tries < 3 ? 1 : 0})`);
    };
    await throughDefaultTimeout(slow);
    expect(tries).toBeGreaterThanOrEqual(3);
    await expect(throughDefaultTimeout(() => client.query('select nothing'))).rejects.toThrow(/nothing/u);
    await client.end();
  });

  // A timeout that runs out at the very end of a message cancels the next one; about once in 2,000 on a busy machine.
  it('prepares a session by one message, which no late cancellation can miss', async () => {
    const messages: string[] = [];
    const query = (text: string) => {
      messages.push(text);
      return Promise.resolve(undefined);
    };
    await prepareSession({ query: query as pg.ClientBase['query'] });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/^\s*set statement_timeout = 20000;\s*\S/u);
  });

  it('asks on a connection that others may get afterwards, and sets nothing on it', async () => {
    const url = await newDatabase();
    await alter(url, 'set statement_timeout = 7');
    const client = new pg.Client(url);
    await client.connect();
    expect(await queryUnprepared(client, 'select 5 as five from pg_sleep(0.05)', 5_000)).toEqual([
      { five: 5 },
    ]);
    const { rows } = await throughDefaultTimeout(() => client.query('show statement_timeout'));
    expect(rows).toEqual([{ statement_timeout: '7ms' }]);
    // Only the first is subject to the default, and a transaction that it ends would be lost.
    await queryUnprepared(client, 'begin', 5_000);
    expect(await queryUnprepared(client, 'select 6 as six from pg_sleep(0.05)', 5_000)).toEqual([{ six: 6 }]);
    await client.end();
  });

  // On one database, as a fault of one hides none of another. Sessions set them otherwise …
  const RESET = [
    `intervalstyle = 'sql_standard'`,
    `timezone = 'Asia/Kathmandu'`,
    `standard_conforming_strings = off`,
    `bytea_output = 'escape'`,
    `default_transaction_isolation = 'serializable'`,
    `default_transaction_deferrable = on`,
    `lock_timeout = 1`,
    `statement_timeout = 1`,
    `transform_null_equals = on`,
    `array_nulls = off`,
    `extra_float_digits = -15`,
    `client_encoding = 'LATIN1'`,
  ];
  // … and can do with these.
  const DEFAULTS = [
    ...RESET,
    `search_path = ''`,
    `default_transaction_read_only = on`,
    `client_min_messages = 'debug1'`,
    `quote_all_identifiers = on`,
    `lc_messages = 'C'`,
    `plan_cache_mode = 'force_generic_plan'`,
  ];

  const alter = (url: string, change: string) =>
    administer(`alter database ${new URL(url).pathname.slice(1)} ${change}`);

  async function changeDefaults(url: string, datestyle: string): Promise<void> {
    for (const setting of [...DEFAULTS, `datestyle = '${datestyle}'`]) await alter(url, `set ${setting}`);
  }

  it('makes the same tables in a database with other defaults', async () => {
    const url = await emptyDatabase();
    await changeDefaults(url, 'German');
    await (await openAt(url)).ping();
    await alter(url, 'reset all');
    const columns = (of: string) =>
      run(
        of,
        `select table_schema, table_name, column_name, data_type, column_default, is_nullable
          from information_schema.columns where table_schema in ('public', 'pgboss') order by 1, 2, 3`,
      );
    expect(await columns(url)).toEqual(await columns(await newDatabase()));
  });

  it('a session has the same settings in a database with other defaults', async () => {
    const changed = await newDatabase();
    await changeDefaults(changed, 'German');
    const names = [...RESET, 'datestyle'].map((setting) => setting.split(' ')[0]);
    const settingsOf = async (url: string) => {
      const client = new pg.Client(url);
      await client.connect();
      await prepareSession(client);
      const { rows } = await client.query(
        'select lower(name) as name, setting from pg_catalog.pg_settings where lower(name) = any($1) order by 1',
        [names],
      );
      await client.end();
      return rows;
    };
    const settings = await settingsOf(changed);
    expect(settings).toHaveLength(names.length);
    expect(settings).toEqual(await settingsOf(await newDatabase()));
  });

  it.each(['German', 'SQL, DMY'])(
    'a database with other defaults is no other: dates in %s',
    async (style) => {
      const url = await newDatabase();
      await changeDefaults(url, style);
      const store = await openAt(url);
      await queueFor(store, 1, 2);
      await store.meta.set('words', 'Слова \\ and ’');
      expect(await store.meta.get('words')).toBe('Слова \\ and ’');
      expect(await store.deliveries.take(10)).toHaveLength(2);
      const shared = await openConnection({
        url,
        clock: systemClock,
        id: 5,
        onSignal: () => {},
        onReopened: () => {},
        onLost: () => {},
      });
      expect(shared.isOpen).toBe(true);
      await shared.close();
      await (await openAt(url, { access: 'read' })).stats(0);
    },
  );

  it('who must be alone is refused while a process of the bot is at work, and no longer', async () => {
    const url = await emptyDatabase();
    await (await openStore(url, { now, alone: true })).close();
    const member = await openConnection({
      url,
      clock: systemClock,
      id: 7,
      onSignal: () => {},
      onReopened: () => {},
      onLost: () => {},
    });
    const opening = openStore(url, { now, alone: true });
    await expect(opening).rejects.toThrow(/^a process of the bot is at work .*; stop the bot first$/u);
    await expect(opening).rejects.toBeInstanceOf(UserError);
    await (await openAt(url, { access: 'read' })).ping();
    await member.close();
    await vi.waitFor(async () => (await openStore(url, { now, alone: true })).close());
  });

  it('a search path that names no schema, and letters it cannot hold, are refused with what to write', async () => {
    const url = await emptyDatabase();
    await run(url, `alter database ${new URL(url).pathname.slice(1)} set search_path = 'nope'`);
    await expect(openStore(url, { now })).rejects.toThrow(/none of the schemas .*\(nope\); create one/u);
    const latin = await emptyDatabase(`encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
    await expect(openStore(latin, { now })).rejects.toThrow(/is in LATIN1; .*createdb --encoding=UTF8/u);
  });

  it.each([
    ['?sslmode=require&sslrootcert=/nowhere/ca.pem', /has sslrootcert=\/nowhere\/ca\.pem, .*ENOENT/u],
    ['?sslmode=verify-full&sslkey=/nowhere/key.pem', /has sslkey=\/nowhere\/key\.pem, .*ENOENT/u],
    ['?sslmode=verify-ca', /name the file of the authority/u],
    ['?host=/nowhere', /has no socket where DATABASE_URL says/u],
    ['?sslmode=require', /by TLS .*so write sslmode=disable/u],
  ])('%s is answered in one line that names what is wrong', async (search, expected) => {
    const url = change(await newDatabase(), { search });
    const failure = await openStore(url, { now }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect((failure as UserError).message).toMatch(expected);
    expect((failure as UserError).message).not.toContain('\n');
  });

  it('two bots in one database share nothing, not even the queue', async () => {
    const url = await emptyDatabase();
    await run(url, 'create schema other');
    const [one, other] = [
      await openAt(url),
      await openAt(change(url, { search: '?options=-c%20search_path%3Dother' })),
    ];
    await queueFor(other, 1, 2);
    expect(await one.deliveries.take(10)).toEqual([]);
    expect(await run(url, 'select 1 from pgboss_other.job')).toHaveLength(2);
    expect(await other.deliveries.take(10)).toHaveLength(2);
  });

  it('a number that cannot be read exactly is an error, not another number', async () => {
    const url = await emptyDatabase();
    const store = await openAt(url);
    const largest = Number.MAX_SAFE_INTEGER;
    expect((await store.chats.remember({ id: chat(-largest) })).id).toBe(-largest);
    await run(url, `insert into chat values (9007199254740993, 'group', null, null, null, 0, 0)`);
    await run(url, `insert into chat_move values (5, 9007199254740993)`);
    await expect(store.chats.currentId(chat(5))).rejects.toThrow(/beyond 2\^53/);
  });

  it('a backup is left to pg_dump', async () => {
    const backup = backupStore('postgres://user:secret@localhost/x', 'copy.dump');
    await expect(backup).rejects.toBeInstanceOf(UserError);
    await expect(backup).rejects.toThrow('(umask 077; pg_dump --format=custom --file=copy.dump ADDRESS)');
  });
});

describe('several processes on PostgreSQL', () => {
  it('claim each due subscription once', async () => {
    const [first, second] = await stores(2);
    if (!first || !second) throw new Error('two were opened');
    let noon = NOON;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 4 }),
        async (count, batches) => {
          noon += DAY;
          const at = noon;
          await first.importSubscriptions(
            Array.from({ length: count }, (_, id) => ({
              ...{ chatId: chat(id + 1), threadId: thread(0), language: null, settings: settings() },
              state: { status: 'active', dueAt: at } as const,
            })),
          );
          const claimed: number[] = [];
          const claims = batches.map(async (batch, index) => {
            for (let had = 1; had > 0; ) {
              const ids: number[] = [];
              const result = await (index % 2 ? second : first).planning.claimDue(
                at,
                batch,
                ({ chatId, state }) => {
                  ids.push(chatId);
                  const outcome = { type: 'deliver', dueAt: state.dueAt, toSequence: sequence(1) } as const;
                  return { next: at + 1000 * DAY, outcome };
                },
              );
              expect(result.queued).toBe(result.claimed);
              had = result.claimed;
              claimed.push(...ids);
            }
          });
          await Promise.all(claims);
          expect(claimed.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, id) => id + 1));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('publish, move and forget at the same moment without a loss', async () => {
    const all = await stores(4);
    const [store] = all;
    if (!store) throw new Error('four were opened');
    const points = ['a', 'b', 'c'].map((pointId) => ({
      talkId: 'riyadh',
      pointId,
      hash: pointId,
      changes: [],
    }));
    const added = await Promise.all(all.map((one) => one.ledger.publish(points)));
    expect(added.map((one) => one.added).sort()).toEqual([0, 0, 0, 3]);
    await queueFor(store, -5);
    const moved = await Promise.all(all.map((one) => one.moveChat(chat(-5), chat(-1005))));
    expect(moved.filter(Boolean)).toHaveLength(1);
    const taken = tryAt(await store.deliveries.take(1));
    await Promise.all([
      store.deliveries.record([{ ...taken, type: 'gone', reason: 'blocked' }]),
      ...all.map((one) => one.chats.gone(chat(-1005), 'kicked')),
      ...all.map((one) => one.forgetChat(chat(-1005))),
    ]);
    expect(await store.personalData(chat(-1005))).toBeUndefined();
  });

  it('pause a subscription once, and lose none that is made while its group moves', async () => {
    const [one, other] = await stores(2);
    if (!one || !other) throw new Error('two were opened');
    for (let round = 1; round <= 15; round++) {
      const [group, supergroup] = [chat(-round), chat(-1000 - round)];
      await queueFor(one, group);
      const paused = await Promise.all([one, other].map((it) => it.subscriptions.pause({ chatId: group })));
      expect(paused.filter(Boolean)).toHaveLength(1);
      const threadId = thread(7);
      await Promise.all([
        one.moveChat(group, supergroup),
        other.subscriptions.subscribe({ chatId: group, threadId }, settings(), NOON),
      ]);
      const left = [
        ...(await one.subscriptions.ofChat(group)),
        ...(await one.subscriptions.ofChat(supergroup)),
      ];
      expect(left.map((subscription) => subscription.threadId).sort()).toEqual([0, 7]);
    }
  });

  it('get through when two of their transactions deadlock', async () => {
    const { db } = await openPostgres(await emptyDatabase(), { access: 'own' });
    onTestFinished(() => db.destroy());
    await migrate(db, postgresDialect, NOON);
    const keys = ['a', 'b'];
    await db
      .insertInto('meta')
      .values(keys.map((key) => ({ key, value: '' })))
      .execute();
    let met = 0;
    const meeting = Promise.withResolvers<void>();
    const write = (order: readonly string[], value: string) =>
      inTransaction({ db, dialect: postgresDialect }, async (transaction) => {
        for (const key of order) {
          await transaction.updateTable('meta').set({ value }).where('key', '=', key).execute();
          if (++met >= 2) meeting.resolve();
          await meeting.promise;
        }
      });
    await Promise.all([write(keys, 'one'), write(keys.toReversed(), 'other')]);
    const values = (await db.selectFrom('meta').select('value').execute()).map(({ value }) => value);
    expect(new Set(values).size).toBe(1);
  });

  it('wait for one that stops in the middle of a transaction no longer than it may be silent', async () => {
    const url = await emptyDatabase();
    const silence = 300;
    const pools = [
      openPostgres(url, { access: 'own', silence }),
      openPostgres(url, { access: 'own', silence }),
    ];
    const [{ db: stopped }, { db: other }] = (await Promise.all(pools)) as [
      PostgresDatabase,
      PostgresDatabase,
    ];
    onTestFinished(async () => {
      await Promise.all([stopped.destroy(), other.destroy()]);
    });
    await migrate(stopped, postgresDialect, NOON);
    await stopped.insertInto('meta').values({ key: 'a', value: '' }).execute();
    const change = (db: Pick<typeof other, 'updateTable'>, value: string) =>
      db.updateTable('meta').set({ value }).where('key', '=', 'a').execute();
    const goesOn = Promise.withResolvers<void>();
    const failing = stopped.transaction().execute(async (transaction) => {
      await change(transaction, 'stopped');
      await goesOn.promise;
      await change(transaction, 'stopped');
    });
    await expect
      .poll(() => run(url, `select from pg_locks where locktype = 'transactionid'`))
      .toHaveLength(1);
    await change(other, 'other');
    goesOn.resolve();
    await expect(failing).rejects.toThrow();
    const { value } = await stopped.selectFrom('meta').select('value').executeTakeFirstOrThrow();
    expect(value).toBe('other');
  });

  it('use no connection again on which a transaction of several statements failed', async () => {
    const { db, execute } = await openPostgres(await newDatabase(), { access: 'own' });
    onTestFinished(() => db.destroy());
    // As pg-boss looks for lost claims, when the server cancels it at a lock.
    await expect(execute('begin; select 1 / 0; commit')).rejects.toThrow(/division by zero/);
    await expect(execute('select 1 / 0')).rejects.toThrow(/division by zero/);
    expect((await execute('select 1 as one')).rows).toEqual([{ one: 1 }]);
    expect(await db.selectNoFrom((eb) => eb.lit(1).as('one')).execute()).toEqual([{ one: 1 }]);
  });

  it('keep alive what they have claimed again, whatever becomes of the try that they had lost', async () => {
    const url = await newDatabase();
    // A beat every second.
    const store = await openAt(url, { silence: 3_000 });
    await queueFor(store, 1);
    const lost = tryAt(await store.deliveries.take(1));
    await run(url, `update pgboss.job set state = 'retry', retry_count = retry_count + 1`);
    const again = tryAt(await store.deliveries.take(1));
    const claim = () => run(url, 'select state, retry_count from pgboss.job');
    const held = await claim();
    await store.deliveries.record([{ ...lost, type: 'sent', messageId: 1, rotated: false }]);
    const beat = async () => (await run(url, 'select heartbeat_on::text as at from pgboss.job'))[0]?.at;
    const before = await beat();
    await expect.poll(beat).not.toBe(before);
    expect(await claim()).toEqual(held);
    await store.deliveries.record([{ ...again, type: 'sent', messageId: 2, rotated: false }]);
    expect(await run(url, 'select from pgboss.job')).toEqual([]);
  });

  it('lose only the transaction when they lose the connection in the middle of it', async () => {
    const url = await newDatabase();
    const store = await openAt(url);
    async function* cut() {
      for (let id = 1; id <= 2500; id++) {
        if (id === 1500) await run(url, CUT);
        yield {
          ...{ chatId: chat(id), threadId: thread(0), language: null, settings: settings() },
          state: { status: 'active', dueAt: NOON } as const,
        };
      }
    }
    // Which of them depends on what the socket hears first.
    await expect(store.importSubscriptions(cut())).rejects.toThrow(/connection|ECONNRESET|EPIPE/i);
    await expect.poll(async () => (await store.stats(0)).chats).toBe(0);
    await queueFor(store, 1);
    expect(await store.deliveries.take(10)).toHaveLength(1);
  });
});
