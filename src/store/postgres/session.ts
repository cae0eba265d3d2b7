// What every connection to PostgreSQL begins with: the settings that statements rely on, whatever the server, the
// database or the role have as their own defaults.

import type pg from 'pg';
import { codeOf } from '../../errors.ts';

/** The server cancels a statement after this (ms); the longest, a count over a million rows, takes under a second. */
const STATEMENT_TIMEOUT = 20_000;

/**
 * By statements, since poolers refuse start-up parameters that they do not know. The last ones are for settings that
 * not every version has, and for an empty search path. All in one message: a default timeout that fires at the very end
 * of one message cancels the next; within this one it cancels this one, which is tried again.
 */
const SETTINGS = `
  set statement_timeout = ${STATEMENT_TIMEOUT};
  set lock_timeout = 0;
  set default_transaction_isolation = 'read committed';
  set default_transaction_deferrable = off;
  set standard_conforming_strings = on;
  set transform_null_equals = off;
  set array_nulls = on;
  set datestyle = 'ISO, MDY';
  set intervalstyle = 'postgres';
  set timezone = 'UTC';
  set bytea_output = 'hex';
  set extra_float_digits = 1;
  set client_encoding = 'UTF8';
  select set_config(name, '0', false) from pg_catalog.pg_settings
    where name in ('transaction_timeout', 'idle_session_timeout');
  select set_config('search_path', 'public', false)
    where replace(current_setting('search_path'), '"', '') = ''`;

/** SQLSTATE of a statement that the server cancels, https://www.postgresql.org/docs/current/errcodes-appendix.html. */
const QUERY_CANCELED = '57014';
/**
 * A statement of no work at all gets through even where the database's own `statement_timeout` is 1 ms: mostly at once,
 * on a busy server within a second.
 */
const TRIES = 500;

/** Call it once for each connection, before anything else. */
export async function prepareSession(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await throughDefaultTimeout(() => client.query(SETTINGS));
}

/**
 * The rows of `text`, one statement, on a connection that is not prepared. Nothing that is set for it stays, so that a
 * pooler may give the server's connection to others afterwards.
 * @param within rejects when there is no answer for so many ms
 */
export async function queryUnprepared(
  client: Pick<pg.ClientBase, 'query'>,
  text: string,
  within: number,
): Promise<readonly Record<string, unknown>[]> {
  // The driver's types know the time limit only of a client.
  const query = { text: `set local statement_timeout = ${within}; ${text}`, query_timeout: within };
  const results: unknown = await throughDefaultTimeout(() => client.query(query));
  return (results as readonly pg.QueryResult<Record<string, unknown>>[]).at(-1)?.rows ?? [];
}

/**
 * What `query` gives, for a statement that runs under the database's own `statement_timeout`: again where the server
 * cancelled it, since that says nothing of the statement.
 */
export async function throughDefaultTimeout<Result>(query: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await query();
    } catch (error) {
      if (codeOf(error) !== QUERY_CANCELED || tries === TRIES) throw error;
    }
  }
}
