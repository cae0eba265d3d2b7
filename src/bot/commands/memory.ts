// `/promises`, `/compare`, `/who` and `/corrections`: what was said and promised over all rounds, and what was wrong.

import type { Catalogue } from '../../content/catalogue.ts';
import { actorsNamed, subjectNamed, topicNamed } from '../../content/named-entries.ts';
import type { ActorId, Party, Person } from '../../content/schema.ts';
import { wordsOf } from '../../content/words.ts';
import type { Locale } from '../../locales/locale.ts';
import { type Button, backButton, type Keyboard, pictureButton } from '../../messages/buttons.ts';
import {
  actorsKeyboard,
  allPromisesKeyboard,
  compareTopicsKeyboard,
  comparisonKeyboard,
  pointsKeyboard,
  promisesKeyboard,
} from '../../messages/memory-keyboards.ts';
import { type MemoryPayload, wordsForButton } from '../../messages/memory-payloads.ts';
import { encodePayload } from '../../messages/payloads.ts';
import { fullName } from '../../summaries/attribution.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import {
  comparableTopics,
  comparedPageOf,
  composeComparison,
  composeSubject,
} from '../../summaries/comparison.ts';
import { composeCorrections } from '../../summaries/corrections.ts';
import { composePromise, composePromises, promiseFilter } from '../../summaries/promises.ts';
import { aboutIn } from '../../summaries/question-words.ts';
import { composeStatements, statementCount } from '../../summaries/statements.ts';
import { composeWholeTimeline } from '../../summaries/timeline.ts';
import type { SummaryWithButtons } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

/** Longer than any name with a few words, UTF-16 units. */
const WORDS_LENGTH = 100;
/** People and parties offered where words name several, or nobody. */
const MOST_OFFERED = 8;

export function promises(command: Command, context: BotContext): Reply {
  const { locale } = command;
  const words = command.words.slice(0, WORDS_LENGTH);
  const { filter, unknown } = promiseFilter(context.catalogue, words);
  if (unknown.length > 0) {
    const summary = notice(
      phrase('promises-unknown', { words: { input: unknown.join(' ') } }),
      phrase('promises-unknown-hint', { party: '/promises russia', state: '/promises kept' }),
    );
    return say(context.answers.fresh(summary, locale, allPromisesKeyboard(locale)));
  }
  return say(memoryMessage({ type: 'promises', filter, page: 1 }, locale, context));
}

export function compare({ words, locale }: Command, context: BotContext): Reply {
  const { catalogue, answers } = context;
  if (words === '') return say(memoryMessage({ type: 'compare-topics' }, locale, context));
  const asked = wordsOf(words.slice(0, WORDS_LENGTH));
  const topic = topicNamed(catalogue, asked);
  const subject = topic === undefined ? subjectNamed(catalogue, asked) : undefined;
  if (subject) return say(memoryMessage({ type: 'compare-subject', subject, page: 1 }, locale, context));
  const topics = comparableTopics(catalogue.in(locale.language));
  if (topic !== undefined && topics.some(({ id }) => id === topic))
    return say(memoryMessage({ type: 'compare', topic, page: 1 }, locale, context));
  const name =
    topic === undefined ? { input: words } : (catalogue.in(locale.language).topic(topic)?.name ?? topic);
  const summary = notice(phrase('compare-unknown', { topic: name }), phrase('compare-choose'));
  return say(answers.fresh(summary, locale, compareTopicsKeyboard(locale, topics)));
}

export function who({ words, locale }: Command, context: BotContext): Reply {
  const { catalogue, answers } = context;
  const own = catalogue.in(locale.language);
  const { actors, rest } = actorsNamed(catalogue, words.slice(0, WORDS_LENGTH));
  const speaking = actors.filter((actor) => statementCount(catalogue, actor) > 0);
  const meant = speaking.length > 0 ? speaking : actors;
  const about = wordsForButton(aboutIn(rest));
  const [only] = meant;
  if (only !== undefined && meant.length === 1)
    return say(memoryMessage({ type: 'who', actor: idOf(only), words: about, page: 1 }, locale, context));
  const offered = only === undefined ? mostHeard(catalogue) : meant.slice(0, MOST_OFFERED);
  const summary =
    only === undefined
      ? notice(
          words === '' ? phrase('who-empty') : phrase('who-unknown', { name: { input: words } }),
          phrase('who-hint', { example: '/who lavrov troops' }),
        )
      : notice(phrase('who-several', { name: { input: words } }));
  const buttons = offered.map((actor) => ({
    name: fullName(own, idOf(actor)),
    press: { type: 'who', actor: idOf(actor), words: only === undefined ? '' : about, page: 1 } as const,
  }));
  return say(answers.fresh(summary, locale, actorsKeyboard(locale, buttons)));
}

export function corrections({ locale }: Command, context: BotContext): Reply {
  return say(memoryMessage({ type: 'corrections', page: 1 }, locale, context));
}

/** What such a button stands for. */
export function memoryMessage(
  payload: MemoryPayload,
  locale: Locale,
  { catalogue, answers }: BotContext,
): Outgoing {
  const own = catalogue.in(locale.language);
  const key = encodePayload(payload);
  // What people's words made is not kept: there is no end of it.
  if (payload.type === 'who' && payload.words !== '') {
    return answers.whole(memoryAnswer(payload, locale, own), locale);
  }
  return answers.kept(key, locale, () => memoryAnswer(payload, locale, own));
}

function memoryAnswer(payload: MemoryPayload, locale: Locale, own: Catalogue): SummaryWithButtons {
  switch (payload.type) {
    case 'promises': {
      const page = composePromises(own, payload.filter, payload.page);
      return { summary: page.summary, keyboard: promisesKeyboard(locale, page, payload.filter) };
    }
    case 'promise': {
      const page = composePromise(own, own.promise(payload.promise), payload.page);
      const back = backButton(locale, { type: 'promises', filter: payload.filter, page: payload.from });
      const to = (number: number) => ({ ...payload, page: number });
      return {
        summary: page.summary,
        keyboard: pointsKeyboard(locale, page, to, { back, follow: `promise:${payload.promise}` }),
      };
    }
    case 'compare-topics': {
      const topics = comparableTopics(own);
      const title = topics.length > 0 ? phrase('compare-title') : phrase('compare-nothing');
      const summary = topics.length > 0 ? notice(title, phrase('compare-choose')) : notice(title);
      return { summary, keyboard: compareTopicsKeyboard(locale, topics) };
    }
    case 'compare': {
      const topic = own.topic(payload.topic) ?? own.topics[0];
      if (!topic) throw new Error(`the catalogue has no topic ${payload.topic}`);
      const page = composeComparison(own, topic, payload.page);
      return { summary: page.summary, keyboard: comparisonKeyboard(locale, topic, page) };
    }
    case 'compare-subject': {
      const subject = own.subject(payload.subject);
      const page = composeSubject(own, subject, payload.page);
      const back = backButton(locale, {
        type: 'compare',
        topic: subject.topic,
        page: comparedPageOf(own, subject),
      });
      const keyboard = pointsKeyboard(
        locale,
        page,
        (number) => ({ type: 'compare-subject', subject: subject.id, page: number }),
        {
          back,
          picture:
            page.points.length === 0
              ? undefined
              : pictureButton(locale, { type: 'compare-subject', subject: subject.id, page: page.number }),
          follow: `subject:${subject.id}`,
        },
      );
      return { summary: page.summary, keyboard };
    }
    case 'who': {
      const actor = own.actor(payload.actor);
      if (actor.type === 'outlet') throw new Error(`${payload.actor} is an outlet`);
      const entry = actor.type === 'person' ? actor.person : actor.party;
      const page = composeStatements(own, entry, payload.words, payload.page);
      const follow = `${actor.type}:${payload.actor}`;
      const keyboard = pointsKeyboard(locale, page, (number) => ({ ...payload, page: number }), { follow });
      // Where nothing was said about the words, the next step is all that was said.
      const all: Keyboard =
        page.points.length > 0 || payload.words === ''
          ? []
          : [[{ text: entry.name, press: { type: 'who', actor: payload.actor, words: '', page: 1 } }]];
      return { summary: page.summary, keyboard: [...all, ...keyboard] };
    }
    case 'timeline-all': {
      const page = composeWholeTimeline(own, payload.page);
      const byRound: Button = {
        text: locale.text('button-by-round'),
        press: { type: 'talks', page: 1 },
      };
      const to = (number: number) => ({ type: 'timeline-all', page: number }) as const;
      return { summary: page.summary, keyboard: pointsKeyboard(locale, page, to, { back: byRound }) };
    }
    case 'corrections': {
      const page = composeCorrections(own, payload.page);
      const keyboard = pointsKeyboard(locale, page, (number) => ({ type: 'corrections', page: number }));
      return { summary: page.summary, keyboard };
    }
  }
}

/** People, parties and outlets share one name space, so their ids are actors'. */
function idOf({ id }: Person | Party): ActorId {
  return id as string as ActorId;
}

/** Those with the most on record: where to begin. */
function mostHeard(catalogue: Catalogue): readonly (Person | Party)[] {
  return [...catalogue.people, ...catalogue.parties]
    .map((actor) => ({ actor, count: statementCount(catalogue, actor) }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_OFFERED)
    .map(({ actor }) => actor);
}
