// Rules of the registries: what zod cannot see in one entry.

import type { Registries, Registry, Sheet } from './draft.ts';
import { compareDates } from './edtf.ts';
import { atKey, atValue, shown } from './problems.ts';
import type { References, Referred } from './references.ts';
import { type Outlet, OVERVIEW, type Party, type Person, RESERVED_COMMANDS, type Topic } from './schema.ts';
import { either } from './wording.ts';

/** Bot API `setMyCommands`: at most 100 commands in a list, the bot's own included. */
const MAX_TOPICS = 100 - RESERVED_COMMANDS.size;

export function checkRegistries(registries: Registries, references: References): void {
  const { topics, subjects, parties, people, outlets, promises } = registries;
  checkNameSpace(registries);
  if (topics) checkTopics(topics);
  if (parties) checkParties(parties, references);
  if (people) checkPeople(people, references);
  for (const { index, entry } of subjects?.kept ?? [])
    references.use('topic', sheetOf(subjects), ['subjects', index], 'topic', entry.topic);
  for (const { index, entry } of promises?.kept ?? []) {
    const path = ['promises', index];
    useAll(references, 'party', sheetOf(promises), path, 'by', entry.by);
    useAll(references, 'party', sheetOf(promises), path, 'to', entry.to);
  }
  for (const { index, entry } of outlets?.kept ?? []) checkOutlet(sheetOf(outlets), index, entry, parties);
}

function sheetOf(registry: Registry<unknown> | undefined): Sheet {
  if (registry === undefined) throw new Error('entries come from a registry');
  return registry.sheet;
}

function useAll(
  references: References,
  kind: Referred,
  sheet: Sheet,
  path: readonly PropertyKey[],
  key: string,
  ids: readonly string[] | undefined,
): void {
  for (const [place, id] of (ids ?? []).entries()) {
    references.use(kind, sheet, path, key, id, place);
    if (ids?.indexOf(id) !== place) sheet.find(standsTwice([...path, key, place], id));
  }
}

export function standsTwice(path: readonly PropertyKey[], id: string) {
  return atValue(path, `${shown(id)} stands twice in this list; leave one out`);
}

/** People, parties and outlets share their ids, because `by` takes them all; a government's own outlet may bear its id. */
function checkNameSpace({ parties, people, outlets }: Registries): void {
  for (const { index, entry } of people?.kept ?? []) {
    if (parties?.ids.has(entry.id)) taken(people, 'people', index, entry.id, 'parties.yaml');
  }
  for (const { index, entry } of outlets?.kept ?? []) {
    if (people?.ids.has(entry.id)) taken(outlets, 'outlets', index, entry.id, 'people.yaml');
    else if (parties?.ids.has(entry.id) && entry.owner !== 'government')
      taken(outlets, 'outlets', index, entry.id, 'parties.yaml');
  }
}

function taken(
  registry: Registry<unknown> | undefined,
  name: string,
  index: number,
  id: string,
  where: string,
): void {
  const what = `the id ${shown(id)} is taken in ${where}; people, parties and outlets share their ids, so write another`;
  registry?.sheet.find(atValue([name, index, 'id'], what));
}

function checkTopics({ sheet, kept, ids }: Registry<Topic>): void {
  const commands = new Map<string, string>();
  for (const { index, entry } of kept) {
    const path = ['topics', index, 'command'];
    const owner = commands.get(entry.command);
    commands.set(entry.command, entry.id);
    if (RESERVED_COMMANDS.has(entry.command)) {
      const what = `the command ${shown(entry.command)} is the bot's own; write another, such as ${shown(`${entry.command}_topic`)}`;
      sheet.find(atValue(path, what));
    }
    if (owner !== undefined) {
      const what = `the command ${shown(entry.command)} is that of topic ${owner}; write another`;
      sheet.find(atValue(path, what));
    }
  }
  if (!ids.has(OVERVIEW)) {
    const what = `has no topic ${shown(OVERVIEW)}; add "- id: ${OVERVIEW}" with the command latest: it opens every talk`;
    sheet.find(atKey(['topics'], what));
  }
  if (kept.length > MAX_TOPICS) {
    const what = `the file has ${kept.length} topics; Telegram's menu holds ${MAX_TOPICS} next to the bot's own commands, so leave some out`;
    sheet.find(atValue(['topics', MAX_TOPICS], what));
  }
}

function checkParties({ sheet, kept, byId }: Registry<Party>, references: References): void {
  for (const { index, entry } of kept) {
    const path = ['parties', index];
    references.use('party', sheet, path, 'of', entry.of);
    useAll(references, 'actor', sheet, path, 'members', entry.members);
    if (leadsBack(entry.id, (id) => byId.get(id)?.of))
      sheet.find(
        atValue(
          [...path, 'of'],
          `${either('"of"', '“Belongs to”')} leads back to itself; leave it out of one of the entries`,
        ),
      );
    if (entry.flag !== undefined && entry.country !== undefined)
      sheet.find(atKey([...path, 'flag'], 'has a flag and a country, which gives one; leave the flag out'));
  }
}

function checkPeople({ sheet, kept }: Registry<Person>, references: References): void {
  for (const { index, entry } of kept) {
    for (const [place, { party, since, until }] of entry.roles.entries()) {
      const path = ['people', index, 'roles', place];
      references.use('party', sheet, path, 'party', party);
      if (since !== undefined && until !== undefined && compareDates(since, until) > 0)
        sheet.find(
          atValue(
            [...path, 'until'],
            `the role ended ${until}, before it began ${since}; correct one of the two`,
          ),
        );
    }
  }
}

function checkOutlet(
  sheet: Sheet,
  index: number,
  { id, owner }: Outlet,
  parties: Registry<Party> | undefined,
): void {
  const party = parties?.byId.get(id);
  if (party?.unnamed && owner === 'government')
    sheet.find(
      atValue(
        ['outlets', index, 'id'],
        `the party ${shown(id)} is unnamed and publishes nothing; write another id`,
      ),
    );
}

/** Whether following the links from an id comes back to it. */
export function leadsBack(from: string, next: (id: string) => string | undefined): boolean {
  const passed = new Set<string>();
  for (let id = next(from); id !== undefined && !passed.has(id); id = next(id)) {
    if (id === from) return true;
    passed.add(id);
  }
  return false;
}
