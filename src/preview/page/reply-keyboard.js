// The keyboard below the typing field: its buttons send their text, or ask for a chat.

import { byId, element, pressable } from './dom.js';
import { shown } from './emoji.js';

/** @typedef {import('../telegram/model.ts').LocalReplyKeyboard} LocalReplyKeyboard */

/**
 * @param {LocalReplyKeyboard | undefined} keyboard
 * @param {{ onText: (text: string) => void, onRequest: (button: string) => void }} handlers
 */
export function showReplyKeyboard(keyboard, { onText, onRequest }) {
  const place = byId('reply-keyboard');
  place.hidden = !keyboard;
  place.replaceChildren(
    ...(keyboard?.keyboard ?? []).map((row) =>
      element(
        'div',
        'keys',
        ...row.map(({ text, request_chat }) =>
          pressable('', () => (request_chat ? onRequest(text) : onText(text)), shown(text)),
        ),
      ),
    ),
  );
}
