// What a person or a party said in all rounds: by subject, the newest first, in what role.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { boundsOf } from '../content/edtf.ts';
import { ORIGINAL, type Party, type Person, type PersonId, type Point } from '../content/schema.ts';
import { fold, wordsOf } from '../content/words.ts';
import { type Block, type Item, type Line, phrase, type Summary } from './blocks.ts';
import { onOneScreen } from './one-screen.ts';
import { page } from './pages.ts';
import { openable, type PointsPage, statementItem } from './statement.ts';
import { wording } from './wording.ts';

/** Statements on a page: about two phone screens. */
export const STATEMENTS_PAGE_SIZE = 6;

/** What somebody said, about the words where there are some; the nearest existing page. */
export function composeStatements(
  catalogue: Catalogue,
  actor: Person | Party,
  about: string,
  pageNumber: number,
): PointsPage & { readonly summary: Summary } {
  const all = aboutWords(catalogue, statementsOf(catalogue, actor), about);
  const { number, of, entries, offset } = page(bySubject(all), STATEMENTS_PAGE_SIZE, pageNumber);
  const shown = entries.map((one) => ({
    ...one,
    talk: catalogue.talk(one.talk.id) ?? one.talk,
    point: catalogue.point(one.talk.id, one.point.id) ?? one.point,
  }));
  const words = wording(
    catalogue,
    shown.map(({ point }) => point),
  );
  const roles = shown.map((one) => roleOf(catalogue, actor, one));
  const newest = 'roles' in actor ? all.toSorted((a, b) => (dayOf(a) < dayOf(b) ? 1 : -1))[0] : undefined;
  const newestRole = newest && roleOf(catalogue, actor, newest);
  const blocks = shown.map((one, index): Block => {
    const heading = headingOf(catalogue, one.point);
    const before = shown[index - 1];
    const role = roles[index];
    const more: readonly Line[] = role === undefined || role === newestRole ? [] : [[{ italic: role }]];
    const isKnown = 'roles' in actor && one.point.by.length === 1;
    const items: readonly Item[] = [
      statementItem(catalogue, one, words, offset + index + 1, { more, isKnown }),
    ];
    const isSame = before !== undefined && headingOf(catalogue, before.point) === heading;
    return isSame ? { type: 'section', items } : { type: 'section', heading: [{ bold: heading }], items };
  });
  const query = about === '' ? [] : [' · ', { input: about }];
  const flag = 'flag' in actor && actor.flag !== undefined ? `${actor.flag} ` : '';
  const summary: Summary =
    shown.length === 0
      ? {
          title: [`${flag}${actor.name}`, ...query],
          blocks: [{ type: 'text', lines: [[phrase('who-nothing')], [phrase('who-nothing-hint')]] }],
        }
      : {
          title: [`${flag}${actor.name}`, ...query, ' · ', phrase('who-count', { count: all.length })],
          blocks: [
            ...(newestRole === undefined
              ? []
              : [{ type: 'text', lines: [[{ italic: newestRole }]] } as const]),
            ...blocks,
          ],
          languages: words.languages,
        };
  return { summary: onOneScreen(summary), points: openable(catalogue, shown), first: offset + 1, number, of };
}

/** Whether a person or a party has said anything about the words. */
export function hasStatements(catalogue: Catalogue, actor: Person | Party, about: string): boolean {
  return aboutWords(catalogue, statementsOf(catalogue, actor), about).length > 0;
}

/** How much is on record of a person or a party. */
export function statementCount(catalogue: Catalogue, actor: Person | Party): number {
  return statementsOf(catalogue, actor).length;
}

/** By the catalogue in the original language, whose points stay the same objects. */
const KNOWN = new WeakMap<Catalogue, ReadonlyMap<string, readonly Located[]>>();

/** In the original language, newest first. */
function statementsOf(catalogue: Catalogue, { id }: Person | Party): readonly Located[] {
  const original = catalogue.in(ORIGINAL);
  let known = KNOWN.get(original);
  if (known === undefined) {
    known = indexOf(original);
    KNOWN.set(original, known);
  }
  return known.get(id) ?? [];
}

/** Every point under the ids of those who stand behind it, and of the parties that they speak for. */
function indexOf(original: Catalogue): ReadonlyMap<string, readonly Located[]> {
  const lists = new Map<string, Located[]>();
  for (const { talk, point } of original.everyPoint()) {
    if (original.isWithdrawn(point) || point.by.length === 0) continue;
    const behind = new Set<string>(point.by);
    for (const id of point.by) {
      const party = original.partyOf(talk.id, id);
      if (party !== undefined) behind.add(party.id);
    }
    for (const id of behind) {
      const list = lists.get(id);
      if (list === undefined) lists.set(id, [{ talk, point }]);
      else list.push({ talk, point });
    }
  }
  for (const list of lists.values())
    list.sort((a, b) => (dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0));
  return lists;
}

function dayOf({ talk, point }: Located): string {
  return boundsOf(point.date ?? talk.date).last;
}

function aboutWords(catalogue: Catalogue, all: readonly Located[], about: string): readonly Located[] {
  const wanted = wordsOf(about).map(fold);
  if (wanted.length === 0) return all;
  const subjects = new Set(
    catalogue.in(ORIGINAL).subjects.flatMap((subject) => {
      const names = [subject.name, ...(subject.also ?? []), ...Object.values(subject.names ?? {})];
      const words = names.flatMap((name) => wordsOf(name ?? '').map(fold));
      return wanted.every((word) => words.some((one) => one.startsWith(word))) ? [subject.id as string] : [];
    }),
  );
  const by = [...new Set(all.flatMap(({ point }) => point.by))];
  const { hits } = catalogue.find({ words: about, by }, 0, all.length);
  const found = new Set(hits.map(({ talk, point }) => `${talk.id}/${point.id}`));
  return all.filter(
    ({ talk, point }) =>
      found.has(`${talk.id}/${point.id}`) || (point.subject !== undefined && subjects.has(point.subject)),
  );
}

/** Subjects in the order of their newest statements. */
function bySubject(all: readonly Located[]): readonly Located[] {
  return [
    ...Map.groupBy(all, ({ point }) => point.subject ?? `topic ${point.topics[0] ?? ''}`).values(),
  ].flat();
}

function headingOf(catalogue: Catalogue, { subject, topics: [topic] }: Point): string {
  if (subject !== undefined) return catalogue.subject(subject).name;
  return (topic === undefined ? undefined : catalogue.topic(topic)?.name) ?? '';
}

/** What the person was on that day; for a party, the first of its people who said it. */
function roleOf(catalogue: Catalogue, actor: Person | Party, { talk, point }: Located): string | undefined {
  const speaker = point.by.find((id) =>
    'roles' in actor ? String(id) === String(actor.id) : catalogue.actor(id).type === 'person',
  );
  // People, parties and outlets share one name space, so a person's id is an actor's.
  const person = speaker as string | undefined as PersonId | undefined;
  return person === undefined ? undefined : catalogue.roleOf(talk.id, person, point.date);
}
