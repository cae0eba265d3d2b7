// The bot's clock, which can be moved, so that tomorrow's digest can be seen today.

import { byId } from './dom.js';
import { Dropdown } from './dropdown.js';
import { complain, toast } from './notices.js';
import { moveClock, nextDigest } from './requests.js';

/** @typedef {import('./requests.js').Moved} Moved */

/** In this machine's zone, as the bot's is. */
const hour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric', minute: '2-digit' });

const dropdown = new Dropdown(byId('clock'), byId('clock-panel'));

/** @param {string} now the bot's time, ISO 8601 */
export function startClock(now) {
  show(now);
  fill();
  byId('clock').addEventListener('click', async () => {
    const next = await nextDigest().catch(() => undefined);
    fill(next);
  });
}

/** @param {string} [next] when the next digest is due */
function fill(next) {
  const when = next ? ` · ${hour.format(new Date(next))}` : '';
  const now = hour.format(new Date(byId('clock').dataset.now ?? Date.now()));
  const choices = [
    choice(`To the next digest${when}`, { to: 'next' }),
    choice('+1 hour', { plusMinutes: 60 }),
    choice('+1 day', { plusMinutes: 24 * 60 }),
    choice('+1 week', { plusMinutes: 7 * 24 * 60 }),
  ];
  dropdown.fill(choices, `The bot’s clock: ${now}`);
}

/**
 * @param {string} text
 * @param {{ to: 'next' } | { plusMinutes: number }} target
 */
function choice(text, target) {
  const act = async () => {
    try {
      const moved = await moveClock(target);
      show(moved.now);
      toast(`The bot’s clock says ${hour.format(new Date(moved.now))}. ${outcome(moved)}`);
    } catch (error) {
      complain(error);
    }
  };
  return { text, act };
}

/**
 * What came, or why nothing did.
 * @param {Moved} moved
 */
function outcome({ sent, failed, passed, running, paused, next }) {
  if (failed > 0) return `${sent} came; ${failed} could not be sent: see the calls.`;
  if (sent > 0) return sent === 1 ? 'A digest came.' : `${sent} digests came.`;
  if (running === 0 && paused > 0) return 'Nothing came: the digest is paused.';
  if (running === 0) return 'Nothing came: no digest is set up. Send /digest first.';
  const later = next ? ` The next: ${hour.format(new Date(next))}.` : '';
  return `Nothing came: ${passed > 0 ? 'there was no news to send.' : 'no digest was due.'}${later}`;
}

/** @param {string} now */
function show(now) {
  byId('clock').dataset.now = now;
  byId('clock').title = `The bot’s clock: ${hour.format(new Date(now))}`;
}
