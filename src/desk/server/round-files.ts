// The content's files as the desk writes them: whole, one change after another; what was changed here can be undone, over several files too.

import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { requireTalk, talkIds } from '../../content/editing/folder.ts';
import { removePartials, textOf, writeWhole } from '../../content/editing/whole-file.ts';
import { TALKS_FOLDER } from '../../content/files.ts';
import { UserError } from '../../errors.ts';
import { ROUND_FILES, type RoundTexts } from './round-edits.ts';

export interface RoundNow extends RoundTexts {
  /** A hash of its files. */
  readonly version: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The files are others than the desk thought. */
export class Outdated extends Error {}

/** Texts by files, named from the content folder; an empty one is a file that is not there. */
type Texts = ReadonlyMap<string, string>;

interface Step {
  /** Changes of one field while it has the focus are one step. */
  readonly name: string;
  /** Each file that the step has changed, with its texts before and after. */
  readonly files: ReadonlyMap<string, { readonly before: string; readonly after: string }>;
}

interface History {
  readonly done: Step[];
  readonly undone: Step[];
}

/** Steps kept of a round. */
const KEPT = 500;

export class RoundFiles {
  readonly #folder: string;
  readonly #histories = new Map<string, History>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws UserError where there is no such round */
  async read(id: string): Promise<RoundNow> {
    const texts = await this.#texts(id);
    if (texts.talk === '') await requireTalk(this.#folder, id);
    const { done, undone } = this.#historyOf(id);
    const [canUndo, canRedo] = await Promise.all([
      this.#targets(done.at(-1), 'undo'),
      this.#targets(undone.at(-1), 'redo'),
    ]);
    return {
      ...texts,
      version: versionOf(texts),
      canUndo: canUndo !== undefined,
      canRedo: canRedo !== undefined,
    };
  }

  /**
   * Writes what `change` makes of the round's files.
   * @param version of the files that the change was meant for
   * @param step see `Step`
   * @throws Outdated where the files have changed since
   */
  async change(
    id: string,
    version: string,
    step: string,
    change: (texts: RoundTexts) => RoundTexts,
  ): Promise<RoundNow> {
    return this.alone(() => this.changeNow(id, version, step, change));
  }

  /** As `change`, for work that runs alone already. */
  async changeNow(
    id: string,
    version: string,
    step: string,
    change: (texts: RoundTexts) => RoundTexts,
  ): Promise<RoundNow> {
    const before = await this.read(id);
    if (before.version !== version) throw new Outdated();
    const after = change(before);
    const names = ROUND_FILES.filter((name) => before[name] !== after[name]);
    await this.recorded(
      id,
      step,
      names.map((name) => fileOf(id, name)),
      () =>
        this.#write(
          names.map((name) => ({ file: fileOf(id, name), before: before[name], after: after[name] })),
        ),
    );
    return this.read(id);
  }

  /**
   * Runs work that writes files by itself, alone already, and remembers what became of them as a step of a round.
   * @param files those that may change, named from the content folder
   */
  async recorded<T>(id: string, step: string, files: readonly string[], work: () => Promise<T>): Promise<T> {
    const before = await this.#textsOf(files);
    try {
      return await work();
    } finally {
      this.#remember(id, step, before, await this.#textsOf(files));
    }
  }

  /**
   * Writes what `change` makes of a registry's text, as a step of a round.
   * @param file `people.yaml`
   */
  async changeRegistry<T>(
    id: string,
    step: string,
    file: string,
    change: (text: string) => Promise<{ readonly text: string; readonly answer: T }>,
  ): Promise<T> {
    return this.alone(async () => {
      await requireTalk(this.#folder, id);
      const before = await this.#textOf(file);
      const { text, answer } = await change(before);
      await this.recorded(id, step, [file], () => this.#write([{ file, before, after: text }]));
      return answer;
    });
  }

  /**
   * Takes the last change back, or makes it again.
   * @param allow looks at the step's name before it is made again; what it throws leaves the files as they are
   * @throws Outdated where the files have changed since
   */
  async step(
    id: string,
    version: string,
    way: 'undo' | 'redo',
    allow: (step: string) => Promise<void> = async () => {},
  ): Promise<RoundNow> {
    return this.alone(async () => {
      const now = await this.read(id);
      if (now.version !== version) throw new Outdated();
      const { done, undone } = this.#historyOf(id);
      const [from, to] = way === 'undo' ? [done, undone] : [undone, done];
      const [step] = from.slice(-1);
      const targets = await this.#targets(step, way);
      if (step === undefined || targets === undefined) return now;
      if (way === 'redo') await allow(step.name);
      await this.#write(way === 'undo' ? targets.toReversed() : targets);
      from.pop();
      to.push(step);
      return this.read(id);
    });
  }

  /** The texts that a file of a round had before each step, the last one first. */
  earlier(id: string, name: keyof RoundTexts): readonly string[] {
    const file = fileOf(id, name);
    const { done } = this.#historyOf(id);
    return done.toReversed().flatMap(({ files }) => files.get(file)?.before ?? []);
  }

  /** Runs what writes into the folder, this round's files or others, when nothing else of the desk does. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work);
    this.#last = run.catch(() => {});
    return run;
  }

  /** Takes away what a desk that ended in the middle of a write has left. @param now epoch ms */
  async tidy(now: number): Promise<void> {
    const rounds = await talkIds(this.#folder).catch(() => []);
    for (const place of ['.', ...rounds.map((id) => path.join(TALKS_FOLDER, id))])
      await removePartials(path.join(this.#folder, place), now);
  }

  #historyOf(id: string): History {
    const known = this.#histories.get(id) ?? { done: [], undone: [] };
    this.#histories.set(id, known);
    return known;
  }

  #remember(id: string, name: string, before: Texts, after: Texts): void {
    const changed = [...before].flatMap(([file, text]) => {
      const now = after.get(file) ?? '';
      return now === text ? [] : [[file, { before: text, after: now }] as const];
    });
    if (changed.length === 0) return;
    const { done, undone } = this.#historyOf(id);
    undone.length = 0;
    const files = new Map(changed);
    const [last] = done.slice(-1);
    const goesOn =
      last?.name === name &&
      [...files].every(([file, { before: text }]) => (last.files.get(file)?.after ?? text) === text);
    if (last && goesOn) {
      done.pop();
      for (const [file, texts] of last.files)
        files.set(file, { before: texts.before, after: files.get(file)?.after ?? texts.after });
    }
    done.push({ name, files });
    if (done.length > KEPT) done.shift();
  }

  /** What each file of a step is to say; `undefined` where one has changed since in the same place. */
  async #targets(step: Step | undefined, way: 'undo' | 'redo'): Promise<readonly Write[] | undefined> {
    if (step === undefined) return undefined;
    const writes: Write[] = [];
    // Registries first, since rounds name what is in them; a step that is taken back goes the other way.
    const files = [...step.files].sort(([a], [b]) => Number(a.includes('/')) - Number(b.includes('/')));
    for (const [file, { before, after }] of files) {
      const [is, shall] = way === 'undo' ? [after, before] : [before, after];
      const now = await this.#textOf(file);
      // In a round's own files every change since would be a step of its own; registries are changed from other rounds too.
      const target = now === is ? shall : file.includes('/') ? undefined : changedLike(now, is, shall);
      if (target === undefined) return undefined;
      writes.push({ file, before: now, after: target });
    }
    return writes;
  }

  async #texts(id: string): Promise<RoundTexts> {
    const texts = await Promise.all(
      ROUND_FILES.map(async (name) => [name, await this.#textOf(fileOf(id, name))] as const),
    );
    return Object.fromEntries(texts) as unknown as RoundTexts;
  }

  async #textsOf(files: readonly string[]): Promise<Texts> {
    return new Map(await Promise.all(files.map(async (file) => [file, await this.#textOf(file)] as const)));
  }

  async #textOf(file: string): Promise<string> {
    return (await textOf(path.join(this.#folder, file))) ?? '';
  }

  /** What is named first is written first: if the machine stops in between, nothing names what is not there. */
  async #write(writes: readonly Write[]): Promise<void> {
    for (const { file, before, after } of writes) {
      const full = path.join(this.#folder, file);
      await requireInside(this.#folder, path.dirname(full));
      // Another program may have saved the file since it was read, or while what replaces it goes to the disk.
      const requireSame = async () => {
        if ((await this.#textOf(file)) !== before) throw new Outdated();
      };
      if (after === before) continue;
      if (after === '') {
        await requireSame();
        await rm(full, { force: true });
      } else await writeWhole(full, after, requireSame);
    }
  }
}

interface Write {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Named from the content folder. */
export function fileOf(id: string, name: keyof RoundTexts): string {
  return `${TALKS_FOLDER}/${id}/${name}.yaml`;
}

/** @throws UserError where a link leads out of the folder */
export async function requireInside(folder: string, place: string): Promise<void> {
  const [home, real] = await Promise.all([realpath(folder), realpath(place)]);
  const way = path.relative(home, real);
  if (way.startsWith('..') || path.isAbsolute(way))
    throw new UserError(`${place} lies outside ${folder}, by a link; nothing was written`);
}

/** A text that has changed elsewhere, with the change from one text to another made in it; `undefined` where that cannot be told. */
function changedLike(text: string, from: string, to: string): string | undefined {
  const [old, wanted] = [from.split('\n'), to.split('\n')];
  let head = 0;
  while (head < old.length && head < wanted.length && old[head] === wanted[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(old.length, wanted.length) - head &&
    old[old.length - 1 - tail] === wanted[wanted.length - 1 - tail]
  )
    tail += 1;
  const context = old.slice(Math.max(0, head - 1), head);
  const gone = [...context, ...old.slice(head, old.length - tail)];
  const come = [...context, ...wanted.slice(head, wanted.length - tail)];
  const lines = text.split('\n');
  const places = lines.flatMap((_line, at) => (gone.every((line, by) => lines[at + by] === line) ? at : []));
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) return undefined;
  return lines.toSpliced(place, gone.length, ...come).join('\n');
}

function versionOf(texts: RoundTexts): string {
  const hash = createHash('sha256');
  for (const name of ROUND_FILES) hash.update(texts[name]).update('\0');
  return hash.digest('hex').slice(0, 16);
}
