// What is in the content folder: its rounds and registries. Read for every page at each change, so a file is parsed once.

import { createHash } from 'node:crypto';
import path from 'node:path';
import { countryCodes } from '../../content/countries.ts';
import { heldBackIn, REGISTRY_OF, talkIds } from '../../content/editing/folder.ts';
import { textOf } from '../../content/editing/whole-file.ts';
import { TALKS_FOLDER } from '../../content/files.ts';
import {
  Citation,
  Delegation,
  KINDS,
  MAX,
  MAX_LEAD,
  ORIGINAL,
  Outlet,
  Source,
  STEPS,
  Talk,
  TRANSLATIONS,
} from '../../content/schema.ts';
import { titleOf } from './round-view.ts';
import type { FolderView } from './views.ts';
import { entriesIn, parsed } from './written-data.ts';

/** From the schema, so that the form offers what the check takes. */
const CHOICES: FolderView['choices'] = {
  kinds: KINDS,
  steps: STEPS,
  says: Citation.shape.says.unwrap().options,
  forms: Talk.shape.form.options,
  sourceForms: Source.shape.form.options,
  languages: [ORIGINAL, ...TRANSLATIONS],
  owners: Outlet.shape.owner.unwrap().options,
  parts: Delegation.shape.part.options,
  countries: countryCodes(),
};

export class FolderReader {
  readonly #folder: string;
  readonly #known = new Map<string, { readonly text: string; readonly made: unknown }>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async read(): Promise<Pick<FolderView, 'version' | 'rounds' | 'registries' | 'choices' | 'limits'>> {
    const rounds = [];
    for (const id of await talkIds(this.#folder))
      rounds.push(await this.#made(`${TALKS_FOLDER}/${id}/talk.yaml`, (text) => roundOf(id, text)));
    const registries = [];
    for (const list of Object.values(REGISTRY_OF))
      registries.push([list, await this.#made(`${list}.yaml`, (text) => listIn(text, list))] as const);
    // Of what is shown, not of the texts: most changes of a round are in none of it.
    const shown = JSON.stringify([rounds, registries]);
    return {
      version: createHash('sha256').update(shown).digest('hex').slice(0, 16),
      rounds,
      registries: Object.fromEntries(registries) as FolderView['registries'],
      choices: CHOICES,
      limits: { ...MAX, lead: MAX_LEAD },
    };
  }

  /** What was made of a file's text, as long as the text is the same. */
  async #made<T>(file: string, make: (text: string) => T): Promise<T> {
    const text = (await textOf(path.join(this.#folder, file))) ?? '';
    const known = this.#known.get(file);
    if (known?.text === text) return known.made as T;
    const made = make(text);
    this.#known.set(file, { text, made });
    return made;
  }
}

function roundOf(id: string, whole: string): FolderView['rounds'][number] {
  // What a list of rounds shows stands before the long lists, which take a hundred times as long to parse.
  const lists = whole.search(/^(?:sessions|delegations|points):/m);
  const head = whole.slice(0, lists < 0 ? undefined : lists);
  const text = /^title:/m.test(head) ? head : whole;
  const file = parsed(text);
  const data = file.ok ? file.data : {};
  const { date = '' } = Object(data) as { date?: unknown };
  return { id, title: titleOf(data, id), date: String(date), isDraft: heldBackIn(text) === 'draft' };
}

function listIn(text: string, list: string): ReturnType<typeof entriesIn> {
  const file = parsed(text);
  return file.ok ? entriesIn(file.data, list) : [];
}
