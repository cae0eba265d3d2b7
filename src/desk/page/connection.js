// A round that is open: what is typed goes into its files, and what others write into them comes here.

import { byId } from '../../preview/page/dom.js';
import { desk, draw, drawWith, redraw, stayOpen } from './desk-state.js';
import { hideNotice, notice, remember, state } from './frame.js';
import { fetchFolder, fetchRound, listen } from './requests.js';
import { Saving } from './saving.js';

/** @typedef {import('../server/views.ts').RoundView} RoundView */

/** @type {(() => void) | undefined} */
let stopListening;
let shownPoints = 0;
/** Whether files have changed while something of one's own was on its way. */
let hasMissed = false;

export function startConnection() {
  drawWith('around', () => {
    if (!desk.saving) return;
    shownPoints = desk.saving.round.points.length;
    showFaults(desk.saving.round.faults);
    if (hasMissed) void refresh();
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
      if (now.points.length !== shownPoints) draw('around');
      draw('check');
    },
    onOutdated: (_now, lost, why) => {
      stayOpen();
      redraw();
      if (lost.length === 0) return;
      notice(why, {
        'Write mine all the same': () => {
          for (const one of lost) desk.saving?.putAgain(one);
          redraw();
          void desk.saving?.flush();
        },
        'Leave it': () => {},
      });
    },
    onRefused: (why) => notice(`It was not written: ${why}`),
    onState: (now) => {
      state(
        { saving: 'Writing…', saved: 'All is written', away: 'Not written yet: the desk does not answer' }[
          now
        ],
      );
      if (now === 'saved') draw('around');
    },
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

/** What others have written; while something of one's own is on its way, once that is written. */
async function refresh() {
  const { saving } = desk;
  hasMissed = saving !== undefined && (saving.isBusy || desk.isAdding);
  if (!saving || hasMissed) return;
  const { taken } = saving;
  const [now, fresh] = await Promise.all([fetchRound(saving.round.id), fetchFolder(desk.folder)]).catch(
    () => [],
  );
  if (!now || !fresh || desk.saving !== saving) return;
  // Something was read or written meanwhile, or is being written: what was read may be older.
  if (saving.isBusy || saving.taken !== taken) return refresh();
  const hasChanged = saving.round.version !== now.version;
  const { folder } = desk;
  const hasOtherEntries =
    fresh !== folder && JSON.stringify(fresh.registries) !== JSON.stringify(folder.registries);
  desk.folder = fresh;
  if (fresh !== folder) draw('folder');
  saving.take(now);
  stayOpen();
  // Somebody may be in the midst of the form: it is only drawn where what it shows has changed.
  if (hasChanged || hasOtherEntries) redraw();
  else draw('check');
  if (hasChanged) state('Changed at another desk or by hand; this is the newer');
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
