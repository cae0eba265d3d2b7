// The bot's clock, moved by hand, so that tomorrow's digest can be seen today.
// Called by main.js.

import { byId } from './dom.js';
import { toast } from './notices.js';
import { moveClock } from './requests.js';

/** How the bot's hour is shown: in this machine's zone. */
const hour = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: '2-digit', minute: '2-digit' });

/** When digests are mostly wanted, local hour. */
const MORNING = 9;

/** @param {string} now the bot's time, ISO 8601 */
export function startClock(now) {
  show(now);
  byId('clock-panel').replaceChildren(
    choice('+1 hour', () => ({ plusMinutes: 60 })),
    choice('Tomorrow 09:00', () => ({ to: tomorrow(byId('clock').dataset.now ?? now) })),
    choice('+1 week', () => ({ plusMinutes: 7 * 24 * 60 })),
  );
  byId('clock').onclick = () => open(Boolean(byId('clock-panel').hidden));
}

/**
 * @param {string} text
 * @param {() => { to: string } | { plusMinutes: number }} target
 */
function choice(text, target) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text;
  button.addEventListener('click', async () => {
    open(false);
    try {
      const now = await moveClock(target());
      show(now);
      toast(`The bot’s clock says ${hour.format(new Date(now))}`);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
  });
  return button;
}

/** @param {string} now */
function show(now) {
  byId('clock').dataset.now = now;
  byId('clock').title = `The bot’s clock: ${hour.format(new Date(now))}`;
}

/** @param {boolean} isOpen */
function open(isOpen) {
  byId('clock-panel').hidden = !isOpen;
  byId('clock').setAttribute('aria-expanded', String(isOpen));
}

/** @param {string} now */
function tomorrow(now) {
  const day = new Date(now);
  day.setDate(day.getDate() + 1);
  day.setHours(MORNING, 0, 0, 0);
  return day.toISOString();
}
