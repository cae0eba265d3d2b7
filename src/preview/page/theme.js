// Light or dark: as the system says, until the reader says otherwise; that is remembered in this browser.
// Called by main.js.

import { byId } from './dom.js';

const KEY = 'theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  apply(localStorage.getItem(KEY));
  system.addEventListener('change', () => apply(localStorage.getItem(KEY)));
  byId('theme').addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    localStorage.setItem(KEY, theme);
    apply(theme);
  });
}

/** @param {string | null} theme none: the system's */
function apply(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  byId('theme').setAttribute('aria-pressed', String(isDark()));
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : system.matches;
}
