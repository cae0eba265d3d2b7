// Requests to the page's server: the state, the events, and what a person does.

/** @typedef {import('../telegram/events.ts').LocalEvent} LocalEvent */

/** How long to wait before reconnecting to a server that was away, ms. */
export const AGAIN_MS = 2_000;

/** @returns {Promise<import('./state.js').ServerState>} */
export async function fetchState() {
  const response = await fetch('/preview/state');
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * @typedef {object} Listener
 * @property {(event: LocalEvent) => void} onEvent
 * @property {() => void} onReset more was missed than the server keeps: no more events follow
 * @property {(isConnected: boolean) => void} onConnection
 */

/**
 * Every event after the mark, once and in order, across lost connections.
 * @param {string} mark
 * @param {Listener} listener
 * @returns {() => void} ends it
 */
export function listen(mark, listener) {
  let isEnded = false;
  let end = connect(mark, listener, (last) => {
    if (!isEnded) end = listen(last, listener);
  });
  return () => {
    isEnded = true;
    end();
  };
}

/**
 * @param {string} mark
 * @param {Listener} listener
 * @param {(last: string) => void} onLost the browser has given up: connect again
 */
function connect(mark, listener, onLost) {
  const events = new EventSource(`/preview/events?after=${mark}`);
  let last = mark;
  events.addEventListener('open', () => listener.onConnection(true));
  events.addEventListener('message', ({ data, lastEventId }) => {
    last = lastEventId;
    listener.onEvent(JSON.parse(data));
  });
  events.addEventListener('reset', () => {
    events.close();
    listener.onReset();
  });
  events.addEventListener('error', () => {
    listener.onConnection(false);
    // Browsers reconnect by themselves after most errors, but not all.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => onLost(last), AGAIN_MS);
  });
  return () => events.close();
}

/**
 * @param {{ chatId: number, actor: string, text: string, replyTo?: number, threadId?: number }} message
 * @throws {Error} with the server's reason
 */
export async function send(message) {
  await post('/preview/send', message);
}

/**
 * @param {{ chatId: number, actor: string, messageId: number, data: string }} press
 * @returns {Promise<string>} the query's id; its notice comes as an event
 * @throws {Error} with the server's reason
 */
export async function press(press) {
  const { queryId } = await (await post('/preview/press', press)).json();
  return queryId;
}

/**
 * @typedef {object} Moved times as ISO 8601
 * @property {string} now the bot's time
 * @property {string | null} next when the next digest is due
 * @property {number} passed due times on the way
 * @property {number} sent digests that came
 * @property {number} failed digests that could not be sent
 * @property {number} running digests that are set up
 * @property {number} paused digests that are paused
 */

/**
 * Sets the bot's clock; what is due on the way is sent at once.
 * @param {{ to: 'next' } | { plusMinutes: number }} target
 * @returns {Promise<Moved>}
 * @throws {Error} with the server's reason
 */
export async function moveClock(target) {
  return (await post('/preview/clock', target)).json();
}

/** @returns {Promise<string | undefined>} when the next digest is due, ISO 8601 */
export async function nextDigest() {
  const response = await fetch('/preview/clock');
  return response.ok ? ((await response.json()).next ?? undefined) : undefined;
}

/** @typedef {{ chatId: number, actor: string }} Place who acts, and in which chat */
/** @typedef {{ id: string, title: string, description: string }} Result */

/**
 * @typedef {object} Offer what the bot offers for a query in inline mode
 * @property {string} queryId
 * @property {Result[]} results
 * @property {string} nextOffset empty where these are the last
 * @property {{ text: string, start_parameter?: string }} [button]
 */

/**
 * @param {Place & { query: string, offset: string }} question
 * @returns {Promise<Offer>}
 * @throws {Error} with the server's reason
 */
export async function askInline(question) {
  return (await post('/preview/inline', question)).json();
}

/**
 * @param {Place & { threadId?: number, queryId: string, resultId: string }} choice
 * @throws {Error} with the server's reason
 */
export async function chooseResult(choice) {
  await post('/preview/choose', choice);
}

/**
 * @param {Place & ({ bot: string } | { blocked: boolean } | { upgrade: true } | { threadId: number, closed: boolean })} change
 * @throws {Error} with the server's reason
 */
export async function changeChat(change) {
  await post('/preview/chat', change);
}

/**
 * The chats that a button of the reply keyboard asks to choose from.
 * @param {Place & { button: string }} asked
 * @returns {Promise<number[]>} their ids
 * @throws {Error} with the server's reason
 */
export async function pickable(asked) {
  return (await (await post('/preview/choices', asked)).json()).chats;
}

/**
 * @param {Place & { button: string, picked: number }} share
 * @throws {Error} with the server's reason
 */
export async function shareChat(share) {
  await post('/preview/share', share);
}

/**
 * @param {string} path
 * @param {object} body
 */
async function post(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error('The bot does not answer. Is it still running?');
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  return response;
}
