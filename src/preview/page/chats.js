// The chats to choose from, the open one's name, and the people to write as.
// Called by main.js.

import { firstLine } from './bubble.js';
import { byId, element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { paint } from './portrait.js';

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
    element('span', 'last', last ? shown(firstLine(last)) : 'No messages yet'),
  );
  if (chat === state.current) button.setAttribute('aria-current', 'true');
  if (chat.unread > 0) {
    button.append(element('em', 'unread', String(chat.unread), element('span', 'heard', ' unread')));
  }
  return button;
}

/** @param {State} state */
export function showHeading(state) {
  const name = state.nameOf(state.current);
  paint(byId('avatar'), name);
  byId('title').replaceChildren(shown(name));
  // The bot is in the group too.
  byId('subtitle').textContent =
    state.current.chat.type === 'private' ? 'bot' : `${state.current.actors.length + 1} members`;
}

/**
 * Only where there is a choice.
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
