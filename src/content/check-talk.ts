// The rules of one talk: its references, roles, dates, and that every claim has somebody behind it.
// Called by load.ts for each file of talks/, after zod has looked at it.

import { leadsBack, type Registries } from './check.ts';
import { comparePartial } from './dates.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './explain.ts';
import type { Delegate, Point, Speaker, Talk } from './schema.ts';
import { shown, suggestion } from './wording.ts';
import type { Path } from './yaml-file.ts';

type Ids = { has(id: string): boolean; keys(): Iterable<string> };

/** What is wrong in the talk. `name` is the file's name without `.yaml`. */
export function checkTalk(talk: Draft<Talk>, name: string, registries: Registries): readonly Finding[] {
  return [
    ...checkId(talk, name),
    ...checkDelegations(talk, registries),
    ...checkSpeakers(talk, registries),
    ...checkPoints(talk, registries),
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

function checkSpeakers(talk: Draft<Talk>, registries: Registries): readonly Finding[] {
  const findings: Finding[] = [];
  const named = new Set(talk.delegations?.flatMap((delegation) => peopleOf(delegation?.members)));
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

function checkPoints(talk: Draft<Talk>, registries: Registries): readonly Finding[] {
  const points = new Map<string, Draft<Point>>();
  const roles = new Set([
    ...(talk.delegations ?? []).flatMap((delegation) => peopleOf(delegation?.members)),
    ...peopleOf(talk.speakers),
  ]);
  const findings: Finding[] = [];
  for (const [index, point] of (talk.points ?? []).entries()) {
    if (point?.id === undefined) continue;
    if (points.has(point.id)) {
      const what = `the id ${shown(point.id)} stands twice in this talk; give one of the two another id`;
      findings.push({ path: ['points', index, 'id'], at: 'value', what });
    } else points.set(point.id, point);
  }
  for (const [index, point] of (talk.points ?? []).entries()) {
    if (point === undefined) continue;
    const path = ['points', index];
    for (const [place, topic] of (point.topics ?? []).entries()) {
      findings.push(...reference([...path, 'topics', place], topic, registries.topics?.byId, 'topics.yaml'));
    }
    findings.push(...repeated([...path, 'topics'], point.topics), ...repeated([...path, 'by'], point.by));
    findings.push(...checkBy(path, point, registries, roles));
    findings.push(...checkKind(path, point, points));
    findings.push(...checkCitations(path, point.sources, registries));
    findings.push(...checkPublished(path, point, talk.date, registries));
  }
  return findings;
}

function checkBy(
  path: Path,
  point: Draft<Point>,
  registries: Registries,
  roles: ReadonlySet<string>,
): readonly Finding[] {
  const { parties, people, sources } = registries;
  if (parties === undefined || people === undefined || sources === undefined) return [];
  const actors = new Set([...people.byId.keys(), ...parties.byId.keys(), ...sources.byId.keys()]);
  const findings: Finding[] = [];
  for (const [place, actor] of (point.by ?? []).entries()) {
    const here = [...path, 'by', place];
    findings.push(...reference(here, actor, actors, 'people.yaml, parties.yaml or sources.yaml'));
    if (actor === undefined || !people.byId.has(actor) || roles.has(actor)) continue;
    const what = `${shown(actor)} has no role at this talk; add "- person: ${actor}" with the role of that day under speakers`;
    findings.push({ path: here, at: 'value', what });
  }
  return findings;
}

function checkKind(
  path: Path,
  point: Draft<Point>,
  points: ReadonlyMap<string, Draft<Point>>,
): readonly Finding[] {
  const findings: Finding[] = [];
  const find = (key: string, at: Finding['at'], what: string) =>
    findings.push({ path: [...path, key], at, what });
  if ((point.kind === 'said' || point.kind === 'analysis') && point.by?.length === 0) {
    find(
      'by',
      'key',
      `is ${point.kind} by nobody; write by: with the person, party or source whose words these are`,
    );
  }
  if (point.commitment !== undefined && point.kind !== undefined && point.kind !== 'agreed') {
    find(
      'commitment',
      'key',
      `has a commitment but is ${point.kind}; only agreed points commit, so leave it out`,
    );
  }
  if (point.kind === 'denied' && point.denies === undefined) {
    find('denies', 'key', 'denies nothing; write denies: with the id of the point that is denied');
  }
  if (point.denies === undefined) return findings;
  if (point.kind !== undefined && point.kind !== 'denied') {
    find('denies', 'key', `denies a point but is ${point.kind}; write kind: denied or leave denies out`);
  }
  if (point.denies === point.id) {
    find('denies', 'value', 'denies itself; write the id of the point that is denied');
  } else if (leadsBack(point.id, (id) => points.get(id)?.denies)) {
    find('denies', 'value', 'is itself denied by the point that it denies; leave one of the two denials out');
  }
  findings.push(...reference([...path, 'denies'], point.denies, points, 'the points of this talk'));
  return findings;
}

function checkCitations(
  path: Path,
  citations: Draft<Point['sources']> | undefined,
  registries: Registries,
): readonly Finding[] {
  return [...(citations ?? []).entries()].flatMap(([index, citation]) =>
    reference([...path, 'sources', index, 'id'], citation?.id, registries.sources?.byId, 'sources.yaml'),
  );
}

/** A source cannot report what had not happened when it was published. */
function checkPublished(
  path: Path,
  point: Draft<Point>,
  talkDate: string | undefined,
  registries: Registries,
): readonly Finding[] {
  const date = point.date ?? talkDate;
  const findings: Finding[] = [];
  for (const [index, citation] of (point.sources ?? []).entries()) {
    const published = registries.sources?.byId.get(citation?.id ?? '')?.published;
    if (date === undefined || published === undefined || comparePartial(date, published) <= 0) continue;
    const source = shown(citation?.id ?? '');
    const what =
      point.date === undefined
        ? `its source ${source} was published ${published}, before the talk; write date: with the day it is about`
        : `is dated ${date}, after its source ${source} was published (${published}); correct the date or cite a later source`;
    const at = point.date === undefined ? [...path, 'sources', index, 'id'] : [...path, 'date'];
    findings.push({ path: at, at: 'value', what });
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

function reference(
  path: Path,
  id: string | undefined,
  known: Ids | undefined,
  where: string,
): readonly Finding[] {
  if (id === undefined || known === undefined || known.has(id)) return [];
  const what = `${shown(String(path.findLast((step) => typeof step === 'string')))} names ${shown(id)}, which is not in ${where}; ${suggestion(id, known.keys(), `write an id that is there, or add ${shown(id)}`)}`;
  return [{ path, at: 'value', what }];
}

function repeated(path: Path, ids: readonly (string | undefined)[] | undefined): readonly Finding[] {
  return [...(ids ?? []).entries()].flatMap(([index, id]) =>
    id !== undefined && ids?.indexOf(id) !== index
      ? [
          {
            path: [...path, index],
            at: 'value',
            what: `${shown(id)} stands twice in this list; leave one out`,
          } as const,
        ]
      : [],
  );
}
