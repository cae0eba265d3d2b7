// The check and the messages, a little after each change.

import { byId } from '../../preview/page/dom.js';
import { fieldAt, formPath, markFields } from './check-marks.js';
import { desk, draw, drawWith, openPoint } from './desk-state.js';
import { followRemarks, listRemarks } from './dialogs.js';
import { editEntry, openPlace } from './form-pane.js';
import { state } from './frame.js';
import { LIST_OF } from './registry-fields.js';
import { fetchCheck, fetchMessages } from './requests.js';
import { TelegramView } from './telegram-view.js';

/** @typedef {import('../server/views.ts').Remark} Remark */

/** After a change, ms: a word more is checked with it. */
const QUIET_MS = 200;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let isChecking = false;
let isWanted = false;

export function startChecks() {
  const telegram = new TelegramView(byId('messages-choice'), byId('messages'));
  const show = () => void showMessages(telegram);
  const later = () => {
    // What it says is of an older text until then.
    byId('to-correct').setAttribute('aria-busy', 'true');
    clearTimeout(timer);
    timer = setTimeout(() => void check(later, show), QUIET_MS);
  };
  drawWith('check', later);
  drawWith('messages', show);
  drawWith('around', followRemarks);
  byId('to-correct').addEventListener('click', () => listRemarks(openRemark));
  // The message in the language that is being written.
  document.addEventListener('focusin', ({ target }) => {
    const path =
      target instanceof HTMLElement ? /^translations\/(\w\w)\//.exec(target.dataset.control ?? '') : null;
    if (path?.[1]) telegram.choose(path[1]);
  });
}

/**
 * @param {() => void} again
 * @param {() => void} show
 */
async function check(again, show) {
  timer = undefined;
  if (!desk.saving) return;
  if (isChecking) {
    isWanted = true;
    return;
  }
  isChecking = true;
  const { id } = desk.saving.round;
  try {
    const { remarks } = await fetchCheck(id);
    if (desk.saving?.round.id === id) {
      desk.remarks = remarks;
      markFields(remarks, desk.open, desk.folder);
      draw('around');
      show();
    }
  } catch (error) {
    // What is away comes back with an event.
    if (
      desk.saving?.round.id === id &&
      error instanceof Error &&
      desk.saving.round.faults.length === 0 &&
      !(error.name === 'Away')
    )
      state(error.message);
  } finally {
    isChecking = false;
    if (!isWanted && timer === undefined) byId('to-correct').setAttribute('aria-busy', 'false');
    if (isWanted) {
      isWanted = false;
      again();
    }
  }
}

/** @param {TelegramView} telegram */
async function showMessages(telegram) {
  if (!desk.saving) return;
  const { id } = desk.saving.round;
  const { messages } = await fetchMessages(id, openPoint()).catch(() => ({ messages: null }));
  if (desk.saving?.round.id !== id) return;
  telegram.show(messages, desk.open.list === 'points');
  desk.command = messages?.command;
}

/** Shows the field that a remark is about. @param {Remark} remark */
export function openRemark(remark) {
  const [top, at] = remark.path;
  const index = typeof at === 'number' ? at : 0;
  const registry = Object.entries(LIST_OF).find(([, list]) => remark.file === `${list}.yaml`);
  if (registry) {
    const [kind, list] = registry;
    const entry = desk.folder.registries[list][index];
    if (entry) void editEntry(kind, String(entry.id));
    return;
  }
  const isTranslation = remark.file === 'ru' || remark.file === 'uk';
  if (isTranslation) {
    desk.isTranslating = true;
    const point = desk.saving?.round.points.findIndex(({ id }) => top === 'points' && id === at) ?? -1;
    openPlace(point < 0 ? { list: 'head', index: 0 } : { list: 'points', index: point });
  } else {
    desk.isTranslating = false;
    if (
      remark.file === 'talk' &&
      typeof at === 'number' &&
      (top === 'points' || top === 'delegations' || top === 'sessions')
    )
      openPlace({ list: top, index });
    else if (remark.file === 'sources' && typeof at === 'number') {
      desk.sourceIndex = index;
      openPlace({ list: 'sources', index });
    } else openPlace({ list: 'head', index: 0 });
  }
  const field = fieldAt(formPath(remark, desk.open.list));
  const control = /** @type {HTMLElement | null | undefined} */ (
    field?.querySelector('input, select, textarea')
  );
  control?.focus();
  field?.scrollIntoView({ block: 'center' });
}
