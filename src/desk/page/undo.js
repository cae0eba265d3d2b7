// Undo, and doing it again: a step may have changed several files.

import { byId } from '../../preview/page/dom.js';
import { changedPlace, isHeldOtherwise } from './changed-place.js';
import { desk, draw, drawWith, redraw, take } from './desk-state.js';
import { announce, hideNotice, notice, state } from './frame.js';
import { fetchFolder, fetchRound, Outdated, postStep } from './requests.js';

/** One after another: a key that is pressed twice takes back two steps. */
let steps = Promise.resolve();

export function startUndo() {
  byId('undo').addEventListener('click', () => step('undo'));
  byId('redo').addEventListener('click', () => step('redo'));
  drawWith('around', () => {
    if (!desk.saving) return;
    /** @type {HTMLButtonElement} */ (byId('undo')).disabled = !desk.saving.round.canUndo;
    /** @type {HTMLButtonElement} */ (byId('redo')).disabled = !desk.saving.round.canRedo;
  });
}

/** A step may have changed a registry too. Until that is read, somebody may have gone on. */
async function readFolder() {
  const fresh = await fetchFolder(desk.folder).catch(() => desk.folder);
  if (fresh === desk.folder) return;
  desk.folder = fresh;
  draw('folder');
  if (desk.saving?.isBusy === false) redraw();
}

/** @param {'undo' | 'redo'} way */
export function step(way) {
  steps = steps.then(() => takeStep(way));
}

/** @param {'undo' | 'redo'} way */
async function takeStep(way) {
  if (!desk.saving) return;
  const { saving } = desk;
  await saving.flush();
  const before = saving.round;
  const { open } = desk;
  try {
    const now = await saving.alone(() => postStep(before.id, way, before.version));
    if (desk.saving !== saving) return;
    const wasEmpty = way === 'undo' ? !before.canUndo : !before.canRedo;
    if (now.version === before.version && wasEmpty) {
      announce(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.');
      return;
    }
    const changed = changedPlace(before, now);
    // Who has gone on elsewhere meanwhile stays there.
    if (changed && desk.open === open) {
      desk.open = changed.place;
      desk.isTranslating = changed.isTranslation;
    }
    redraw();
    void readFolder();
    state(way === 'undo' ? 'Undone' : 'Done again');
    if (!isHeldOtherwise(before, now)) return;
    hideNotice();
    notice(
      now.head.draft === 'true'
        ? 'The round is a draft again. A bot that has had it goes on with what it has, and refuses the draft.'
        : 'The round is published again.',
    );
  } catch (error) {
    if (error instanceof Outdated) await fetchRound(before.id).then(take, () => {});
    notice(error instanceof Error ? error.message : String(error));
  }
}
