// One message as a bubble: who, what, in reply to what, when, and the buttons under it.
// Called by log.js.

import { appendText, setText } from './emoji.js';
import { formatted } from './entities.js';

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/**
 * @typedef {object} Handlers
 * @property {(text: string) => void} onCommand
 * @property {(message: any) => void} onReply
 * @property {(message: any, data: string, button: HTMLButtonElement) => void} onPress
 * @property {(id: number) => any} find
 */

/**
 * @param {any} message
 * @param {{ own: boolean, grouped: boolean, group: boolean }} place own: the person's who looks; grouped: follows one of the same author
 * @param {Handlers} handlers
 */
export function bubble(message, { own, grouped, group }, handlers) {
  const item = document.createElement('li');
  item.dataset.id = String(message.message_id);
  item.className = ['message', own ? 'own' : 'other', grouped ? 'grouped' : ''].join(' ').trim();
  const body = document.createElement('article');
  body.className = 'bubble';
  body.tabIndex = -1;
  body.setAttribute('aria-label', `${authorOf(message)}, ${time.format(message.date * 1000)}`);
  if (group && !own && !grouped) body.append(author(message));
  const answered = message.reply_to_message_id && handlers.find(message.reply_to_message_id);
  if (answered) body.append(stub(answered));
  const text = document.createElement('div');
  text.className = 'text';
  text.dir = 'auto';
  text.append(formatted(message.text || message.service || '', message.entities ?? [], handlers.onCommand));
  body.append(text, foot(message, handlers));
  item.append(body);
  if (message.inline_keyboard) item.append(keyboard(message, handlers));
  return item;
}

/** @param {any} message */
export function authorOf(message) {
  return message.sender_chat?.title ?? message.from?.first_name ?? message.chat.title ?? '';
}

/** @param {any} message */
function author(message) {
  const name = document.createElement('p');
  name.className = `author hue-${hue(authorOf(message))}`;
  setText(name, authorOf(message));
  if (message.sender_chat) {
    const mark = document.createElement('small');
    mark.textContent = 'admin';
    name.append(' ', mark);
  }
  return name;
}

/** One of six colours, the same for a name each time. @param {string} name */
export function hue(name) {
  return [...name].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 6;
}

/** @param {any} message */
function stub(message) {
  const quote = document.createElement('div');
  quote.className = 'stub';
  const name = document.createElement('strong');
  setText(name, authorOf(message));
  const text = document.createElement('span');
  appendText(text, message.text.split('\n')[0]);
  quote.append(name, text);
  return quote;
}

/** @param {any} message @param {Handlers} handlers */
function foot(message, { onReply }) {
  const line = document.createElement('p');
  line.className = 'foot';
  const reply = document.createElement('button');
  reply.type = 'button';
  reply.className = 'reply';
  reply.textContent = '↩';
  reply.setAttribute('aria-label', `Reply to ${authorOf(message)}`);
  reply.addEventListener('click', () => onReply(message));
  const when = document.createElement('time');
  when.dateTime = new Date(message.date * 1000).toISOString();
  when.textContent = time.format(message.date * 1000);
  line.append(reply, message.edit_date ? 'edited ' : '', when);
  return line;
}

/** @param {any} message @param {Handlers} handlers */
function keyboard(message, { onPress }) {
  const rows = document.createElement('div');
  rows.className = 'keyboard';
  for (const row of message.inline_keyboard) {
    const line = document.createElement('div');
    line.append(
      ...row.map((button) => key(button, (element) => onPress(message, button.callback_data, element))),
    );
    rows.append(line);
  }
  return rows;
}

/** @param {any} button @param {(element: HTMLButtonElement) => void} press */
function key(button, press) {
  const isLink = typeof button.url === 'string' && /^(https?|tg):/i.test(button.url);
  const element = document.createElement(isLink ? 'a' : 'button');
  setText(element, button.text);
  if (isLink) {
    Object.assign(element, { href: button.url, target: '_blank', rel: 'noopener noreferrer' });
  } else {
    element.type = 'button';
    element.disabled = button.callback_data === undefined;
    element.addEventListener('click', () => press(element));
  }
  return element;
}
