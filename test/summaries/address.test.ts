// The link behind a line opens the article at the passage (URL Fragment Text Directives).

import { expect, test } from 'vitest';
import type { Citation, Source } from '../../src/content/schema.ts';
import { addressAt } from '../../src/summaries/sources.ts';

const at = (source: Partial<Source>, citation: Partial<Citation>) =>
  addressAt(source as Source, { at: '¶3', passage: 'as it stands there', ...citation } as Citation);
const url = 'https://example.org/a';

test('opens at the passage, in which a dash, a comma or an ampersand means nothing else', () => {
  expect(at({ url }, { passage: 'step-by-step, first & last: 100%? «да»' })).toBe(
    `${url}#:~:text=step%2Dby%2Dstep%2C%20first%20%26%20last%3A%20100%25%3F%20%C2%AB%D0%B4%D0%B0%C2%BB`,
  );
});

test('keeps a fragment that the address has', () => {
  expect(at({ url: `${url}#part` }, {})).toBe(`${url}#part:~:text=as%20it%20stands%20there`);
});

test('opens at the top what does not stand on the page: a translation, a headline; and nothing without an address', () => {
  expect(at({ url, translation: 'machine' }, {})).toBe(url);
  expect(at({ url }, { at: 'headline' })).toBe(url);
  expect(at({}, {})).toBeUndefined();
});
