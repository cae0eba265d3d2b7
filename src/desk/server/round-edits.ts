// What the desk may change in a round's files, and the texts that come of it.

import { z } from 'zod';
import { changeEntry, changeKey, removeEntry, type Value } from '../../content/editing/change-entry.ts';
import { changeTranslation, renameTranslation } from '../../content/editing/change-translation.ts';
import { addEntries } from '../../content/editing/entries.ts';
import { TRANSLATIONS, type Translated } from '../../content/schema.ts';
import { stampOfPoint, stampOfTalk } from '../../content/translations.ts';
import { pointWords, talkWords } from './translation-view.ts';
import { entriesIn, isPlainEntry, parsed, textsIn } from './written-data.ts';

/** The files of a round in the order in which they are written: what is named before what names it. */
export const ROUND_FILES = ['sources', 'talk', ...TRANSLATIONS] as const;
/** Their texts, as they are or as they shall be; empty for a translation that nobody has begun. */
export type RoundTexts = Readonly<Record<(typeof ROUND_FILES)[number], string>>;

/** Every text of the content is one line: the check refuses others. */
const Line = z
  .string()
  .max(2_000)
  .transform((text) => text.replace(/\s*[\n\v\f\r\u0085\u2028\u2029]\s*/g, ' '));
const ValueShape: z.ZodType<Value> = z.lazy(() =>
  z.union([Line, z.array(ValueShape).max(200), z.record(z.string().max(60), ValueShape)]),
);
export const Entry = z.record(z.string().max(60), ValueShape);
const List = z.enum(['points', 'delegations', 'sessions', 'sources']);
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
  /** Of a point, or of the talk where `id` is empty; its stamp is written by the desk. */
  z.strictObject({
    type: z.literal('translate'),
    language: z.enum(TRANSLATIONS),
    id: z.string().max(200),
    value: Entry,
  }),
]);
export type Edit = z.infer<typeof Edit>;

/** An edit of something that is not there any more. */
export class NotThere extends Error {}

/**
 * @throws UserError where a file is not YAML
 * @throws NotThere where the entry is another one now
 */
export function edited(texts: RoundTexts, edit: Edit): RoundTexts {
  if (edit.type === 'translate') return translated(texts, edit);
  if (edit.type === 'head')
    return {
      ...texts,
      talk: changeKey(texts.talk, edit.key, edit.value ?? undefined, HEAD_KEYS, 'talk.yaml'),
    };
  const file = edit.list === 'sources' ? 'sources' : 'talk';
  const name = `${file}.yaml`;
  const put = (text: string): RoundTexts => ({ ...texts, [file]: text });
  const text = texts[file];
  if (edit.type === 'add') {
    // Without its list in the template, a key of its own goes before those that follow it.
    const begun =
      edit.list === 'sessions' && !hasKey(text, 'sessions')
        ? changeKey(text, 'sessions', [], HEAD_KEYS, name)
        : text;
    return put(addEntries(begun, edit.list, [{ entry: edit.value }], name));
  }
  const known = entriesIn(dataOf(text), edit.list)[edit.index];
  if (!isPlainEntry(known) || idOf(edit.list, known) !== edit.id) throw new NotThere();
  if (edit.type === 'remove') {
    if (edit.list === 'sessions' && entriesIn(dataOf(text), 'sessions').length === 1)
      return put(changeKey(text, 'sessions', undefined, HEAD_KEYS, name));
    const without = put(removeEntry(text, edit.list, edit.index, name));
    return edit.list === 'points' ? pointChanged(without, edit.id, undefined) : without;
  }
  const changed = put(changeEntry(text, edit.list, edit.index, edit.value, name));
  const id = edit.value.id;
  return edit.list === 'points' && typeof id === 'string' && id !== edit.id
    ? pointChanged(changed, edit.id, id)
    : changed;
}

/** Delegations go by their party. */
function idOf(list: string, entry: Readonly<Record<string, unknown>>): string {
  return String((list === 'delegations' ? entry.party : entry.id) ?? '');
}

/** A point that goes, or is called otherwise, does so in the lead and in the translations too. */
function pointChanged(texts: RoundTexts, id: string, now: string | undefined): RoundTexts {
  const data = dataOf(texts.talk);
  // Of two that were called the same, one is left.
  if (entriesIn(data, 'points').some((point) => point.id === id)) return texts;
  const lead = textsIn(data, 'lead');
  const ids = lead.flatMap((one) => (one === id ? (now ?? []) : one));
  const talk = lead.includes(id) ? changeKey(texts.talk, 'lead', ids, HEAD_KEYS, 'talk.yaml') : texts.talk;
  const carried = Object.fromEntries(
    TRANSLATIONS.map((language) => [language, carriedOver(texts[language], id, now, `${language}.yaml`)]),
  ) as Record<Translated, string>;
  return { ...texts, talk, ...carried };
}

function carriedOver(text: string, id: string, now: string | undefined, file: string): string {
  const words = (dataOf(text) as { points?: Record<string, unknown> }).points;
  if (words === undefined || !Object.hasOwn(Object(words), id)) return text;
  return now === undefined
    ? changeTranslation(text, { of: 'point', id }, undefined, [], file)
    : renameTranslation(text, id, now, file);
}

function translated(
  texts: RoundTexts,
  { language, id, value }: Extract<Edit, { type: 'translate' }>,
): RoundTexts {
  const data = dataOf(texts.talk);
  const points = entriesIn(data, 'points');
  const point = points.find((one) => one.id === id);
  if (id !== '' && point === undefined) throw new NotThere();
  const of = point === undefined ? stampOfTalk(talkWords(data)) : stampOfPoint(pointWords(point));
  const { of: _old, ...words } = value;
  const order = points.map((one) => String(one.id));
  const text = changeTranslation(
    texts[language],
    point === undefined ? { of: 'talk' } : { of: 'point', id },
    isBlank(words) ? undefined : { of, ...words },
    order,
    `${language}.yaml`,
  );
  return { ...texts, [language]: text };
}

function isBlank(value: Value): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return (Array.isArray(value) ? value : Object.values(value)).every((one: Value) => isBlank(one));
}

function hasKey(text: string, key: string): boolean {
  return Object.hasOwn(Object(dataOf(text)), key);
}

function dataOf(text: string): object {
  const file = parsed(text);
  return file.ok ? Object(file.data) : {};
}
