// Parts of the cluster's statements: the database's clock, and which processes are connected. Loads no driver.

/** The first key of the advisory locks that stand for processes: any number, but the same in every version. */
export const MEMBERS = 7_301_010;
/** Where processes tell each other what changed (NOTIFY). */
export const CHANNEL = 'communique';

/** Now, by the database's clock. */
export const US = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
export const MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** The locks that stand for the processes of this database. */
export const CONNECTED = `select objid from pg_locks
  where locktype = 'advisory' and classid = ${MEMBERS} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;
