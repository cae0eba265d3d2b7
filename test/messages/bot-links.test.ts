// A link to a channel's post gives back its id, and no other link does; which messages have links.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelOfPost, messageLink, postLink } from '../../src/messages/bot-links.ts';

/** Bot API, "Dialog identifiers". */
const channelId = fc.integer({ min: -(2 ** 52), max: -1_000_000_000_001 });

test('a channel comes back from the link to its post', () => {
  expect(postLink(-1_000_000_005_001)).toBe('https://t.me/c/5001/1');
  fc.assert(
    fc.property(channelId, (id) => {
      expect(channelOfPost(postLink(id))).toBe(id);
    }),
  );
});

test.each([
  ...[
    '',
    'https://t.me/c/',
    'https://t.me/c/0/1',
    'https://t.me/c/05/1',
    'https://t.me/c/5/2',
    'https://t.me/c/5/1/9',
  ],
  ...[
    'https://t.me/c/-5/1',
    'https://t.me/c/5',
    'https://t.me/news/1',
    'https://example.org/c/5/1',
    ' https://t.me/c/5/1',
  ],
  ...['https://t.me/c/99999999999999999/1', 'https://t.me/c/5e3/1'],
])('%j is no such link', (url) => {
  expect(channelOfPost(url)).toBeUndefined();
});

test.each([
  [{ chat: -1001234567890, thread: undefined }, 'https://t.me/c/1234567890/17'],
  [{ chat: -1001234567890, thread: 5 }, 'https://t.me/c/1234567890/5/17'],
  [{ chat: -1001234567890, thread: undefined, username: 'peace_talks' }, 'https://t.me/peace_talks/17'],
  [{ chat: -1001234567890, thread: 5, username: 'peace_talks' }, 'https://t.me/peace_talks/5/17'],
  [{ chat: -1234, thread: undefined }, undefined],
  [{ chat: 1001, thread: undefined }, undefined],
])('a message of %j has the link %s', (place, link) => {
  expect(messageLink(place, 17)).toBe(link);
});
