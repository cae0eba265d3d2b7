// An answer in a terminal reads without colours, and nothing in it commands the terminal.

import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { renderText } from '../../src/messages/terminal.ts';
import { notice, phrase, type Summary } from '../../src/summaries/blocks.ts';

const english = createLocales().pick('en');

describe('text for the terminal', () => {
  test('is bold where colours are allowed, and plain elsewhere', () => {
    const summary = notice(phrase('help-title'), phrase('stale-button'));
    expect(renderText(summary, english, true)).toContain(
      '\u001b[1mWhat you can ask\u001b[22m\n\nThis button',
    );
    expect(renderText(summary, english, false)).toContain('What you can ask\n\nThis button');
  });

  test('passes on no control characters, and writes an address out', () => {
    const summary: Summary = {
      title: ['a\u001b[31mb\u0007'],
      blocks: [{ type: 'text', lines: [[{ link: 'Kommersant', url: 'https://example.org/' }]] }],
    };
    expect(renderText(summary, english, false)).toBe('a[31mb\n\nKommersant <https://example.org/>');
  });
});
