// The form of what is open: it draws the fields, and hands what is typed to be written.

import { byId, element, pressable } from '../../preview/page/dom.js';
import { HEAD_KEYS } from './changed-place.js';
import { markFields } from './check-marks.js';
import { desk, draw, drawWith, redraw } from './desk-state.js';
import { askForEntry, listEntries } from './entry-dialog.js';
import { fieldsOf, pathText, withoutEmpty } from './form-fields.js';
import { announce, view } from './frame.js';
import { LIST_OF } from './registry-fields.js';
import { fetchFolder, fetchPointId } from './requests.js';
import {
  delegationFields,
  headFields,
  inOrder,
  pointFields,
  sessionFields,
  sourceFields,
} from './round-forms.js';
import { idOf, idOfEntry, isSame } from './saving.js';
import {
  nextUnfit,
  showStandings,
  translationForm,
  unfitAt,
  wordsAt,
  writtenWords,
} from './translation-form.js';

/** @typedef {import('./desk-state.js').Place} Place */
/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('./registry-fields.js').EntryKind} EntryKind */
/** @typedef {(string | number)[]} Path */

const FIELDS = {
  head: headFields,
  points: pointFields,
  delegations: delegationFields,
  sessions: sessionFields,
  sources: sourceFields,
};
const TITLES = {
  head: 'The round',
  points: 'Point',
  delegations: 'Delegation',
  sessions: 'Table',
  sources: 'Source',
};

/** Each time that a field gets the focus begins a step of its own. */
let focusCount = 0;
/** Fields that are taken off the page with the focus in them tell of a change and of being left: nobody has left them. */
let isDrawing = false;
/** The field that an entry was added for. */
let toFocus = '';
/** The step of what is written next, where it belongs to something else. @type {string | undefined} */
let ownStep;
/** The text of a point as somebody typed it last, here; a name that is made of it is undone with it. */
let typedText = { text: '', step: '' };

export function startForm() {
  drawWith('form', () => drawForm());
  drawWith('around', () => {
    if (!desk.saving) return;
    const { round } = desk.saving;
    showStandings(round, desk.open, { save: saveWords });
    const old = document.querySelector('#form > header .segments');
    // Where somebody is about to press it, it stays.
    if (old && !old.contains(document.activeElement)) old.replaceWith(choice(unfitAt(round, desk.open)));
  });
  for (const type of ['change', 'focusout'])
    byId('form').addEventListener(type, (event) => isDrawing && event.stopPropagation(), true);
  document.addEventListener('focusin', ({ target }) => {
    newStep();
    // Selected words go into the citation that was last looked at.
    const path =
      target instanceof HTMLElement ? /^citations\/(\d+)/.exec(target.dataset.control ?? '') : null;
    if (path) desk.citation = Number(path[1]);
  });
}

/** What is written from here on is undone by itself. */
export function newStep() {
  focusCount += 1;
}

/** @param {Place} place */
export function openPlace(place) {
  if (!desk.saving) return;
  leaveField();
  void desk.saving.flush();
  desk.open = place;
  desk.citation = 0;
  drawForm();
  draw('around');
  draw('messages');
  view('form');
  byId('form-pane').scrollTop = 0;
  byId('form').scrollTop = 0;
}

/**
 * @param {Record<string, any>} [value] what the file says where absent
 * @returns {boolean} whether somebody was in a field, and still is
 */
function drawForm(value) {
  if (!desk.saving) return false;
  const { round } = desk.saving;
  const { open } = desk;
  const goOn = whereSomebodyIs();
  desk.entry = value ?? asItStands(/** @type {Record<string, any>} */ (entryOf(round, open)));
  if (value === undefined) desk.words = wordsAt(round, open);
  const isTranslated = open.list === 'head' || open.list === 'points';
  const isTranslating = desk.isTranslating && isTranslated;
  document.body.classList.toggle('translating', isTranslating);
  const header = element('header', '', element('h2', '', TITLES[open.list]));
  if (isTranslated) header.append(choice(unfitAt(round, open)));
  if (open.list !== 'head' && !isTranslating)
    header.append(removal(`Delete this ${TITLES[open.list].toLowerCase()}`));
  const fields = isTranslating
    ? [...translationForm(round, open, desk.words, { save: saveWords }), toNext()]
    : entryForm(round);
  isDrawing = true;
  byId('form').replaceChildren(header, element('div', 'remarks-here'), ...fields);
  isDrawing = false;
  markFields(desk.remarks, open, desk.folder);
  return goOn();
}

/**
 * What was added and is still empty stands in the form alone: it stays while the files say the same of all else.
 * @param {Record<string, any>} written
 */
function asItStands(written) {
  const { list } = desk.open;
  const isThis = list === 'head' || idOfEntry(desk.entry, list) === idOfEntry(written, list);
  return isThis && isSame(withoutEmpty(desk.entry), withoutEmpty(written))
    ? desk.entry
    : structuredClone(written);
}

/**
 * Who is in a field goes on in the one that replaces it, at the same letter.
 * @returns {() => boolean} goes there; false where it is gone
 */
function whereSomebodyIs() {
  const old = document.activeElement;
  const name = old instanceof HTMLElement && byId('form').contains(old) ? old.dataset.control : undefined;
  const letters = isText(old) ? { from: old.selectionStart, to: old.selectionEnd } : undefined;
  return () => {
    const control = name === undefined ? null : controlAt(name);
    if (!control) return false;
    control.focus();
    if (isText(old) && isText(control) && letters) {
      // The first letters of a name are in no entry yet.
      if ('isTyped' in control.dataset) control.value = old.value;
      control.setSelectionRange(letters.from, letters.to);
    }
    return true;
  };
}

/** A field tells of its change while its own entry is open. */
function leaveField() {
  const { activeElement } = document;
  if (activeElement instanceof HTMLElement && byId('form').contains(activeElement)) activeElement.blur();
}

/**
 * @param {EventTarget | null} target
 * @returns {target is HTMLInputElement | HTMLTextAreaElement}
 */
export function isText(target) {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox')
  );
}

function toNext() {
  const button = pressable(
    'plain small',
    () => {
      if (!desk.saving) return;
      const next = nextUnfit(desk.saving.round, desk.open);
      if (!next) {
        announce('All is translated.');
        button.replaceWith(element('p', 'standing good', 'All is translated.'));
        return;
      }
      openPlace(next);
      controlAt('translations/ru/text')?.focus();
    },
    'On to what is not translated yet',
  );
  return element('p', 'further', button);
}

/** @param {string} name */
function removal(name) {
  const button = pressable('plain small', removeOpen, 'Delete');
  button.setAttribute('aria-label', name);
  button.title = name;
  return button;
}

/** @param {number} unfit translations that readers don't get */
function choice(unfit) {
  const own = TITLES[desk.open.list];
  const buttons = [false, true].map((isTranslating) => {
    const button = pressable(
      '',
      () => {
        void desk.saving?.flush();
        desk.isTranslating = isTranslating;
        drawForm();
        draw('around');
      },
      isTranslating ? 'Translations' : own === 'The round' ? 'Its facts' : 'In English',
    );
    button.setAttribute('aria-pressed', String(isTranslating === desk.isTranslating));
    if (isTranslating && unfit > 0) {
      const badge = element('span', 'badge quiet', String(unfit));
      badge.title = `${unfit} that readers get in English`;
      button.append(badge);
    }
    return button;
  });
  const box = element('div', 'segments', ...buttons);
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', 'What to write');
  return box;
}

/** @param {RoundView} round */
function entryForm(round) {
  const { list, index } = desk.open;
  const { folder } = desk;
  const fields = FIELDS[list]({ folder, round, entries });
  const form = fieldsOf(fields, desk.entry, [], {
    onChange: (path, isStructure) => {
      if (path[0] === 'citations' && typeof path[1] === 'number') desk.citation = path[1];
      save(list, index, path);
      if (!isStructure) return;
      redrawFields(path);
      draw('around');
    },
    onLeave: (path) => {
      if (list === 'points' && path[0] === 'text') void nameFromText();
    },
  });
  if (list !== 'head') return form;
  const more = pressable(
    'plain small',
    () =>
      listEntries(desk.folder, {
        onEdit: (kind, id) => void editEntry(kind, id),
        onNew: (kind) => addEntryOf('', [kind], () => {}),
      }),
    'People, parties, outlets, places, promises, subjects',
  );
  return [...form, element('p', 'further', more)];
}

/** What fields that hold ids of registries need of them. */
const entries = {
  /**
   * @param {string} typed a name, or nothing
   * @param {string[]} kinds
   * @param {Path} path
   */
  add(typed, kinds, path) {
    addEntryOf(typed, kinds, (id) => {
      putAt(path, id);
      toFocus = pathText(path);
    });
  },
  /** @param {string} id @param {string[]} kinds */
  edit(id, kinds) {
    for (const kind of kinds)
      if (entriesOf(kind).some((one) => one.id === id)) return void editEntry(kind, id);
  },
};

/** @param {string} kind */
function entriesOf(kind) {
  return desk.folder.registries[LIST_OF[/** @type {EntryKind} */ (kind)]];
}

/**
 * @param {string} typed
 * @param {string[]} kinds
 * @param {(id: string) => void} use it, as part of the same step
 */
function addEntryOf(typed, kinds, use) {
  if (!desk.saving) return;
  const step = `entry ${Date.now()}`;
  askForEntry({ around: desk.folder, round: desk.saving.round.id, step, kinds, name: typed }, (id) =>
    afterEntry(step, () => use(id)),
  );
}

/**
 * @param {string} kind
 * @param {string} id
 */
export async function editEntry(kind, id) {
  // A hand in the file may have been faster than its news.
  desk.folder = await fetchFolder(desk.folder).catch(() => desk.folder);
  if (!desk.saving) return;
  const before = entriesOf(kind).find((one) => one.id === id);
  if (!before) return;
  const step = `entry ${Date.now()}`;
  askForEntry({ around: desk.folder, round: desk.saving.round.id, step, kinds: [kind], before }, () =>
    afterEntry(step, () => {}),
  );
}

/**
 * @param {string} step
 * @param {() => void} use
 */
async function afterEntry(step, use) {
  desk.isAdding = true;
  try {
    desk.folder = await fetchFolder(desk.folder);
    ownStep = step;
    use();
  } finally {
    ownStep = undefined;
    await desk.saving?.flush();
    desk.isAdding = false;
  }
  redraw();
  announce('Written.');
  if (toFocus) setTimeout((/** @type {string} */ name) => controlAt(name)?.focus(), 0, toFocus);
  toFocus = '';
}

/** Puts an id where a field holds one, or several. @param {Path} path @param {string} id */
function putAt(path, id) {
  let holder = desk.entry;
  for (const step of path.slice(0, -1)) holder = holder[step] ??= {};
  const key = /** @type {string} */ (path.at(-1));
  const isList = key === 'by' || key === 'told' || key === 'parties' || key === 'issued';
  holder[key] = isList ? [...new Set([...(holder[key] ?? []), id])] : id;
  save(desk.open.list, desk.open.index, path, { now: true });
}

/** Fields have come or gone; what was typed is in the entry. @param {Path} path */
export function redrawFields(path) {
  // What is empty is not written, and stays in the form.
  if (!drawForm(desk.entry)) firstControlIn(path)?.focus();
  draw('source');
}

/** @param {string} name */
export function controlAt(name) {
  return /** @type {HTMLElement | null} */ (
    document.querySelector(`#form [data-control="${CSS.escape(name)}"]`)
  );
}

/** @param {Path} path */
function firstControlIn(path) {
  return /** @type {HTMLElement | null} */ (
    document.querySelector(`#form [data-path="${CSS.escape(pathText(path))}"] :is(input, select, textarea)`)
  );
}

/**
 * @param {RoundView} round
 * @param {Place} place
 */
function entryOf(round, { list, index }) {
  if (list === 'head') return Object.fromEntries(HEAD_KEYS.map((key) => [key, round.head[key] ?? '']));
  return (list === 'sources' ? round.sources[index]?.entry : round[list][index]) ?? {};
}

/**
 * @param {Place['list']} list
 * @param {number} index
 * @param {Path} path of what changed
 * @param {{ now?: boolean }} [options]
 */
export function save(list, index, path, options) {
  const { saving, entry } = desk;
  if (!saving) return;
  const step = ownStep ?? `${list}/${index}/${pathText(path)} ${focusCount}`;
  if (list === 'points' && path[0] === 'text') typedText = { text: entry.text, step };
  if (list === 'head') {
    const key = String(path[0]);
    saving.put({ type: 'head', key, value: withoutEmpty(entry[key]) ?? null }, step, options);
    return;
  }
  const value = /** @type {import('./requests.js').Entry} */ (withoutEmpty(inOrder(entry)) ?? {});
  saving.put({ type: 'change', list, index, id: idOf(saving.round, list, index), value }, step, options);
}

/**
 * @param {'ru' | 'uk'} language
 * @param {Path} path
 * @param {{ now?: boolean }} [options]
 */
function saveWords(language, path, options) {
  const { saving, open } = desk;
  if (!saving) return;
  const id = open.list === 'points' ? idOf(saving.round, 'points', open.index) : '';
  const value = writtenWords(saving.round, open, language, desk.words[language] ?? {});
  saving.put(
    { type: 'translate', language, id, value },
    `${language}/${id}/${pathText(path)} ${focusCount}`,
    options,
  );
  if (options?.now) redraw();
}

/** A point that was made of a passage is called by the telling words of its text, once it has some. */
async function nameFromText() {
  const { saving } = desk;
  const { id: before, text } = desk.entry;
  const { step } = typedText;
  if (!saving || !/^point-\d+$/.test(String(before ?? '')) || !text) return;
  // Words that came from elsewhere name nothing; the file has none of the spaces around what was typed.
  if (text.trim() !== typedText.text.trim()) return;
  const { id } = await fetchPointId(saving.round.id, String(text)).catch(() => ({ id: '' }));
  const { round } = saving;
  const index = round.points.findIndex((point) => point.id === before);
  if (id === '' || index < 0 || desk.saving !== saving) return;
  // Another form may be open by now.
  if (desk.open.list === 'points' && desk.open.index === index) {
    desk.entry.id = id;
    const control = /** @type {HTMLInputElement | null} */ (controlAt('id'));
    if (control) control.value = id;
  }
  const value = /** @type {import('./requests.js').Entry} */ ({ ...round.points[index], id });
  saving.put({ type: 'change', list: 'points', index, id: String(before), value }, step, { now: true });
  draw('around');
}

function removeOpen() {
  const { saving, open } = desk;
  if (!saving || open.list === 'head') return;
  const { list, index } = open;
  saving.put({ type: 'remove', list, index, id: idOf(saving.round, list, index) }, `remove ${Date.now()}`, {
    now: true,
  });
  desk.open = { list: 'head', index: 0 };
  redraw();
  void saving.flush();
  announce('Deleted. Undo brings it back.');
}

/**
 * @param {'points' | 'delegations' | 'sessions'} list
 * @param {import('./requests.js').Entry} value
 */
export function addEntry(list, value) {
  const { saving } = desk;
  if (!saving) return;
  leaveField();
  const index = saving.round[list].length;
  saving.put({ type: 'add', list, value }, `add ${Date.now()}`);
  // Shown at once, so that what is typed next goes into it; if it's refused, a notice says so.
  desk.open = { list, index };
  desk.citation = 0;
  desk.isTranslating = false;
  getSelection()?.removeAllRanges();
  redraw();
  void saving.flush();
  view('form');
  controlAt(list === 'points' ? 'text' : list === 'sessions' ? 'title' : 'party')?.focus();
}

/** Words of the source became part of the entry. @param {Record<string, any>[]} citations */
export function putCitations(citations) {
  desk.entry.citations = citations;
  takeUp();
}

/** Writes what selected words became. */
export function takeUp() {
  getSelection()?.removeAllRanges();
  newStep();
  save(desk.open.list, desk.open.index, ['citations']);
  redrawFields(['citations', desk.citation]);
  announce('Taken.');
}
