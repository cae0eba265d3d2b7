// A round that is open: what is typed goes into its files, and what others write into them comes here.

import { byId } from '../../preview/page/dom.js';
import { desk, draw, drawWith, redraw } from './desk-state.js';
import { hideNotice, notice, remember, state } from './frame.js';
import { fetchFolder, fetchRound, listen } from './requests.js';
import { Saving } from './saving.js';

/** @typedef {import('../server/views.ts').RoundView} RoundView */

/** @type {(() => void) | undefined} */
let stopListening;
let shownPoints = 0;

export function startConnection() {
  drawWith('around', () => {
    if (!desk.saving) return;
    shownPoints = desk.saving.round.points.length;
    showFaults(desk.saving.round.faults);
  });
  window.addEventListener('pagehide', () => void desk.saving?.flush());
  window.addEventListener('beforeunload', (event) => {
    if (!desk.saving?.isBusy) return;
    void desk.saving.flush();
    if (byId('state').textContent?.startsWith('Not written')) event.preventDefault();
  });
}

/** @param {string} id */
export async function openRound(id) {
  // What is typed while the other one is read would belong to neither.
  byId('desk').inert = true;
  state('Opening…');
  await desk.saving?.flush();
  const round = await fetchRound(id).catch((/** @type {Error} */ error) => {
    notice(error.message);
    return undefined;
  });
  byId('desk').inert = false;
  if (!round) return;
  stopListening?.();
  const saving = new Saving(round, {
    onSaved: (now) => {
      if (desk.saving?.isBusy === false || now.points.length !== shownPoints) draw('around');
      draw('check');
    },
    onOutdated: (_now, lost, why) => {
      redraw();
      if (lost.length === 0) return;
      notice(why, {
        'Write mine all the same': () => {
          for (const { edit, step } of lost) desk.saving?.put(edit, step, { now: true });
          redraw();
          void desk.saving?.flush();
        },
        'Leave it': () => {},
      });
    },
    onRefused: (why) => notice(`It was not written: ${why}`),
    onState: (now) =>
      state(
        { saving: 'Writing…', saved: 'All is written', away: 'Not written yet: the desk does not answer' }[
          now
        ],
      ),
  });
  desk.saving = saving;
  history.replaceState(null, '', `#${id}`);
  remember(id);
  byId('welcome').hidden = true;
  byId('desk').hidden = false;
  document.body.classList.remove('no-round');
  desk.open = { list: 'head', index: 0 };
  desk.sourceIndex = 0;
  desk.citation = 0;
  desk.remarks = [];
  hideNotice();
  draw('folder');
  saving.recover();
  redraw();
  state(standing(round));
  stopListening = listen(id, onEvent, (isConnected) => {
    if (isConnected) void refresh();
    else state('The desk does not answer; what you write is kept here until it does');
  });
}

export function leaveRound() {
  stopListening?.();
  desk.saving = undefined;
}

/** @param {RoundView} round */
export function standing({ head }) {
  if (head.draft === 'true') return 'Draft';
  return typeof head.publish === 'string' ? `Published from ${head.publish.replace('T', ', ')}` : 'Published';
}

/** @param {{ type: 'changed' } | { type: 'open', desks: number }} event */
function onEvent(event) {
  if (event.type === 'changed') void refresh();
  else byId('desks').textContent = event.desks > 1 ? `Open at ${event.desks} desks` : '';
}

/** What others have written, unless something of one's own is on its way: then its answer tells. */
async function refresh() {
  if (!desk.saving || desk.saving.isBusy || desk.isAdding) return;
  const { id, version } = desk.saving.round;
  const [now, fresh] = await Promise.all([fetchRound(id), fetchFolder(desk.folder)]).catch(() => []);
  if (!now || !fresh || !desk.saving || desk.saving.isBusy || desk.saving.round.id !== id) return;
  // Something of one's own was written meanwhile: what was read may be older.
  if (desk.saving.round.version !== version) return refresh();
  const hasFolderChanged = fresh !== desk.folder;
  desk.folder = fresh;
  draw('folder');
  desk.saving.take(now);
  if (version === now.version && !hasFolderChanged) {
    draw('check');
    return;
  }
  redraw();
  if (version !== now.version) state('Changed at another desk or by hand; this is the newer');
}

/** @param {readonly string[]} faults what keeps the files from being read */
function showFaults(faults) {
  byId('desk').classList.toggle('unreadable', faults.length > 0);
  if (faults.length > 0)
    notice(
      `The file is not YAML any more, so the desk waits: ${faults.join('; ')}. Correct it where it was written; the desk goes on by itself.`,
    );
  else if (byId('notice').dataset.kind === 'faults') hideNotice();
  if (faults.length > 0) byId('notice').dataset.kind = 'faults';
}
