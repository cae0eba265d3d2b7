// One message as a bubble: author, reply, text, time, and the buttons under it.

import { element, icon, pressable } from './dom.js';
import { shown } from './emoji.js';
import { formatted } from './entities.js';
import { keyboard } from './inline-keyboard.js';
import { markLists } from './lists.js';
import { hue } from './portrait.js';
import { serviceText } from './service-messages.js';

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */

/**
 * @typedef {object} Handlers
 * @property {(command: string) => void} onCommand
 * @property {(message: LocalMessage) => void} onReply
 * @property {(message: LocalMessage, data: string, button: HTMLButtonElement) => void} onPress
 * @property {(query: string, isHere: boolean) => void} onSwitch
 * @property {(text: string) => void} onCopy
 * @property {(id: number) => LocalMessage | undefined} find
 */

/** As Telegram writes the time of a message. */
export const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const REPLY = 'M10 7 4 12l6 5v-3.2c5 0 8 1.2 10 4.2-.5-5-3.5-8-10-8.2Z';

/**
 * @param {LocalMessage} message
 * @param {{ isOwn: boolean, isGrouped: boolean, isNamed: boolean }} place own: by the person who looks;
 *   grouped: follows one of the same author; named: shows its author, among several people
 * @param {Handlers} handlers
 */
export function bubble(message, { isOwn, isGrouped, isNamed }, handlers) {
  const body = element('div', 'bubble');
  if (isNamed && !isOwn && !isGrouped) body.append(author(message));
  if (message.via_bot) body.append(element('p', 'via', `via @${message.via_bot.username}`));
  const answered = message.reply_to_message_id && handlers.find(message.reply_to_message_id);
  if (answered) body.append(element('div', 'stub', ...stub(answered)));
  if (message.attachment) body.append(attached(message.attachment));
  const text = element('div', 'text', formatted(message.text, message.entities, handlers.onCommand));
  markLists(text);
  text.dir = 'auto';
  body.append(text, foot(message), reply(message, handlers));

  const item = element('article', '', body);
  item.dataset.id = String(message.message_id);
  item.tabIndex = -1;
  item.setAttribute('aria-label', `${authorOf(message)}, ${clock.format(message.date * 1000)}`);
  item.classList.add('message', isOwn ? 'own' : 'other');
  item.classList.toggle('grouped', isGrouped);
  item.classList.toggle('edited', message.edit_date !== undefined);
  if (message.inline_keyboard) {
    const { onSwitch, onCopy } = handlers;
    const onPress = (/** @type {string} */ data, /** @type {HTMLButtonElement} */ button) =>
      handlers.onPress(message, data, button);
    item.append(keyboard(message.inline_keyboard, { onPress, onSwitch, onCopy }));
  }
  return item;
}

/**
 * A picture, which opens in full when pressed; the file name for anything else, and for a picture that was dropped.
 * @param {import('../telegram/model.ts').Attachment} attachment
 */
function attached({ file_name, picture }) {
  const name = element('p', 'attachment', shown(`📎 ${file_name}`));
  if (!picture) return name;
  const image = element('img', '');
  image.src = `/preview/picture/${encodeURIComponent(picture.id)}`;
  image.alt = file_name;
  // Set before it is loaded, so that nothing below it moves.
  if (picture.size) Object.assign(image, picture.size);
  const link = element('a', 'picture', image);
  link.href = image.src;
  link.target = '_blank';
  link.rel = 'noopener';
  image.addEventListener('error', () => link.replaceWith(name));
  return link;
}

/**
 * The group's name for an anonymous administrator.
 * @param {LocalMessage} message
 */
export function authorOf({ sender_chat, from, chat }) {
  return sender_chat?.title ?? from?.first_name ?? chat.title ?? '';
}

/**
 * A message in two lines, as a reply quotes it.
 * @param {LocalMessage} message
 */
export function stub(message) {
  return [element('strong', '', shown(authorOf(message))), element('span', '', shown(firstLine(message)))];
}

/** @param {LocalMessage} message */
export function firstLine(message) {
  const { text, attachment } = message;
  return text.trim().split('\n', 1)[0] || attachment?.file_name || serviceText(message) || '';
}

/** @param {LocalMessage} message */
function author(message) {
  const name = element('p', `author hue-${hue(authorOf(message))}`, shown(authorOf(message)));
  if (message.sender_chat && message.chat.type !== 'channel') {
    const isGroup = message.sender_chat.id === message.chat.id;
    name.append(element('small', '', isGroup ? 'anonymous admin' : 'channel'));
  }
  return name;
}

/** @param {LocalMessage} message */
function foot({ date, edit_date }) {
  const when = element('time', '', clock.format(date * 1000));
  when.dateTime = new Date(date * 1000).toISOString();
  return element('p', 'foot', edit_date === undefined ? '' : 'edited ', when);
}

/**
 * @param {LocalMessage} message
 * @param {Handlers} handlers
 */
function reply(message, { onReply }) {
  const button = pressable('reply', () => onReply(message), icon(REPLY));
  button.setAttribute('aria-label', `Reply to ${authorOf(message)}`);
  return button;
}
