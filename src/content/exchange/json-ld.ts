// The whole content as JSON-LD with an annotation for each citation, and back.

import type { Content, TalkFiles } from '../content.ts';
import { boundsOf } from '../edtf.ts';
import type { Citation, Point } from '../schema.ts';
import { unfitForPoint, unfitForTalk } from '../translations.ts';
import { asNode, idIn, type Node, noExport } from './codec.ts';
import {
  ANNOTATION_CONTEXT,
  annotationOf,
  CONTEXT,
  citationOf,
  type KindOfActor,
  urn,
  vocabulary,
} from './vocabulary.ts';

/** What the content holds, without what is known of its files. */
export type Entries = Pick<
  Content,
  'topics' | 'subjects' | 'parties' | 'people' | 'outlets' | 'promises' | 'places' | 'talks'
>;

export interface Exported {
  /** A JSON-LD document. */
  readonly catalogue: Node;
  /** A W3C AnnotationCollection with one page. */
  readonly annotations: Node;
}

/** The registries, with the names of their entries in the vocabulary and in ids. */
const REGISTRIES = [
  ['topics', 'topic', 'topic'],
  ['subjects', 'subject', 'subject'],
  ['parties', 'organization', 'party'],
  ['people', 'person', 'person'],
  ['outlets', 'outlet', 'outlet'],
  ['promises', 'promise', 'promise'],
  ['places', 'place', 'place'],
] as const;

export function exportContent(content: Entries): Exported {
  const urls = new Map<string, string | undefined>(
    content.talks.flatMap(({ sources }) => sources.map(({ id, url }) => [id, url] as const)),
  );
  const annotations: Node[] = [];
  let claim = '';
  let talkId = '';
  let number = 0;
  const begin = (name: string) => {
    claim = name;
    number = 0;
  };
  const words = vocabulary(
    kindOfActor(content),
    {
      add(citation) {
        number += 1;
        const name = `citation:${idIn(claim)}/${claim.startsWith('talk:') ? 'seat-' : ''}${number}`;
        annotations.push(annotationOf(name, claim, citation, urls.get(citation.source)));
        return name;
      },
      citation: () => {
        throw new Error('an export reads no citation');
      },
    },
    () => talkId,
  );
  const graph: Node[] = REGISTRIES.flatMap(([list, word]) =>
    content[list].map((entry) => asNode(words[word].write(entry))),
  );
  for (const files of content.talks) {
    const { talk, sources, translations } = files;
    graph.push(
      ...sources.map((source) => ({
        ...asNode(words.source.write(source)),
        'communique:talk': `talk:${talk.id}`,
      })),
    );
    talkId = talk.id;
    begin(`talk:${talk.id}`);
    const { first, last } = boundsOf(talk.date);
    graph.push({
      ...asNode(words.talk.write(talk)),
      name: textsOf(files, talk.title, (own) =>
        own.talk && unfitForTalk(talk, own.talk) === undefined ? own.talk.title : undefined,
      ),
      startDate: first,
      endDate: last,
      'communique:points': talk.points.map(({ id }) => `point:${talk.id}/${id}`),
      'communique:translations': translations.map(({ language, talk: head, points }) => ({
        language,
        ...(head === undefined ? {} : { talk: head }),
        points: Object.fromEntries(points),
      })),
    });
    for (const point of talk.points) {
      begin(`point:${talk.id}/${point.id}`);
      graph.push({
        '@id': claim,
        ...asNode(words.point.write(point)),
        text: textsOf(files, point.text, ({ language, points }) => {
          const own = points.get(point.id);
          return own && unfitForPoint(point, own, language) === undefined ? own.text : undefined;
        }),
      });
    }
  }
  return {
    catalogue: { '@context': CONTEXT, '@graph': graph },
    annotations: {
      '@context': ANNOTATION_CONTEXT,
      id: urn('citations'),
      type: 'AnnotationCollection',
      total: annotations.length,
      first: { id: urn('citations:1'), type: 'AnnotationPage', items: annotations },
    },
  };
}

/** A text in English and in the languages in which it is shown. */
function textsOf(
  { translations }: TalkFiles,
  english: string,
  translated: (own: TalkFiles['translations'][number]) => string | undefined,
): Node {
  const others = translations.flatMap((own) => {
    const words = translated(own);
    return words === undefined ? [] : [[own.language, words] as const];
  });
  return { en: english, ...Object.fromEntries(others) };
}

function kindOfActor({ people, parties }: Entries): KindOfActor {
  const persons = new Set<string>(people.map(({ id }) => id));
  const states = new Set<string>(parties.map(({ id }) => id));
  return (id) => (persons.has(id) ? 'person' : states.has(id) ? 'party' : 'outlet');
}

/**
 * What an export holds, as it stands in the files. Whether it is right, loading it tells.
 * @throws UserError for anything but an export
 */
export function importContent({ catalogue, annotations }: Exported): Entries {
  const citations = new Map<string, Node>(
    listIn(asNode(annotations.first ?? {}), 'items').map((one) => [String(one.id), one]),
  );
  let talkId = '';
  const found = (name: string): Citation => {
    const annotation = citations.get(urn(name));
    if (annotation === undefined) throw noExport(`there is no annotation ${name}`);
    return citationOf(annotation);
  };
  const words = vocabulary(
    () => 'person',
    { add: () => '', citation: found },
    () => talkId,
  );
  const nodes = Map.groupBy(listIn(catalogue, '@graph'), (one) => kindOf(one));
  const all = (kind: string) => nodes.get(kind) ?? [];
  const points = new Map(all('point').map((one) => [String(one['@id']), one]));
  const sources = Map.groupBy(all('source'), (one) => String(one['communique:talk']));
  const talks = all('talk').map((one) => {
    const own = sources.get(String(one['@id'])) ?? [];
    talkId = idIn(one['@id']);
    const { id, draft, publish, ...head } = asNode(words.talk.read(one));
    const inOrder = namesIn(one, 'communique:points').map((name): unknown => {
      const point = points.get(name);
      if (point === undefined) throw noExport(`there is no ${name}`);
      const id = idIn(name).split('/').at(-1);
      const { topics, subject, kind, by, told, ...rest } = asNode(words.point.read(point));
      return { id, topics, subject, kind, by, told, text: asNode(point.text).en, ...rest };
    });
    return {
      talk: { id, draft, publish, title: asNode(one.name).en, ...head, points: inOrder as Point[] },
      sources: own.map((source) => words.source.read(source)),
      translations: listIn(one, 'communique:translations').map(({ language, talk, points: byId }) => ({
        language,
        talk,
        points: new Map(Object.entries(asNode(byId))),
      })),
    };
  });
  const registries = Object.fromEntries(
    REGISTRIES.map(([list, word, kind]) => [list, all(kind).map((one) => words[word].read(one))]),
  );
  return { ...registries, talks } as unknown as Entries;
}

function kindOf(one: Node): string {
  return String(one['@id']).split(':')[0] ?? '';
}

function listIn(of: Node, key: string): readonly Node[] {
  const list = of[key];
  if (!Array.isArray(list)) throw noExport(`it has no ${key}`);
  return list.map(asNode);
}

function namesIn(of: Node, key: string): readonly string[] {
  const list = of[key];
  if (!Array.isArray(list)) throw noExport(`it has no ${key}`);
  return list.map(String);
}
