// Connections to PostgreSQL: a pool that recovers by itself, 64-bit integers as numbers, clear errors at start.

import {
  Kysely,
  type LogEvent,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { UserError } from '../../errors.ts';
import { SILENCE, type StoreAccess } from '../store-options.ts';
import type { Tables } from '../tables.ts';
import { connectionString } from './address.ts';
import { type OwnProbe, type Probe, refuseSharedConnections } from './pooler.ts';
import { postgresProblem } from './postgres-problem.ts';
import { prepareSession, queryUnprepared } from './session.ts';

/** Connections of one process: for planning, sending, commands and signs of life at the same time. */
const CONNECTIONS = 10;
/** For a connection to be made, or to become free (ms). */
const CONNECT_TIMEOUT = 5_000;
/** Longer than the server takes to cancel a statement (ms): the server or the network is gone without notice. */
const ANSWER_TIMEOUT = 25_000;

export interface PostgresDatabase {
  readonly db: Kysely<Tables>;
  /**
   * Statements past Kysely, for pg-boss.
   * @param text one statement, or several without values; the rows of all of them
   */
  execute(text: string, values?: readonly unknown[]): Promise<{ readonly rows: Record<string, unknown>[] }>;
}

export interface PoolOptions {
  readonly access: StoreAccess;
  /** The server releases the locks of a process that stopped in the middle of a transaction after this (ms). */
  readonly silence?: number | undefined;
  /** Told of every statement. */
  readonly onStatement?: ((event: LogEvent) => void) | undefined;
}

/**
 * Connects, so that a wrong address shows at once.
 * @throws UserError when it cannot be used: address, network, password, database. It never contains the address.
 */
export async function openPostgres(url: string, options: PoolOptions): Promise<PostgresDatabase> {
  const pool = createPool(connectionString(url), options);
  try {
    const client = await pool.connect();
    try {
      await refuseUnusable(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw postgresProblem(error);
  }
  const checked = discarding(pool);
  return {
    db: new Kysely<Tables>({
      dialect: new PostgresDialect({ pool: checked }),
      log: options.onStatement ?? (() => {}),
    }),
    execute: (text, values = []) => execute(checked, text, values),
  };
}

/** Kysely runs one statement at a time, and would drop the rows of all others. */
async function execute(
  pool: PostgresPool,
  text: string,
  values: readonly unknown[],
): ReturnType<PostgresDatabase['execute']> {
  const client = await pool.connect();
  let failed = true;
  try {
    const result: unknown = await client.query<Record<string, unknown>>(text, values);
    const results = (Array.isArray(result) ? result : [result]) as { rows: Record<string, unknown>[] }[];
    failed = false;
    return { rows: results.flatMap(({ rows }) => rows) };
  } finally {
    // Several statements may be a transaction with its own `begin`: after an error the connection is still in it.
    client.release(failed);
  }
}

function createPool(address: string, options: PoolOptions): pg.Pool {
  // Once: what lies in front of the server is the same for all connections.
  let isChecked = false;
  const pool = new pg.Pool({
    connectionString: address,
    application_name: 'communique',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    query_timeout: ANSWER_TIMEOUT,
    keepAlive: true,
    types: { getTypeParser: typeParser },
    async onConnect(client) {
      if (!isChecked) await refuseSharedConnections(probeOf(client), () => openProbe(address));
      isChecked = true;
      await prepare(client, options);
    },
  });
  // A connection that breaks while idle leaves the pool; the next query opens another.
  pool.on('error', () => {});
  // When one breaks between two statements of a transaction, the next statement rejects.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

async function prepare(client: pg.ClientBase, { access, silence = SILENCE }: PoolOptions): Promise<void> {
  await prepareSession(client);
  await client.query(
    `set idle_in_transaction_session_timeout = ${Math.ceil(silence)};
     set default_transaction_read_only = ${access === 'read' ? 'on' : 'off'}`,
  );
}

function probeOf(client: pg.ClientBase): Probe {
  // The driver's types leave it out.
  const { processID } = client as unknown as Pick<Probe, 'processID'>;
  return { processID, query: (text) => queryUnprepared(client, text, CONNECT_TIMEOUT) };
}

async function openProbe(address: string): Promise<OwnProbe> {
  const client = new pg.Client({
    connectionString: address,
    application_name: 'communique',
    connectionTimeoutMillis: CONNECT_TIMEOUT,
  });
  client.on('error', () => {});
  await client.connect();
  return { ...probeOf(client), end: () => client.end() };
}

/** @throws UserError for a database in which the tables cannot be, or not with every language's letters */
async function refuseUnusable(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ schema: string | null; path: string; encoding: string }>(
    `select current_schema() as schema, current_setting('search_path') as path,
       current_setting('server_encoding') as encoding`,
  );
  const [found] = rows;
  if (found && found.encoding !== 'UTF8') {
    throw new UserError(
      `The database of DATABASE_URL is in ${found.encoding}; make one with: createdb --encoding=UTF8 --template=template0 NAME`,
    );
  }
  if (found && found.schema === null) {
    throw new UserError(
      `The database of DATABASE_URL has none of the schemas in its search_path (${found.path}); create one, or reset search_path`,
    );
  }
}

/** `bigint`, which the driver gives as text: ids, times and counts all fit into 2^53. */
function readInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the database has ${text}, which is beyond 2^53`);
  return value;
}

export const typeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? readInteger
    : pg.types.getTypeParser(oid, format as 'text');

/** The pool as Kysely sees it. A connection on which anything but an error from the server occurred is not used again. */
function discarding(pool: pg.Pool): PostgresPool {
  // Kysely identifies a connection by its object.
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect();
      const kept = known.get(client) ?? watched(client);
      known.set(client, kept);
      return kept;
    },
  };
}

function watched(client: pg.PoolClient): PostgresPoolClient {
  let broken = false;
  function query<Row>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('cursors are not used');
    return client.query(text, [...parameters]).catch((error: unknown) => {
      broken ||= !(error instanceof pg.DatabaseError);
      throw error;
    });
  }
  return { query, release: (discard = false) => client.release(broken || discard) };
}
