// A text of the archive by its paragraphs, as they are counted.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openArchive, parseText } from '../../../src/content/evidence/archive.ts';

const paragraphs = (raw: string) => Object.fromEntries(parseText(raw).paragraphs);

test('paragraphs are parted by empty lines, and lines of one belong together', () => {
  expect(paragraphs('One\nand more.\n\nTwo.\n \nThree.')).toEqual({
    1: 'One and more.',
    2: 'Two.',
    3: 'Three.',
  });
});

test('a text without empty lines has a paragraph a line', () => {
  expect(paragraphs('One.\nTwo.\r\nThree.\n')).toEqual({ 1: 'One.', 2: 'Two.', 3: 'Three.' });
});

test('headings, addresses and a first line with the date are not counted', () => {
  expect(
    paragraphs('#url https://x.example\n# Headline\ndate 2031-05-04 200\n\nOne.\n\n## Part\n\nTwo.'),
  ).toEqual({
    1: 'One.',
    2: 'Two.',
  });
  expect(paragraphs('One.\n\ndate 2031-05-04 is the day.')).toEqual({
    1: 'One.',
    2: 'date 2031-05-04 is the day.',
  });
});

test('what was left out counts and cannot be cited', () => {
  const text = 'One.\n\n[skip 3]\n\nFive.\n\n[paragraph read, not copied out]\n\nSeven [sic] and on.';
  expect(paragraphs(text)).toEqual({ 1: 'One.', 5: 'Five.', 7: 'Seven [sic] and on.' });
});

test('a number at the head of a paragraph is its number', () => {
  expect(paragraphs('¶4 Four.\n\nFive.\n\n¶9 Nine.')).toEqual({ 4: 'Four.', 5: 'Five.', 9: 'Nine.' });
});

test('a heading is kept with the paragraph that it announces', () => {
  const { headings } = parseText(
    '#url https://x.example\n# Who\n# said it\n\nOne.\n\n# Then\n\n[skip 2]\n\nFour.',
  );
  expect(Object.fromEntries(headings)).toEqual({ 1: 'Who said it', 4: 'Then' });
});

test('an archive reads only slugs, and forgets what it read longest ago', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  try {
    writeFileSync(join(folder, 'a.txt'), 'First.');
    writeFileSync(join(folder, 'b.txt'), 'Second.');
    const archive = openArchive(folder, 8);
    const first = archive.read('a');
    expect(archive.read('a')).toBe(first);
    expect(archive.read('b')?.paragraphs.get(1)).toBe('Second.');
    expect(archive.read('a')).toEqual(first);
    expect(archive.read('a')).not.toBe(first);
    expect(archive.read('c')).toBeUndefined();
    expect(archive.read('../a')).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
