// The chat page: loads the state, shows the open chat, follows events, and sends what a person does.

import { Actions } from './actions.js';
import { startClock } from './bot-clock.js';
import { showChatMenu } from './chat-menu.js';
import {
  goToChats,
  leaveChats,
  showActors,
  showChats,
  showHeading,
  showInvitation,
  showTopics,
} from './chats.js';
import { Composer } from './composer.js';
import { Log } from './conversation.js';
import { byId } from './dom.js';
import { Drawer } from './drawer.js';
import { complain } from './notices.js';
import { heardNotice, pressBusy } from './presses.js';
import { showReplyKeyboard } from './reply-keyboard.js';
import { AGAIN_MS, fetchState, listen, press } from './requests.js';
import { questionIn, State } from './state.js';
import { startTheme } from './theme.js';

/** @typedef {import('../telegram/events.ts').LocalEvent} LocalEvent */
/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */
/** @typedef {import('./state.js').Chat} Chat */

startTheme();
/** @type {State} */
let state;
/** @type {() => void} */
let stopListening = () => {};
const actions = new Actions({
  state: () => state,
  open,
  connect,
  type: (text) => composer.type(text),
});
const drawer = new Drawer();
const composer = new Composer({
  onSend: (text, replyTo) => actions.send(text, replyTo),
  ask: (query, offset) => actions.ask(query, offset),
  choose: (queryId, resultId) => actions.choose(queryId, resultId),
  start: (parameter) => actions.start(parameter),
});
const log = new Log({
  onCommand: (text) => actions.send(text),
  onReply: (message) => composer.replyTo(message),
  onPress: (message, data, button) =>
    pressBusy(button, () => press({ ...actions.place(), messageId: message.message_id, data })),
  onSwitch: (query, isHere) => actions.handOn(query, isHere),
  onCopy: (text) => actions.copy(text),
});
byId('to-chats').addEventListener('click', goToChats);
byId('unblock').addEventListener('click', () => actions.change({ blocked: false }));
byId('start').addEventListener('click', () => actions.send('/start'));
byId('add-bot').addEventListener('click', () => actions.admit());
byId('log').addEventListener('click', (event) => actions.follow(event));

await connect();
composer.focus();

/** Loads and shows the state, then follows events. Called again where events were lost, or chats changed. */
async function connect() {
  try {
    const fresh = await fetchState();
    state = new State(fresh, state);
    drawer.set(fresh.calls);
    startClock(fresh.now);
    showAll();
    stopListening();
    stopListening = listen(fresh.mark, { onEvent: hear, onReset: connect, onConnection: showConnection });
  } catch {
    showConnection(false);
    setTimeout(connect, AGAIN_MS);
  }
}

/** @param {LocalEvent} event */
function hear(event) {
  switch (event.type) {
    case 'message':
      return heardMessage(event.message);
    case 'edit':
      state.edit(event.message);
      if (state.isOpen(event.message)) log.edit(event.message);
      return showList();
    case 'delete':
      state.remove(event.chatId, event.messageId);
      if (event.chatId === state.current.chat.id) log.removed(state.current);
      return showList();
    case 'notice':
      return heardNotice(event);
    case 'call':
      return drawer.add(event.call);
    case 'reply_keyboard':
      state.setReplyKeyboard(event.chatId, event.keyboard);
      return showKeyboard();
    case 'commands':
    case 'profile':
      return fetchState().then((fresh) => {
        state.setProfile(fresh);
        showCommands();
        showInvitation(state.current, log.isEmpty);
      }, complain);
  }
}

/** @param {LocalMessage} message */
function heardMessage(message) {
  const isNew = state.add(message);
  if (isNew && state.isOpen(message)) {
    log.add(message);
    composer.answer(questionIn(state.current));
  }
  showList();
  // The chat has another id now.
  if (message.service?.migrate_to_chat_id) void connect();
}

function showAll() {
  const { current } = state;
  log.open(current);
  showCommands();
  showHeading(state);
  showActors(current, (actor) => {
    current.actor = actor;
    showAll();
    composer.focus();
  });
  composer.setPlaceholder(current.chat.type === 'channel' ? 'Broadcast' : 'Message');
  const isBlocked = current.chat.type === 'private' && current.bot === 'kicked';
  byId('writing').hidden = isBlocked;
  byId('unblock').hidden = !isBlocked;
  showChatMenu(current, (change) => actions.change(change));
  showKeyboard();
  showList();
  composer.answer(questionIn(current));
}

function showCommands() {
  composer.setCommands(state.commands, state.bot.username ?? '');
}

function showKeyboard() {
  showReplyKeyboard(state.current.replyKeyboard, {
    onText: (text) => actions.send(text),
    onRequest: (button) => actions.pickFor(button),
  });
}

function showList() {
  showInvitation(state.current, log.isEmpty);
  showTopics(state.current, (thread) => open(state.current, thread));
  showChats(state, (chat) => open(chat, chat.thread));
  document.title = `${state.unread > 0 ? `(${state.unread}) ` : ''}Communiqué preview`;
}

/** @param {boolean} isConnected */
function showConnection(isConnected) {
  if (isConnected) showHeading(state);
  else byId('subtitle').textContent = 'connecting…';
}

/**
 * @param {Chat} chat
 * @param {number | undefined} thread
 */
function open(chat, thread) {
  state.open(chat, thread);
  leaveChats();
  composer.replyTo(undefined);
  showAll();
}
