// The one connection to PostgreSQL that a process keeps for the cluster: small statements that must not wait for
// a connection of the pool, and what other processes tell (LISTEN). It reconnects by itself.

import pg from 'pg';
import type { Clock } from '../clock.ts';
import { connectionString } from '../store/postgres/address.ts';
import { MEMBERS } from '../store/postgres/members.ts';
import { typeParser } from '../store/postgres/pool.ts';
import { prepareSession } from '../store/postgres/session.ts';
import { CHANNEL } from './shared-sql.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly clock: Pick<Clock, 'after'>;
  /** Any 31-bit number: other processes see by it that this one is connected (`MEMBERS` in pg_locks). */
  readonly id: number;
  readonly onSignal: (payload: string) => void;
  /** Connected again: what was told meanwhile has not been heard. */
  readonly onReopened: () => void;
  readonly onLost: () => void;
}

export interface Connection {
  readonly isOpen: boolean;
  /** Rejects at once without a connection, and when there is no answer within 2 s. */
  query<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A connection on which a small statement takes longer than this is dead (ms). */
const ANSWER_TIMEOUT = 2_000;
const CONNECT_TIMEOUT = 2_000;
const RECONNECT_AFTER = 250;

/** Resolves when connected, or when the first try has failed: it keeps trying. */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const connection = new ReconnectingConnection(options);
  await connection.connect();
  return connection;
}

class ReconnectingConnection implements Connection {
  readonly #o: ConnectionOptions;
  #client: pg.Client | undefined;
  #opened = false;
  #closed = false;
  #cancelRetry = () => {};
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: ConnectionOptions) {
    this.#o = options;
  }

  get isOpen(): boolean {
    return this.#client !== undefined;
  }

  /** Never rejects. */
  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: connectionString(this.#o.url),
      application_name: 'communique shared',
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      query_timeout: ANSWER_TIMEOUT,
      keepAlive: true,
      types: { getTypeParser: typeParser },
    });
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload = '' }) => this.#o.onSignal(payload));
    try {
      await client.connect();
      await prepare(client, this.#o.id);
    } catch {
      void client.end().catch(() => {});
      this.#connectLater();
      return;
    }
    if (this.#closed) return client.end();
    this.#client = client;
    if (this.#opened) this.#o.onReopened();
    this.#opened = true;
  }

  query<Row>(statement: Statement, values: readonly unknown[] = []): Promise<readonly Row[]> {
    // The driver wants one after another.
    const result = this.#last.then(() => this.#run<Row>(statement, values));
    this.#last = result.catch(() => {});
    return result;
  }

  async #run<Row>(statement: Statement, values: readonly unknown[]): Promise<readonly Row[]> {
    const client = this.#client;
    if (!client) throw new Error('there is no connection to the database at the moment');
    try {
      const { rows } = await client.query({ ...statement, values: [...values] });
      return rows as Row[];
    } catch (error) {
      // After anything but an error from the server the connection cannot be trusted.
      if (!(error instanceof pg.DatabaseError)) this.#lose(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelRetry();
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    void client.end().catch(() => {});
    this.#o.onLost();
    this.#connectLater();
  }

  #connectLater(): void {
    if (this.#closed) return;
    this.#cancelRetry = this.#o.clock.after(RECONNECT_AFTER, () => void this.connect());
  }
}

/**
 * The lock is this process's sign of life: the server releases it with the connection, and drops that a few seconds
 * after the other end has vanished. It is a shared lock, since a process may reconnect before the server has dropped
 * its old connection. A pace or a flood wait need not be on the disk before it is answered.
 */
async function prepare(client: pg.Client, id: number): Promise<void> {
  await prepareSession(client);
  await client.query(
    `set synchronous_commit = off;
     set statement_timeout = ${ANSWER_TIMEOUT};
     set tcp_keepalives_idle = 5;
     set tcp_keepalives_interval = 2;
     set tcp_keepalives_count = 3`,
  );
  await client.query(`select pg_advisory_lock_shared(${MEMBERS}, ${id})`);
  await client.query(`listen ${CHANNEL}`);
}
