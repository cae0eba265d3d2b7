// Every language is complete: no message missing, none with other variables, dates as people write them.

import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FluentResource } from '@fluent/bundle';
import { describe, expect, onTestFinished, test } from 'vitest';
import { dateFormat } from '../../src/locales/dates.ts';
import { createLocales } from '../../src/locales/locale.ts';

const SOURCES = new URL('../../src/', import.meta.url);
const locales = createLocales();

/** Message ids of a language with the variables of each. */
function messagesOf(language: string): ReadonlyMap<string, readonly string[]> {
  const text = readFileSync(new URL(`locales/${language}.ftl`, SOURCES), 'utf8');
  return new Map(
    new FluentResource(text).body.map(({ id, value }) => {
      const variables = JSON.stringify(value).matchAll(/"type":"var","name":"(\w+)"/gu);
      return [id, [...new Set([...variables].map(([, name = '']) => name))].toSorted()];
    }),
  );
}

function sources(): readonly string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(new URL(name, SOURCES), 'utf8'));
}

/** Ids that the sources name, as `phrase('…')`, `text('…')` or a command's description. */
function usedIds(): ReadonlySet<string> {
  const calls = sources().flatMap((text) => [
    ...text.matchAll(/(?:phrase|\.text|folded)\(\s*'([a-z][a-z0-9-]*)'/gu),
  ]);
  return new Set(calls.map(([, id = '']) => id));
}

/** Patterns of ids that the sources put together: `digest-choose-…`. */
function madeIds(): readonly RegExp[] {
  return sources().flatMap((text) =>
    [...text.matchAll(/`([a-z-]+-)?\$\{[^}]+\}(-[a-z-]+)?`/gu)]
      .filter(([, before = '', after = '']) => before + after !== '')
      .map(([, before = '', after = '']) => new RegExp(`^${before}[a-z-]+${after}$`, 'u')),
  );
}

describe('locales', () => {
  test.each([...usedIds()])('every language has the message %s that the sources use', (id) => {
    expect(locales.languages.filter((language) => !locales.pick(language).has(id))).toEqual([]);
  });

  test('the sources use a good many messages, so that the test above means something', () => {
    expect(usedIds().size).toBeGreaterThan(40);
  });

  test('every message is used by the sources', () => {
    const text = sources().join('\n');
    const made = madeIds();
    const unused = [...messagesOf('en').keys()].filter(
      (id) => !text.includes(`'${id}'`) && !made.some((pattern) => pattern.test(id)),
    );
    expect(unused).toEqual([]);
  });

  test.each(locales.languages)('%s has the messages of English, with the same variables', (language) => {
    expect(messagesOf(language)).toEqual(messagesOf('en'));
  });

  // Bot API, setMyDescription and setMyShortDescription.
  test.each(locales.languages)('%s describes the bot as shortly as Telegram wants it', (language) => {
    const lengthOf = (id: string) => [...locales.pick(language).text(id)].length;
    expect(lengthOf('bot-description')).toBeLessThanOrEqual(512);
    expect(lengthOf('bot-short-description')).toBeLessThanOrEqual(120);
  });

  test.each([
    ['en', '18 Feb 2025', 'May 2024', '2019'],
    ['ru', '18 февр. 2025', 'май 2024', '2019'],
    ['uk', '18 лют. 2025', 'трав. 2024', '2019'],
  ])('dates in %s are as exact as they are known', (language, day, month, year) => {
    const locale = locales.pick(language);
    expect([locale.date('2025-02-18'), locale.date('2024-05'), locale.date('2019')]).toEqual([
      day,
      month,
      year,
    ]);
  });

  test.each([
    ['en-GB', '5 Mar', '17–18 Feb', '2025'],
    ['ru', '5 мар.', '17–18 февр.', '2025'],
    ['uk', '5 бер.', '17–18 лют.', '2025'],
  ])('days in %s are written without their year where a heading says it', (language, day, days, year) => {
    const date = dateFormat(language, (_, words) => words, { year: false });
    expect([date('2026-03-05'), date('2026-02-17/2026-02-18'), date('2025')]).toEqual([day, days, year]);
  });

  test('a language is found by its code with or without a region; an unknown one is answered in English', () => {
    const picked = ['ru', 'RU', 'ru-RU', 'ru_RU', 'en-US', 'xx', '', undefined].map(
      (code) => locales.pick(code).language,
    );
    expect(picked).toEqual(['ru', 'ru', 'ru', 'ru', 'en', 'en', 'en', 'en']);
  });

  test('a file that matches no language code is refused', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'locales-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(path.join(folder, 'german.ftl'), 'a = b\n');
    const broken = () => createLocales(pathToFileURL(`${folder}/`));
    expect(broken).toThrow('src/locales/german.ftl is not called by a language; write two letters');
  });

  test('an unknown message, or one without its variable, is an error', () => {
    expect(() => locales.pick('en').text('no-such-message')).toThrow('no-such-message');
    expect(() => locales.pick('en').text('quoted')).toThrow('quoted');
  });
});
