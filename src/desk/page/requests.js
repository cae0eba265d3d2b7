// Requests to the desk's server. Each rejects with the server's own words.

/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').RoundView} RoundView */
/** @typedef {import('../server/views.ts').Remark} Remark */
/** @typedef {import('../server/views.ts').RoundMessages} RoundMessages */
/** @typedef {string | readonly Value[] | { readonly [key: string]: Value }} Value */
/** @typedef {{ [key: string]: Value }} Entry */
/** @typedef {'points' | 'delegations' | 'sessions' | 'sources'} List */
/** @typedef {{ id: string } | { wrong: { path: (string | number)[], what: string }[] }} EntryAnswer */

/**
 * @typedef {{ type: 'head', key: string, value: Value | null }
 *   | { type: 'change', list: List, index: number, id: string, value: Entry }
 *   | { type: 'add', list: List, value: Entry }
 *   | { type: 'remove', list: List, index: number, id: string }
 *   | { type: 'translate', language: 'ru' | 'uk', id: string, value: Entry }} Edit
 */

/** The file has changed since. */
export class Outdated extends Error {}
/** The desk does not answer; the same can be asked again. */
export class Away extends Error {}

/**
 * @param {FolderView} [known] as it was last read: given back where nothing has changed
 * @returns {Promise<FolderView>}
 */
export async function fetchFolder(known) {
  const query = known?.version ? `?known=${encodeURIComponent(known.version)}` : '';
  const now = await ask(`/desk/folder${query}`);
  return known && now.version === known.version ? known : now;
}

/**
 * @param {string} id
 * @returns {Promise<RoundView>}
 */
export function fetchRound(id) {
  return ask(`/desk/rounds/${id}`);
}

/**
 * @param {string} id
 * @returns {Promise<{ version: string, remarks: Remark[] }>}
 */
export function fetchCheck(id) {
  return ask(`/desk/rounds/${id}/check`);
}

/**
 * @param {string} id
 * @param {string} point may be empty
 * @returns {Promise<{ messages: RoundMessages | null }>}
 */
export function fetchMessages(id, point) {
  return ask(`/desk/rounds/${id}/messages?point=${encodeURIComponent(point)}`);
}

/**
 * @param {string} id
 * @param {{ version: string, step: string, edit: Edit }} change
 * @returns {Promise<RoundView>}
 */
export function postEdit(id, change) {
  return ask(`/desk/rounds/${id}/edit`, change);
}

/**
 * @param {string} id
 * @param {'undo' | 'redo'} way
 * @param {string} version
 * @returns {Promise<RoundView>}
 */
export function postStep(id, way, version) {
  return ask(`/desk/rounds/${id}/${way}`, { version });
}

/**
 * @param {string} id
 * @param {{ version: string, at?: string }} publication
 * @returns {Promise<RoundView>}
 */
export function postPublish(id, publication) {
  return ask(`/desk/rounds/${id}/publish`, publication);
}

/**
 * @param {string} place
 * @param {string} date
 * @returns {Promise<{ id: string }>}
 */
export function postRound(place, date) {
  return ask('/desk/rounds', { place, date });
}

/**
 * @param {string} round
 * @param {object} source
 * @returns {Promise<{ id: string, paragraphs: number, unknown: string[], isNewOutlet: boolean }>}
 */
export function postSource(round, source) {
  return ask(`/desk/rounds/${round}/sources`, source);
}

/**
 * What a point could be called by its text; empty where it has no letters for an id.
 * @param {string} round
 * @param {string} text
 * @returns {Promise<{ id: string }>}
 */
export function fetchPointId(round, text) {
  return ask(`/desk/rounds/${round}/point-id?text=${encodeURIComponent(text)}`);
}

/**
 * The English words that a translation was made from; `null` where no version that is known had them.
 * @param {string} round
 * @param {string} point empty for the round itself
 * @param {string} of the translation's stamp
 * @returns {Promise<{ english: string[] | null }>}
 */
export function fetchEarlier(round, point, of) {
  return ask(`/desk/rounds/${round}/earlier?point=${encodeURIComponent(point)}&of=${encodeURIComponent(of)}`);
}

/**
 * @param {{ round: string, step: string, kind: string, value: Entry }} entry
 * @returns {Promise<EntryAnswer>}
 */
export function postEntry(entry) {
  return ask('/desk/entries', entry);
}

/**
 * @param {{ round: string, step: string, kind: string, before: object, value: Entry }} entry
 * @returns {Promise<EntryAnswer>}
 */
export function postChangedEntry(entry) {
  return ask('/desk/entries/change', entry);
}

/**
 * @param {string} round
 * @param {(event: { type: 'changed' } | { type: 'open', desks: number }) => void} onEvent
 * @param {(isConnected: boolean) => void} onConnection
 * @returns {() => void} ends it
 */
export function listen(round, onEvent, onConnection) {
  let events = new EventSource(`/desk/events?round=${round}`);
  let isEnded = false;
  const connect = () => {
    events.addEventListener('open', () => onConnection(true));
    events.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
    events.addEventListener('error', () => {
      onConnection(false);
      // Browsers reconnect by themselves after most errors, but not all.
      if (events.readyState !== EventSource.CLOSED) return;
      setTimeout(() => {
        if (isEnded) return;
        events = new EventSource(`/desk/events?round=${round}`);
        connect();
      }, 2_000);
    });
  };
  connect();
  return () => {
    isEnded = true;
    events.close();
  };
}

/**
 * @param {string} path
 * @param {object} [body] a POST where there is one
 */
async function ask(path, body) {
  const response = await fetch(
    path,
    body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // What is typed right before the page is closed still arrives; browsers take no more than 64 KB so.
      keepalive: JSON.stringify(body).length < 30_000,
    },
  ).catch(() => {
    throw new Away('The desk does not answer. Is it still running?');
  });
  if (response.ok) return response.json();
  const text = (await response.text()).trim();
  throw response.status === 409 ? new Outdated(text) : new Error(text);
}
