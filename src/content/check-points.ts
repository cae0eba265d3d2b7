// The rules of a talk's points: a claim has an owner, a source that could know it, and a kind that fits.

import { checkCitations, type Ids, leadsBack, type Registries, reference, repeated } from './check.ts';
import { comparePartial } from './dates.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './findings.ts';
import type { Point, Talk } from './schema.ts';
import { shown } from './wording.ts';
import type { Path } from './yaml-file.ts';

/** What is wrong in the talk's points. `roles`: the people who have one at the talk. */
export function checkPoints(
  talk: Draft<Talk>,
  registries: Registries,
  roles: ReadonlySet<string>,
): readonly Finding[] {
  const points = new Map<string, Draft<Point>>();
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
  const registered = [people.byId, parties.byId, sources.byId];
  const actors: Ids = {
    has: (id) => registered.some((ids) => ids.has(id)),
    keys: () => registered.flatMap((ids) => [...ids.keys()]),
  };
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
