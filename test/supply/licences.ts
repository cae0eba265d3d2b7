// The licences of the production dependencies, by the lockfile, and which of them are allowed.

/** The part of package-lock.json that counts here. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}

/** They ask only that their text goes along, and that changes to their own files stay open (MPL-2.0). */
const WELCOME = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  // Fonts: free to be used and embedded, not sold alone.
  'OFL-1.1',
]);
/** Licences that were read by hand, as the package names none of the SPDX list. */
const READ: Readonly<Record<string, string>> = {
  'dejavu-fonts-ttf':
    'Bitstream-Vera AND public domain (fonts: to be used, embedded and passed on, not sold alone)',
};

interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Every package that `npm ci --omit=dev` may install, on any system, by name and version. */
export function productionPackages({ packages }: Lockfile): readonly Licensed[] {
  const found = new Map<string, Licensed>();
  for (const [folder, { dev, version = '', license }] of Object.entries(packages)) {
    if (folder === '' || dev) continue;
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    found.set(`${name} ${version}`, { name, version, licence: READ[name] ?? license ?? 'none' });
  }
  return [...found.values()].toSorted((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** Packages whose licence is not allowed, each with what to do. */
export function unwelcome(lockfile: Lockfile): readonly string[] {
  return productionPackages(lockfile)
    .filter(({ name, licence }) => !(name in READ) && !isWelcome(licence))
    .map(
      ({ name, version, licence }) =>
        `${name} ${version}: its licence is ${licence}; take another package, or read it and add it to test/supply/licences.ts`,
    );
}

/** An SPDX expression of names with OR or AND between: https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions */
function isWelcome(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '').trim();
  if (plain.includes(' AND ') && plain.includes(' OR ')) return false;
  if (plain.includes(' AND ')) return plain.split(' AND ').every((name) => WELCOME.has(name.trim()));
  return plain.split(' OR ').some((name) => WELCOME.has(name.trim()));
}

/** The whole of docs/licences.md. */
export function licencesPage(lockfile: Lockfile): string {
  const rows = productionPackages(lockfile).map(
    ({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`,
  );
  return [
    '# Licences',
    '',
    'What the bot is installed with in production, and the licence that each package states. Its text is in the package’s',
    'folder under `node_modules`. The emoji of the preview, a development dependency, are Twemoji’s, under CC-BY-4.0.',
    'So are the flags of the pictures (`src/messages/pictures/flags.json`), © Twitter, Inc. and other contributors.',
    'The cities of time zones (`src/digests/zone-cities.json`) are from Unicode CLDR, © Unicode, Inc., under Unicode-3.0.',
    'Written by `npm run licences`; a test says when it is stale, and refuses a licence that is not on the list.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
