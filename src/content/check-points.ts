// Rules of a talk's points: every claim has somebody behind it who could know, and a kind that fits.

import { standsTwice } from './check-registries.ts';
import { type Cited, checkCitations, missingHere } from './check-talk.ts';
import type { Registries, Sheet, TalkDraft } from './draft.ts';
import { byDate } from './edtf.ts';
import { atKey, atValue, nearest, shown } from './problems.ts';
import type { Change, Point } from './schema.ts';
import { absentFromTable, seatedIn } from './seating.ts';
import type { Slices } from './slices.ts';
import { either } from './wording.ts';
import type { Path } from './yaml-place.ts';

const SAID = either('write kind: said', 'choose “Said” under “Kind”');

/** What the points of a talk are checked against. */
export interface Around extends Cited {
  readonly registries: Registries;
  readonly talks: ReadonlyMap<string, TalkDraft>;
}

export function* checkPoints(talk: TalkDraft, sheet: Sheet, around: Around): Slices<void> {
  const texts = new Map<string, string>();
  const links = new Set<string>();
  for (const { index, entry: point } of talk.points.kept) {
    if (sheet.isFull) return;
    const path = ['points', index];
    checkReferences(sheet, path, point, around);
    checkBy(sheet, path, point, talk, around.registries);
    checkAnswers(sheet, path, point, talk, around.talks, links);
    checkQuote(sheet, path, point);
    checkChanges(sheet, path, point.changes ?? []);
    checkCitations(sheet, path, point.citations, around);
    const same = texts.get(point.text.toLowerCase());
    if (same !== undefined)
      sheet.find(atValue([...path, 'text'], `is the text of ${same} too; leave one of the two points out`));
    texts.set(point.text.toLowerCase(), point.id);
    sheet.find(...speakerInText(path, point, around.registries));
    yield;
  }
}

function checkReferences(
  sheet: Sheet,
  path: Path,
  { topics, subject, by, promise }: Point,
  { references }: Around,
): void {
  for (const [place, topic] of topics.entries()) {
    references.use('topic', sheet, path, 'topics', topic, place);
    if (topics.indexOf(topic) !== place) sheet.find(standsTwice([...path, 'topics', place], topic));
  }
  references.use('subject', sheet, path, 'subject', subject);
  if (promise !== undefined) references.use('promise', sheet, [...path, 'promise'], 'id', promise.id);
  for (const [place, actor] of by.entries()) {
    references.use('actor', sheet, path, 'by', actor, place);
    if (by.indexOf(actor) !== place) sheet.find(standsTwice([...path, 'by', place], actor));
  }
}

/** Who may stand behind each kind of point. */
function checkBy(
  sheet: Sheet,
  path: Path,
  point: Point,
  talk: TalkDraft,
  { parties, people, outlets }: Registries,
): void {
  const { kind, by } = point;
  const missing = (who: string) =>
    sheet.find(atKey(path, `is ${kind} by nobody; write ${either(`by: with ${who}`, `${who} under “By”`)}`));
  const wrong = (place: number, who: string) =>
    sheet.find(
      atValue([...path, 'by', place], `${shown(by[place] ?? '')} cannot stand here; ${kind} is by ${who}`),
    );
  if (point.told !== undefined) checkTold(sheet, path, point, talk);
  if ((kind === 'said' || kind === 'analysis' || kind === 'denied') && by.length === 0)
    missing('the people, parties or outlets whose words these are');
  if (kind === 'open' && by.length === 0) missing('the parties between whom it stayed open');
  for (const [place, id] of by.entries()) {
    const isParty = parties?.ids.has(id) ?? true;
    const isOutlet = outlets?.ids.has(id) ?? true;
    const isPerson = people?.ids.has(id) ?? true;
    if (!isParty && !isOutlet && !isPerson) continue;
    if ((kind === 'agreed' || kind === 'open') && !isParty) wrong(place, 'parties');
    if (kind === 'reported' && !isOutlet && !parties?.byId.get(id)?.unnamed)
      wrong(place, 'outlets or by officials whom nobody names; where one is named, it is said');
    if (kind === 'background' && !isOutlet) wrong(place, 'nobody, or the outlet whose count it is');
  }
  if (kind === 'agreed') checkTable(sheet, path, by, talk);
}

/** Only those at one table can have agreed. */
function checkTable(sheet: Sheet, path: Path, by: readonly string[], talk: TalkDraft): void {
  if (by.length < 2) {
    const what = `is agreed by fewer than two parties; write ${either('by: with all who agreed, or kind: said', 'all who agreed under “By”, or choose “Said” under “Kind”')}`;
    sheet.find(atKey([...path, 'by'], what));
    return;
  }
  const seats = {
    delegations: talk.delegations.kept.map(({ entry }) => entry),
    ...(talk.sessions.kept.length === 0 ? {} : { sessions: talk.sessions.kept.map(({ entry }) => entry) }),
  };
  const seated = seatedIn(seats);
  const broken = talk.delegations.ids.difference(new Set(talk.delegations.byId.keys()));
  for (const [place, party] of by.entries()) {
    // A delegation with a mistake in it is said to have one.
    if (seated.has(party) || broken.has(party)) continue;
    const what = talk.delegations.ids.has(party)
      ? `${shown(party)} only observed; name parties that negotiated, or ${SAID}`
      : `${shown(party)} did not sit at the table; name parties that have a delegation here, or ${SAID}`;
    sheet.find(atValue([...path, 'by', place], what));
  }
  if (by.every((id) => seated.has(id)) && absentFromTable(seats, by).length > 0) {
    const what = 'these parties sat at no table together; name those of one session';
    sheet.find(atValue([...path, 'by'], what));
  }
}

function checkTold(sheet: Sheet, path: Path, { kind, told = [] }: Point, talk: TalkDraft): void {
  if (kind !== 'agreed') {
    const what = `is ${kind}; whose account it is goes only with agreed, so leave ${either('told out', '“Told by” empty')}`;
    sheet.find(atKey([...path, 'told'], what));
    return;
  }
  for (const [place, party] of told.entries()) {
    if (!talk.delegations.ids.has(party))
      sheet.find(
        atValue([...path, 'told', place], missingHere('told', party, talk.delegations.ids, 'a delegation')),
      );
  }
}

/** Where an answer leads: `point` of this talk, `talk/point` of another. */
function checkAnswers(
  sheet: Sheet,
  path: Path,
  point: Point,
  talk: TalkDraft,
  talks: ReadonlyMap<string, TalkDraft>,
  links: Set<string>,
): void {
  const answers = point.answers ?? [];
  if (point.kind === 'denied' && !answers.some(({ how }) => how === 'denies')) {
    const what = `denies nothing; ${either('write answers: [{ to: the point that is denied, how: denies }]', 'add an answer, and choose the point that it denies')}`;
    sheet.find(atKey([...path, 'answers'], what));
  }
  for (const [place, { to }] of answers.entries()) {
    const here = [...path, 'answers', place, 'to'];
    const [first = '', second] = to.split('/');
    const [talkId, pointId] = second === undefined ? [talk.id, first] : [first, second];
    const other = talks.get(talkId);
    const ends = [`${talk.id}/${point.id}`, `${talkId}/${pointId}`];
    if (ends[0] === ends[1]) {
      sheet.find(
        atValue(here, `answers itself; ${either('write the id of', 'choose')} the point that it answers`),
      );
    } else if (other === undefined) {
      const near = nearest(talkId, talks.keys());
      const advice =
        near === undefined
          ? `write ${either('talk/point', 'round/point')} of one that is there`
          : `write ${shown(`${near}/${pointId}`)}`;
      sheet.find(atValue(here, `there is no talk ${shown(talkId)}; ${advice}, or add it`));
    } else if (other.sheet !== undefined && !other.points.ids.has(pointId)) {
      const candidates = [...other.points.ids].filter((id) => other !== talk || id !== point.id);
      const near = nearest(pointId, candidates);
      const advice = near === undefined ? 'write a point that is there' : `write ${shown(near)}`;
      const where = other === talk ? 'this talk' : talkId;
      sheet.find(atValue(here, `there is no point ${shown(pointId)} in ${where}; ${advice}, or add it`));
    }
    const link = ends.toSorted().join(' ');
    if (links.has(link))
      sheet.find(
        atValue(here, 'these two points are linked already; write each pair once, at the later point'),
      );
    links.add(link);
  }
}

function checkQuote(sheet: Sheet, path: Path, { quote, by }: Point): void {
  if (quote === undefined) return;
  const here = [...path, 'quote'];
  if (!by.includes(quote.of)) {
    const who =
      by.length === 0
        ? `write ${either('by: with whose words these are', 'whose words these are under “By”')}`
        : `${either('write', 'choose')} one of ${by.map((id) => either(id, shown(id))).join(', ')}`;
    sheet.find(
      atValue([...here, 'of'], `${shown(quote.of)} is not ${either('in by', 'under “By”')}; ${who}`),
    );
  }
  if (quote.original !== undefined && quote.language === undefined) {
    const what = `has the original, but not its language; write ${either('language: with two letters', 'two letters under “Which language”')}, such as ru`;
    sheet.find(atKey(here, what));
  }
  if (quote.language === 'en') {
    const what = 'the words were said in English, which goes without saying; leave the language out';
    sheet.find(atValue([...here, 'language'], what));
  }
}

function checkChanges(sheet: Sheet, path: Path, changes: readonly Change[]): void {
  for (const [index, change] of changes.entries()) {
    const here = [...path, 'changes', index];
    const before = changes[index - 1];
    if (before !== undefined && before.on > change.on) {
      const what = `${change.on} stands after ${before.on}; write the oldest change first`;
      sheet.find(atValue([...here, 'on'], what));
    }
    if (before?.how === 'withdrawn')
      sheet.find(atValue(here, 'comes after the point was withdrawn; leave it out'));
    const { how } = change;
    const lacks = (key: 'was' | 'why') =>
      sheet.find(
        atKey(
          [...here, 'how'],
          `is ${how} without ${either(key, key === 'was' ? 'what it said' : 'a reason')}; write ${either(`${key}: `, '')}${key === 'was' ? 'what was published' : 'the reason'}`,
        ),
      );
    if (how === 'corrected' && change.was === undefined) lacks('was');
    if (how !== 'reworded' && change.why === undefined) lacks('why');
    for (const key of ['was', 'why', 'material'] as const) {
      const isOdd = how === 'reworded' || (how === 'withdrawn' && key === 'was');
      if (isOdd && change[key] !== undefined)
        sheet.find(
          atKey(
            [...here, key],
            `is ${how}, which needs no ${either(key, key === 'material' ? 'such mark' : key === 'was' ? 'earlier text' : 'reason')}; leave it out`,
          ),
        );
    }
  }
}

/** `Rubio says that …`: the name is put in front of the text anyway. */
function speakerInText(path: Path, { kind, by, text }: Point, { people, parties, outlets }: Registries) {
  if (kind !== 'said' && kind !== 'analysis' && kind !== 'denied') return [];
  for (const id of by) {
    const person = people?.byId.get(id);
    const names = person
      ? [person.name, person.short]
      : [parties?.byId.get(id)?.name, outlets?.byId.get(id)?.name];
    const name = names.find((one) => one !== undefined && beginsWith(text, one));
    if (name === undefined) continue;
    const what = `begins with ${shown(name)}, whose name stands in front of it anyway; write only what was said`;
    return [atValue([...path, 'text'], what)];
  }
  return [];
}

function beginsWith(text: string, name: string): boolean {
  return (
    text.startsWith(name) &&
    /^(?:: | (?:says?|said|denie[sd]|states?|stated|claims?|claimed)\b)/.test(text.slice(name.length))
  );
}

/** What points did to one promise, in order of time: after its end it can only be made or begun again. */
export function* checkPromises(talks: readonly TalkDraft[]): Slices<void> {
  const steps = new Map<string, { talk: TalkDraft; index: number; point: Point; date: string }[]>();
  for (const talk of talks) {
    for (const { index, entry: point } of talk.points.kept) {
      const date = point.date ?? talk.head.date;
      if (point.promise === undefined || date === undefined) continue;
      const list = steps.get(point.promise.id) ?? [];
      list.push({ talk, index, point, date });
      steps.set(point.promise.id, list);
    }
    yield;
  }
  for (const list of steps.values()) {
    const inOrder = list.toSorted((a, b) => byDate(a.date, b.date));
    for (const [place, { talk, index, point }] of inOrder.entries()) {
      const before = inOrder[place - 1];
      const last = before?.point.promise?.step;
      const step = point.promise?.step;
      if (before === undefined || (last !== 'lapsed' && last !== 'withdrawn')) continue;
      if (step === 'made' || step === 'begun' || step === last || before.date === inOrder[place]?.date)
        continue;
      const what = `is ${step} after ${before.talk.id}/${before.point.id} (${last}, ${before.date}); write made or begun, or correct the dates`;
      talk.sheet?.find(atValue(['points', index, 'promise', 'step'], what));
    }
    yield;
  }
}
