// Who and what a text names: people, parties, outlets and places, in the spellings and inflections of the sources' languages.

import { LRUCache } from 'lru-cache';
import { growingTo } from '../../growing-cache.ts';
import { stemsOf } from './demonyms.ts';
import type { EvidenceContent, Source } from './model.ts';
import { normalForm } from './normal-form.ts';
import { plainLetters, spellingKey } from './spelling.ts';

export type NamedKind = 'person' | 'party' | 'outlet' | 'place';

/** One thing that a text names. */
export interface Mention {
  readonly kind: NamedKind;
  readonly id: string;
  /** Index of its first word, and of the word after its last. */
  readonly from: number;
  readonly to: number;
}

export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /(?:\p{Lu}\.){2,}|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu;

/** Words without their hyphens; `U.S.` is one word. */
export function wordsIn(text: string): readonly Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    text: word,
    start: index,
    end: index + word.length,
  }));
}

interface Form {
  readonly kind: NamedKind;
  readonly id: string;
  /** Keys of the words; an abbreviation as it is written. */
  readonly keys: readonly string[];
  /** Whether it is written in Cyrillic letters. */
  readonly cyrillic: boolean;
  /** Whether the first word has to begin with a capital letter where its script has them. */
  readonly capital: boolean;
}

/** Scripts of which words take prefixes, or that have no spaces: a stem is looked for anywhere. */
const ANYWHERE = /^[\p{Script=Arabic}\p{Script=Han}]/u;
const ANYWHERE_IN = /[\p{Script=Arabic}\p{Script=Han}]/u;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
/** Up to here a key is that of other words in other letters too: Riad and Рада. */
const SHORT_KEY = 3;
const ABBREVIATION = /^\p{Lu}{2,5}$/u;
const PARTICLE = /^(al|аль|el)$/i;

export interface NameReader {
  /** The names in a text in normal form, in their order; one word may name several. */
  mentions(text: string, words: readonly Word[]): readonly Mention[];
  /** The names in the normal form of a text. Keeps the latest: several checks ask for those of a point's text. */
  namedIn(text: string): readonly Mention[];
}

/** Texts whose names are kept: more than the points of a talk, with their passages. */
const KEPT_TEXTS = 500;

/** Who is named in the titles of sources, each read once. */
export function createTitleNames(names: NameReader): (source: Source) => ReadonlySet<string> {
  const known = new WeakMap<Source, ReadonlySet<string>>();
  return (source) => {
    const ids = known.get(source) ?? new Set(names.namedIn(source.title ?? '').map(({ id }) => id));
    known.set(source, ids);
    return ids;
  };
}

export function createNameReader(content: EvidenceContent): NameReader {
  const forms = new Map<string, Form[]>();
  const stems = new Map<string, { readonly stem: string; readonly id: string }[]>();
  const anywhere: { readonly text: string; readonly kind: NamedKind; readonly id: string }[] = [];

  /** In names an abbreviation stands for itself; in texts only the known ones are no words in capitals. */
  const abbreviations = new Set<string>();
  const keyOf = (word: string): string => {
    const abbreviation = word.replaceAll('.', '');
    return abbreviations.has(abbreviation) ? abbreviation : spellingKey(word);
  };
  const addForm = (kind: NamedKind, id: string, name: string | undefined) => {
    const normal = normalForm(name ?? '');
    if (ANYWHERE.test(normal)) {
      anywhere.push({ text: normal, kind, id });
      return;
    }
    const words = wordsIn(normal).filter(({ text }) => !PARTICLE.test(text));
    const [first] = words;
    if (first === undefined) return;
    for (const { text } of words) if (ABBREVIATION.test(text)) abbreviations.add(text);
    const spellings = [words.map(({ text }) => keyOf(text))];
    // Longer names are also written without capitals: Ria Novosti.
    if (words.length > 1) spellings.push(words.map(({ text }) => spellingKey(text)));
    for (const keys of spellings) {
      const form = {
        kind,
        id,
        keys,
        cyrillic: CYRILLIC.test(first.text),
        capital: /^\p{Lu}/u.test(first.text),
      };
      const head = keys[0] ?? '';
      const known = forms.get(head) ?? [];
      const isSame = (one: Form) =>
        one.kind === kind &&
        one.id === id &&
        one.cyrillic === form.cyrillic &&
        one.keys.join(' ') === keys.join(' ');
      if (known.some(isSame)) continue;
      forms.set(head, [...known, form]);
    }
  };

  for (const { id, name, short, also = [], names } of content.people) {
    const single = wordsIn(short).filter(({ text }) => !PARTICLE.test(text)).length === 1;
    for (const one of [short, names?.ru?.short, names?.uk?.short]) addForm('person', id, one);
    for (const one of [name, names?.ru?.name, names?.uk?.name, ...also]) {
      if (one === undefined) continue;
      const last = wordsIn(normalForm(one)).at(-1)?.text ?? '';
      addForm('person', id, single && /^\p{Lu}/u.test(one) && /^\p{Lu}/u.test(last) ? last : one);
    }
  }
  for (const { id, name, also = [], names, country } of content.parties) {
    for (const one of [name, names?.ru, names?.uk, ...also]) addForm('party', id, one);
    if (country === undefined) continue;
    for (const one of countryNames(country)) addForm('party', id, one);
    for (const stem of stemsOf(country)) {
      if (ANYWHERE.test(stem)) anywhere.push({ text: stem, kind: 'party', id });
      else if (ABBREVIATION.test(stem) || stem.includes('-')) addForm('party', id, stem);
      else {
        const plain = plainLetters(stem);
        const head = plain.slice(0, STEM_HEAD);
        stems.set(head, [...(stems.get(head) ?? []), { stem: plain, id }]);
      }
    }
  }
  for (const { id, name, also = [], names } of content.outlets) {
    const bare = name.replace(/^The /, '');
    // "CBS" for CBS News, "ISW" where the id is that.
    const abbreviated = [
      /^\p{Lu}{3,5}(?= )/u.exec(bare)?.[0],
      /^[a-z]{2,5}$/.test(id) ? id.toUpperCase() : undefined,
    ];
    for (const one of [bare, names?.ru, names?.uk, ...also, ...abbreviated]) addForm('outlet', id, one);
  }
  for (const { id, name, also = [], names } of content.places) {
    for (const one of [name, names?.ru, names?.uk, ...also]) addForm('place', id, one);
  }

  const stemOf = (word: string): string | undefined => {
    const plain = plainLetters(word);
    return stems.get(plain.slice(0, STEM_HEAD))?.find(({ stem }) => plain.startsWith(stem))?.id;
  };
  const known = new Map<string, { readonly key: string; readonly state: string | undefined }>();
  const lookUp = ({ text }: Word) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = { key: keyOf(text), state: stemOf(text) };
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(text, found);
    return found;
  };

  const mentions = (text: string, words: readonly Word[]): readonly Mention[] => {
    const mentioned: Mention[] = [];
    const found = words.map(lookUp);
    for (const [at, { key, state }] of found.entries()) {
      for (const form of forms.get(key) ?? []) {
        if (form.capital && /^\p{Ll}/u.test(words[at]?.text ?? '')) continue;
        if (key.length <= SHORT_KEY && form.cyrillic !== CYRILLIC.test(words[at]?.text ?? '')) continue;
        if (!form.keys.every((one, offset) => found[at + offset]?.key === one)) continue;
        mentioned.push({ kind: form.kind, id: form.id, from: at, to: at + form.keys.length });
      }
      if (state !== undefined) mentioned.push({ kind: 'party', id: state, from: at, to: at + 1 });
    }
    for (const { text: name, kind, id } of ANYWHERE_IN.test(text) ? anywhere : []) {
      const offset = text.indexOf(name);
      if (offset < 0) continue;
      const at = Math.max(
        0,
        words.findIndex((word) => word.end > offset),
      );
      mentioned.push({ kind, id, from: at, to: at + 1 });
    }
    return outermost(distinct(mentioned)).sort((a, b) => a.from - b.from);
  };
  const kept = new LRUCache<string, readonly Mention[]>({
    ...growingTo(KEPT_TEXTS),
    memoMethod(text) {
      const normal = normalForm(text);
      return mentions(normal, wordsIn(normal));
    },
  });

  return { mentions, namedIn: (text) => kept.memo(text) };
}

/** A name may be found by several of its forms. */
function distinct(mentions: readonly Mention[]): Mention[] {
  return mentions.filter(
    (one, index) =>
      !mentions
        .slice(0, index)
        .some(
          ({ id, kind, from, to }) =>
            id === one.id && kind === one.kind && from === one.from && to === one.to,
        ),
  );
}

/** `U.S. European Command` is no word of the European Union. */
function outermost(mentions: readonly Mention[]): Mention[] {
  const parties = mentions.filter(({ kind }) => kind === 'party');
  return mentions.filter(
    (one) =>
      one.kind !== 'party' ||
      !parties.some(({ from, to }) => from <= one.from && to >= one.to && to - from > one.to - one.from),
  );
}

/** Distinct words that are kept: above any talk's, below what takes memory. */
const MAX_KNOWN = 100_000;
const STEM_HEAD = 2;

const LANGUAGES = [
  'en',
  'ru',
  'uk',
  'de',
  'fr',
  'it',
  'es',
  'pl',
  'tr',
  'ar',
  'zh',
  'hu',
  'ro',
  'bg',
  'nl',
  'nb',
];

/** A country's name in the languages of the sources. */
function countryNames(code: string): readonly string[] {
  return LANGUAGES.flatMap((language) => {
    const name = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }).of(code);
    return name === undefined ? [] : [name];
  });
}
