// SQLite for Kysely: one connection, one transaction at a time. Where another program holds the file's lock, a statement
// is tried again between turns of the event loop, and what needs no lock goes on meanwhile.

import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type Clock, sleep } from '../../clock.ts';
import type { StoreAccess } from '../store-options.ts';
import type { SqliteFile } from './sqlite-file.ts';
import { isBusy } from './sqlite-problem.ts';

/** Between two tries at a file that another program has locked (ms). */
const TRY_EVERY = 50;
/** Then it fails (ms): a person is told, and a digest is tried again later. */
const TRIED_FOR = 10_000;

export interface PatientOptions {
  readonly access: StoreAccess;
  readonly after: Clock['after'];
  /** Hears why a transaction could not begin: Kysely tells of statements only. */
  readonly onBeginFailed?: (error: unknown) => void;
}

export function patientDialect(file: SqliteFile, options: PatientOptions): Dialect {
  return {
    createAdapter: () => new OneFileAdapter(),
    createDriver: () => new PatientDriver(file, options),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Turns are taken in the driver, a statement at a time: Kysely would keep others out during the pauses, too. */
class OneFileAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class PatientDriver implements Driver {
  readonly #file: SqliteFile;
  readonly #options: PatientOptions;
  #isTaken = false;
  readonly #waiting: (() => void)[] = [];

  constructor(file: SqliteFile, options: PatientOptions) {
    this.#file = file;
    this.#options = options;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<Session> {
    return new Session(this);
  }

  async beginTransaction(session: Session): Promise<void> {
    // Takes the lock now, so that nothing in the transaction has to wait for it.
    const begin = CompiledQuery.raw(this.#options.access === 'read' ? 'begin' : 'begin immediate');
    try {
      await this.#patiently(async () => {
        await this.#takeTurn();
        try {
          this.run(begin);
          session.hasTurn = true;
        } finally {
          if (!session.hasTurn) this.#passTurn();
        }
      });
    } catch (error) {
      this.#options.onBeginFailed?.(error);
      throw error;
    }
  }

  async commitTransaction(session: Session): Promise<void> {
    await session.executeQuery(CompiledQuery.raw('commit'));
    this.#end(session);
  }

  async rollbackTransaction(session: Session): Promise<void> {
    try {
      await session.executeQuery(CompiledQuery.raw('rollback'));
    } finally {
      this.#end(session);
    }
  }

  async releaseConnection(session: Session): Promise<void> {
    this.#end(session);
  }

  async destroy(): Promise<void> {
    this.#file.close();
  }

  /** At its turn, and again while another program has the lock. */
  async execute<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.#patiently(async () => {
      await this.#takeTurn();
      try {
        return this.run<Row>(query);
      } finally {
        this.#passTurn();
      }
    });
  }

  run<Row>({ sql, parameters }: CompiledQuery): QueryResult<Row> {
    const statement = this.#file.prepare(sql);
    if (statement.reader) return { rows: statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = statement.run(parameters);
    return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
  }

  async #patiently<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let left = TRIED_FOR / TRY_EVERY; ; left--) {
      try {
        return await work();
      } catch (error) {
        if (left <= 0 || !isBusy(error)) throw error;
      }
      await sleep(this.#options, TRY_EVERY);
    }
  }

  async #takeTurn(): Promise<void> {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
  }

  /** Straight to the next one, so that nobody comes between. */
  #passTurn(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  #end(session: Session): void {
    if (!session.hasTurn) return;
    session.hasTurn = false;
    this.#passTurn();
  }
}

class Session implements DatabaseConnection {
  readonly #driver: PatientDriver;
  /** It is in a transaction. */
  hasTurn = false;

  constructor(driver: PatientDriver) {
    this.#driver = driver;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    return this.hasTurn ? this.#driver.run<Row>(query) : this.#driver.execute<Row>(query);
  }

  streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new TypeError('rows are read in pages, not streamed');
  }
}
