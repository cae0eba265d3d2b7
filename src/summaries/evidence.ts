// The evidence of one point: what is claimed, by whom, in what role, when; the words of each source; what others say to it.

import type { Answer, Catalogue, Located } from '../content/catalogue.ts';
import type { Point, Talk, Topic, TopicId } from '../content/schema.ts';
import { account, fullName, STEP_WORDS } from './attribution.ts';
import { type Block, type Item, type Line, type Phrase, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { page } from './pages.ts';
import { particulars, whose } from './point.ts';
import { inOrder, select } from './select.ts';
import { sourceItems } from './sources.ts';
import { topicOfPoint } from './statement.ts';
import { type View, viewPoints } from './views.ts';
import { wording } from './wording.ts';

/** An answer whose points are proved one by one. */
export type Proved =
  | { readonly talk: Talk; readonly topic: Topic }
  | { readonly talk: Talk; readonly view: View }
  /** Points of any rounds, such as a digest's. */
  | { readonly points: readonly Located[] };

/** The evidence of one point of an answer; its number counts from 1. */
export interface Evidence {
  readonly summary: Summary;
  /** `undefined` where the answer has no points any more. */
  readonly located: Located | undefined;
  /** Under which it is shown. */
  readonly topic: TopicId | undefined;
  readonly number: number;
  readonly of: number;
}

/** The point of that number in the answer's own order, or the nearest: the content may have shrunk. */
export function composeEvidence(catalogue: Catalogue, proved: Proved, pointNumber: number): Evidence {
  const points = provedPoints(catalogue, proved);
  const { number, of, entries } = page(points, 1, pointNumber);
  const [located] = entries;
  const count = points.length > 1 ? [` ${number}/${of}`] : [];
  const talk = 'talk' in proved ? proved.talk : located?.talk;
  const about: Line = [
    ...nameOf(proved),
    ...(talk === undefined ? [] : [`${talk.title}, `, { date: talk.date }]),
  ];
  const summary: Summary = {
    title: [phrase('evidence-title'), ...count],
    subtitle: about.length === 0 ? [] : [about],
    ...(located === undefined
      ? { blocks: [{ type: 'text', lines: [[phrase('evidence-none')]] }] }
      : evidenceOf(catalogue, located)),
  };
  const topic = 'topic' in proved ? proved.topic.id : located && topicOfPoint(catalogue, located.point);
  return { summary: onOneScreen(summary), located, topic, number, of };
}

/** `Ukraine · `; nothing where the points are of no one answer. */
function nameOf(proved: Proved): Line {
  if ('points' in proved) return [];
  return ['topic' in proved ? proved.topic.name : phrase(`${proved.view}-title`), ' · '];
}

/** The evidence of one point alone. */
export function composePointEvidence(catalogue: Catalogue, talk: Talk, point: Point): Summary {
  return onOneScreen({
    title: [phrase('evidence-title')],
    subtitle: [[`${talk.title}, `, { date: talk.date }]],
    ...evidenceOf(catalogue, { talk, point }),
  });
}

/** In the words of the catalogue's language. */
function provedPoints(catalogue: Catalogue, proved: Proved): readonly Located[] {
  if ('points' in proved) {
    return proved.points.map(({ talk, point }): Located => {
      const round = catalogue.talk(talk.id) ?? talk;
      return { talk: round, point: catalogue.point(round.id, point.id) ?? point };
    });
  }
  const { talk } = proved;
  const points =
    'topic' in proved
      ? inOrder(select(catalogue, talk, proved.topic.id))
      : viewPoints(catalogue, talk, proved.view);
  return points.map((point) => ({ talk, point }));
}

function evidenceOf(catalogue: Catalogue, { talk, point }: Located): Pick<Summary, 'blocks' | 'languages'> {
  const words = wording(catalogue, [point]);
  const bySource = [...Map.groupBy(point.citations, ({ source }) => source)];
  const sources = bySource.map(([id, citations]) => sourceItems(catalogue, catalogue.source(id), citations));
  const answers = catalogue.answersTo(talk.id, point.id).map((answer) => answerItem(catalogue, answer));
  const lines: readonly Line[] = [
    whose(catalogue, talk, point),
    [...words.text(point), ...account(catalogue, point)],
    ...particulars(catalogue, talk, point),
  ];
  const heading: Line = [
    { bold: phrase('evidence-sources', { count: sources.length }) },
    ...(sources.length > 1 ? [' · ', originsOf(catalogue, point)] : []),
  ];
  const blocks: readonly Block[] = [
    { type: 'text', lines },
    ...sources
      .flat()
      .map((item, index): Block => ({ type: 'section', ...(index === 0 ? { heading } : {}), items: [item] })),
    ...(answers.length === 0
      ? []
      : [{ type: 'section', heading: [{ bold: phrase('evidence-answers') }], items: answers } as const]),
    ...history(catalogue, point),
  ];
  return { blocks, languages: words.languages };
}

/** `all from one origin`, where several texts carry the words of one. */
function originsOf(catalogue: Catalogue, point: Point): Phrase {
  return phrase('evidence-origins', { count: catalogue.originsOf(point).length });
}

/** `🚫 Denied by Dmitry Peskov, 19 Feb 2025, Riyadh talks: his words`. */
function answerItem(catalogue: Catalogue, { talk, point, how }: Answer): Item {
  const who = { list: point.by.map((id) => fullName(catalogue, id)) };
  const line: Line = [
    { bold: point.by.length > 0 ? phrase(`answer-${how}-by`, { who }) : phrase(`answer-${how}`) },
    ', ',
    { date: point.date ?? talk.date },
    `, ${talk.title}: ${point.text}`,
  ];
  return { marker: 'bullet', lines: [line], points: [{ talk: talk.id, point: point.id }] };
}

/** Every step of the promise that the point is about, where there are several. */
function history(catalogue: Catalogue, { promise }: Point): readonly Block[] {
  if (promise === undefined) return [];
  const steps = catalogue.stepsOf(promise.id);
  if (steps.length < 2) return [];
  const items = steps.map(
    ({ step, date, talk, point }): Item => ({
      marker: 'bullet',
      lines: [[{ date }, ' · ', { italic: STEP_WORDS[step] }, ` · ${point.text}`]],
      points: [{ talk: talk.id, point: point.id }],
    }),
  );
  const heading: Line = [{ bold: phrase('evidence-promise') }];
  return [{ type: 'section', heading, items }];
}
