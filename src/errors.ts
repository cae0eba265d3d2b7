// The few error classes of the project: each says what happened, why, and what to do about it.
// Thrown by every stage, caught by the entry files, which print `message` and never a stack trace.

/** A failure that a person can fix: printed as its message alone, with exit code 1. */
export class UserError extends Error {
  override name = 'UserError';
}

/** One thing wrong in a content file: where, in which entry, what, and what to write instead. */
export interface ContentProblem {
  /** Path as given to the loader, with forward slashes. */
  readonly file: string;
  /** 1-based, as editors count. */
  readonly line: number;
  /** 1-based, as editors count. */
  readonly column: number;
  /** `point swift-banks`, `topic ukraine`, or the file's own kind where no entry is known. */
  readonly entry: string;
  /** What is wrong; what to write. */
  readonly what: string;
  /** The same to who fills in a form, where that is said differently. */
  readonly inForm?: string;
  /** Keys and list indexes from the top of the file down to the value; absent where the file is not YAML. */
  readonly path?: readonly PropertyKey[];
}

/** Content that cannot be published. Carries every problem of every file, sorted by file and line. */
export class ContentError extends UserError {
  override name = 'ContentError';
  readonly problems: readonly ContentProblem[];

  constructor(problems: readonly ContentProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** `FILE:LINE:COL: <entry id>: what is wrong; what to write`, the form that editors and tools can jump to. */
export function formatProblem(p: ContentProblem): string {
  return `${p.file}:${p.line}:${p.column}: ${p.entry}: ${p.what}`;
}

/** Settings that cannot be used. The message lists every bad one with what to write. */
export class SettingsError extends UserError {
  override name = 'SettingsError';
}

/** What Node, a database's driver or the system calls the error: `ENOENT`, `SQLITE_BUSY`, an SQLSTATE. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** SQLite's and the system's codes, and the classes of SQLSTATE that say what a server is like and not what was asked. */
const FROM_OUTSIDE = /^(?:SQLITE_\w+|E[A-Z0-9]{2,}|(?:08|28|3D|53|57|58)[0-9A-Z]{3}|42501)$/;

/**
 * What is printed of an error that ends a program: one line for what a person or the machine has caused, the stack of
 * what is a defect.
 */
export function lastWords(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = codeOf(error) ?? '';
  if (!FROM_OUTSIDE.test(code)) return error.stack ?? error.message;
  const [line = ''] = error.message.split('\n');
  return line.includes(code) ? line : `${line} (${code})`;
}
