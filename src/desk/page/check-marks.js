// What the check says, at the fields that it is about.

import { byId, element } from '../../preview/page/dom.js';
import { pathText } from './form-fields.js';

/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('./round-points.js').Place} Place */

/** @param {Remark} remark @param {Place} place */
function isIn(remark, { list, index }) {
  const [top, at] = remark.path;
  if (list === 'head')
    return remark.file === 'talk'
      ? !['points', 'delegations'].includes(String(top)) || at === undefined
      : !isOwnFile(remark);
  if (list === 'sources') return remark.file === 'sources' && top === 'sources' && at === index;
  return remark.file === 'talk' && top === list && at === index;
}

/** @param {Remark} remark */
function isOwnFile({ file }) {
  return file === 'talk' || file === 'sources';
}

/**
 * @param {readonly Remark[]} remarks
 * @param {Place} place
 */
export function mistakesIn(remarks, place) {
  return remarks.filter((remark) => remark.level === 'error' && isIn(remark, place));
}

/**
 * Beside each field what the check says of it; at the top what belongs to no field; in the head how much there is.
 * @param {readonly Remark[]} remarks
 * @param {Place} open whose form is shown
 */
export function markFields(remarks, open) {
  for (const old of document.querySelectorAll('#form .check')) old.remove();
  for (const field of document.querySelectorAll('#form [aria-invalid]'))
    field.removeAttribute('aria-invalid');
  const own = remarks.filter((remark) => isIn(remark, open));
  for (const remark of own) {
    const path = open.list === 'head' ? remark.path : remark.path.slice(2);
    const line = element('p', `check ${remark.level}`, remark.what);
    line.title = remark.where;
    const field = fieldAt(path);
    if (!field) {
      if (open.list === 'head' && !(remark.file === 'talk'))
        line.prepend(`${remark.file}, ${remark.entry}: `);
      document.querySelector('#form .remarks-here')?.append(line);
      continue;
    }
    const parts = field.querySelectorAll(
      ':scope > .chips, :scope > .length, :scope > input, :scope > select, :scope > textarea, :scope > .ticks, :scope > .check',
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
