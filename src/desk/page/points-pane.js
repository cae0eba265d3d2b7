// The round at the bottom: what is in it, what is open, and which points lead it.

import { byId } from '../../preview/page/dom.js';
import { mistakesIn } from './check-marks.js';
import { desk, draw, drawWith } from './desk-state.js';
import { addEntry, openPlace } from './form-pane.js';
import { announce } from './frame.js';
import { showPoints } from './round-points.js';
import { idOf } from './saving.js';

export function startPoints() {
  drawWith('around', drawPoints);
}

function drawPoints() {
  if (!desk.saving) return;
  const { round } = desk.saving;
  const focused =
    document.activeElement instanceof HTMLElement ? document.activeElement.dataset.card : undefined;
  showPoints(byId('points'), round, desk.open, {
    onOpen: openPlace,
    onLead: setLead,
    onStar: changeLead,
    mistakesIn: (place) => mistakesIn(desk.remarks, place, round).length,
    onNewDelegation: () => addEntry('delegations', { part: 'delegation', members: [] }),
    onNewSession: () => addEntry('sessions', { id: freeTable(), date: String(round.head.date ?? '') }),
    partyName: (id) =>
      String(desk.folder.registries.parties.find((one) => one.id === id)?.name ?? (id || 'Which party?')),
  });
  if (focused) cardAt(focused)?.focus();
}

function freeTable() {
  const taken = new Set(desk.saving?.round.sessions.map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`table-${number}`)) number += 1;
  return `table-${number}`;
}

/** @param {string} name */
function cardAt(name) {
  return /** @type {HTMLElement | null} */ (document.querySelector(`[data-card="${name}"]`));
}

/** @param {number} index of a point: by then it may be called otherwise than when it was drawn */
function changeLead(index) {
  if (!desk.saving) return;
  const id = idOf(desk.saving.round, 'points', index);
  const lead = /** @type {string[]} */ (desk.saving.round.head.lead ?? []);
  setLead(lead.includes(id) ? lead.filter((one) => one !== id) : [...lead, id], id);
}

/**
 * @param {string[]} lead
 * @param {string} id of the point that moved
 */
function setLead(lead, id) {
  if (!desk.saving) return;
  desk.saving.put({ type: 'head', key: 'lead', value: lead }, `lead ${Date.now()}`, { now: true });
  const at = lead.indexOf(id);
  announce(at < 0 ? `${id} leads no more.` : `${id} is number ${at + 1} of ${lead.length} that lead.`);
  draw('around');
  const index = desk.saving.round.points.findIndex((one) => one.id === id);
  cardAt(`points/${index}`)?.focus();
}
