// Answers ready to send, made once for each content version and language: the text, its parts, its buttons.

import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../content/catalogue.ts';
import type { Point, Talk, Topic } from '../content/schema.ts';
import { growingTo } from '../growing-cache.ts';
import type { Locale } from '../locales/locale.ts';
import {
  answerEvidenceKeyboard,
  inlineKeyboard,
  type Keyboard,
  startKeyboard,
  talksKeyboard,
  topicKeyboard,
  topicsButton,
  viewKeyboard,
} from '../messages/buttons.ts';
import type { ListPayload, Payloads } from '../messages/payloads.ts';
import { pointKeyboard } from '../messages/share-buttons.ts';
import { phraseText } from '../messages/spans.ts';
import { notice, type Phrase, phrase, type Summary } from '../summaries/blocks.ts';
import { composeTopic } from '../summaries/compose.ts';
import { composeEvidence, composePointEvidence, type Proved } from '../summaries/evidence.ts';
import { composePoint } from '../summaries/point.ts';
import { shorten } from '../summaries/shorten.ts';
import { composeTalks, pairingsOf } from '../summaries/talks.ts';
import { composeView, type View } from '../summaries/views.ts';
import type { Outgoing } from './reply.ts';

type ProvedAnswer = Exclude<Proved, { points: unknown }>;

export interface Answers {
  /** `part` counts from 1; one that is too high gives the last. */
  topic(talk: Talk, topic: Topic, part: number, locale: Locale): Outgoing;
  /** The evidence of the answer's point of that number. */
  evidence(proved: ProvedAnswer, number: number, locale: Locale): Outgoing;
  /** The evidence of one point; its buttons lead to the topic, and back to the list that it was opened from. */
  point(talk: Talk, topic: Topic, point: Point, locale: Locale, from?: ListPayload): Outgoing;
  /** The topic's answer in one message, where no button leads to further parts; shortened if need be. */
  oneMessage(talk: Talk, topic: Topic, locale: Locale): string;
  pointText(talk: Talk, point: Point, locale: Locale): string;
  /** The talk's timeline or its quotations. */
  view(talk: Talk, view: View, part: number, locale: Locale): Outgoing;
  /** As `oneMessage`, for a view. */
  viewText(talk: Talk, view: View, locale: Locale): string;
  /** @param between a pairing's id (summaries/talks.ts) */
  talks(page: number, locale: Locale, between?: string): Outgoing;
  start(locale: Locale): Outgoing;
  /** What any other key stands for in the locale's language, made by `make` the first time; in one message. */
  kept(key: string, locale: Locale, make: () => SummaryWithButtons): Outgoing;
  /** As `kept`, made each time. */
  whole(answer: SummaryWithButtons, locale: Locale): Outgoing;
  /** Anything else, rendered each time: what depends on a person's words is not cached. */
  fresh(summary: Summary, locale: Locale, keyboard?: Keyboard): Outgoing;
  /** A phrase as plain text: for a notice, or inside another phrase. */
  words(phrase: Phrase, locale: Locale): string;
}

export interface SummaryWithButtons {
  readonly summary: Summary;
  readonly keyboard: Keyboard;
}

/** Answers kept. At some 5 KB each, 20 MB. */
const KEPT = 4_096;

/** A summary as the texts of its messages; at least one. */
export type Render = (summary: Summary, locale: Locale) => readonly string[];

/** Answers in the markup that `render` writes: Telegram HTML, or a terminal's text. */
export function createAnswers(catalogue: Catalogue, payloads: Payloads, render: Render): Answers {
  const kept = new LRUCache<string, Outgoing>(growingTo(KEPT));

  function once(key: string, make: () => Outgoing): Outgoing {
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.set(key, made);
    return made;
  }

  function outgoing(html: string, keyboard: Keyboard): Outgoing {
    return keyboard.length > 0 ? { html, markup: inlineKeyboard(keyboard, payloads) } : { html };
  }

  /** One part of a summary that may need several messages, with the buttons for that part. */
  function partOf(
    summary: Summary,
    locale: Locale,
    part: number,
    keyboard: (page: { number: number; of: number }) => Keyboard,
  ): Outgoing {
    const parts = render(summary, locale);
    const number = Math.min(Math.max(part, 1), parts.length);
    return outgoing(parts[number - 1] ?? '', keyboard({ number, of: parts.length }));
  }

  /** The same talk and topic in the words of the locale's language. */
  function inLanguage(locale: Locale, talk: Talk, topic: Topic) {
    const own = catalogue.in(locale.language);
    return { catalogue: own, talk: own.talk(talk.id) ?? talk, topic: own.topic(topic.id) ?? topic };
  }

  function viewOf(talk: Talk, view: View, locale: Locale): Summary {
    const own = catalogue.in(locale.language);
    return composeView(own, own.talk(talk.id) ?? talk, view);
  }

  function inOneMessage(summary: Summary, locale: Locale): Outgoing {
    const short = shorten(summary, (attempt) => render(attempt, locale).length === 1);
    return partOf(short, locale, 1, () => []);
  }

  return {
    topic: (talk, topic, part, locale) =>
      once(`topic ${talk.id} ${topic.id} ${part} ${locale.language}`, () => {
        const own = inLanguage(locale, talk, topic);
        return partOf(composeTopic(own.catalogue, own.talk, own.topic), locale, part, (page) =>
          topicKeyboard(own.catalogue, locale, own.talk, own.topic, page),
        );
      }),
    evidence: (proved, number, locale) => {
      const about = 'topic' in proved ? proved.topic.id : proved.view;
      return once(`evidence ${proved.talk.id} ${about} ${number} ${locale.language}`, () => {
        const own = catalogue.in(locale.language);
        const talk = own.talk(proved.talk.id) ?? proved.talk;
        const ours: ProvedAnswer =
          'topic' in proved
            ? { talk, topic: own.topic(proved.topic.id) ?? proved.topic }
            : { talk, view: proved.view };
        const evidence = composeEvidence(own, ours, number);
        return outgoing(
          inOneMessage(evidence.summary, locale).html,
          answerEvidenceKeyboard(locale, ours, evidence),
        );
      });
    },
    point: (talk, topic, point, locale, from) => {
      const made = () => {
        const own = inLanguage(locale, talk, topic);
        const words = own.catalogue.point(talk.id, point.id) ?? point;
        const summary = composePointEvidence(own.catalogue, own.talk, words);
        const keyboard = pointKeyboard(locale, own.talk, own.topic, words, from);
        return outgoing(inOneMessage(summary, locale).html, keyboard);
      };
      // Of lists to come back from there is no end.
      return from === undefined
        ? once(`point ${talk.id} ${topic.id} ${point.id} ${locale.language}`, made)
        : made();
    },
    oneMessage: (talk, topic, locale) =>
      once(`one ${talk.id} ${topic.id} ${locale.language}`, () => {
        const own = inLanguage(locale, talk, topic);
        return inOneMessage(composeTopic(own.catalogue, own.talk, own.topic), locale);
      }).html,
    pointText: (talk, point, locale) => {
      const own = catalogue.in(locale.language);
      const words = own.point(talk.id, point.id) ?? point;
      return partOf(composePoint(own, own.talk(talk.id) ?? talk, words), locale, 1, () => []).html;
    },
    view: (talk, view, part, locale) =>
      once(`${view} ${talk.id} ${part} ${locale.language}`, () =>
        partOf(viewOf(talk, view, locale), locale, part, (page) => {
          const own = catalogue.in(locale.language);
          return viewKeyboard(own, locale, own.talk(talk.id) ?? talk, view, page);
        }),
      ),
    viewText: (talk, view, locale) =>
      once(`one-${view} ${talk.id} ${locale.language}`, () =>
        inOneMessage(viewOf(talk, view, locale), locale),
      ).html,
    talks: (number, locale, between) =>
      once(`talks ${number} ${between ?? ''} ${locale.language}`, () => {
        const own = catalogue.in(locale.language);
        const page = composeTalks(own, number, between);
        const keyboard = talksKeyboard(locale, page, pairingsOf(own), between);
        return outgoing(inOneMessage(page.summary, locale).html, keyboard);
      }),
    start: (locale) =>
      once(`start ${locale.language}`, () =>
        partOf(GREETING, locale, 1, () => startKeyboard(catalogue.in(locale.language), locale)),
      ),
    kept: (key, locale, make) =>
      once(`${key} ${locale.language}`, () => {
        const { summary, keyboard } = make();
        return outgoing(inOneMessage(summary, locale).html, keyboard);
      }),
    whole: ({ summary, keyboard }, locale) => outgoing(inOneMessage(summary, locale).html, keyboard),
    fresh: (summary, locale, keyboard = []) => partOf(summary, locale, 1, () => keyboard),
    words: phraseText,
  };
}

const GREETING = notice(phrase('start-title'), phrase('start-about'), phrase('start-choose'));

/** A short answer in words of the interface: a bold line, what to do, and the way home. */
export function hint(answers: Answers, locale: Locale, title: Phrase, ...lines: readonly Phrase[]): Outgoing {
  return answers.fresh(notice(title, ...lines), locale, [[topicsButton(locale)]]);
}
