// The chat page: its state, what comes from the server, what goes to it.
// Loaded by index.html.

import { hue } from './bubble.js';
import { Composer } from './composer.js';
import { Drawer } from './drawer.js';
import { setText } from './emoji.js';
import { Log } from './log.js';

const $ = (id) => document.getElementById(id);
const TOAST_MS = 3_500;
/** A button stops waiting for its answer after this, ms. */
const PRESS_MS = 10_000;
const legend = $('acting').querySelector('legend');

let state = { bot: { first_name: '' }, chats: [] };
let current;
let toastTimer;
/** Buttons that wait, by their query; and queries whose notice came before the answer to the press itself. */
const pressed = new Map();
const answered = new Set();
const drawer = new Drawer();
const composer = new Composer((text, replyTo) => send(text, replyTo));
const log = new Log(
  { list: $('log'), scroll: $('scroll'), down: $('down') },
  {
    onCommand: (text) => send(text),
    onReply: (message) => composer.replyTo(message),
    onPress: press,
    find: (id) => current.messages.find((message) => message.message_id === id),
  },
);

$('start').addEventListener('click', () => send('/start'));
$('theme').addEventListener('click', () => setTheme(isDark() ? 'light' : 'dark'));
setTheme(localStorage.getItem('theme'));
await load();
listen();
composer.focus();

async function load() {
  const open = current?.chat.id;
  const actors = new Map(state.chats.map(({ chat, actor }) => [chat.id, actor?.key]));
  state = await (await fetch('/preview/state')).json();
  for (const chat of state.chats) {
    chat.unread = 0;
    chat.actor = chat.actors.find(({ key }) => key === actors.get(chat.chat.id)) ?? chat.actors[0];
  }
  drawer.set(state.calls);
  show(state.chats.find(({ chat }) => chat.id === open) ?? state.chats[0]);
}

function listen() {
  const events = new EventSource(`/preview/events?after=${state.mark}`);
  events.addEventListener('message', ({ data }) => hear(JSON.parse(data)));
  events.addEventListener('reset', () => load());
}

function hear(event) {
  switch (event.type) {
    case 'message':
      return heardMessage(event.message);
    case 'edit':
      return heardEdit(event.message);
    case 'delete':
      return heardDelete(event);
    case 'notice':
      return heardNotice(event);
    case 'call':
      return drawer.add(event.call);
    case 'commands':
      return refreshCommands();
  }
}

function heardMessage(message) {
  const chat = chatOf(message.chat.id);
  if (!chat || chat.messages.some(({ message_id }) => message_id === message.message_id)) return;
  chat.messages.push(message);
  if (chat === current) log.add(message);
  else chat.unread += 1;
  showList();
}

function heardEdit(message) {
  const chat = chatOf(message.chat.id);
  const at = chat?.messages.findIndex(({ message_id }) => message_id === message.message_id) ?? -1;
  if (at < 0) return;
  chat.messages[at] = message;
  if (chat === current) log.edit(message);
  showList();
}

function heardDelete({ chatId, messageId }) {
  const chat = chatOf(chatId);
  if (!chat) return;
  chat.messages = chat.messages.filter(({ message_id }) => message_id !== messageId);
  if (chat === current) log.remove(messageId);
  showList();
}

function heardNotice({ queryId, text, alert }) {
  release(queryId);
  if (!text) return;
  if (!alert) return toast(text);
  setText($('alert-text'), text);
  $('alert').showModal();
}

async function refreshCommands() {
  const fresh = await (await fetch('/preview/state')).json();
  for (const { chat, commands } of fresh.chats) Object.assign(chatOf(chat.id) ?? {}, { commands });
  composer.setCommands(current.commands[current.actor.key] ?? []);
}

async function send(text, replyTo) {
  await post('/preview/send', {
    chatId: current.chat.id,
    actor: current.actor.key,
    text,
    ...(replyTo === undefined ? {} : { replyTo }),
  });
}

async function press(message, data, button) {
  button.classList.add('busy');
  const answer = await post('/preview/press', {
    chatId: current.chat.id,
    actor: current.actor.key,
    messageId: message.message_id,
    data,
  });
  if (!answer) return button.classList.remove('busy');
  const { queryId } = await answer.json();
  if (answered.delete(queryId)) return button.classList.remove('busy');
  pressed.set(queryId, button);
  setTimeout(() => release(queryId), PRESS_MS);
}

function release(queryId) {
  const button = pressed.get(queryId);
  if (button) button.classList.remove('busy');
  else answered.add(queryId);
  pressed.delete(queryId);
}

async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok) return response;
    toast(await response.text());
  } catch {
    toast('The bot does not answer. Is it still running?');
  }
  return undefined;
}

function show(chat) {
  current = chat;
  chat.unread = 0;
  const { chat: info, actor } = chat;
  const isPrivate = info.type === 'private';
  const name = isPrivate ? state.bot.first_name : info.title;
  setText($('title'), name);
  setText($('subtitle'), isPrivate ? 'bot' : `${chat.actors.length + 1} members`);
  avatar($('avatar'), name);
  const isOwn = (message) =>
    actor.anonymous
      ? message.sender_chat?.id === info.id
      : !message.sender_chat && message.from?.id === actor.user.id;
  log.open(chat, isOwn);
  composer.setCommands(chat.commands[actor.key] ?? []);
  showActors();
  showList();
}

function showList() {
  $('empty').hidden = current.messages.length > 0;
  $('start').hidden = current.chat.type !== 'private';
  $('chats').replaceChildren(...state.chats.map(chatItem));
}

function chatItem(chat) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  if (chat === current) button.setAttribute('aria-current', 'true');
  const name = chat.chat.type === 'private' ? state.bot.first_name : chat.chat.title;
  const picture = document.createElement('div');
  avatar(picture, name);
  const title = document.createElement('strong');
  setText(title, name);
  const last = document.createElement('span');
  setText(last, chat.messages.at(-1)?.text.split('\n')[0] ?? 'No messages yet');
  button.append(picture, title, last);
  if (chat.unread > 0) button.append(badge(chat.unread));
  button.addEventListener('click', () => {
    show(chat);
    composer.focus();
  });
  item.append(button);
  return item;
}

function badge(count) {
  const mark = document.createElement('em');
  mark.textContent = String(count);
  mark.setAttribute('aria-label', `${count} unread`);
  return mark;
}

function avatar(element, name) {
  element.className = `avatar hue-${hue(name)}`;
  element.textContent = name.slice(0, 1);
}

/** Who writes: only where there is a choice. */
function showActors() {
  $('acting').hidden = current.actors.length < 2;
  $('acting').replaceChildren(
    legend,
    ...current.actors.map((actor) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-pressed', String(actor === current.actor));
      setText(button, `${actor.user.first_name}, ${actor.role}`);
      button.addEventListener('click', () => {
        current.actor = actor;
        show(current);
        composer.focus();
      });
      return button;
    }),
  );
}

function chatOf(id) {
  return state.chats.find(({ chat }) => chat.id === id);
}

function toast(text) {
  clearTimeout(toastTimer);
  setText($('toast'), text);
  $('toast').hidden = false;
  toastTimer = setTimeout(() => {
    $('toast').hidden = true;
  }, TOAST_MS);
}

function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function setTheme(theme) {
  if (!theme) return;
  document.documentElement.dataset.theme = theme;
  localStorage.setItem('theme', theme);
}
