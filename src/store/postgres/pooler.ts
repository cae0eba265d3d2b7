// Whether a pooler between the bot and PostgreSQL keeps a connection of the server for each of ours. One that hands it to
// others after each transaction loses what the bot relies on: settings, locks and LISTEN. Found out before any is set.

import { codeOf, UserError } from '../../errors.ts';

/** A connection of ours on which nothing has been set. */
export interface Probe {
  /** The server's process as the connection was told at its start. A pooler invents one. */
  readonly processID: number | null;
  /** The rows of one statement. Sets nothing that stays. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
}

/** One that is only there to find out. */
export interface OwnProbe extends Probe {
  end(): Promise<void>;
}

/**
 * @param first is used further, and left open
 * @param open opens a second connection where there is a pooler
 * @throws UserError behind a pooler that shares connections between transactions
 */
export async function refuseSharedConnections(first: Probe, open: () => Promise<OwnProbe>): Promise<void> {
  const before = await processOf(first);
  if (before === first.processID) return;
  const second = await open();
  try {
    await second.query('begin');
    // With one idle connection the second gets the first one's; with several the first gets another one.
    const others = await processOf(second);
    if (others === before || (await processOf(first)) !== before) throw sharedConnections();
  } catch (error) {
    if (isTimeout(error)) throw tooFewConnections();
    throw isRefusedBegin(error) ? sharedConnections() : error;
  } finally {
    await second.end();
  }
}

async function processOf(probe: Probe): Promise<unknown> {
  const [row] = await probe.query('select pg_backend_pid() as process');
  return row?.process;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/iu.test(error.message);
}

/** As where connections are shared between statements; `protocol_violation` is PgBouncer's word for all it refuses. */
function isRefusedBegin(error: unknown): boolean {
  return codeOf(error) === '08P01';
}

function sharedConnections(): UserError {
  return new UserError(
    'PostgreSQL is behind a pooler that shares connections between transactions, which the bot cannot use; ' +
      'set pool_mode = session for this database (PgBouncer), or write the address and port of PostgreSQL itself',
  );
}

function tooFewConnections(): UserError {
  return new UserError(
    'The pooler in front of PostgreSQL gives no second connection; allow eleven for each process ' +
      '(default_pool_size of PgBouncer), or write the address and port of PostgreSQL itself',
  );
}
