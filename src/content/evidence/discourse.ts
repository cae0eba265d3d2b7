// Who speaks in a text: whose name stands at a word of saying, paragraph by paragraph, and who goes on speaking where none does.

import type { ArchivedText } from './archive.ts';
import type { Source } from './model.ts';
import { type Mention, type NameReader, type Word, wordsIn } from './names.ts';
import { isPronoun, type SpeechWord, speechWord } from './speech-words.ts';

/** What one paragraph says about its speakers, by their ids. */
export interface ParagraphVoices {
  readonly mentions: readonly Mention[];
  readonly words: readonly Word[];
  /** People, parties and outlets. */
  readonly named: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** Those whose name stands at a word of saying, at the head of a transcript's line or after "according to". */
  readonly speaking: ReadonlySet<string>;
  /** Whether any of those is a person. */
  readonly personSpeaks: boolean;
  /** `he said`, and words of saying without anybody: the one before goes on. */
  readonly goesOn: boolean;
  /** The people who had the word when the paragraph began. */
  readonly before: ReadonlySet<string>;
  /** The people named in the nearest paragraph before that names any. */
  readonly lastNamed: ReadonlySet<string>;
  /** Whether it is an item of somebody's list: `• …` after `Medinsky said:`. */
  readonly listed: boolean;
}

const NOBODY: ReadonlySet<string> = new Set();
/** Words between a name and its verb, and between a verb and a name after it. */
const REACH_BEFORE = 18;
const REACH_AFTER = 14;
const BULLET = /^[•‣▪●*-] ?/u;

/** Reads a whole text; a title says who speaks until somebody else does. */
export function readVoices(
  text: ArchivedText,
  { title, form }: Pick<Source, 'title' | 'form'>,
  names: NameReader,
): ReadonlyMap<number, ParagraphVoices> {
  const voices = new Map<number, ParagraphVoices>();
  const peopleIn = (heading: string): ReadonlySet<string> => idsOf(people(names.namedIn(heading)));
  const titled = title === undefined ? NOBODY : peopleIn(title);
  const transcript = form === 'transcript' || form === 'post';
  let current = titled;
  let lastNamed = current;
  let lister = NOBODY;
  for (const [number, paragraph] of text.paragraphs) {
    const heading = text.headings.get(number);
    const announced = heading === undefined ? NOBODY : peopleIn(heading);
    if (announced.size > 0) {
      current = announced;
      lastNamed = announced;
    }
    const words = wordsIn(paragraph);
    const mentions = names.mentions(paragraph, words);
    const listed = BULLET.test(paragraph) && lister.size > 0;
    const before = listed ? lister : current;
    const { speaking, personSpeaks, goesOn, last, labelled } = speakersOf(paragraph, words, mentions, before);
    voices.set(number, {
      mentions,
      words,
      named: idsOf(mentions.filter(({ kind }) => kind !== 'place')),
      places: idsOf(mentions.filter(({ kind }) => kind === 'place')),
      speaking,
      personSpeaks,
      goesOn,
      before,
      lastNamed,
      listed,
    });
    // In a transcript others are quoted, but only a label gives them the word.
    current = transcript || labelled !== undefined ? (labelled ?? current) : last;
    const persons = people(mentions);
    if (persons.length > 0) lastNamed = idsOf(persons);
    if (paragraph.endsWith(':')) lister = last;
  }
  return voices;
}

/** A paragraph without what stands before it: only a title says who had the word. */
export function readLoneParagraph(
  paragraph: string,
  source: Pick<Source, 'title' | 'form'>,
  names: NameReader,
): ParagraphVoices {
  const text = {
    blocks: [paragraph],
    paragraphs: new Map([[1, paragraph]]),
    headings: new Map<number, string>(),
  };
  const voices = readVoices(text, source, names).get(1);
  if (voices === undefined) throw new Error('a text of one paragraph has no voices');
  return voices;
}

function idsOf(mentions: readonly Mention[]): ReadonlySet<string> {
  return new Set(mentions.map(({ id }) => id));
}

function people(mentions: readonly Mention[]): readonly Mention[] {
  return mentions.filter(({ kind }) => kind === 'person');
}

interface Speakers {
  readonly speaking: ReadonlySet<string>;
  readonly personSpeaks: boolean;
  readonly goesOn: boolean;
  /** The people who have the word at the end. */
  readonly last: ReadonlySet<string>;
  /** Those at the head of the paragraph, before a colon: nobody where that is none of the people known. */
  readonly labelled: ReadonlySet<string> | undefined;
}

function speakersOf(
  paragraph: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  before: ReadonlySet<string>,
): Speakers {
  const speaking = new Set<string>();
  let personSpeaks = false;
  let goesOn = false;
  let labelled: ReadonlySet<string> | undefined;
  let last = before;
  const speak = (found: readonly Mention[]): boolean => {
    for (const { id } of found) speaking.add(id);
    const persons = people(found);
    if (persons.length > 0) {
      last = idsOf(persons);
      personSpeaks = true;
    }
    return found.length > 0;
  };
  const label = /^[^:.!?']{2,80}:(?= |$)/u.exec(paragraph)?.[0];
  if (label !== undefined) {
    const named = mentions.filter(
      ({ to, kind }) => (words[to - 1]?.end ?? 0) <= label.length && kind !== 'place',
    );
    const capitals = /^[\p{Lu} .,]+:$/u.test(label);
    if (named.length > 0) speak(people(named).length > 0 ? people(named) : named);
    else if (capitals) last = NOBODY;
    if (named.length > 0 || capitals) labelled = last;
  }
  const sentences = sentenceOf(paragraph, words);
  const spoken = quotedSpans(paragraph);
  const isQuoted = (word: Word) => spoken.some(({ start, end }) => word.start > start && word.end < end);
  const outside = mentions.filter(({ from, kind }) => {
    const word = words[from];
    return kind !== 'place' && word !== undefined && !isQuoted(word);
  });
  for (const sentence of new Set(sentences)) {
    const near = outside.filter(({ from }) => sentences[from] === sentence);
    const acts = words.flatMap((word, at) => {
      const act =
        sentences[at] === sentence && !isQuoted(word) ? speechWord(word.text.toLowerCase()) : undefined;
      return act === undefined ? [] : [{ at, act, subject: subjectOf(paragraph, words, near, at, act) }];
    });
    if (acts.some(({ subject }) => subject.length === 0)) goesOn = true;
    for (const { subject } of outermost(paragraph, words, acts)) speak(subject);
  }
  return { speaking, personSpeaks, goesOn, last, labelled };
}

interface SpeechAct {
  /** Index of the verb. */
  readonly at: number;
  readonly act: SpeechWord;
  readonly subject: readonly Mention[];
}

/**
 * The acts of a sentence that are not part of what another reports: of `Berg said that Ruiz had agreed` the first, of
 * `Ruiz has agreed, Berg said` the last.
 */
function outermost(text: string, words: readonly Word[], acts: readonly SpeechAct[]): readonly SpeechAct[] {
  const closing = acts.findLast((one) => isClosing(text, words, one));
  if (closing !== undefined) return [closing];
  const outer: SpeechAct[] = [];
  for (const one of acts) {
    const reporting = outer.findLast(({ act }) => act !== 'attributive')?.at;
    if (!isReported(text, words, reporting, one.subject[0])) outer.push(one);
  }
  return outer;
}

function isReported(
  text: string,
  words: readonly Word[],
  verb: number | undefined,
  subject: Mention | undefined,
): boolean {
  if (verb === undefined || subject === undefined || subject.from <= verb) return false;
  const between = text.slice(words[verb]?.end, words[subject.from]?.start);
  const clause = between.split(', ').slice(1);
  return !/;|[,.?!]'/u.test(between) && !clause.some((part) => CLAUSE.test(part));
}

/** What begins a clause with a speaker of its own. */
const CLAUSE = /^(?:while|but|whereas|and|а|но|однако|тогда|але|тоді|у той)(?: |$)/u;

/** Words of a title before a name, and words behind a verb, with which a sentence can still close. */
const TITLE_WORDS = 6;
const CLOSING_WORDS = 8;

/** Whether a sentence closes with its speaker: `…, Andrey Kortunov believes.` and `…,' said Foreign Minister Berg on Monday.` */
function isClosing(
  text: string,
  words: readonly Word[],
  { at, act, subject: [subject] }: SpeechAct,
): boolean {
  const [first, last] = [Math.min(at, subject?.from ?? at), Math.max(at + 1, subject?.to ?? at)];
  if (act === 'attributive' || subject?.kind !== 'person' || first === 0) return false;
  const end = words[last - 1]?.end ?? text.length;
  const rest = text.slice(end).split(/[.!?](?:\s|$)/u, 1)[0] ?? '';
  if (rest.includes(',') || rest.split(' ').length > CLOSING_WORDS) return false;
  const before = text.slice(0, words[first]?.start);
  const comma = Math.max(before.lastIndexOf(', '), before.lastIndexOf(",'"), before.lastIndexOf("' "));
  const title = before.slice(comma + 2);
  return comma >= 0 && title.split(' ').length <= TITLE_WORDS && !CLAUSE.test(title);
}

/** Stretches of four words and more in quotation marks: a verb in them is the speaker's own. */
function quotedSpans(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(
    text.matchAll(
      /(?<![\p{L}\p{N}])'(?=[\p{L}\p{N}[(-])(?:[^']|(?<=\p{L})'(?=\p{L}))*?(?:'(?![\p{L}\p{N}])|$)/gu,
    ),
  )
    .filter(([span]) => span.split(' ').length >= 4)
    .map(({ 0: span, index }) => ({ start: index, end: index + span.length }));
}

function subjectOf(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  verb: number,
  act: SpeechWord,
): readonly Mention[] {
  const after = () => nameAfter(text, words, mentions, verb);
  // "confirmed by Waltz"
  if (words[verb + 1]?.text === 'by') return nameAfter(text, words, mentions, verb + 1);
  if (act === 'attributive') return after();
  if (pronounBefore(words, verb)) return [];
  const inverted = act === 'verb' && isInverted(text, words, verb) ? after() : [];
  if (people(inverted).length > 0) return inverted;
  const before = nameBefore(text, words, mentions, verb);
  return before.length > 0 || act === 'listened-to' ? before : after();
}

/** `…, said Lavrov.` and `…', - заявил Песков`: the verb follows what was said. */
function isInverted(text: string, words: readonly Word[], verb: number): boolean {
  const word = words[verb];
  if (word === undefined || !/[,'!?.] ?-? ?$/u.test(text.slice(Math.max(0, word.start - 4), word.start)))
    return false;
  return true;
}

/** The nearest name before a verb, a person rather than a party; `Medinsky, an aide to Putin, said` is Medinsky. */
function nameBefore(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  verb: number,
): readonly Mention[] {
  const near = mentions.filter(({ to }) => to <= verb && verb - to < REACH_BEFORE);
  const persons = people(near);
  const aside = asideStart(text, words[verb]?.start ?? 0);
  const outer = persons.findLast(({ from }) => (words[from]?.start ?? 0) < aside);
  const nearest = outer ?? persons.at(-1) ?? near.at(-1);
  return nearest === undefined ? [] : joinedTo(text, words, near, nearest);
}

/** Where the aside in commas begins that ends right before the verb; beyond the text where there is none. */
function asideStart(text: string, verb: number): number {
  if (!/, ?$/.test(text.slice(0, verb))) return Number.POSITIVE_INFINITY;
  const comma = text.lastIndexOf(',', text.lastIndexOf(',', verb) - 1);
  return comma < 0 ? Number.POSITIVE_INFINITY : comma;
}

/** `Rubio and Waltz said`: names that only an "and" parts speak together. */
function joinedTo(
  text: string,
  words: readonly Word[],
  near: readonly Mention[],
  nearest: Mention,
): readonly Mention[] {
  const same = near.filter(({ from, to }) => from === nearest.from && to === nearest.to);
  const previous = near.findLast(({ to, kind }) => to <= nearest.from && kind === nearest.kind);
  if (previous === undefined) return same;
  const between = text.slice(words[previous.to - 1]?.end, words[nearest.from]?.start);
  return /^,? (?:and|и|і|й|та|y|e|et|und) (?:[\p{L}]+ ){0,1}$/u.test(between)
    ? [...joinedTo(text, words, near, previous), ...same]
    : same;
}

/** `said Sergey Lavrov`: a name after the verb, before the clause ends, that does not begin a clause of its own. */
function nameAfter(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  verb: number,
): readonly Mention[] {
  const after: Mention[] = [];
  for (const mention of mentions) {
    if (mention.from <= verb || mention.from - verb > REACH_AFTER) continue;
    const between = text.slice(words[verb]?.end, words[mention.from]?.start);
    if (/[,:'(]/u.test(between) || OTHER_OBJECT.test(between)) break;
    after.push(mention);
  }
  const first = people(after)[0] ?? after[0];
  if (first === undefined || !endsClause(text, words, first)) return [];
  return after.filter(({ from, to }) => from === first.from && to === first.to);
}

/** What leads to what was said, or to whom; right after `according` it leads to the speaker. */
const OTHER_OBJECT =
  /(?!^ to ) (?:that|что|що|dass|que|che|with|to|of|for|by|from|against|о|об|с|со|про|з|від|от) /u;
const AFTER_SPEAKER =
  /^(?:in|on|at|during|after|as|to|while|when|who|following|before|earlier|and|late|this|monday|tuesday|wednesday|thursday|friday|saturday|sunday|в|во|на|по|после|перед|журналистам|у|під|після|за|и|та|і|am|im|in|nach|der|dem)$/;

function endsClause(text: string, words: readonly Word[], { to }: Mention): boolean {
  const end = words[to - 1]?.end ?? text.length;
  const next = words[to];
  if (next === undefined) return true;
  return /[^\p{L}\p{N} ]/u.test(text.slice(end, next.start)) || AFTER_SPEAKER.test(next.text.toLowerCase());
}

function pronounBefore(words: readonly Word[], verb: number): boolean {
  return [1, 2].some((back) => isPronoun(words[verb - back]?.text.toLowerCase() ?? ''));
}

const NO_END =
  /^(?:\p{Lu}|mr|mrs|ms|dr|gen|lt|col|sen|st|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|no|vs|им|г|тыс|млн|млрд|т|д)$/iu;

/** The number of the sentence in which each word stands. */
function sentenceOf(text: string, words: readonly Word[]): readonly number[] {
  let sentence = 0;
  return words.map((word, at) => {
    const previous = words[at - 1];
    const gap = previous === undefined ? '' : text.slice(previous.end, word.start);
    const ends = /[.!?]['")\]]*\s/u.test(gap) && previous !== undefined;
    if (ends && !NO_END.test(previous.text) && !previous.text.includes('.')) sentence++;
    return sentence;
  });
}
