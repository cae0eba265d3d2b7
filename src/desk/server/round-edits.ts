// What the desk may change in a round's files, and the texts that come of it.

import { z } from 'zod';
import { changeEntry, changeKey, removeEntry, type Value } from '../../content/editing/change-entry.ts';
import { addEntries } from '../../content/editing/entries.ts';
import { isPlainEntry } from './written-data.ts';

/** The texts of a round's two files, as they are or as they shall be. */
export interface RoundTexts {
  readonly talk: string;
  readonly sources: string;
}

/** Every text of the content is one line: the check refuses others. */
const Line = z
  .string()
  .max(2_000)
  .transform((text) => text.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, ' '));
const ValueShape: z.ZodType<Value> = z.lazy(() =>
  z.union([Line, z.array(ValueShape).max(200), z.record(z.string().max(60), ValueShape)]),
);
const Entry = z.record(z.string().max(60), ValueShape);
const List = z.enum(['points', 'delegations', 'sources']);
/** An entry is named by its place and by its id there, so that a stale page cannot hit another one. */
const At = { list: List, index: z.int().nonnegative(), id: z.string().max(200) };

/** What the form of a round's head changes. */
const HEAD = [
  'title',
  'about',
  'date',
  'place',
  'venue',
  'duration',
  'form',
  'state',
  'series',
  'lead',
] as const;
/** In the order in which they stand in a talk.yaml. */
export const HEAD_KEYS = ['draft', 'publish', 'id', ...HEAD, 'sessions', 'delegations', 'points'] as const;
const Head = z.enum(HEAD);

export const Edit = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('head'), key: Head, value: ValueShape.nullable() }),
  z.strictObject({ type: z.literal('change'), ...At, value: Entry }),
  z.strictObject({ type: z.literal('add'), list: List, value: Entry }),
  z.strictObject({ type: z.literal('remove'), ...At }),
]);
export type Edit = z.infer<typeof Edit>;

/** An edit of something that is not there any more. */
export class NotThere extends Error {}

/**
 * @param data what the texts say now, by list
 * @throws UserError where a file is not YAML
 * @throws NotThere where the entry is another one now
 */
export function edited(
  texts: RoundTexts,
  edit: Edit,
  entriesOf: (list: string) => readonly unknown[],
): RoundTexts {
  if (edit.type === 'head')
    return {
      ...texts,
      talk: changeKey(texts.talk, edit.key, edit.value ?? undefined, HEAD_KEYS, 'talk.yaml'),
    };
  const file = edit.list === 'sources' ? 'sources' : 'talk';
  const name = `${file}.yaml`;
  const put = (text: string): RoundTexts => ({ ...texts, [file]: text });
  const text = texts[file];
  if (edit.type === 'add') return put(addEntries(text, edit.list, [{ entry: edit.value }], name));
  const known = entriesOf(edit.list)[edit.index];
  if (!isPlainEntry(known) || idOf(edit.list, known) !== edit.id) throw new NotThere();
  if (edit.type === 'remove') {
    const without = put(removeEntry(text, edit.list, edit.index, name));
    return edit.list === 'points' ? leadChanged(without, entriesOf('lead'), edit.id, undefined) : without;
  }
  const changed = put(changeEntry(text, edit.list, edit.index, edit.value, name));
  const id = edit.value.id;
  return edit.list === 'points' && typeof id === 'string' && id !== edit.id
    ? leadChanged(changed, entriesOf('lead'), edit.id, id)
    : changed;
}

/** Delegations go by their party. */
function idOf(list: string, entry: Readonly<Record<string, unknown>>): string {
  return String((list === 'delegations' ? entry.party : entry.id) ?? '');
}

/** A point that goes, or is called otherwise, does so in the lead too. */
function leadChanged(
  texts: RoundTexts,
  lead: readonly unknown[],
  id: string,
  now: string | undefined,
): RoundTexts {
  if (!lead.includes(id)) return texts;
  const ids = lead.flatMap((one) => (one === id ? (now ?? []) : String(one)));
  return { ...texts, talk: changeKey(texts.talk, 'lead', ids, HEAD_KEYS, 'talk.yaml') };
}
