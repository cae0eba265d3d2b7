// What the check says, at the fields that it is about.

import { byId, element } from '../../preview/page/dom.js';
import { desk } from './desk-state.js';
import { pathText } from './form-fields.js';
import { aboutText, remarkText } from './remark-text.js';
import { idOf } from './saving.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('./desk-state.js').Place} Place */

/** What of the round has no field in its form. @type {Record<string, string>} */
const PARTS = { lead: 'Lead', points: 'Points', delegations: 'Delegations', sessions: 'Tables' };
const LISTS = ['points', 'delegations', 'sessions'];

/** @param {Remark} remark */
export function isOfTranslation({ file }) {
  return file === 'ru' || file === 'uk';
}

/** @param {Remark} remark @param {Place} place @param {RoundView} round */
function isIn(remark, { list, index }, round) {
  const [top, at] = remark.path;
  if (isOfTranslation(remark)) {
    const isOfPoint = top === 'points' && typeof at === 'string';
    return list === 'head' ? !isOfPoint : list === 'points' && isOfPoint && idOf(round, list, index) === at;
  }
  if (list === 'head')
    return remark.file === 'talk'
      ? !LISTS.includes(String(top)) || at === undefined
      : remark.file !== 'sources';
  if (list === 'sources') {
    const outlet = round.sources[index]?.entry.outlet;
    const isOfOutlet = remark.file === 'outlets.yaml' && remark.entry === `outlet ${outlet}`;
    return isOfOutlet || (remark.file === 'sources' && top === 'sources' && at === index);
  }
  return remark.file === 'talk' && top === list && at === index;
}

/**
 * @param {readonly Remark[]} remarks
 * @param {Place} place
 * @param {RoundView} round
 */
export function mistakesIn(remarks, place, round) {
  return remarks.filter((remark) => remark.level === 'error' && isIn(remark, place, round));
}

/**
 * Where in a form the field of a remark stands.
 * @param {Remark} remark
 * @param {Place['list']} list of the form
 */
export function formPath(remark, list) {
  const { path, file } = remark;
  if (isOfTranslation(remark)) return ['translations', file, ...path.slice(path[0] === 'points' ? 2 : 1)];
  if (file === 'outlets.yaml' && list === 'sources') return ['outlet'];
  return list === 'head' ? path : path.slice(2);
}

/**
 * Beside each field what the check says of it; at the top what belongs to no field; in the head how much there is.
 * @param {readonly Remark[]} remarks
 * @param {Place} open whose form is shown
 * @param {FolderView} folder
 */
export function markFields(remarks, open, folder) {
  if (!desk.saving) return;
  const { round } = desk.saving;
  const isTranslating = document.body.classList.contains('translating');
  for (const old of document.querySelectorAll('#form .check')) old.remove();
  for (const field of document.querySelectorAll('#form [aria-invalid]'))
    field.removeAttribute('aria-invalid');
  const own = remarks.filter(
    (remark) => isIn(remark, open, round) && isOfTranslation(remark) === isTranslating,
  );
  for (const remark of own) {
    const path = formPath(remark, open.list);
    const line = element('p', `check ${remark.level}`, remarkText(remark, folder, round));
    line.title = remark.where;
    const field = fieldAt(path);
    if (!field) {
      // How a translation stands is said above it.
      if (isTranslating && remark.level === 'warning') continue;
      const about = remark.file === 'talk' ? PARTS[String(path[0])] : aboutText(remark, folder, round);
      if (open.list === 'head' && about) line.prepend(`${about}: `);
      document.querySelector('#form .remarks-here')?.append(line);
      continue;
    }
    const parts = field.querySelectorAll(
      ':scope > .chips, :scope > .length, :scope > input, :scope > select, :scope > textarea, :scope > .ticks, :scope > .check, :scope > .around',
    );
    const last = [...parts].at(-1);
    if (last) last.after(line);
    else field.append(line);
    if (remark.level === 'error')
      field
        .querySelector(':scope > input, :scope > select, :scope > textarea')
        ?.setAttribute('aria-invalid', 'true');
  }
  const mistakes = remarks.filter(({ level }) => level === 'error').length;
  const warnings = remarks.length - mistakes;
  const button = byId('to-correct');
  button.textContent =
    mistakes > 0 ? `${mistakes} to correct` : warnings > 0 ? `${warnings} could be better` : 'All is right';
  button.className = `plain ${mistakes > 0 ? 'bad' : 'good'}`;
}

/**
 * The field of a path, or of the longest part of it that has one.
 * @param {readonly (string | number)[]} path
 */
export function fieldAt(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const found = document.querySelector(
      `#form [data-path="${CSS.escape(pathText(path.slice(0, length)))}"]`,
    );
    if (found) return found;
  }
  return undefined;
}
