// The processes of the bot that are at work on a database, by the locks that they hold (cluster/). Loads no driver.

/** The first key of the advisory locks that stand for processes: the same number in every version. */
export const MEMBERS = 7_301_010;

/** The locks that stand for the processes of this database. */
export const CONNECTED = `select objid from pg_locks
  where locktype = 'advisory' and classid = ${MEMBERS} and objsubid = 2 and granted
    and database = (select oid from pg_database where datname = current_database())`;
