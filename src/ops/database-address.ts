// What is wrong with the address of a database, and what to write instead. A slip must not make a new, empty database.

const POSTGRES = 'postgres://user:password@host/name';
const FILE = './data/communique.db';
/** https://www.postgresql.org/docs/current/libpq-ssl.html, and the driver's own no-verify. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** Slips in what is meant for a file, in the order in which they are looked for. */
const FILE_SLIPS: readonly (readonly [RegExp, string])[] = [
  [/^["'`]|["'`]$/u, 'has quotes around it; leave them out'],
  [
    /^(jdbc:)?(postgres|psql:|pgsql:|pg:)/iu,
    `begins like an address of PostgreSQL, but isn't one; write ${POSTGRES}, or ./ before the name of a file`,
  ],
  [/@/u, `has an @ but isn't an address of PostgreSQL; write ${POSTGRES}, or a file whose path has no @`],
  [
    /(^|\s)(host|hostaddr|port|dbname|user|password|service)\s*=/u,
    `is a list of PostgreSQL's keywords; write it as ${POSTGRES}`,
  ],
  [/^(?!:memory:$)([a-z][a-z0-9+.-]+)?:/iu, `is not a database; write a file like ${FILE}, or ${POSTGRES}`],
  [/:\d{2,5}(\/|$)/u, `names a host and a port; write ${POSTGRES}`],
  [/^~|\$[{(\w]|%\w+%/u, 'has a ~ or a variable, which only a shell replaces; write the whole path'],
  [/[?#]/u, 'has a ? or a #, which the path of a file must not have; write the path alone'],
  [/(^|[/\\])\.{0,2}$/u, `names a folder; write a file in it, like ${FILE}`],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  [/[\u0000-\u001f]/u, 'has a line break or another control character; write the path in one line'],
];

/** `undefined` for a path, `:memory:` or an address of PostgreSQL. Never repeats what may be a password. */
export function databaseMistake(address: string): string | undefined {
  if (/^postgres(ql)?:\/\//u.test(address)) return postgresMistake(address);
  const path = pathIn(address);
  if (path !== undefined) return `is an address where a path is wanted; write ${path}`;
  return FILE_SLIPS.find(([slip]) => slip.test(address))?.[1];
}

/** The path in `file:./x.db`, `sqlite:///x.db` and the like, without their options. */
function pathIn(address: string): string | undefined {
  const [, scheme, rest] = /^(file|sqlite3?):([^@?#]*)([?#][^@]*)?$/iu.exec(address) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  if (rest.endsWith(':memory:')) return ':memory:';
  const path = rest.replace(/^\/\//u, '');
  if (path === '' || path === '/') return FILE;
  // SQLAlchemy takes three slashes for a relative path, others for an absolute one.
  const isUnclear = scheme.toLowerCase() !== 'file' && /^\/[^/]/u.test(path) && rest !== path;
  if (isUnclear) return `.${path} or ${path}`;
  return /^[./]/u.test(path) ? path.replace(/^\/+/u, '/') : `./${path}`;
}

function postgresMistake(address: string): string | undefined {
  const [, authority = '', path = '', query = ''] =
    /^[^/]+\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/u.exec(address) ?? [];
  if (address.includes('#')) return 'has a #; in a password write it as %23';
  if (/%(?![0-9a-f]{2})/iu.test(address)) return 'has a % that begins no code; in a password write it as %25';
  if (path.includes('@') || (!authority.includes('@') && /^\?[^=]*@/u.test(query))) {
    return 'has a / or a ? before the @; in a user or a password write them as %2F and %3F';
  }
  if (authority.replace(/^.*@/u, '').includes(',')) return 'names several hosts; write one of them';
  if (!URL.canParse(address)) {
    return `is not an address of PostgreSQL; write ${POSTGRES}, and in a password : as %3A, / as %2F, @ as %40, # as %23`;
  }
  const { searchParams } = new URL(address);
  const mode = searchParams.get('sslmode');
  if (mode !== null && !SSL_MODES.includes(mode)) {
    return `has an sslmode that isn't known; write one of ${SSL_MODES.join(', ')}`;
  }
  return undefined;
}
