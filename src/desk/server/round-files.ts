// A round's files: read, changed and written whole, one change after another; what was changed here can be undone.

import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { requireTalk } from '../../content/editing/folder.ts';
import { textOf, writeWhole } from '../../content/editing/whole-file.ts';
import { TALKS_FOLDER } from '../../content/files.ts';
import { UserError } from '../../errors.ts';
import type { RoundTexts } from './round-edits.ts';

export interface RoundNow extends RoundTexts {
  /** A hash of both files. */
  readonly version: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The files are others than the desk thought. */
export class Outdated extends Error {}

interface Step {
  /** Changes of one field while it has the focus are one step. */
  readonly name: string;
  readonly before: RoundTexts;
  readonly after: RoundTexts;
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
    await requireTalk(this.#folder, id);
    const texts = await this.#texts(id);
    const { done, undone } = this.#historyOf(id);
    return {
      ...texts,
      version: versionOf(texts),
      canUndo: isSame(done.at(-1)?.after, texts),
      canRedo: isSame(undone.at(-1)?.before, texts),
    };
  }

  /**
   * Writes what `change` makes of the files.
   * @param version of the files that the change was meant for
   * @param step see `Step`
   * @throws Outdated where the files have changed since
   */
  async change(
    id: string,
    version: string,
    step: string,
    change: (texts: RoundTexts) => RoundTexts | Promise<RoundTexts>,
  ): Promise<RoundNow> {
    return this.alone(() => this.changeNow(id, version, step, change));
  }

  /** As `change`, for work that runs alone already. */
  async changeNow(
    id: string,
    version: string,
    step: string,
    change: (texts: RoundTexts) => RoundTexts | Promise<RoundTexts>,
  ): Promise<RoundNow> {
    const before = await this.read(id);
    if (before.version !== version) throw new Outdated();
    const after = await change(before);
    const { done, undone } = this.#historyOf(id);
    const [known] = done.slice(-1);
    if (!isSame(before, after)) {
      await this.#write(id, before, after);
      undone.length = 0;
      if (known?.name === step && isSame(known.after, before)) done.pop();
      const from = known?.name === step && isSame(known.after, before) ? known.before : textsOf(before);
      done.push({ name: step, before: from, after: textsOf(after) });
      if (done.length > KEPT) done.shift();
    }
    return this.read(id);
  }

  /** Takes the last change back, or makes it again. @throws Outdated where the files have changed since */
  async step(id: string, version: string, way: 'undo' | 'redo'): Promise<RoundNow> {
    return this.alone(async () => {
      const now = await this.read(id);
      if (now.version !== version) throw new Outdated();
      const { done, undone } = this.#historyOf(id);
      const [from, to] = way === 'undo' ? [done, undone] : [undone, done];
      const [step] = from.slice(-1);
      const [is, shall] = way === 'undo' ? [step?.after, step?.before] : [step?.before, step?.after];
      if (step === undefined || shall === undefined || !isSame(is, now)) return now;
      await this.#write(id, now, shall);
      from.pop();
      to.push(step);
      return this.read(id);
    });
  }

  /** Runs what writes into the folder, this round's files or others, when nothing else of the desk does. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work, work);
    this.#last = run.catch(() => {});
    return run;
  }

  #historyOf(id: string): History {
    const known = this.#histories.get(id) ?? { done: [], undone: [] };
    this.#histories.set(id, known);
    return known;
  }

  async #texts(id: string): Promise<RoundTexts> {
    const [talk, sources] = await Promise.all(
      (['talk.yaml', 'sources.yaml'] as const).map((name) => textOf(this.#file(id, name))),
    );
    return { talk: talk ?? '', sources: sources ?? '' };
  }

  async #write(id: string, before: RoundTexts, after: RoundTexts): Promise<void> {
    await requireInside(this.#folder, this.#file(id, ''));
    if (after.sources !== before.sources) await writeWhole(this.#file(id, 'sources.yaml'), after.sources);
    if (after.talk !== before.talk) await writeWhole(this.#file(id, 'talk.yaml'), after.talk);
  }

  #file(id: string, name: string): string {
    return path.join(this.#folder, TALKS_FOLDER, id, name);
  }
}

/** @throws UserError where a link leads out of the folder */
export async function requireInside(folder: string, place: string): Promise<void> {
  const [home, real] = await Promise.all([realpath(folder), realpath(place)]);
  const way = path.relative(home, real);
  if (way.startsWith('..') || path.isAbsolute(way))
    throw new UserError(`${place} lies outside ${folder}, by a link; nothing was written`);
}

function textsOf({ talk, sources }: RoundTexts): RoundTexts {
  return { talk, sources };
}

function versionOf({ talk, sources }: RoundTexts): string {
  return createHash('sha256').update(talk).update('\0').update(sources).digest('hex').slice(0, 16);
}

function isSame(one: RoundTexts | undefined, other: RoundTexts): boolean {
  return one !== undefined && one.talk === other.talk && one.sources === other.sources;
}
