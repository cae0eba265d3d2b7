// Parts of a text that show when pressed: spoilers, and quotations folded to their first lines.

import { element, pressable } from './dom.js';

/** A quotation of up to this many lines is not folded. */
const FOLDED_LINES = 3;

/** Covered until pressed. */
export function spoiler() {
  const cover = element('span', 'spoiler');
  cover.tabIndex = 0;
  cover.setAttribute('role', 'button');
  cover.setAttribute('aria-label', 'Hidden text, press to show');
  const reveal = new AbortController();
  const show = () => {
    reveal.abort();
    cover.classList.add('shown');
    for (const name of ['role', 'tabindex', 'aria-label']) cover.removeAttribute(name);
  };
  cover.addEventListener('click', show, reveal);
  cover.addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      show();
    },
    reveal,
  );
  return cover;
}

/** A quotation that shows its first lines, and the rest when pressed. */
export function foldedQuote() {
  const inner = element('blockquote', '');
  const outer = element('div', 'folded', inner);
  const toggle = pressable('more', () => setOpen(!outer.classList.contains('open')));
  /** @param {boolean} isOpen */
  const setOpen = (isOpen) => {
    outer.classList.toggle('open', isOpen);
    toggle.setAttribute('aria-expanded', String(isOpen));
    toggle.textContent = isOpen ? 'Show less' : 'Show more';
  };
  setOpen(false);
  outer.append(toggle);
  // A press anywhere opens the quotation, unless it selects text or hits something in it.
  inner.addEventListener('click', ({ target }) => {
    const isOther = target instanceof Element && target.closest('a, button, [role="button"]');
    if (!isOther && getSelection()?.isCollapsed !== false) setOpen(true);
  });
  // Whether it fits is known only once it is in the page.
  requestAnimationFrame(() => {
    const line = Number.parseFloat(getComputedStyle(inner).lineHeight);
    if (inner.scrollHeight > line * (FOLDED_LINES + 0.75)) return;
    outer.classList.add('open');
    toggle.hidden = true;
  });
  return { outer, inner };
}
