// What was typed, on its way into the files: within a second, in order, and again after the desk or the page was away.

import { Away, fetchRound, Outdated, postEdit } from './requests.js';

/** @typedef {import('./requests.js').Edit} Edit */
/** @typedef {import('./requests.js').RoundView} RoundView */

/** How long after the last letter a text is written, ms. */
const QUIET_MS = 300;
/** A text is written so often while somebody types on, ms. */
const LONGEST_MS = 900;
/** How long after a failure it is tried again, ms. */
const AGAIN_MS = 1_500;

/**
 * @typedef {object} Pending
 * @property {Edit} edit
 * @property {string} step
 */

/**
 * @typedef {object} Hooks
 * @property {(round: RoundView) => void} onSaved
 * @property {(round: RoundView, lost: Pending[], why: string) => void} onOutdated
 * @property {(why: string) => void} onRefused
 * @property {(state: 'saving' | 'saved' | 'away') => void} onState
 */

export class Saving {
  /** @type {Pending[]} */
  #waiting = [];
  /** @type {Promise<void> | undefined} */
  #running;
  /** While the files are changed otherwise. @type {Promise<void> | undefined} */
  #held;
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** As it is in the files. @type {RoundView} */
  #written;
  /** @type {RoundView} */
  #round;
  /** @type {Hooks} */
  #hooks;
  #taken = 0;

  /**
   * @param {RoundView} round as it was last read or written
   * @param {Hooks} hooks
   */
  constructor(round, hooks) {
    this.#written = round;
    this.#round = round;
    this.#hooks = hooks;
  }

  /** As it will be once all is written. */
  get round() {
    return this.#round;
  }

  /** How many times it has been told what is in the files: what was asked for before the last one may be older. */
  get taken() {
    return this.#taken;
  }

  /** @param {RoundView} round as it was read or written */
  take(round) {
    this.#taken += 1;
    this.#written = round;
    this.#round = this.#waiting.reduce((now, { edit }) => withEdit(now, edit), round);
  }

  /**
   * Runs what changes the files otherwise, such as an undo. What is typed meanwhile is written after it, into what it has made of them.
   * @param {() => Promise<RoundView>} work
   * @returns {Promise<RoundView>}
   */
  async alone(work) {
    const run = work().then((round) => {
      this.take(round);
      return round;
    });
    const held = run.then(
      () => {},
      () => {},
    );
    this.#held = held;
    await held;
    if (this.#held === held) this.#held = undefined;
    return run;
  }

  /** Whether something is not in the files yet. */
  get isBusy() {
    return this.#waiting.length > 0 || this.#running !== undefined;
  }

  /**
   * @param {Edit} edit
   * @param {string} step what is undone at once
   * @param {{ now?: boolean }} [options]
   */
  put(edit, step, { now = false } = {}) {
    const last = this.#waiting.at(-1);
    if (last && isSamePlace(last.edit, edit)) this.#waiting[this.#waiting.length - 1] = { edit, step };
    else this.#waiting.push({ edit, step });
    this.#round = withEdit(this.#round, edit);
    this.#remember();
    this.#hooks.onState('saving');
    if (this.#since === 0) this.#since = Date.now();
    clearTimeout(this.#timer);
    const wait = now ? 0 : Math.max(0, Math.min(QUIET_MS, this.#since + LONGEST_MS - Date.now()));
    if (wait === 0) void this.flush();
    else this.#timer = setTimeout(() => void this.flush(), wait);
  }

  /** Writes what was refused all the same: into the entry that it was meant for, wherever that stands now. @param {Pending} lost */
  putAgain({ edit, step }) {
    const now = inItsPlace(edit, this.#round);
    if (now) this.put(now, step, { now: true });
  }

  /** Resolves when all is in the files, or was refused. */
  async flush() {
    clearTimeout(this.#timer);
    this.#since = 0;
    if (!this.isBusy) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (!this.isBusy) this.#hooks.onState('saved');
    });
    await this.#running;
    if (this.#waiting.length > 0) await this.flush();
  }

  /** What a page before this one could not write any more. */
  recover() {
    try {
      const kept = JSON.parse(localStorage.getItem(keyOf(this.round.id)) ?? 'null');
      if (!kept) return;
      this.#waiting = kept.waiting;
      // Meant for that version: if the files have changed since, the editor is asked.
      this.take({ ...this.#written, version: kept.version });
      void this.flush();
    } catch {
      // Storage is blocked, or holds something else.
    }
  }

  async #run() {
    while (this.#waiting.length > 0) {
      await this.#held;
      const [next] = this.#waiting;
      if (!next) return;
      try {
        await this.#write(next);
      } catch (error) {
        if (error instanceof Away) {
          this.#hooks.onState('away');
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        } else {
          this.#waiting.shift();
          this.take(this.#written);
          this.#remember();
          this.#hooks.onRefused(error instanceof Error ? error.message : String(error));
        }
      }
    }
  }

  /** @param {Pending} next the first that waits */
  async #write(next) {
    const edit = withIdOf(next.edit, this.#written);
    const { version, id } = this.#written;
    try {
      const round = await postEdit(id, { version, step: next.step, edit });
      // What was typed meanwhile stands in its place, and is written next.
      if (this.#waiting[0] === next) this.#waiting.shift();
      this.take(round);
      this.#remember();
      this.#hooks.onSaved(this.round);
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
      const round = await fetchRound(id);
      // A page that was closed may have been told no more that its last change was written.
      const lost = this.#waiting.filter((one) => !isThere(one.edit, round));
      this.#waiting = [];
      this.take(round);
      this.#remember();
      this.#hooks.onOutdated(this.round, lost, error.message);
    }
  }

  #remember() {
    try {
      const key = keyOf(this.round.id);
      if (this.#waiting.length === 0) localStorage.removeItem(key);
      else
        localStorage.setItem(key, JSON.stringify({ waiting: this.#waiting, version: this.#written.version }));
    } catch {
      // Storage is blocked: a crash within the next second loses what was typed in the last.
    }
  }
}

/** @param {string} round */
function keyOf(round) {
  return `desk-unwritten-${round}`;
}

/**
 * @param {Edit} one
 * @param {Edit} other
 */
function isSamePlace(one, other) {
  if (one.type === 'head' && other.type === 'head') return one.key === other.key;
  if (one.type === 'translate' && other.type === 'translate')
    return one.language === other.language && one.id === other.id;
  return (
    one.type === 'change' && other.type === 'change' && one.list === other.list && one.index === other.index
  );
}

/**
 * @param {Edit} edit
 * @param {RoundView} round
 */
function isThere(edit, round) {
  if (edit.type === 'head') return isSame(round.head[edit.key] ?? null, edit.value);
  if (edit.type === 'remove') return false;
  if (edit.type === 'translate') {
    const own = round.translations.find(({ language }) => language === edit.language);
    const part = edit.id === '' ? own?.talk : own?.points[edit.id];
    return isSame(part?.words ?? {}, edit.value);
  }
  const entries = edit.list === 'sources' ? round.sources.map(({ entry }) => entry) : round[edit.list];
  const own = edit.type === 'change' ? entries.slice(edit.index, edit.index + 1) : entries;
  return own.some((entry) => isSame(entry, edit.value));
}

/**
 * The round with an edit that is on its way.
 * @param {RoundView} round
 * @param {Edit} edit
 * @returns {RoundView}
 */
function withEdit(round, edit) {
  if (edit.type === 'head') return { ...round, head: { ...round.head, [edit.key]: edit.value ?? undefined } };
  if (edit.type === 'translate') return withTranslation(round, edit);
  const { list } = edit;
  if (list === 'sources') {
    if (edit.type !== 'change') return round;
    const sources = round.sources.map((one, index) =>
      index === edit.index ? { ...one, entry: edit.value } : one,
    );
    return { ...round, sources };
  }
  const entries = round[list];
  if (edit.type === 'add') return { ...round, [list]: [...entries, edit.value] };
  if (edit.type === 'remove') return { ...round, [list]: entries.toSpliced(edit.index, 1) };
  return { ...round, [list]: entries.map((one, index) => (index === edit.index ? edit.value : one)) };
}

/**
 * @param {RoundView} round
 * @param {Extract<Edit, { type: 'translate' }>} edit
 * @returns {RoundView}
 */
function withTranslation(round, { language, id, value }) {
  const translations = round.translations.map((one) => {
    if (one.language !== language) return one;
    const known = id === '' ? one.talk : one.points[id];
    // Whether it fits, the answer says.
    const part = { of: known?.of ?? '', unfit: known?.unfit, words: value };
    return id === '' ? { ...one, talk: part } : { ...one, points: { ...one.points, [id]: part } };
  });
  return { ...round, translations };
}

/**
 * Whether both say the same, in whatever order.
 * @param {unknown} one
 * @param {unknown} other
 */
export function isSame(one, other) {
  const sorted = (/** @type {unknown} */ value) =>
    JSON.stringify(value, (_key, part) =>
      part && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  return sorted(one) === sorted(other);
}

/**
 * An entry is named by the id that it has in the file, which the edit before may have changed.
 * @param {Edit} edit
 * @param {RoundView} round
 * @returns {Edit}
 */
function withIdOf(edit, round) {
  if (edit.type !== 'change' && edit.type !== 'remove') return edit;
  return { ...edit, id: idOf(round, edit.list, edit.index) };
}

/**
 * @param {Edit} edit
 * @param {RoundView} round as others have made it
 * @returns {Edit | undefined} none for what is gone
 */
function inItsPlace(edit, round) {
  if (edit.type !== 'change' && edit.type !== 'remove') return edit;
  const { list, index, id } = edit;
  const ids = idsOf(round, list);
  // An edit may have changed the id, and been written.
  const own = edit.type === 'change' ? idOfEntry(edit.value, list) : id;
  if (ids[index] === id || ids[index] === own) return edit;
  const at = ids.includes(id) ? ids.indexOf(id) : ids.indexOf(own);
  if (at >= 0) return { ...edit, index: at };
  return edit.type === 'change' && list !== 'sources' ? { type: 'add', list, value: edit.value } : undefined;
}

/**
 * @param {RoundView} round
 * @param {import('./requests.js').List} list
 * @param {number} index
 */
export function idOf(round, list, index) {
  return idOfEntry(list === 'sources' ? round.sources[index]?.entry : round[list][index], list);
}

/**
 * @param {RoundView} round
 * @param {import('./requests.js').List} list
 */
export function idsOf(round, list) {
  return round[list].map((_entry, index) => idOf(round, list, index));
}

/**
 * @param {Readonly<Record<string, unknown>> | undefined} entry
 * @param {import('./requests.js').List} list
 */
export function idOfEntry(entry, list) {
  return String((list === 'delegations' ? entry?.party : entry?.id) ?? '');
}
