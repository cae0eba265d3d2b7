// `npm run content -- new …`: what editors begin with.

import { addTo, type EntryKind, REGISTRY_OF, registry, requireTalk } from '../content/editing/folder.ts';
import { freshEntry } from '../content/editing/fresh-entry.ts';
import { newSource } from '../content/editing/new-source.ts';
import { newTalk } from '../content/editing/new-talk.ts';
import { type EntryWishes, type Stub, stubsFor } from '../content/editing/stubs.ts';
import { findMissingIds } from '../content/load.ts';
import { UserError } from '../errors.ts';
import { loadContentPlaces } from '../ops/settings.ts';
import type { Action, Given } from './command.ts';

const ENTRY =
  'It goes to the end of its file, with a remark on what it still lacks; take the remark out when you have added that.';

export const newActions: Readonly<Record<string, Action>> = {
  'new talk': {
    word: 'ID',
    does: 'begins a round of talks: a folder with files that say what goes where',
    more: [
      'ID is the place and the day, such as oslo-2026-04-14; the folder is called so.',
      'The round is a draft: the preview shows it once it is right, and the bot does not.',
    ].join('\n'),
    run: async (id) => {
      const files = await newTalk(loadContentPlaces().contentDir, id);
      return [
        `Begun as a draft: ${files.join(', ')}`,
        `Next: npm run content -- new source ADDRESS --talk ${id}`,
      ].join('\n');
    },
  },
  'new source': {
    word: 'ADDRESS|FILE',
    options: { talk: 'ID', id: 'ID', outlet: 'ID', url: 'ADDRESS', form: 'FORM' },
    does: 'saves the text of a page, numbered, into CONTENT_ARCHIVE, and writes its entry',
    more: [
      'ADDRESS begins with https:// or http://. FILE is a page saved as .html, or a text as .txt.',
      '--talk ID      the round whose sources.yaml gets the entry; left out, the only draft',
      '--id ID        of the source; left out, the outlet and the day, such as fjord-0415',
      '--outlet ID    who published the text; left out, what the page says. A new one is added to outlets.yaml',
      `--url ADDRESS  of the page, where a file doesn't say it`,
      '--form FORM    article (left out) | readout | joint-statement | transcript | post | document',
      'Example: npm run content -- new source saved.html --url https://example.org/fjord/herring',
    ].join('\n'),
    run: addSource,
  },
  'new person': entryAction('person', {
    options: { name: 'NAME', role: 'ROLE', party: 'ID' },
    does: 'adds a person to people.yaml',
    example:
      'npm run content -- new person berg --name "Kari Berg" --role "Fisheries Minister" --party norway',
  }),
  'new party': entryAction('party', {
    options: { name: 'NAME', country: 'XX', of: 'ID' },
    does: 'adds a state, an office or an organisation to parties.yaml',
    example:
      'npm run content -- new party fisheries-ministry --name "Norwegian Fisheries Ministry" --of norway',
  }),
  'new outlet': entryAction('outlet', {
    options: { name: 'NAME', country: 'XX' },
    does: 'adds who publishes to outlets.yaml',
    example: 'npm run content -- new outlet fjord --name "Fjord News" --country NO',
  }),
  'new promise': entryAction('promise', {
    options: { by: 'ID,ID', title: 'TITLE' },
    requires: ['by'],
    does: 'adds what is owed, and by whom, to promises.yaml',
    example:
      'npm run content -- new promise inspectors --by iceland --title "Icelandic inspectors in Bergen"',
  }),
  'new place': entryAction('place', {
    options: { country: 'XX', name: 'NAME' },
    requires: ['country'],
    does: 'adds where talks are held to places.yaml',
    example: 'npm run content -- new place oslo --country NO',
  }),
  'new subject': entryAction('subject', {
    options: { topic: 'ID', name: 'NAME' },
    requires: ['topic'],
    does: 'adds a question on which sides differ to subjects.yaml',
    example: 'npm run content -- new subject herring-quota --topic fishing --name "Herring quota"',
  }),
  'new stubs': {
    word: '[TALK]',
    does: 'adds an entry for every id that a round names and no registry has',
    more: [
      'Without TALK, for all rounds. People, parties and outlets are told apart by where they stand: delegations, by, told, outlet.',
      `Look through what it prints: a speaker may be a party, and an outlet an official. ${ENTRY}`,
    ].join('\n'),
    run: addStubs,
  },
};

function entryAction(
  kind: EntryKind,
  {
    example,
    ...action
  }: Pick<Action, 'does'> & {
    readonly options: Readonly<Record<string, string>>;
    readonly requires?: readonly string[];
    readonly example: string;
  },
): Action {
  return {
    ...action,
    word: 'ID',
    more: `${ENTRY}\nExample: ${example}`,
    run: (id, { options }) => addEntry(kind, id, options),
  };
}

async function addSource(place: string, { options }: Given): Promise<string> {
  const { contentDir, contentArchive } = loadContentPlaces();
  if (contentArchive === undefined)
    throw new UserError(
      'There is no folder for the text: write CONTENT_ARCHIVE=/path/to/a/folder into .env, outside the repository (the texts are other people’s)',
    );
  const made = await newSource(contentDir, contentArchive, place, options);
  const { id, talk, text, paragraphs, sources, outlets, unknown, entry } = made;
  return [
    `${text}: ${paragraphs} ${paragraphs === 1 ? 'paragraph' : 'paragraphs'}, numbered; see that the article is whole, and nothing else is in it`,
    `${sources}: ${id}, ${entry.outlet}, ${entry.title ?? 'without a title'}, ${entry.published ?? 'without a day'}`,
    ...(outlets === undefined ? [] : [`${outlets}: ${entry.outlet} is new; add its country and owner`]),
    ...(unknown.length === 0
      ? []
      : [`The page doesn't say its ${unknown.join(', ')}: write what you know into the entry`]),
    `Next: write points into ${talk}/talk.yaml that cite ${id}`,
  ].join('\n');
}

async function addEntry(
  kind: EntryKind,
  id: string,
  options: Readonly<Record<string, string>>,
): Promise<string> {
  const { by, country, ...others } = options;
  const wishes: EntryWishes = {
    ...others,
    ...(country === undefined ? {} : { country: country.toUpperCase() }),
    ...(by === undefined ? {} : { by: by.split(',').map((each) => each.trim()) }),
  };
  const folder = loadContentPlaces().contentDir;
  const more = `see npm run content -- new ${kind} --help`;
  return (await write(folder, [await freshEntry(folder, kind, id, wishes, more)])).join('\n');
}

async function addStubs(talk: string): Promise<string> {
  const folder = loadContentPlaces().contentDir;
  if (talk !== '') await requireTalk(folder, talk);
  const missing = (await findMissingIds(folder)).filter((one) => talk === '' || one.talk === talk);
  const parties = new Set((await registry(folder, 'party')).map((party) => String(party.id)));
  const { made, asked } = stubsFor(missing, parties);
  if (made.length + asked.length === 0) return 'Nothing is missing: every id that is named is there.';
  return [
    ...(await write(folder, made)),
    ...asked.map(({ kind, id, how }) => `${kind} ${id}: only you can say what it is: ${how}`),
  ].join('\n');
}

async function write(folder: string, stubs: readonly Stub[]): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const [kind, own] of Map.groupBy(stubs, (stub) => stub.kind)) {
    const list = REGISTRY_OF[kind];
    const file = await addTo(folder, `${list}.yaml`, list, own);
    lines.push(...own.map(({ id, remark }) => `${file}: ${id}${remark === undefined ? '' : `. ${remark}`}`));
  }
  return lines;
}
