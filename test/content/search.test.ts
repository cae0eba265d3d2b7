// What a search finds, and what of it is highlighted.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { fold, searchWords } from '../../src/content/words.ts';
import { anyText } from '../support/any-text.ts';
import { contentFolder, TALK } from './folder.ts';

async function find(words: string, limit = 10): Promise<readonly string[]> {
  const catalogue = await loadContent(await contentFolder());
  return catalogue.search(words, limit).map((hit) => hit.point.id);
}

test.each([
  ['a word of the text', 'herring', ['secret-deal']],
  ['a word of a quote', 'live', ['fair-result']],
  ['any case', 'HERRING', ['secret-deal']],
  ['the beginning of a word', 'herr', ['secret-deal']],
  ['a wrong letter', 'herrimg', ['secret-deal']],
  ['a missing letter', 'hering', ['secret-deal']],
  ['two letters the wrong way round', 'herirng', ['secret-deal']],
  ['a letter too many', 'herrring', ['secret-deal']],
  ['the name of who said it', 'Ola Berg', ['fair-result']],
  ['the name of an office', 'ministry', ['no-secret']],
  ['an outlet', 'wire', ['secret-deal']],
  ['all the words', 'secret herring', ['secret-deal']],
  ['most of the words, where no point has all', 'herring whale', ['secret-deal']],
  ['another form of a word', 'secrecy deals herrings', ['secret-deal']],
  ['words between which others stand', 'the result of the crews', ['fair-result']],
])('%s finds the point', async (_how, words, ids) => {
  expect(await find(words)).toEqual(ids);
});

test.each(['', ' ', '\0', '🐟', '؟', '.*', 'whale', 'hexxing', 'whale shark', 'x'.repeat(5000)])(
  '%j finds nothing',
  async (words) => {
    expect(await find(words)).toEqual([]);
  },
);

test('names are found without their accents and with them, in every spelling', async () => {
  const changes = {
    [TALK]: (text: string) => text.replace('by: [berg]', 'by: [hansen]').replace('of: berg', 'of: hansen'),
  };
  const catalogue = await loadContent(await contentFolder(changes));
  for (const words of ['kari', 'Kári', 'hansen', 'Hånsen']) {
    expect(catalogue.search(words, 10).map((hit) => hit.point.id)).toEqual(['fair-result']);
  }
});

test('a word as typed comes before one that only begins so, and the text before the names', async () => {
  expect((await find('secret')).slice(0, 2)).toEqual(['secret-deal', 'no-secret']);
  expect((await find('fish')).length).toBe(4);
  expect(await find('fish', 2)).toEqual(['no-secret', 'cod-quota']);
});

test('the words that matched are given as they stand in the point', async () => {
  const catalogue = await loadContent(await contentFolder());
  expect(catalogue.search('SECRT deal', 1)[0]?.words).toEqual(['secret', 'deal']);
  expect(catalogue.search('berg', 1)[0]?.words).toEqual([]);
  expect(catalogue.search('quot', 1)[0]).toMatchObject({ talk: { id: 'oslo-2024-05-02' }, words: ['quota'] });
});

test('at most as many as asked for are found', async () => {
  expect(await find('fishing', 3)).toHaveLength(3);
  expect(await find('fishing', 0)).toEqual([]);
});

test('no query breaks the search', async () => {
  const catalogue = await loadContent(await contentFolder());
  fc.assert(
    fc.property(anyText({ maxLength: 400 }), fc.integer({ min: -1, max: 20 }), (words, limit) => {
      const hits = catalogue.search(words, limit);
      expect(hits.length).toBeLessThanOrEqual(Math.max(0, limit));
      for (const hit of hits)
        for (const word of hit.words) expect(`${hit.point.text} ${hit.point.quote}`).toContain(word);
    }),
  );
});

test('folding twice changes nothing more', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  expect(['Türkiye', 'İSTANBUL', 'ﬁsh', 'Łódź', 'Straße'].map(fold)).toEqual([
    'turkiye',
    'istanbul',
    'fish',
    'lodz',
    'strasse',
  ]);
});

test('stop words count where nothing else is asked for', () => {
  expect(searchWords('Who said what on the troops')).toEqual(['said', 'troops']);
  expect(searchWords('the who')).toEqual(['the', 'who']);
});
