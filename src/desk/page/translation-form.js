// What readers of other languages get of a point, or of the round itself: each text beside its English.

import { element, pressable } from '../../preview/page/dom.js';
import { changedWords } from './changed-words.js';
import { desk } from './desk-state.js';
import { fieldsOf } from './form-fields.js';
import { fetchEarlier } from './requests.js';
import { idOf } from './saving.js';

/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('../server/views.ts').TranslatedPart} TranslatedPart */
/** @typedef {import('./desk-state.js').Place} Place */
/** @typedef {(string | number)[]} Path */
/** @typedef {'ru' | 'uk'} Language */

/**
 * A text to translate: where it stands in a translation, and the English.
 * @typedef {{ path: Path, label: string, english: string, max: number, spoken?: Language }} Row
 */

/**
 * @typedef {object} Handlers
 * @property {(language: Language, path: Path, options?: { now?: boolean }) => void} save
 */

/**
 * @param {RoundView} round
 * @param {Place} place a point, or the head
 * @returns {Row[]}
 */
function rowsOf(round, place) {
  return place.list === 'points' ? rowsOfPoint(round.points[place.index] ?? {}) : rowsOfHead(round);
}

/** @param {Record<string, any>} point */
function rowsOfPoint({ text, quote, citations = [], changes = [] }) {
  const { limits } = desk.folder;
  const spoken = quote?.original ? quote.language : undefined;
  return rows([
    { path: ['text'], label: 'Text', english: text, max: limits.text },
    { path: ['quote'], label: 'Quotation', english: quote?.text, max: limits.quote, spoken },
    ...notesIn(citations, 'Note'),
    .../** @type {Record<string, any>[]} */ (changes).flatMap(({ was, why }, index) => [
      { path: ['changes', index, 'was'], label: 'What it said', english: was, max: limits.was },
      { path: ['changes', index, 'why'], label: 'Why it changed', english: why, max: limits.why },
    ]),
  ]);
}

/** @param {RoundView} round */
function rowsOfHead({ head, sessions, delegations }) {
  const { limits } = desk.folder;
  const members = delegations.flatMap((one) => listIn(one, 'members'));
  return rows([
    { path: ['title'], label: 'Title', english: head.title, max: limits.title },
    { path: ['about'], label: 'Who with whom', english: head.about, max: limits.line },
    { path: ['venue'], label: 'Building', english: head.venue, max: limits.line },
    { path: ['duration'], label: 'How long', english: head.duration, max: limits.line },
    ...sessions.map(({ id, title }) => ({
      path: ['sessions', String(id)],
      label: 'Table',
      english: title,
      max: limits.line,
    })),
    ...members.map(({ person, role }) => ({
      path: ['roles', String(person)],
      label: `Role of ${nameOf(String(person))}`,
      english: role,
      max: limits.line,
    })),
    ...notesIn(
      delegations.flatMap((one) => [
        ...listIn(one, 'members').flatMap((member) => listIn(member, 'citations')),
        ...listIn(one, 'citations'),
      ]),
      'Note',
    ),
  ]);
}

/**
 * @param {Record<string, any>[]} citations
 * @param {string} label
 */
function notesIn(citations, label) {
  return citations
    .filter(({ note }) => note)
    .map(({ note, source }, index) => ({
      path: ['notes', index],
      label: `${label} on ${source}`,
      english: note,
      max: desk.folder.limits.note,
    }));
}

/** @param {{ path: Path, label: string, english: unknown, max: number, spoken?: Language }[]} all */
function rows(all) {
  return all.flatMap((row) =>
    typeof row.english === 'string' && row.english !== '' ? [{ ...row, english: row.english }] : [],
  );
}

/**
 * @param {Readonly<Record<string, unknown>>} entry
 * @param {string} key
 */
function listIn(entry, key) {
  const list = entry[key];
  return /** @type {Record<string, any>[]} */ (Array.isArray(list) ? list : []);
}

/** @param {string} person */
function nameOf(person) {
  return String(desk.folder.registries.people.find(({ id }) => id === person)?.name ?? person);
}

/**
 * @param {RoundView} round
 * @param {Place} place
 * @param {string} language
 * @returns {TranslatedPart | undefined}
 */
function partAt(round, place, language) {
  const own = round.translations.find((one) => one.language === language);
  return place.list === 'points' ? own?.points[idOf(round, 'points', place.index)] : own?.talk;
}

/**
 * How many translations of a place readers don't get.
 * @param {RoundView} round
 * @param {Place} place
 */
export function unfitAt(round, place) {
  return round.translations.filter(({ language }) => partAt(round, place, language)?.unfit).length;
}

/**
 * What the translations of a place say, to be changed in the form.
 * @param {RoundView} round
 * @param {Place} place
 */
export function wordsAt(round, place) {
  return Object.fromEntries(
    round.translations.map(({ language }) => [
      language,
      /** @type {Record<string, any>} */ (structuredClone(partAt(round, place, language)?.words ?? {})),
    ]),
  );
}

/**
 * As they are written: all that the English has, in its order; what is empty waits for its translation.
 * @param {RoundView} round
 * @param {Place} place
 * @param {Language} language
 * @param {Record<string, any>} words
 * @returns {import('./requests.js').Entry}
 */
export function writtenWords(round, place, language, words) {
  /** @type {Record<string, any>} */
  const written = place.list === 'points' ? { text: '' } : { title: '', about: '' };
  for (const { path, spoken } of rowsOf(round, place)) {
    if (spoken === language) continue;
    put(written, path, String(at(words, path) ?? '').trim());
  }
  // Changes without words have their places too.
  const { changes } = place.list === 'points' ? (round.points[place.index] ?? {}) : {};
  if (Array.isArray(changes))
    written.changes = changes.map((_change, index) => written.changes?.[index] ?? {});
  return written;
}

/** @param {Record<string, any>} holder @param {Path} path */
function at(holder, path) {
  return path.reduce((/** @type {any} */ value, step) => value?.[step], holder);
}

/** @param {Record<string, any>} holder @param {Path} path @param {string} text */
function put(holder, path, text) {
  const [last] = path.slice(-1);
  if (last !== undefined) holderAt(holder, path)[last] = text;
}

/** What holds the last step of a path; made where it is not there. @param {Record<string, any>} top @param {Path} path */
function holderAt(top, path) {
  return path.slice(0, -1).reduce((/** @type {any} */ value, step, index) => {
    value[step] ??= typeof path[index + 1] === 'number' ? [] : {};
    return value[step];
  }, top);
}

/** What the English and a language have in common ends here: `Text in Russian`. @param {string} label @param {string} name */
const labelled = (label, name) => `${label} in ${name}`;

/**
 * @param {RoundView} round
 * @param {Place} place
 * @param {Record<string, Record<string, any>>} words by language, changed in place
 * @param {Handlers} handlers
 * @returns {HTMLElement[]}
 */
export function translationForm(round, place, words, { save }) {
  const all = rowsOf(round, place);
  if (all.length === 0) return [element('p', 'dim', 'There is nothing in English yet. Write that first.')];
  const columns = round.translations.map(({ language, name }) => {
    const part = partAt(round, place, language);
    const box = element(
      'div',
      'language',
      element('h3', '', name),
      ...standing(round, place, language, part, save),
    );
    box.dataset.standing = `${part?.unfit} ${part?.of}`;
    return box;
  });
  const grid = element('div', 'translations', element('h3', 'original', 'English'), ...columns);
  for (const { path, label, english, max, spoken } of all) {
    const original = element('div', 'original', element('p', 'label', label), element('p', '', english));
    original.lang = 'en';
    grid.append(original);
    for (const { language, name } of round.translations) {
      if (spoken === language) {
        grid.append(element('p', 'dim spoken', `Shown in ${name}, as it was spoken.`));
        continue;
      }
      words[language] ??= {};
      const holder = holderAt(words[language], path);
      const key = /** @type {string} */ (path.at(-1));
      const better = key === 'text' ? { better: BETTER } : {};
      const base = ['translations', language, ...path.slice(0, -1)];
      grid.append(
        ...fieldsOf(
          [{ type: 'text', key, label: labelled(label, name), isLong: true, max, language, ...better }],
          holder,
          base,
          { onChange: (changed) => save(language, changed.slice(2)), onLeave: () => {} },
        ),
      );
    }
  }
  return [grid];
}

/**
 * The next point that readers of some language get in English; from the last one on to the first.
 * @param {RoundView} round
 * @param {Place} place
 * @returns {Place | undefined} none where nothing is left to do
 */
export function nextUnfit(round, place) {
  const from = place.list === 'points' ? place.index + 1 : 0;
  const places = round.points.map((_point, by) => {
    const index = (from + by) % round.points.length;
    return /** @type {Place} */ ({ list: 'points', index });
  });
  const head = /** @type {Place} */ ({ list: 'head', index: 0 });
  return [...places, head].find(
    (one) => (one.list !== place.list || one.index !== place.index) && unfitAt(round, one) > 0,
  );
}

/**
 * Says again how the translations stand, in a form that somebody is typing in.
 * @param {RoundView} round
 * @param {Place} place
 * @param {Handlers} handlers
 */
export function showStandings(round, place, { save }) {
  const boxes = document.querySelectorAll('#form .translations > .language');
  for (const [index, { language, name }] of round.translations.entries()) {
    const box = /** @type {HTMLElement | undefined} */ (boxes[index]);
    const part = partAt(round, place, language);
    const now = `${part?.unfit} ${part?.of}`;
    if (!box || box.dataset.standing === now) continue;
    box.dataset.standing = now;
    box.replaceChildren(element('h3', '', name), ...standing(round, place, language, part, save));
  }
}

/** As in English. */
const BETTER = 200;
const STANDINGS = {
  missing: 'Not written yet: readers get the English.',
  incomplete: 'A part of it is missing: readers get the English.',
  unstamped: 'Nobody has said which English it was made from: readers get the English.',
  stale: 'The English has changed since: readers get the English until somebody has looked at this again.',
};

/**
 * @param {RoundView} round
 * @param {Place} place
 * @param {Language} language
 * @param {TranslatedPart | undefined} part
 * @param {Handlers['save']} save
 * @returns {HTMLElement[]}
 */
function standing(round, place, language, part, save) {
  if (!part?.unfit) return [element('p', 'standing good', 'Fits the English.')];
  const line = element('p', `standing ${part.unfit}`, STANDINGS[part.unfit]);
  if (part.unfit !== 'stale' && part.unfit !== 'unstamped') return [line];
  const fits = pressable('plain small', () => save(language, [], { now: true }), 'It still fits');
  const before = element('div', 'before');
  if (part.unfit === 'stale') {
    const now = rowsOf(round, place).map(({ english }) => english);
    const id = place.list === 'points' ? idOf(round, 'points', place.index) : '';
    void fetchEarlier(round.id, id, part.of)
      .then(({ english }) => {
        if (english === null) {
          before.append(element('p', 'dim', 'The English that it was made from isn’t known any more.'));
          return;
        }
        before.append(element('p', 'dim', 'What has changed in the English:'));
        for (const line of changedWords(english, now)) before.append(line);
      })
      .catch(() => {});
  }
  return [line, before, fits];
}
