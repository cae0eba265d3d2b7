// Pieces of the statements about what processes share: the database's clock, and who is connected.
// Used by shared.ts and arrivals.ts.

import { MEMBERS } from './line.ts';

/** Now, by the database's clock. */
export const US = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
export const MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** The locks that stand for processes of this database. */
export const CONNECTED = `select objid from pg_locks
  where locktype = 'advisory' and classid = ${MEMBERS} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;
