// The bot's clock, which can be moved, so that tomorrow's digest can be seen today.

import { byId } from './dom.js';
import { Dropdown } from './dropdown.js';
import { complain, toast } from './notices.js';
import { moveClock } from './requests.js';

/** In this machine's zone. */
const hour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** When most people want their digest, local hour. */
const MORNING = 9;

const dropdown = new Dropdown(byId('clock'), byId('clock-panel'));

/** @param {string} now the bot's time, ISO 8601 */
export function startClock(now) {
  show(now);
  dropdown.fill([
    choice('+1 hour', () => ({ plusMinutes: 60 })),
    choice('Tomorrow 09:00', () => ({ to: tomorrow(byId('clock').dataset.now ?? now) })),
    choice('+1 week', () => ({ plusMinutes: 7 * 24 * 60 })),
  ]);
}

/**
 * @param {string} text
 * @param {() => { to: string } | { plusMinutes: number }} target
 */
function choice(text, target) {
  const act = async () => {
    try {
      const now = await moveClock(target());
      show(now);
      toast(`The bot’s clock says ${hour.format(new Date(now))}`);
    } catch (error) {
      complain(error);
    }
  };
  return { text, act };
}

/** @param {string} now */
function show(now) {
  byId('clock').dataset.now = now;
  byId('clock').title = `The bot’s clock: ${hour.format(new Date(now))}`;
}

/** @param {string} now */
function tomorrow(now) {
  const day = new Date(now);
  day.setDate(day.getDate() + 1);
  day.setHours(MORNING, 0, 0, 0);
  return day.toISOString();
}
