// What the catalogue answers: lookups, order, who speaks for whom.

import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import type { ActorId, PointId, TalkId, TopicId } from '../../src/content/schema.ts';
import { type Changes, contentFolder, TALK } from './folder.ts';

const OSLO = 'oslo-2024-05-02' as TalkId;
const FISHING = 'fishing' as TopicId;

async function load(changes?: Changes): Promise<Catalogue> {
  return loadContent(await contentFolder(changes));
}

/** A later talk whose only point is on the overview. */
const bergen = (date: string, id: string): Changes => ({
  [`talks/${id}.yaml`]: `id: ${id}
title: Bergen talks
about: Norway–Iceland
date: ${date}
place: { city: Bergen, country: Norway }
delegations: [{ party: norway, part: host, members: [], sources: [{ id: wire, at: ¶1 }] }]
points:
  - { id: met, topics: [overview], kind: background, text: The sides met, sources: [{ id: wire, at: ¶1 }] }
`,
});

test('talks come newest first, those of one day by id', async () => {
  const changes = { ...bergen('2024-06-01', 'bergen-b'), ...bergen('2024-06-01', 'bergen-a') };
  const catalogue = await load({ ...changes, ...bergen('2023-01-01', 'bergen-0') });
  expect(catalogue.talks.map((talk) => talk.id)).toEqual(['bergen-a', 'bergen-b', OSLO, 'bergen-0']);
});

test('the newest talk on a topic is the newest that has a point on it', async () => {
  const catalogue = await load(bergen('2024-06-01', 'bergen'));
  expect(catalogue.newestTalkOn('overview' as TopicId)?.id).toBe('bergen');
  expect(catalogue.newestTalkOn(FISHING)?.id).toBe(OSLO);
  expect(catalogue.topicsOf('bergen' as TalkId).map((topic) => topic.id)).toEqual(['overview']);
});

test('points come by talk and topic in the order of the file', async () => {
  const catalogue = await load();
  const ids = (topic: string) => catalogue.points(OSLO, topic as TopicId).map((point) => point.id);
  expect(ids('fishing')).toEqual(['cod-quota', 'secret-deal', 'no-secret', 'fair-result']);
  expect(ids('overview')).toEqual(['cod-quota']);
  expect(ids('whales')).toEqual([]);
  expect(catalogue.points('nowhere' as TalkId, FISHING)).toEqual([]);
});

test('what people type finds a talk, a topic, a command, or nothing', async () => {
  const catalogue = await load();
  expect(catalogue.talk(OSLO)?.title).toBe('Oslo talks');
  expect(catalogue.topic('fishing')?.name).toBe('Fishing');
  expect(catalogue.topicByCommand('latest')?.id).toBe('overview');
  for (const typed of ['', 'OSLO', '__proto__', 'constructor', '\0']) {
    expect([catalogue.talk(typed), catalogue.topic(typed), catalogue.topicByCommand(typed)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  }
});

test('a point knows its denials', async () => {
  const catalogue = await load();
  expect(catalogue.denialsOf(OSLO, 'secret-deal' as PointId).map((point) => point.id)).toEqual(['no-secret']);
  expect(catalogue.denialsOf(OSLO, 'cod-quota' as PointId)).toEqual([]);
  expect(catalogue.point(OSLO, 'no-secret' as PointId)?.denies).toBe('secret-deal');
});

test('actors are people, parties or sources', async () => {
  const catalogue = await load();
  const types = ['hansen', 'iceland', 'wire'].map((id) => catalogue.actor(id as ActorId).type);
  expect(types).toEqual(['person', 'party', 'source']);
  expect(() => catalogue.actor('nobody' as ActorId)).toThrow('the catalogue has no "nobody"');
});

test('delegates and offices speak for their state, others for none', async () => {
  const catalogue = await load();
  const stateOf = (id: string) => catalogue.partyOf(OSLO, id as ActorId)?.id;
  expect(stateOf('hansen')).toBe('norway');
  expect(stateOf('fishery-ministry')).toBe('norway');
  expect(stateOf('iceland')).toBe('iceland');
  expect(stateOf('berg')).toBeUndefined();
  expect(stateOf('wire')).toBeUndefined();
});

test('a speaker speaks for the party of that talk only', async () => {
  const catalogue = await load({
    ...bergen('2024-06-01', 'bergen'),
    [TALK]: (text) => text.replace('role: Skipper', 'role: Skipper\n    party: fishery-ministry'),
  });
  expect(catalogue.partyOf(OSLO, 'berg' as ActorId)?.id).toBe('norway');
  expect(catalogue.partyOf('bergen' as TalkId, 'berg' as ActorId)).toBeUndefined();
});

test('nothing that it returns can be changed', async () => {
  const catalogue = await load();
  const [point] = catalogue.points(OSLO, FISHING);
  const given: readonly unknown[] = [
    catalogue,
    catalogue.talks,
    catalogue.topics,
    catalogue.topicsOf(OSLO),
    catalogue.points(OSLO, FISHING),
    catalogue.denialsOf(OSLO, 'secret-deal' as PointId),
    point,
    point?.sources[0],
    catalogue.talk(OSLO)?.delegations[0]?.members,
    catalogue.party('norway' as never),
  ];
  expect(given.map((value) => value !== undefined && Object.isFrozen(value))).toEqual(given.map(() => true));
});
