// The rules of the house: which stage may import which, where a package may appear, what a file looks like.
// Called by imports.test.ts, for the real sources and for made-up ones that break each rule.

/** Which stages and root files each stage may import, beside itself and the errors, which all throw (design §2). */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'clock.ts': [],
  content: ['clock.ts'],
  summaries: ['content'],
  locales: [],
  store: ['clock.ts'],
  digests: ['content', 'summaries', 'store', 'clock.ts'],
  messages: ['summaries', 'locales', 'content'],
  delivery: ['messages', 'store', 'clock.ts'],
  bot: ['content', 'summaries', 'messages', 'store', 'delivery', 'digests', 'locales', 'clock.ts'],
  ops: ['clock.ts'],
  preview: ['app.ts', 'ops', 'clock.ts'],
};
const ERRORS = 'errors.ts';

/** The composition root: these and the entry files put the stages together, so they alone cross. */
const ROOT = 'app.ts';
const ROOTS: ReadonlySet<string> = new Set([
  ROOT,
  'arriving.ts',
  'chat-fates.ts',
  'desk.ts',
  'desks.ts',
  'health.ts',
  'incoming.ts',
  'newest.ts',
  'processes.ts',
  'reload.ts',
  'run.ts',
  'services.ts',
  'shared-memory.ts',
  'unasked.ts',
]);

/** Where a package may be named: a folder, or the beginning of a file's path. */
const PACKAGE_HOMES: Readonly<Record<string, readonly string[]>> = {
  telegraf: ['bot/', 'delivery/'],
  kysely: ['store/'],
  'better-sqlite3': ['store/'],
  pg: ['store/'],
  'pg-boss': ['delivery/queue'],
  'prom-client': ['ops/'],
};

const SETTINGS = 'ops/settings.ts';
const VAGUE_NAMES = /(^|\/)(index|utils?|helpers?|common|misc)(\.ts$|\/)/;
/** Design §2 says about 200; beyond this a file answers more than one question. */
const MAX_LINES = 260;
/** What may stand at the left edge of a file that does nothing when it is imported. */
const DECLARATION =
  /^(import|export|const|type|interface|function|async function|class|abstract class|declare)\b/;
const INSIDE_OR_COMMENT = /^(\s|\/\/|\/\*|\*\/|[}\])`>|]|$)/;

/** `file` is the path below src/, with forward slashes. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Every breach, as `file: which rule; how to mend it`. `entries` are the files that run when started. */
export function breaches(sources: readonly SourceFile[], entries: ReadonlySet<string>): string[] {
  return sources.flatMap((source) =>
    [
      ...stageBreaches(source, entries),
      ...packageBreaches(source),
      ...environmentBreaches(source),
      ...nameBreaches(source),
      ...shapeBreaches(source),
      ...(entries.has(source.file) ? [] : sideEffectBreaches(source)),
    ].map((breach) => `src/${source.file}: ${breach}`),
  );
}

function stageBreaches({ file, text }: SourceFile, entries: ReadonlySet<string>): string[] {
  if (ROOTS.has(file) || entries.has(file)) return [];
  const stage = stageOf(file);
  const stages = MAY_IMPORT[stage];
  if (!stages) return [`${stage} is no stage; move it into one, or add it to design §2 and to MAY_IMPORT`];
  const allowed = [ERRORS, ...stages];
  return importsOf(text)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => resolve(file, specifier))
    .filter((target) => stageOf(target) !== stage && !allowed.includes(stageOf(target)))
    .map(
      (target) =>
        `imports ${target}, and ${stage} may import only ${allowed.join(', ')}; ` +
        `pass it in from ${ROOT}, or move the code to the stage that it belongs to`,
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
  return VAGUE_NAMES.test(file) ? ['has a name that says nothing; name the question that it answers'] : [];
}

function shapeBreaches({ text }: SourceFile): string[] {
  const lines = text.trimEnd().split('\n');
  const header = /^\/\/ .+\n\/\/ .+\n(\n|$)/.test(`${text.trimEnd()}\n`);
  return [
    ...(header
      ? []
      : ['does not begin with two // lines and an empty one; say what lives here and who calls it']),
    ...(lines.length <= MAX_LINES
      ? []
      : [`has ${lines.length} lines, more than ${MAX_LINES}; cut it by the questions it answers`]),
  ];
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

/** What a file imports or re-exports, types too: a type from a later stage turns the way round as well. */
export function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\b(?:[^;'"`=(]*?\bfrom)?\s*'([^']+)'/gm);
  const calls = text.matchAll(/\bimport\(\s*'([^']+)'/g);
  return [...statements, ...calls].flatMap(([, specifier]) => specifier ?? []);
}

function resolve(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

/** The folder directly below src/, or the file's own name where it is in none. */
function stageOf(file: string): string {
  return file.split('/')[0] ?? file;
}

/** `pg-boss/adapters` → `pg-boss`, `@scope/name/part` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
