// Parts of the cluster's statements: the database's clock, and where processes tell each other. Loads no driver.

/** Where processes tell each other what changed (NOTIFY). */
export const CHANNEL = 'communique';

/** Now, by the database's clock. */
export const US = '(extract(epoch from clock_timestamp()) * 1000000)::bigint';
export const MS = '(extract(epoch from clock_timestamp()) * 1000)::bigint';
