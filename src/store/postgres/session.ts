// What every connection to PostgreSQL begins with: the settings that statements rely on, whatever the server, the
// database or the role have as their own defaults.

import type pg from 'pg';

/** The server cancels a statement after this (ms); the longest, a count over a million rows, takes under a second. */
const STATEMENT_TIMEOUT = 20_000;

/**
 * By statements, since poolers refuse start-up parameters that they do not know. The last ones are for settings that
 * not every version has, and for an empty search path.
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

/** Call it once for each connection, before anything else. */
export async function prepareSession(client: Pick<pg.ClientBase, 'query'>): Promise<void> {
  await client.query(SETTINGS);
}
