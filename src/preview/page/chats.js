// The list of chats, the open one's name, and the people to write as. On a phone the list is a page of its own.

import { clock, firstLine } from './bubble.js';
import { byId, element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { paint } from './portrait.js';
import { hasBot, unreadIn } from './state.js';

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Chat} Chat */
/** @typedef {import('./state.js').Role} Role */

/**
 * @param {State} state
 * @param {(chat: Chat) => void} onOpen
 */
export function showChats(state, onOpen) {
  const buttons = [...byId('chats').querySelectorAll('button')];
  const focused = buttons.findIndex((button) => button.matches(':focus'));
  byId('chats').replaceChildren(...state.chats.map((chat) => element('li', '', entry(state, chat, onOpen))));
  byId('chats').querySelectorAll('button')[focused]?.focus();
  byId('elsewhere').replaceChildren(...unreadBadge(state.unread));
}

/** Instead of the open chat, where the window has no room for both. */
export function goToChats() {
  document.body.classList.add('at-chats');
  /** @type {HTMLElement | null} */
  const open = byId('chats').querySelector('[aria-current]');
  open?.focus();
}

export function leaveChats() {
  document.body.classList.remove('at-chats');
}

/**
 * @param {State} state
 * @param {Chat} chat
 * @param {(chat: Chat) => void} onOpen
 */
function entry(state, chat, onOpen) {
  const name = state.nameOf(chat);
  const portrait = element('div', '');
  portrait.setAttribute('aria-hidden', 'true');
  paint(portrait, name);
  const last = chat.messages.at(-1);
  const button = pressable(
    '',
    () => onOpen(chat),
    portrait,
    element('strong', '', shown(name)),
    ...(last ? [sent(last)] : []),
    element('span', 'last', last ? shown(firstLine(last)) : 'No messages yet'),
  );
  if (chat === state.current) button.setAttribute('aria-current', 'true');
  button.append(...unreadBadge(unreadIn(chat)));
  return button;
}

/** @param {import('../telegram/model.ts').LocalMessage} message */
function sent({ date }) {
  const time = element('time', 'when', clock.format(date * 1000));
  time.dateTime = new Date(date * 1000).toISOString();
  return time;
}

/**
 * The topics of a forum, General first; nothing for any other chat.
 * @param {Chat} chat
 * @param {(thread: number | undefined) => void} onOpen
 */
export function showTopics(chat, onOpen) {
  const tabs = byId('topics');
  const focused = [...tabs.children].findIndex((tab) => tab.matches(':focus'));
  tabs.hidden = chat.topics.length === 0;
  const all = [{ id: undefined, name: 'General', isClosed: false }, ...chat.topics];
  tabs.replaceChildren(
    ...all.map(({ id, name, isClosed }) => {
      const tab = pressable('', () => onOpen(id), shown(isClosed ? `🔒 ${name}` : name));
      if (id === chat.thread) tab.setAttribute('aria-current', 'true');
      tab.append(...unreadBadge(chat.unread.get(id ?? 0) ?? 0));
      return tab;
    }),
  );
  tabs.querySelectorAll('button')[focused]?.focus();
}

/** @param {number} count */
function unreadBadge(count) {
  return count > 0 ? [element('em', 'unread', String(count), element('span', 'heard', ' unread'))] : [];
}

/** @param {State} state */
export function showHeading(state) {
  const name = state.nameOf(state.current);
  paint(byId('avatar'), name);
  byId('title').replaceChildren(shown(name));
  byId('subtitle').textContent = subtitle(state.current);
}

/** @param {Chat} chat */
function subtitle(chat) {
  const { chat: place, actors, bot } = chat;
  if (place.type === 'private') return bot === 'kicked' ? 'blocked' : 'bot';
  const people = place.type === 'channel' ? 'channel' : `${actors.length + Number(hasBot(chat))} members`;
  return [people, ...(BOT_IN_GROUP[hasBot(chat) ? bot : 'left'] ?? [])].join(' · ');
}

/**
 * The bot's status, where it is not simply a member.
 * @type {Readonly<Record<string, string[]>>}
 */
const BOT_IN_GROUP = {
  left: ['no bot'],
  restricted: ['bot may not write'],
  administrator: ['bot is an administrator'],
};

/**
 * The invitation in an empty chat.
 * @param {Chat} chat
 * @param {boolean} isEmpty
 */
export function showInvitation(chat, isEmpty) {
  byId('empty').hidden = !isEmpty;
  byId('start').hidden = chat.chat.type !== 'private';
  byId('add-bot').hidden = hasBot(chat);
  byId('empty-hint').hidden = !hasBot(chat);
  // As in Telegram: only in private, in the language of the person's app.
  const description = chat.chat.type === 'private' ? (chat.descriptions[chat.actor.key] ?? '') : '';
  byId('empty-title').textContent = description ? 'What can this bot do?' : 'No messages here yet.';
  byId('description').textContent = description;
  byId('description').hidden = !description;
}

/**
 * Shown only where there is a choice.
 * @param {Chat} chat
 * @param {(actor: Role) => void} onChoice
 */
export function showActors(chat, onChoice) {
  const group = byId('acting');
  group.hidden = chat.actors.length < 2;
  group.replaceChildren(
    ...chat.actors.map((actor) => {
      const button = pressable(
        '',
        () => onChoice(actor),
        shown(actor.user.first_name),
        ' ',
        element('small', '', actor.anonymous ? 'anonymous' : actor.role),
      );
      button.setAttribute('aria-label', `${actor.user.first_name}, ${actor.role}`);
      button.setAttribute('aria-pressed', String(actor === chat.actor));
      return button;
    }),
  );
}
