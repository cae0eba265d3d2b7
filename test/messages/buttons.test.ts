// Which buttons each answer has, and where they lead.

import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import {
  digestKeyboard,
  evidenceKeyboard,
  inlineKeyboard,
  type Keyboard,
  pagedKeyboard,
  startKeyboard,
  topicKeyboard,
} from '../../src/messages/buttons.ts';
import { createPayloads, type Payload } from '../../src/messages/payloads.ts';
import { catalogueOf, talkIn, topicIn } from '../support/catalogue.ts';

const english = createLocales().pick('en');
const catalogue = catalogueOf();
const talk = talkIn(catalogue);
const ukraine = topicIn(catalogue, 'ukraine');
const texts = (keyboard: Keyboard) => keyboard.map((row) => row.map(({ text }) => text));

describe('keyboards', () => {
  test('a topic leads to its evidence and to the talk’s topics before and after it', () => {
    expect(texts(topicKeyboard(catalogue, english, talk, ukraine))).toEqual([
      ['Evidence', 'Share', 'Get digests'],
      ['‹ Summit'],
    ]);
    expect(texts(topicKeyboard(catalogue, english, talk, topicIn(catalogue, 'delegations')))).toEqual([
      ['Evidence', 'Share', 'Get digests'],
      ['‹ Overview', 'Summit ›'],
    ]);
  });

  test('a topic in several parts says which part comes next', () => {
    const [, row] = texts(topicKeyboard(catalogue, english, talk, ukraine, { number: 2, of: 3 }));
    expect(row).toEqual(['Previous 1/3', 'Next 3/3']);
  });

  test('evidence leads back from every page', () => {
    const row = (number: number) => texts(evidenceKeyboard(english, talk, ukraine, { number, of: 3 }));
    expect(row(1)).toEqual([['‹ Back', 'Next 2/3'], ['Share a point']]);
    expect(row(2)).toEqual([['‹ Back', 'Previous 1/3', 'Next 3/3'], ['Share a point']]);
    expect(row(3)).toEqual([['‹ Back', 'Previous 2/3'], ['Share a point']]);
  });

  test('an answer of one page has no paging buttons', () => {
    expect(pagedKeyboard(english, { number: 1, of: 1 }, (page) => ({ type: 'talks', page }))).toEqual([]);
  });

  test('the greeting offers every topic that some talk has, two in a row', () => {
    expect(texts(startKeyboard(catalogue))).toEqual([
      ['Overview', 'Delegations'],
      ['🤝 Summit', 'Ukraine'],
    ]);
  });

  test('a digest can be paused, changed and ended, and each can be undone', () => {
    expect(texts(digestKeyboard(english, 'active'))).toEqual([['Pause', 'Change'], ['Unsubscribe']]);
    expect(texts(digestKeyboard(english, 'paused'))).toEqual([['Paused · Undo', 'Change']]);
    expect(texts(digestKeyboard(english, 'closed'))).toEqual([['Unsubscribed · Undo']]);
  });

  test('go out as the Bot API wants them', () => {
    const payloads = createPayloads(catalogue);
    const help: Payload = { type: 'help' };
    const keyboard: Keyboard = [
      [
        { text: 'a', press: help },
        { text: 'b', url: 'https://example.org' },
        { text: 'c', switchInline: 'ukraine' },
        { text: 'd', copy: 'https://t.me/a_bot?start=1d' },
      ],
    ];
    expect(inlineKeyboard(keyboard, payloads)).toEqual({
      inline_keyboard: [
        [
          { text: 'a', callback_data: payloads.encode(help) },
          { text: 'b', url: 'https://example.org' },
          { text: 'c', switch_inline_query: 'ukraine' },
          { text: 'd', copy_text: { text: 'https://t.me/a_bot?start=1d' } },
        ],
      ],
    });
  });
});
