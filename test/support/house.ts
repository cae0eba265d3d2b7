// The rules of the house: which room may import which, where a package may appear, what a file looks like.

/**
 * The rooms along the way that data takes. Each may import the rooms named here, itself, and the files that are for all; what it
 * needs from a later room is passed in by `app.ts`. HACKING.md prints this table.
 */
export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'clock.ts': [],
  'growing-cache.ts': [],
  content: ['clock.ts'],
  summaries: ['content'],
  locales: ['content'],
  messages: ['summaries', 'locales', 'content'],
  store: ['clock.ts'],
  delivery: ['messages', 'store', 'clock.ts'],
  cluster: ['delivery', 'store', 'clock.ts'],
  copies: ['content', 'summaries', 'messages', 'locales', 'store', 'cluster', 'delivery', 'clock.ts'],
  digests: [
    'content',
    'summaries',
    'messages',
    'locales',
    'store',
    'cluster',
    'delivery',
    'copies',
    'clock.ts',
  ],
  live: ['content', 'clock.ts'],
  ops: ['clock.ts'],
  incoming: ['cluster', 'delivery', 'ops', 'clock.ts'],
  bot: [
    'content',
    'summaries',
    'messages',
    'locales',
    'store',
    'cluster',
    'delivery',
    'copies',
    'digests',
    'incoming',
    'live',
    'clock.ts',
  ],
  cli: [
    'content',
    'summaries',
    'messages',
    'locales',
    'store',
    'delivery',
    'copies',
    'digests',
    'bot',
    'ops',
    'clock.ts',
  ],
  preview: ['app.ts', 'ops', 'clock.ts'],
  desk: ['content', 'summaries', 'locales', 'messages', 'live', 'ops', 'preview', 'clock.ts'],
};
/** Outside the rooms, for all of them. */
const FOR_ALL = ['errors.ts', 'growing-cache.ts'];

/** The composition root puts the rooms together, so it alone crosses; the files that run when started may, too. */
export const ROOT = 'app.ts';

/** Where a package may be named: the beginnings of paths. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  telegraf: ['bot/', 'incoming/', 'cluster/', 'delivery/'],
  kysely: ['store/', 'cluster/'],
  'better-sqlite3': ['store/sqlite/'],
  pg: ['store/postgres/', 'cluster/'],
  'pg-boss': ['store/postgres/'],
  'prom-client': ['ops/'],
};

const SETTINGS = 'ops/settings.ts';
const VAGUE_NAMES = /(^|\/)(index|utils?|helpers?|common|misc)(\.ts$|\/)/;
/** What may stand at the left edge of a file that does nothing when it is imported. */
const DECLARATION =
  /^(import|export|const|type|interface|function|async function|class|abstract class|declare)\b/;
const INSIDE_OR_COMMENT = /^(\s|\/\/|\/\*|\*\/|[}\])`>|]|$)/;

/** `file` is the path below src/, with forward slashes. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Every breach, as `file: which rule; what to do`. `entries` are the files that run when started. */
export function breaches(sources: readonly SourceFile[], entries: ReadonlySet<string>): string[] {
  return [
    ...sources.flatMap((source) =>
      [
        ...roomBreaches(source, entries),
        ...packageBreaches(source),
        ...environmentBreaches(source),
        ...nameBreaches(source),
        ...(entries.has(source.file) ? [] : sideEffectBreaches(source)),
      ].map((breach) => `src/${source.file}: ${breach}`),
    ),
    ...circles(sources).map(
      (circle) => `${circle.join(' → ')}: is a circle; move what two of them need into a file of its own`,
    ),
  ];
}

function roomBreaches({ file, text }: SourceFile, entries: ReadonlySet<string>): string[] {
  if (file === ROOT || entries.has(file)) return [];
  const room = roomOf(file);
  const rooms = MAY_IMPORT[room];
  if (!rooms) return [`${room} is no room; move it into one, or add it to MAY_IMPORT`];
  const allowed = [...FOR_ALL, ...rooms];
  return targetsOf({ file, text })
    .filter((target) => roomOf(target) !== room && !allowed.includes(roomOf(target)))
    .map(
      (target) =>
        `imports ${target}, and ${room} may import only ${allowed.join(', ')}; ` +
        `pass it in from ${ROOT}, or move the code to the room that it belongs to`,
    );
}

function packageBreaches({ file, text }: SourceFile): string[] {
  return importsOf(text).flatMap((specifier) => {
    const homes = PACKAGE_HOMES[packageOf(specifier)];
    if (!homes || homes.some((home) => file.startsWith(home))) return [];
    return [
      `names the package ${specifier}, which may appear only in ${homes.join(', ')}; use what they export`,
    ];
  });
}

function environmentBreaches({ file, text }: SourceFile): string[] {
  const reads = /\bprocess\.env\b|\benv\b[^;\n]*from 'node:process'/.test(text);
  return reads && file !== SETTINGS
    ? [`reads process.env, which only ${SETTINGS} does; add a setting and pass it in`]
    : [];
}

function nameBreaches({ file }: SourceFile): string[] {
  return VAGUE_NAMES.test(file) ? ['has a name that says nothing; name the concept that it holds'] : [];
}

function sideEffectBreaches({ text }: SourceFile): string[] {
  return text.split('\n').flatMap((line, index) => {
    const declares = DECLARATION.test(line) && !/=\s*await\b/.test(line);
    if (declares || INSIDE_OR_COMMENT.test(line)) return [];
    return [
      `line ${index + 1} runs, or changes, when the file is imported; put it into a function that an entry file calls`,
    ];
  });
}

/** Groups of files that import each other, types included, each sorted; a file alone is no circle (Tarjan). */
export function circles(sources: readonly SourceFile[]): string[][] {
  const imports = new Map(sources.map((source) => [source.file, targetsOf(source)]));
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function visit(file: string): number {
    const at = index.size;
    index.set(file, at);
    low.set(file, at);
    stack.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue;
      const reached = index.has(target)
        ? stack.includes(target)
          ? (index.get(target) ?? at)
          : at
        : visit(target);
      low.set(file, Math.min(low.get(file) ?? at, reached));
    }
    if (low.get(file) === at) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) found.push(group.toSorted());
    }
    return low.get(file) ?? at;
  }

  for (const { file } of sources) if (!index.has(file)) visit(file);
  return found;
}

/** The table of HACKING.md: a line a room, in the order of the way. */
export function roomsTable(): string {
  const rows = Object.entries(MAY_IMPORT)
    .filter(([room]) => !room.endsWith('.ts'))
    .map(([room, rooms]) => {
      const others = rooms.filter((other) => !other.endsWith('.ts') || other === ROOT);
      return `| \`${room}/\` | ${others.map((other) => `\`${other}\``).join(' ') || 'nothing'} |`;
    });
  return ['| room | may import |', '| --- | --- |', ...rows].join('\n');
}

function targetsOf({ file, text }: SourceFile): string[] {
  return importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolve(file, specifier));
}

/** What a file imports or re-exports, types too: a type from a later room turns the way round as well. */
export function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?:[^;'"`=(]*?\bfrom)?\s*'([^']+)'/gm);
  const calls = text.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [...statements, ...calls].flatMap(([, specifier]) => specifier ?? []);
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** The folder directly below src/, or the file's own name where it is in none. */
function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** `pg-boss/adapters` → `pg-boss`, `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
