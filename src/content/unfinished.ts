// What of content with mistakes is right by itself, so that editors see it while they write the rest.

import type { ContentDraft, Entries, Kept, Sheet, TalkDraft } from './draft.ts';
import type { EvidenceFinding } from './evidence/model.ts';
import type { Citation, Talk } from './schema.ts';

/**
 * The talks with as much of each as is right; those of which nothing can be shown are left out.
 * `undefined` where a registry is wrong: too much hangs on it.
 */
export function rightParts({ registries, talks }: ContentDraft): readonly TalkDraft[] | undefined {
  for (const registry of Object.values(registries))
    if (registry === undefined || registry.sheet.findings.length > 0) return undefined;
  const sources = new Set(talks.flatMap(({ sources }) => sources?.kept.map(({ entry }) => entry.id) ?? []));
  return talks.flatMap((talk) => rightPart(talk, sources) ?? []);
}

function rightPart(talk: TalkDraft, sources: ReadonlySet<string>): TalkDraft | undefined {
  const { sheet, head } = talk;
  if (sheet === undefined || head.date === undefined || isWrong(sheet, 'sessions') || isWrong(sheet, 'date'))
    return undefined;
  const isCited = ({ source }: Citation) => sources.has(source);
  const points = kept(sheet, 'points', talk.points, ({ citations }) => citations.every(isCited));
  if (points.kept.length === 0) return undefined;
  const delegations = kept(sheet, 'delegations', talk.delegations, ({ citations, members }) =>
    [...citations, ...members.flatMap((member) => member.citations ?? [])].every(isCited),
  );
  const right: Partial<Talk> = Object.fromEntries(
    Object.entries(head).filter(([key]) => key === 'lead' || !isWrong(sheet, key)),
  );
  const lead = head.lead?.filter((id) => points.byId.has(id));
  return {
    ...talk,
    head: {
      title: talk.id,
      about: talk.id,
      form: 'meeting',
      ...right,
      // What it is called in its own file may be wrong.
      id: talk.id as Talk['id'],
      ...(lead === undefined ? {} : { lead }),
    },
    points,
    delegations,
    translations: talk.translations.map((translation) => ({
      ...translation,
      points: new Map([...translation.points].filter(([id]) => points.byId.has(id))),
    })),
  };
}

/** The entries of a list in which nothing was found. */
function kept<T extends { readonly id?: string; readonly party?: string }>(
  sheet: Sheet,
  list: string,
  entries: Entries<T>,
  isRight: (entry: T) => boolean,
): Entries<T> {
  const wrong = new Set(
    sheet.findings.flatMap(({ path: [top, index] }) => (top === list && index !== undefined ? index : [])),
  );
  const right = entries.kept.filter(({ index, entry }) => !wrong.has(index) && isRight(entry));
  const byId = new Map(right.map(({ entry }): [string, T] => [entry.id ?? entry.party ?? '', entry]));
  return { kept: right, ids: entries.ids, byId };
}

function isWrong(sheet: Sheet, key: string): boolean {
  return sheet.findings.some(({ path: [top] }) => top === key);
}

/** A finding in the right part of a talk, at its place in the file: entries before it may have been left out. */
export function placedInFile(finding: EvidenceFinding, talk: Talk, { talks }: ContentDraft): EvidenceFinding {
  const own = talks.find(({ id }) => id === talk.id);
  const [list, index, ...rest] = finding.path;
  if (own === undefined || typeof index !== 'number') return finding;
  const at = (all: readonly Kept<unknown>[] | undefined, entry: unknown) =>
    all?.find((one) => one.entry === entry)?.index;
  const found =
    finding.file === 'sources'
      ? own.sources?.kept[index]?.index
      : list === 'points'
        ? at(own.points.kept, talk.points[index])
        : list === 'delegations'
          ? at(own.delegations.kept, talk.delegations[index])
          : index;
  return found === undefined ? finding : { ...finding, path: [list ?? '', found, ...rest] };
}
