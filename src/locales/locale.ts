// The words of the interface by language: Fluent messages from the .ftl files in this folder.

import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { lazy } from '../content/lazy.ts';
import { TRANSLATIONS } from '../content/schema.ts';
import { UserError } from '../errors.ts';
import { dateFormat, instantFormat, weekdayFormat } from './dates.ts';

/** The language whose messages every other language falls back to. */
export const FALLBACK_LANGUAGE = 'en';

/** The locale for dates and numbers, where it is not the language's default. */
const FORMATS: Readonly<Record<string, string>> = { en: 'en-GB' };

/** One language of the interface. */
export interface Locale {
  /** Two letters, as Telegram's `language_code`. */
  readonly language: string;
  /**
   * The message in this language, or in English where this one lacks it.
   * @throws {Error} when neither has it or a variable is missing, which the tests check.
   */
  text(id: string, args?: Readonly<Record<string, string | number>>): string;
  has(id: string): boolean;
  /** `18 Feb 2025`, `Feb 2025`, `23–25 Mar 2025`: as exact as the given date of EDTF. */
  date(date: string): string;
  /** `18 Feb`, `23–25 Mar`: as `date`, where the year is known. */
  dayOfYear(date: string): string;
  /** `Tue 24 Nov, 09:00`: an instant (epoch ms) in a zone, an IANA name or `+03:00`. */
  instant(at: number, zone: string): string;
  /** `Monday` or `Mon`; Monday is 0. */
  weekday(day: number, length: 'long' | 'short'): string;
  /** `Russian` for `ru`, in this language. */
  languageName(code: string): string;
  /** The language in itself, as a button has it: `Русский`. */
  readonly ownName: string;
  /** `Saudi Arabia` for `SA`, in this language. */
  countryName(code: string): string;
  /** `12,345`, in the language's way. */
  number(value: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
}

/** All languages of the interface. */
export interface Locales {
  /** In alphabetical order. */
  readonly languages: readonly string[];
  /**
   * The locale for a `language_code` as Telegram sends it (`de`, `pt-br`, none). English where there is none; for a
   * language that only content is written in, the interface's words are English.
   */
  pick(languageCode?: string): Locale;
}

/**
 * Reads every .ftl file of the folder, by default this one.
 * @throws {UserError} when a file is not Fluent or not named by its language, or when English is missing.
 */
export function createLocales(folder: URL = new URL('.', import.meta.url)): Locales {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ftl'))
    .sort();
  const bundles = new Map(files.map((name) => [name.slice(0, -'.ftl'.length), bundleFrom(folder, name)]));
  const english = bundles.get(FALLBACK_LANGUAGE);
  if (english === undefined) throw new UserError(`src/locales has no ${FALLBACK_LANGUAGE}.ftl; restore it`);
  const fallback = localeOf(FALLBACK_LANGUAGE, english, english);
  const locales = new Map(
    [...bundles].map(([language, own]) => [
      language,
      own === english ? fallback : localeOf(language, own, english),
    ]),
  );
  const ofContent = new Map(
    TRANSLATIONS.filter((language) => !bundles.has(language)).map((language) => [
      language as string,
      { ...fallback, language, has: () => false } satisfies Locale,
    ]),
  );
  return {
    languages: [...locales.keys()],
    pick(languageCode) {
      const language = languageCode?.toLowerCase().split(/[-_]/u)[0] ?? '';
      return locales.get(language) ?? ofContent.get(language) ?? fallback;
    },
  };
}

function bundleFrom(folder: URL, name: string): FluentBundle {
  const language = name.slice(0, -'.ftl'.length);
  // Bot API, setMyCommands: `language_code` is a two-letter ISO 639-1 code; buttons carry two letters too.
  if (!/^[a-z]{2}$/u.test(language)) {
    throw new UserError(`src/locales/${name} is not called by a language; write two letters, such as de.ftl`);
  }
  // Fluent would isolate every variable; only what people type needs it, and messages/spans.ts does that.
  const bundle = new FluentBundle(FORMATS[language] ?? language, { useIsolating: false });
  const resource = new FluentResource(readFileSync(new URL(name, folder), 'utf8'));
  const errors = bundle.addResource(resource);
  if (errors.length > 0) throw new UserError(`src/locales/${name}: ${errors.map(String).join('; ')}`);
  return bundle;
}

function localeOf(language: string, own: FluentBundle, english: FluentBundle): Locale {
  const format = FORMATS[language] ?? language;
  // Made on use: the first of a process brings 4 MB of Node's data into memory.
  const number = lazy(() => new Intl.NumberFormat(format));
  const list = lazy(() => new Intl.ListFormat(format, { type: 'conjunction' }));
  const names = lazy(() => new Intl.DisplayNames(format, { type: 'language' }));
  const countries = lazy(() => new Intl.DisplayNames(format, { type: 'region' }));
  const text: Locale['text'] = (id, args) => formatMessage(own.hasMessage(id) ? own : english, id, args);
  return {
    language,
    text,
    has: (id) => own.hasMessage(id),
    date: dateFormat(format, (which, date) => text(which, { date })),
    dayOfYear: dateFormat(format, (which, date) => text(which, { date }), { year: false }),
    instant: instantFormat(format),
    weekday: weekdayFormat(format),
    languageName: (code) => names().of(code) ?? code,
    get ownName() {
      return capitalised(names().of(language) ?? language, language);
    },
    countryName: (code) => countries().of(code) ?? code,
    number: (value) => number().format(value),
    list: (items) => list().format(items),
  };
}

/** CLDR writes names as they stand within a sentence. */
function capitalised(text: string, language: string): string {
  const [first = '', ...rest] = text;
  return first.toLocaleUpperCase(language) + rest.join('');
}

function formatMessage(
  bundle: FluentBundle,
  id: string,
  args: Readonly<Record<string, string | number>> | undefined,
): string {
  const pattern = bundle.getMessage(id)?.value;
  if (pattern === undefined || pattern === null) throw new Error(`no message "${id}" in src/locales/en.ftl`);
  const errors: Error[] = [];
  const text = bundle.formatPattern(pattern, args ?? null, errors);
  const [error] = errors;
  if (error !== undefined) throw new Error(`message "${id}": ${error.message}`);
  return text;
}
