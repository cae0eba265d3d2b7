// What the page asks of its server: the state, the events, and what a person does.
// Called by main.js.

/** @typedef {import('../types.ts').LocalEvent} LocalEvent */

/** @returns {Promise<import('./state.js').ServerState>} */
export async function fetchState() {
  const response = await fetch('/preview/state');
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * Every event after the mark, across lost connections.
 * @param {number} mark
 * @param {(event: LocalEvent) => void} onEvent
 * @param {() => void} onReset more was missed than the server remembers
 */
export function listen(mark, onEvent, onReset) {
  const events = new EventSource(`/preview/events?after=${mark}`);
  events.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
  events.addEventListener('reset', onReset);
}

/**
 * @param {{ chatId: number, actor: string, text: string, replyTo?: number }} message
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
