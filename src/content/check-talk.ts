// Rules of a talk's head, its delegations and its sources.

import { leadsBack, standsTwice } from './check-registries.ts';
import type { Entries, Kept, Registry, Sheet, TalkDraft } from './draft.ts';
import { compareDates } from './edtf.ts';
import { atKey, atValue, type Finding, nearest, shown } from './problems.ts';
import type { References } from './references.ts';
import {
  type Citation,
  type Delegation,
  isDayOrDays,
  type Member,
  type Session,
  type Source,
} from './schema.ts';
import { either } from './wording.ts';
import type { Path } from './yaml-place.ts';

/** What the citations of all talks are checked against. */
export interface Cited {
  /** The sources of all talks. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly references: References;
}

export function checkTalk(talk: TalkDraft, sheet: Sheet, cited: Cited): void {
  const { head, sessions, delegations } = talk;
  if (head.id !== undefined && head.id !== talk.id) {
    const what = `the id ${shown(head.id)} is not the folder's name; write ${either(`id: ${talk.id}`, talk.id)} or rename the folder to ${head.id}`;
    sheet.find(atValue(['id'], what));
  }
  cited.references.use('place', sheet, [], 'place', head.place);
  const isHeld = (head.state ?? 'held') === 'held';
  if (isHeld) checkHeld(talk, sheet);
  checkLead(talk, sheet);
  checkSessions(sheet, sessions, head.date, cited);
  checkDelegations(sheet, sessions, delegations, cited);
}

/** What talks that took place must have; those to come may have it. */
function checkHeld({ head, delegations }: TalkDraft, sheet: Sheet): void {
  if (head.date !== undefined && !isDayOrDays(head.date)) {
    const what = `the date ${head.date} is no day; write YYYY-MM-DD or two of them with a slash, or ${either('say state: planned', 'choose “Planned” under “State”')}`;
    sheet.find(atValue(['date'], what));
  }
  if (!sheet.keys.has('place') && head.form === 'meeting')
    sheet.find(
      atKey(
        [],
        `has no ${either('"place"; write place: an id of places.yaml', 'place; choose one, or say under “Form” that it was a call')}`,
      ),
    );
  if (!sheet.keys.has('lead'))
    sheet.find(
      atKey(
        [],
        `${either('has no "lead"; write lead: [ids of up to five points that a reader must know]', 'leads with no point; press ☆ at one to five points that a reader must know')}`,
      ),
    );
  if (delegations.kept.length === 0 && !sheet.keys.has('delegations'))
    sheet.find(
      atKey(
        [],
        `has no ${either('"delegations"; write delegations: with "- party: …" under it', 'delegations; add one for each side, at the bottom')}`,
      ),
    );
}

function checkLead({ head, points }: TalkDraft, sheet: Sheet): void {
  // Points that are missing as a whole have been reported.
  if (points.ids.size === 0) return;
  for (const [place, id] of (head.lead ?? []).entries()) {
    const path = ['lead', place];
    if (!points.ids.has(id)) sheet.find(atValue(path, missingHere('lead', id, points.ids, 'a point')));
    if (head.lead?.indexOf(id) !== place) sheet.find(standsTwice(path, id));
    const isWithdrawn = points.byId.get(id)?.changes?.some(({ how }) => how === 'withdrawn');
    if (isWithdrawn) sheet.find(atValue(path, `${shown(id)} is withdrawn; leave it out`));
  }
}

/** A missing id of the same file. */
export function missingHere(key: string, id: string, ids: Iterable<string>, what: string): string {
  const near = nearest(id, ids);
  const advice =
    near === undefined
      ? `${either('write', 'choose')} one that is there, or add ${shown(id)}`
      : `${either('write', 'choose')} ${shown(near)}, or add ${shown(id)}`;
  return `${either(`${shown(key)} names ${shown(id)}, which`, shown(id))} is not ${what} of this talk; ${advice}`;
}

function checkSessions(
  sheet: Sheet,
  sessions: Entries<Session>,
  date: string | undefined,
  { references }: Cited,
): void {
  for (const { index, entry } of sessions.kept) {
    const path = ['sessions', index];
    for (const [place, party] of entry.parties.entries())
      references.use('party', sheet, path, 'parties', party, place);
    if (date !== undefined && compareDates(date, entry.date) !== 0) {
      const what = `${entry.date} is outside the talk's date ${date}; correct one of the two`;
      sheet.find(atValue([...path, 'date'], what));
    }
  }
}

function checkDelegations(
  sheet: Sheet,
  sessions: Entries<Session>,
  delegations: Entries<Delegation>,
  cited: Cited,
): void {
  const parties = new Set<string>();
  const people = new Set<string>();
  for (const { index, entry } of delegations.kept) {
    const path = ['delegations', index];
    cited.references.use('party', sheet, path, 'party', entry.party);
    if (parties.has(entry.party)) {
      const what = `${shown(entry.party)} has two delegations; put all members under one`;
      sheet.find(atValue([...path, 'party'], what));
    }
    parties.add(entry.party);
    for (const [place, member] of entry.members.entries()) {
      const here = [...path, 'members', place];
      cited.references.use('person', sheet, here, 'person', member.person);
      if (people.has(member.person)) {
        const what = `${shown(member.person)} sits in two places; name each person once`;
        sheet.find(atValue([...here, 'person'], what));
      }
      people.add(member.person);
      checkMember(sheet, here, member, sessions, cited);
    }
    checkCitations(sheet, path, entry.citations, cited);
  }
}

function checkMember(
  sheet: Sheet,
  path: Path,
  member: Member,
  sessions: Entries<Session>,
  cited: Cited,
): void {
  for (const [place, id] of (member.sessions ?? []).entries()) {
    if (!sessions.ids.has(id))
      sheet.find(
        atValue([...path, 'sessions', place], missingHere('sessions', id, sessions.ids, 'a session')),
      );
  }
  if (member.citations) checkCitations(sheet, path, member.citations, cited, { isDisputed: true });
}

/**
 * The sources that something cites: there, read, each passage once, and one of them at least says so.
 * @param isDisputed nobody need say so, since it is only claimed
 */
export function checkCitations(
  sheet: Sheet,
  path: Path,
  citations: readonly Citation[],
  { sources, references }: Cited,
  { isDisputed = false } = {},
): void {
  for (const [index, citation] of citations.entries()) {
    const here = [...path, 'citations', index];
    references.use('source', sheet, here, 'source', citation.source);
    const source = sources.get(citation.source);
    if (source && source.read === undefined) {
      const what = `${shown(citation.source)} has not been read; cite what was, or ${either('write read: excerpt at the source', 'say in the details of the source how much of it was read')}`;
      sheet.find(atValue([...here, 'source'], what));
    }
    const isRepeated = citations.some(
      ({ source: id, passage }, place) =>
        place < index && id === citation.source && passage === citation.passage,
    );
    if (isRepeated)
      sheet.find(atValue([...here, 'passage'], 'this passage is cited twice here; leave one out'));
    sheet.find(...findingsOf(here, citation));
  }
  if (!isDisputed && citations.every(({ says }) => says === 'otherwise')) {
    const what = 'no source says so; cite one that does, or one that says it partly';
    sheet.find(atKey([...path, 'citations'], what));
  }
}

function findingsOf(path: Path, { says, note }: Citation): readonly Finding[] {
  if (says === 'so')
    return [
      atKey(
        [...path, 'says'],
        `says so, which goes without saying; ${either('leave the key out', 'leave it empty')}`,
      ),
    ];
  if (says === undefined || note !== undefined) return [];
  return [
    atKey(
      [...path, 'says'],
      `says ${says}, but not what; write ${either('note: with what it says', 'what it says instead')}`,
    ),
  ];
}

/** The sources of one talk's folder. */
export function checkSources(
  registry: Registry<Source>,
  owners: ReadonlyMap<string, Registry<Source>>,
  { sources, references }: Cited,
): void {
  const { sheet, kept } = registry;
  for (const { index, entry } of kept) checkSource(sheet, { index, entry });

  function checkSource(sheet: Sheet, { index, entry }: Kept<Source>): void {
    const path = ['sources', index];
    const owner = owners.get(entry.id);
    if (owner !== undefined && owner !== registry) {
      const what = `the source ${shown(entry.id)} stands in ${owner.sheet.file.path} too; every talk may cite it, so leave it out here`;
      sheet.find(atValue([...path, 'id'], what));
    }
    references.use('outlet', sheet, path, 'outlet', entry.outlet);
    references.use('source', sheet, path, 'carries', entry.carries);
    for (const [place, party] of (entry.issued ?? []).entries())
      references.use('party', sheet, path, 'issued', party, place);
    if (entry.outlet === undefined && entry.issued === undefined)
      sheet.find(
        atKey(
          path,
          `has no ${either('"outlet"; write who published it, or issued: with who put their name to it', 'outlet; choose who published it, or say who put their name to it')}`,
        ),
      );
    if (entry.read !== undefined && entry.language === undefined)
      sheet.find(
        atKey(
          path,
          `has no ${either('"language"; write language: ', 'language; write ')}two letters, of the text as it was read`,
        ),
      );
    if (leadsBack(entry.id, (id) => sources.get(id)?.carries)) {
      const what = `${either('"carries"', '“Carries the text of”')} leads back to itself; leave it out of one of the sources`;
      sheet.find(atValue([...path, 'carries'], what));
    }
  }
}
