// The dialog for choosing a chat: for links that add the bot, for sharing, for the bot's own request.

import { byId, element, pressable } from './dom.js';
import { shown } from './emoji.js';
import { paint } from './portrait.js';

/** @typedef {import('./state.js').Chat} Chat */

/**
 * @param {string} title
 * @param {readonly Chat[]} chats
 * @param {(chat: Chat) => string} nameOf
 * @returns {Promise<Chat | undefined>} none where the person closed it
 */
export function chooseChat(title, chats, nameOf) {
  const dialog = /** @type {HTMLDialogElement} */ (byId('chooser'));
  byId('chooser-title').textContent = title;
  return new Promise((resolve) => {
    /** @type {Chat | undefined} */
    let chosen;
    const pick = (/** @type {Chat} */ chat) => {
      chosen = chat;
      dialog.close();
    };
    byId('chooser-chats').replaceChildren(
      ...chats.map((chat) =>
        element(
          'li',
          '',
          entry(nameOf(chat), () => pick(chat)),
        ),
      ),
      ...(chats.length === 0 ? [element('li', 'none', 'There is no such chat here.')] : []),
    );
    dialog.addEventListener('close', () => resolve(chosen), { once: true });
    dialog.showModal();
  });
}

/**
 * @param {string} name
 * @param {() => void} onPick
 */
function entry(name, onPick) {
  const portrait = element('div', '');
  portrait.setAttribute('aria-hidden', 'true');
  paint(portrait, name);
  return pressable('', onPick, portrait, element('strong', '', shown(name)));
}
