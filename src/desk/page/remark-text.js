// What the check says, as the form speaks: names instead of ids.

import { LIST_OF } from './registry-fields.js';

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('../server/views.ts').RoundView} RoundView */

/**
 * The check's words with the names of what its ids stand for: `"kari-berg" is not …` says Kari Berg.
 * @param {Pick<Remark, 'what'>} remark
 * @param {FolderView} folder
 * @param {RoundView} [round] whose sources it may name
 */
export function remarkText({ what }, folder, round) {
  const outlets = new Map(
    round?.sources.map(({ entry }) => [String(entry.id), nameOf(String(entry.outlet ?? ''), folder)]),
  );
  return what
    .replace(
      /"([a-z0-9]+(?:-[a-z0-9]+)*)"/g,
      (quoted, id) => nameOf(id, folder) ?? outlets.get(id) ?? `“${quoted.slice(1, -1)}”`,
    )
    .replace(/(?<=\borigin, )[a-z0-9-]+(?=;)/, (id) => nameOf(id, folder) ?? outlets.get(id) ?? id)
    .replace(/\b[a-z0-9]+(?:-[a-z0-9]+)*-\d+\b/g, (id) => outlets.get(id) ?? id);
}

/**
 * @param {string} id
 * @param {FolderView} folder
 */
function nameOf(id, { registries }) {
  for (const list of Object.values(registries)) {
    const found = list.find((one) => one.id === id);
    if (found) return String(found.name ?? found.title ?? id);
  }
  return undefined;
}

/**
 * What a remark is about, by what it's called in the form: a point by its text, a person by the name.
 * @param {Remark} remark
 * @param {FolderView} folder
 * @param {RoundView | undefined} round
 */
export function aboutText({ entry, file, path }, folder, round) {
  const [top, at] = path;
  if (file === 'talk' && top === 'points' && typeof at === 'number') {
    const { id, text } = round?.points[at] ?? {};
    return `Point “${String(text ?? id ?? at + 1)}”`;
  }
  if (file === 'talk' && top === 'delegations' && typeof at === 'number')
    return `Delegation of ${nameOf(String(round?.delegations[at]?.party ?? ''), folder) ?? `no. ${at + 1}`}`;
  if (file === 'talk' && top === 'sessions' && typeof at === 'number')
    return `Table “${String(round?.sessions[at]?.title ?? at + 1)}”`;
  if (file === 'sources' && typeof at === 'number') {
    const { title, id } = round?.sources[at]?.entry ?? {};
    return `Source “${String(title ?? id ?? at + 1)}”`;
  }
  if (file === 'ru' || file === 'uk') {
    const language = file === 'ru' ? 'Russian' : 'Ukrainian';
    const point = round?.points.find(({ id }) => top === 'points' && id === at);
    return point ? `“${String(point.text ?? at)}” in ${language}` : `The round in ${language}`;
  }
  if (file === 'talk') return 'The round';
  const [noun = '', id = ''] = entry.split(' ');
  return noun in LIST_OF ? (nameOf(id, folder) ?? entry) : entry;
}
