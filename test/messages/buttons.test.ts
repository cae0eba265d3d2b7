// Which buttons each answer has, and where they lead.

import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import {
  answerEvidenceKeyboard,
  digestKeyboard,
  inlineKeyboard,
  type Keyboard,
  pagedKeyboard,
  startKeyboard,
  topicKeyboard,
} from '../../src/messages/buttons.ts';
import { createPayloads, type Payload } from '../../src/messages/payloads.ts';
import { catalogueOf, POINTS, talkIn, topicIn } from '../support/catalogue.ts';

const english = createLocales().pick('en');
const catalogue = catalogueOf();
const talk = talkIn(catalogue);
const ukraine = topicIn(catalogue, 'ukraine');
const texts = (keyboard: Keyboard) => keyboard.map((row) => row.map(({ text }) => text));

describe('keyboards', () => {
  test('a topic leads to its evidence, its round, and the ways home', () => {
    expect(texts(topicKeyboard(catalogue, english, talk, ukraine))).toEqual([
      ['Evidence', 'Share'],
      ['Riyadh talks'],
      ['Topics', 'Get digests'],
    ]);
  });

  test('the overview leads to every topic of its round', () => {
    expect(texts(topicKeyboard(catalogue, english, talk, topicIn(catalogue, 'overview')))).toEqual([
      ['Evidence', 'Share'],
      ['Delegations', '🤝 Summit'],
      ['Ukraine', 'Quotes'],
      ['🤝 Promises'],
      ['Topics', 'Get digests'],
    ]);
  });

  test('what a picture shows as well leads to it', () => {
    const delegations = topicIn(catalogue, 'delegations');
    expect(texts(topicKeyboard(catalogue, english, talk, delegations))[1]).toEqual([
      'Riyadh talks',
      'Picture',
    ]);
  });

  test('a topic leads to the rounds before and after that have it', () => {
    const rounds = catalogueOf(
      { id: 'first', date: '2025-01-10' },
      {
        id: 'without',
        date: '2025-01-20',
        points: POINTS.filter(({ topics }) => !topics.includes('ukraine')),
      },
      { id: 'second', date: '2025-02-01' },
      { id: 'third', date: '2025-03-05' },
    );
    const second = rounds.talk('second');
    if (!second) throw new Error('no such round');
    const keyboard = topicKeyboard(rounds, english, second, topicIn(rounds, 'ukraine'));
    expect(texts(keyboard)).toContainEqual(['‹ 10 Jan 2025', '5 Mar 2025 ›']);
  });

  test('a topic in several parts says which part comes next', () => {
    const [, row] = texts(topicKeyboard(catalogue, english, talk, ukraine, { number: 2, of: 3 }));
    expect(row).toEqual(['Previous 1/3', 'Next 3/3']);
  });

  test('evidence shows the numbers around a point and leads back from each', () => {
    const [point] = talk.points;
    const rows = (number: number, of: number) =>
      texts(
        answerEvidenceKeyboard(
          english,
          { talk, topic: ukraine },
          {
            number,
            of,
            located: point && { talk, point },
            topic: ukraine.id,
            summary: { title: [], blocks: [] },
          },
        ),
      );
    expect(rows(1, 1)).toEqual([['‹ Back', 'Share', 'Topics']]);
    expect(rows(2, 3)).toEqual([
      ['1', '· 2 ·', '3'],
      ['Previous 1/3', 'Next 3/3'],
      ['‹ Back', 'Share', 'Topics'],
    ]);
    expect(rows(30, 30)[0]).toEqual(['26', '27', '28', '29', '· 30 ·']);
    expect(rows(1, 30)[0]?.[0]).toBe('· 1 ·');
  });

  test('colours mean something: red ends or deletes, blue subscribes', () => {
    const styled = (keyboard: Keyboard) =>
      keyboard.flat().flatMap((button) => ('style' in button ? `${button.text} ${button.style}` : []));
    expect(styled(digestKeyboard(english, 'active'))).toEqual(['Unsubscribe danger']);
    expect(styled(topicKeyboard(catalogue, english, talk, ukraine))).toEqual(['Get digests primary']);
  });

  test('an answer of one page has no paging buttons', () => {
    expect(pagedKeyboard(english, { number: 1, of: 1 }, (page) => ({ type: 'talks', page }))).toEqual([]);
  });

  test('the greeting offers every topic that some talk has, two in a row, and a digest', () => {
    expect(texts(startKeyboard(catalogue, english))).toEqual([
      ['Overview', 'Delegations'],
      ['🤝 Summit', 'Ukraine'],
      ['🔔 Daily digest'],
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
