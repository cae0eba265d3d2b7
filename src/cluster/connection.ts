// The one connection to PostgreSQL that a process keeps for what it shares with the others: small statements
// that must not wait for a place in the pool, and what the others tell (LISTEN).

import pg from 'pg';
import { typeParser } from '../store/postgres/pool.ts';
import { CHANNEL, MEMBERS } from './shared-sql.ts';

export interface LineOptions {
  readonly url: string;
  /** Any 31-bit number: whoever is connected can be seen by it (`MEMBERS` in pg_locks). */
  readonly id: number;
  readonly onSignal: (payload: string) => void;
  /** Connected anew: what was told meanwhile has not been heard. */
  readonly onReopened: () => void;
  readonly onLost: () => void;
}

export interface Line {
  readonly isOpen: boolean;
  /** Rejects at once where there is no connection, and when there is no answer within a moment. */
  query<Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Prepared once per connection under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** A small statement without an answer for so long means that the connection is dead, ms. */
const ANSWER_TIMEOUT = 2_000;
const CONNECT_TIMEOUT = 2_000;
const RECONNECT_AFTER = 250;

/** Resolves when connected, or when that has failed once: it is tried on. */
export async function openLine(options: LineOptions): Promise<Line> {
  const line = new MendingLine(options);
  await line.connect();
  return line;
}

class MendingLine implements Line {
  readonly #o: LineOptions;
  #client: pg.Client | undefined;
  #opened = false;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LineOptions) {
    this.#o = options;
  }

  get isOpen(): boolean {
    return this.#client !== undefined;
  }

  /** Never rejects. */
  async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#o.url,
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
    // One after another, as the driver wants it.
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
      // Anything but the server's own refusal: the connection is not to be trusted any more.
      if (!(error instanceof pg.DatabaseError)) this.#lose(client);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
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
    this.#retry = setTimeout(() => void this.connect(), RECONNECT_AFTER);
    this.#retry.unref();
  }
}

/**
 * The lock is this process's sign of life: the server frees it with the connection, and drops that a few seconds after
 * the other end has gone without a word. Shared, since a connection may be made anew before the server drops the old. A pace or a flood wait need not be on the disk to be answered.
 */
async function prepare(client: pg.Client, id: number): Promise<void> {
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
