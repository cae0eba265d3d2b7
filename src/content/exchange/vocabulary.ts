// What each entry of the content is in the words of schema.org and of W3C Web Annotation. What they lack is called `communique:…`.

import type { Citation } from '../schema.ts';
import { asNode, type Codec, idIn, listOf, type Node, node, noExport, reference, same } from './codec.ts';

/** Which registry an id of `by` is in. */
export type KindOfActor = (id: string) => 'person' | 'party' | 'outlet';

/** Where citations are kept: each is an annotation of its source. */
export interface Annotations {
  /** Gives the name of the annotation. */
  add(citation: Citation): string;
  /** @throws UserError where there is none of that name */
  citation(name: string): Citation;
}

export const TERMS = 'urn:communique:terms:';
const KINDS = [
  'topic',
  'subject',
  'person',
  'party',
  'outlet',
  'place',
  'promise',
  'talk',
  'session',
  'series',
  'point',
  'source',
  'citation',
] as const;

/** Keys whose values are names of nodes. */
const NAMES = [
  'inDefinedTermSet',
  'parentOrganization',
  'member',
  'affiliation',
  'agent',
  'recipient',
  'location',
  'superEvent',
  'publisher',
  'isBasedOn',
  'accountablePerson',
  'creator',
  'citation',
  'communique:party',
  'communique:person',
  'communique:by',
  'communique:told',
  'communique:lead',
  'communique:issued',
  'communique:points',
  'communique:topics',
  'communique:subject',
  'communique:to',
  'communique:promise',
  'communique:sources',
  'communique:sessions',
] as const;
/** Keys whose values are texts by language. */
const TONGUES = ['name', 'description', 'text', 'roleName', 'communique:short', 'communique:if'] as const;
const AS_THEY_ARE = ['communique:translations', 'communique:seal', 'communique:changes'] as const;

export const CONTEXT: Node = {
  '@vocab': 'https://schema.org/',
  communique: TERMS,
  ...Object.fromEntries(KINDS.map((kind) => [kind, { '@id': `urn:communique:${kind}:`, '@prefix': true }])),
  ...Object.fromEntries(NAMES.map((key) => [key, { '@type': '@id' }])),
  ...Object.fromEntries(TONGUES.map((key) => [key, { '@container': '@language' }])),
  ...Object.fromEntries(AS_THEY_ARE.map((key) => [key, { '@type': '@json' }])),
};

/**
 * @param kindOf of an actor; reading needs none, since the name says it
 * @param talk the id of the talk that is being written or read: what it names without a talk is its own
 */
export function vocabulary(kindOf: KindOfActor, annotations: Annotations, talk: () => string) {
  const ofTalk = (kind: string): Codec => ({
    write(id) {
      const own = String(id);
      return own.includes('/') ? `${kind}:${own}` : `${kind}:${talk()}/${own}`;
    },
    read(name) {
      const id = idIn(name);
      return id.startsWith(`${talk()}/`) ? id.slice(talk().length + 1) : id;
    },
  });
  const actor: Codec = {
    write: (id) => `${kindOf(String(id))}:${String(id)}`,
    read: idIn,
  };
  const citations = listOf({
    write: (citation) => annotations.add(citation as Citation),
    read(name) {
      if (typeof name !== 'string') throw noExport('a citation has no name');
      return annotations.citation(name);
    },
  });
  const also = ['alternateName', same] as const;
  const party = reference('party');
  const country = ['communique:country', same] as const;
  const unnamed = ['communique:unnamed', same] as const;
  const withId = (kind: string) => ({ id: ['@id', reference(kind)] as const });

  const topic = node({
    type: 'DefinedTerm',
    words: { name: 'name', description: 'description' },
    keys: {
      ...withId('topic'),
      command: ['communique:command', same],
      emoji: ['communique:emoji', same],
      also,
    },
  });
  const subject = node({
    type: 'DefinedTerm',
    words: { name: 'name' },
    keys: { ...withId('subject'), topic: ['inDefinedTermSet', reference('topic')], also },
  });
  const organization = node({
    type: 'Organization',
    words: { name: 'name' },
    keys: {
      ...withId('party'),
      country,
      of: ['parentOrganization', party],
      flag: ['communique:flag', same],
      members: ['member', listOf(actor)],
      unnamed,
      also,
    },
  });
  const role = node({
    type: 'Role',
    words: { role: 'roleName' },
    keys: { party: ['affiliation', party], since: ['startDate', same], until: ['endDate', same] },
  });
  const person = node({
    type: 'Person',
    words: { name: 'name', short: 'communique:short' },
    keys: { ...withId('person'), also, roles: ['hasOccupation', listOf(role)] },
  });
  const outlet = node({
    type: 'NewsMediaOrganization',
    words: { name: 'name' },
    keys: {
      ...withId('outlet'),
      country,
      owner: ['communique:owner', same],
      about: ['communique:about', same],
      unnamed,
      also,
    },
  });
  const promise = node({
    type: 'PlanAction',
    words: { title: 'name', if: 'communique:if' },
    keys: {
      ...withId('promise'),
      by: ['agent', listOf(party)],
      to: ['recipient', listOf(party)],
      due: ['communique:due', same],
    },
  });
  const place = node({
    type: 'Place',
    words: { name: 'name' },
    keys: { ...withId('place'), country, also },
  });
  const source = node({
    type: 'CreativeWork',
    keys: {
      ...withId('source'),
      outlet: ['publisher', reference('outlet')],
      title: ['headline', same],
      form: ['communique:form', same],
      language: ['inLanguage', same],
      translation: ['communique:translation', same],
      published: ['datePublished', same],
      url: ['url', same],
      archived: ['archivedAt', same],
      carries: ['isBasedOn', reference('source')],
      issued: ['communique:issued', listOf(party)],
      read: ['communique:read', same],
      note: ['communique:note', same],
      seal: ['communique:seal', same],
    },
  });
  const member = node({
    type: 'Role',
    keys: {
      person: ['communique:person', reference('person')],
      role: ['communique:role', same],
      head: ['communique:head', same],
      sessions: ['communique:sessions', listOf(ofTalk('session'))],
      citations: ['citation', citations],
    },
  });
  const delegation = node({
    type: 'Role',
    keys: {
      party: ['communique:party', party],
      part: ['communique:part', same],
      members: ['communique:members', listOf(member)],
      citations: ['citation', citations],
    },
  });
  const session = node({
    type: 'Event',
    keys: {
      id: ['@id', ofTalk('session')],
      title: ['communique:title', same],
      date: ['communique:date', same],
      parties: ['communique:party', listOf(party)],
      duration: ['communique:duration', same],
    },
  });
  const quotation = node({
    type: 'Quotation',
    keys: {
      text: ['communique:english', same],
      of: ['creator', actor],
      original: ['communique:original', same],
      language: ['communique:spokenIn', same],
    },
  });
  const point = node({
    type: 'Claim',
    keys: {
      topics: ['communique:topics', listOf(reference('topic'))],
      subject: ['communique:subject', reference('subject')],
      kind: ['communique:kind', same],
      by: ['communique:by', listOf(actor)],
      told: ['communique:told', listOf(party)],
      date: ['communique:date', same],
      promise: [
        'communique:step',
        node({
          type: 'Action',
          keys: { id: ['communique:promise', reference('promise')], step: ['communique:did', same] },
        }),
      ],
      answers: [
        'communique:answers',
        listOf(
          node({
            type: 'Action',
            keys: { to: ['communique:to', ofTalk('point')], how: ['communique:how', same] },
          }),
        ),
      ],
      quote: ['hasPart', quotation],
      citations: ['citation', citations],
      changes: ['communique:changes', same],
    },
  });
  const event = node({
    type: 'Event',
    keys: {
      ...withId('talk'),
      draft: ['communique:draft', same],
      publish: ['communique:publish', same],
      about: ['communique:about', same],
      date: ['communique:date', same],
      place: ['location', reference('place')],
      venue: ['communique:venue', same],
      duration: ['communique:duration', same],
      form: ['communique:form', same],
      state: ['communique:state', same],
      series: ['superEvent', reference('series')],
      lead: ['communique:lead', listOf(ofTalk('point'))],
      sessions: ['subEvent', listOf(session)],
      delegations: ['communique:delegations', listOf(delegation)],
    },
  });
  return { topic, subject, organization, person, outlet, promise, place, source, point, talk: event };
}

/** The annotation of a citation: the passage in the source, and what is claimed by it. */
export function annotationOf(name: string, claim: string, citation: Citation, url: string | undefined): Node {
  const { source, at, passage, says, note } = citation;
  const selector = { type: 'TextQuoteSelector', exact: passage };
  return {
    id: urn(name),
    type: 'Annotation',
    motivation: 'linking',
    body: [
      urn(claim),
      ...(note === undefined
        ? []
        : [{ type: 'TextualBody', value: note, language: 'en', purpose: 'commenting' }]),
    ],
    target: { source: url ?? urn(`source:${source}`), selector },
    'communique:source': source,
    'communique:at': at,
    ...(says === undefined ? {} : { 'communique:says': says }),
  };
}

export const ANNOTATION_CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { communique: TERMS }] as const;

/** @throws UserError for an annotation of another kind */
export function citationOf(annotation: Node): Citation {
  const { selector } = asNode(annotation.target);
  const body = Array.isArray(annotation.body) ? annotation.body : [];
  const remark = body.find((one) => typeof one === 'object' && one !== null);
  const says = annotation['communique:says'];
  return {
    source: annotation['communique:source'],
    at: annotation['communique:at'],
    passage: asNode(selector).exact,
    ...(says === undefined ? {} : { says }),
    ...(remark === undefined ? {} : { note: asNode(remark).value }),
  } as Citation;
}

/** The name of a node as an IRI. */
export function urn(name: string): string {
  return `urn:communique:${name}`;
}
