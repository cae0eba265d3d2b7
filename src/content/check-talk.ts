// The rules of one talk: its references, roles, dates and timeline.

import { checkCitations, type Registries, reference } from './check.ts';
import { checkPoints } from './check-points.ts';
import { comparePartial } from './dates.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './findings.ts';
import type { Delegate, Speaker, Talk } from './schema.ts';
import { shown } from './wording.ts';
import type { Path } from './yaml-file.ts';

/** What is wrong in the talk. `name` is the file's name without `.yaml`. */
export function checkTalk(talk: Draft<Talk>, name: string, registries: Registries): readonly Finding[] {
  const delegates = (talk.delegations ?? []).flatMap((delegation) => peopleOf(delegation?.members));
  const roles = new Set([...delegates, ...peopleOf(talk.speakers)]);
  return [
    ...checkId(talk, name),
    ...checkDelegations(talk, registries),
    ...checkSpeakers(talk, delegates, registries),
    ...checkPoints(talk, registries, roles),
    ...checkTimeline(talk),
  ];
}

function checkId(talk: Draft<Talk>, name: string): readonly Finding[] {
  if (talk.id === undefined || talk.id === name) return [];
  const what = `the id ${shown(talk.id)} is not the file's name; write id: ${name} or rename the file to ${talk.id}.yaml`;
  return [{ path: ['id'], at: 'value', what }];
}

function checkDelegations(talk: Draft<Talk>, registries: Registries): readonly Finding[] {
  const findings: Finding[] = [];
  const parties = new Set<string>();
  const named = new Set<string>();
  for (const [index, delegation] of (talk.delegations ?? []).entries()) {
    const path = ['delegations', index];
    findings.push(
      ...reference([...path, 'party'], delegation?.party, registries.parties?.byId, 'parties.yaml'),
    );
    if (delegation?.party !== undefined && parties.has(delegation.party)) {
      const what = `${shown(delegation.party)} has two delegations; put all members under one`;
      findings.push({ path: [...path, 'party'], at: 'value', what });
    }
    if (delegation?.party !== undefined) parties.add(delegation.party);
    for (const [place, member] of (delegation?.members ?? []).entries()) {
      findings.push(...checkRole([...path, 'members', place], member, talk.date, named, registries));
    }
    findings.push(...checkCitations(path, delegation?.sources, registries));
  }
  return findings;
}

function checkSpeakers(
  talk: Draft<Talk>,
  delegates: readonly string[],
  registries: Registries,
): readonly Finding[] {
  const findings: Finding[] = [];
  const named = new Set(delegates);
  for (const [index, speaker] of (talk.speakers ?? []).entries()) {
    const path = ['speakers', index];
    findings.push(...checkRole(path, speaker, talk.date, named, registries));
    findings.push(...reference([...path, 'party'], speaker?.party, registries.parties?.byId, 'parties.yaml'));
  }
  return findings;
}

function peopleOf(roles: readonly (Draft<Delegate> | undefined)[] | undefined): readonly string[] {
  return (roles ?? []).flatMap((role) => role?.person ?? []);
}

function checkRole(
  path: Path,
  role: Draft<Delegate> | Draft<Speaker> | undefined,
  talkDate: string | undefined,
  named: Set<string>,
  registries: Registries,
): readonly Finding[] {
  const findings = [...reference([...path, 'person'], role?.person, registries.people?.byId, 'people.yaml')];
  if (role?.person !== undefined && named.has(role.person)) {
    const what = `${shown(role.person)} is named twice; name each person once, as delegate or as speaker`;
    findings.push({ path: [...path, 'person'], at: 'value', what });
  }
  if (role?.person !== undefined) named.add(role.person);
  if (talkDate === undefined) return findings;
  if (role?.since !== undefined && comparePartial(role.since, talkDate) > 0) {
    const what = `the role began ${role.since}, after the talk of ${talkDate}; write the role held on that day`;
    findings.push({ path: [...path, 'since'], at: 'value', what });
  }
  if (role?.until !== undefined && comparePartial(role.until, talkDate) < 0) {
    const what = `the role ended ${role.until}, before the talk of ${talkDate}; write the role held on that day`;
    findings.push({ path: [...path, 'until'], at: 'value', what });
  }
  return findings;
}

function checkTimeline(talk: Draft<Talk>): readonly Finding[] {
  const points = new Map(
    (talk.points ?? []).flatMap((point) => (point?.id ? [[point.id, point] as const] : [])),
  );
  const findings: Finding[] = [];
  let last: string | undefined;
  for (const [index, entry] of (talk.timeline ?? []).entries()) {
    const path = ['timeline', index];
    findings.push(...reference([...path, 'point'], entry?.point, points, 'the points of this talk'));
    if (entry?.date === undefined) continue;
    if (last !== undefined && comparePartial(entry.date, last) < 0) {
      const what = `${entry.date} stands after ${last}; write the timeline from the oldest to the newest`;
      findings.push({ path: [...path, 'date'], at: 'value', what });
    }
    last = entry.date;
  }
  return findings;
}
