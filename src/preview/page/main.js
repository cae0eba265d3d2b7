// The chat page: fetches the state, shows the open chat, hears what happens, and sends what a person does.
// Loaded by index.html.

import { showActors, showChats, showHeading } from './chats.js';
import { startClock } from './clock.js';
import { Composer } from './composer.js';
import { deepLink } from './deep-links.js';
import { byId } from './dom.js';
import { Drawer } from './drawer.js';
import { Log } from './log.js';
import { toast } from './notices.js';
import { heardNotice, pressBusy } from './presses.js';
import { AGAIN_MS, fetchState, listen, press, send } from './requests.js';
import { State } from './state.js';
import { startTheme } from './theme.js';

/** @typedef {import('../types.ts').LocalEvent} LocalEvent */
/** @typedef {import('./state.js').Chat} Chat */

startTheme();
const drawer = new Drawer();
const composer = new Composer(sendText);
const log = new Log({
  onCommand: (text) => sendText(text, undefined),
  onReply: (message) => composer.replyTo(message),
  onPress: (message, data, button) =>
    pressBusy(button, () => press({ ...whoAndWhere(), messageId: message.message_id, data })),
});
byId('start').addEventListener('click', () => sendText('/start', undefined));

byId('log').addEventListener('click', followDeepLink);

/** @type {State} */
let state;
await connect();
composer.focus();

/** Shows the state, and from then on whatever happens. Begins anew where events were lost. */
async function connect() {
  try {
    const fresh = await fetchState();
    state = new State(fresh, state);
    drawer.set(fresh.calls);
    startClock(fresh.now);
    showAll();
    listen(fresh.mark, { onEvent: hear, onReset: connect, onConnection: showConnection });
  } catch {
    showConnection(false);
    setTimeout(connect, AGAIN_MS);
  }
}

/** @param {LocalEvent} event */
function hear(event) {
  switch (event.type) {
    case 'message':
      if (state.add(event.message) && isOpen(event.message.chat.id)) log.add(event.message);
      return showList();
    case 'edit':
      state.edit(event.message);
      if (isOpen(event.message.chat.id)) log.edit(event.message);
      return showList();
    case 'delete':
      state.remove(event.chatId, event.messageId);
      if (isOpen(event.chatId)) log.removed(state.current);
      return showList();
    case 'notice':
      return heardNotice(event);
    case 'call':
      return drawer.add(event.call);
    case 'commands':
      return fetchState().then((fresh) => {
        state.setCommands(fresh);
        composer.setCommands(state.commands);
      }, complain);
  }
}

function showAll() {
  log.open(state.current);
  composer.setCommands(state.commands);
  showHeading(state);
  showActors(state.current, (actor) => {
    state.current.actor = actor;
    showAll();
    composer.focus();
  });
  showList();
}

function showList() {
  byId('empty').hidden = state.current.messages.length > 0;
  byId('start').hidden = state.current.chat.type !== 'private';
  showChats(state, open);
  document.title = `${state.unread > 0 ? `(${state.unread}) ` : ''}Communiqué preview`;
}

/** @param {boolean} isConnected */
function showConnection(isConnected) {
  if (isConnected) showHeading(state);
  else byId('subtitle').textContent = 'connecting…';
}

/**
 * Links to the bot itself do what they do in Telegram; all others open as links do.
 * @param {MouseEvent} event
 */
function followDeepLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  const deep = link && deepLink(link.href, state.bot.username ?? '');
  const chat = deep && state.chats.find(({ chat }) => (chat.type === 'private') === deep.isPrivate);
  if (!chat) return;
  event.preventDefault();
  open(chat);
  sendText(deep.text, undefined);
}

/** @param {Chat} chat */
function open(chat) {
  state.open(chat);
  composer.replyTo(undefined);
  showAll();
}

/** @param {number} chatId */
function isOpen(chatId) {
  return state.current.chat.id === chatId;
}

/**
 * @param {string} text
 * @param {number | undefined} replyTo
 */
function sendText(text, replyTo) {
  send({ ...whoAndWhere(), text, ...(replyTo === undefined ? {} : { replyTo }) }).catch(complain);
}

function whoAndWhere() {
  return { chatId: state.current.chat.id, actor: state.current.actor.key };
}

/** @param {unknown} error */
function complain(error) {
  toast(error instanceof Error ? error.message : String(error));
}
