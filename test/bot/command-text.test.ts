// What people type after a slash is read whatever their keyboard, phone or script adds to it.

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cleanWords, commandOf } from '../../src/bot/command-text.ts';

describe('a command', () => {
  it.each([
    ['/ukraine\u200e', 'ukraine', ''],
    ['\u200f/ukraine', 'ukraine', ''],
    ['/ukraine\ufe0f jeddah', 'ukraine', 'jeddah'],
    ['/ukra\u00adine', 'ukraine', ''],
    ['/DIGEST\u00a009:00', 'digest', '09:00'],
    ['／digest　０９：００', 'digest', '09:00'],
    ['/digest ٠٩:٣٠', 'digest', '09:30'],
    ['/digest ०९:०५', 'digest', '09:05'],
    ['/digest\n09:00\u2028berlin', 'digest', '09:00 berlin'],
  ])('%j is read as /%s %s', (text, name, words) => {
    expect(commandOf(text)).toEqual({ name, bot: undefined, words });
  });

  it('ends where Telegram says that it ends', () => {
    const entities = [{ type: 'bot_command', offset: 0, length: 8 }];
    expect(commandOf('/economy.', entities)).toEqual({ name: 'economy', bot: undefined, words: '' });
    expect(commandOf('/economy, please', entities)?.words).toBe('please');
  });

  it('is none in the middle of a sentence', () => {
    expect(commandOf('try /economy', [{ type: 'bot_command', offset: 4, length: 8 }])).toBeUndefined();
  });
});

test('no invisible character changes which command it is', () => {
  const unseen = fc.constantFrom(
    '\u200b',
    '\u200d',
    '\u2066',
    '\u061c',
    '\ufeff',
    '\ufe0f',
    '\u{e0100}',
    '\u3164',
  );
  fc.assert(
    fc.property(fc.array(unseen, { maxLength: 3 }), fc.array(unseen, { maxLength: 3 }), (before, after) => {
      expect(commandOf(`${before.join('')}/ukraine${after.join('')}`)?.name).toBe('ukraine');
    }),
  );
});

test('the digits of every script are read', () => {
  const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x1040, 0xff10, 0x1d7ce];
  for (const zero of zeros) {
    const digits = Array.from({ length: 10 }, (_, digit) => String.fromCodePoint(zero + digit)).join('');
    expect(cleanWords(digits)).toBe('0123456789');
  }
});
