// Light or dark: the system's choice, until the reader's, which this browser remembers.

import { byId } from './dom.js';

const KEY = 'theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function startTheme() {
  apply(remembered());
  system.addEventListener('change', () => apply(remembered()));
  byId('theme').addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark';
    remember(theme);
    apply(theme);
  });
}

/** Browsers that block storage for this page throw. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice lasts until the page is closed.
  }
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
