// The lines of a message as they would be written now.

import type { Catalogue } from '../content/catalogue.ts';
import { OVERVIEW, type TopicId } from '../content/schema.ts';
import type { StartPayload } from '../messages/start-payloads.ts';
import type { Line, Summary } from '../summaries/blocks.ts';
import { composeTopic } from '../summaries/compose.ts';
import { digestLine } from '../summaries/digest-summary.ts';
import { composePoint } from '../summaries/point.ts';
import { statedInAnswer } from '../summaries/stated-lines.ts';
import { composeView } from '../summaries/views.ts';
import type { KeptLine, KeptText } from './body.ts';

/** `undefined` for a line that would not be written any more. */
export type FreshLine = (kept: KeptLine) => Line | undefined;

/** @param catalogue in the message's language */
export function freshLines(catalogue: Catalogue, { answerTo, lines }: KeptText): FreshLine {
  if (answerTo === undefined) return digestLines(catalogue, lines);
  const summary = answerOf(catalogue, answerTo);
  const stated = summary ? statedInAnswer(catalogue, summary) : [];
  const byPoint = new Map(stated.map((one) => [`${one.talk} ${one.point}`, one.line]));
  return ({ talk, point }) => byPoint.get(`${talk} ${point}`);
}

function digestLines(catalogue: Catalogue, lines: readonly KeptLine[]): FreshLine {
  const all = lines.flatMap(({ talk, point }) => catalogue.point(talk, point) ?? []);
  return ({ talk: talkId, point: pointId, form }) => {
    const talk = catalogue.talk(talkId);
    const point = catalogue.point(talkId, pointId);
    return talk && point && form && digestLine(catalogue, { talk, point }, form, all);
  };
}

/** The answer that a link leads to. */
export function answerOf(catalogue: Catalogue, payload: StartPayload): Summary | undefined {
  const talk = 'talk' in payload ? catalogue.talk(payload.talk) : undefined;
  if (talk === undefined) return undefined;
  const onTopic = (id: TopicId) => {
    const topic = catalogue.topic(id);
    return topic && composeTopic(catalogue, talk, topic);
  };
  switch (payload.type) {
    case 'talk':
      return onTopic(OVERVIEW);
    case 'talk-topic':
      return onTopic(payload.topic);
    case 'timeline':
    case 'quotes':
      return composeView(catalogue, talk, payload.type);
    case 'point': {
      const point = catalogue.point(talk.id, payload.point);
      return point && composePoint(catalogue, talk, point);
    }
    default:
      return undefined;
  }
}
