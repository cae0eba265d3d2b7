// What a person does in the open chat: writes, follows links to the bot, shares results, changes the chat.

import { admission } from './chat-menu.js';
import { chooseChat } from './chooser.js';
import { deepLink } from './deep-links.js';
import { complain, toast } from './notices.js';
import { askInline, changeChat, chooseResult, pickable, send, shareChat } from './requests.js';
import { hasBot } from './state.js';

/** @typedef {import('./state.js').Chat} Chat */

/**
 * @typedef {object} Page
 * @property {() => import('./state.js').State} state
 * @property {(chat: Chat, thread: number | undefined) => void} open
 * @property {() => Promise<void>} connect reloads the state
 * @property {(text: string) => void} type into the field
 */

export class Actions {
  #page;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** Who acts, and in which chat. */
  place() {
    const { chat, actor } = this.#page.state().current;
    return { chatId: chat.id, actor: actor.key };
  }

  /**
   * @param {string} text
   * @param {number} [replyTo]
   */
  send(text, replyTo) {
    const reply = replyTo === undefined ? {} : { replyTo };
    send({ ...this.place(), ...this.#topic(), text, ...reply }).catch(complain);
  }

  /**
   * The private chat with the bot, and `/start` with the parameter.
   * @param {string} parameter
   */
  start(parameter) {
    const chat = this.#page.state().chats.find(({ chat }) => chat.type === 'private');
    if (!chat) return;
    this.#page.open(chat, undefined);
    this.send(`/start ${parameter}`.trim());
  }

  /**
   * Links to the bot itself act as in Telegram; all others simply open.
   * @param {MouseEvent} event
   */
  follow(event) {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const deep = link && deepLink(link.href, this.#page.state().bot.username ?? '');
    if (!deep) return;
    event.preventDefault();
    if (deep.kind === 'private') this.start(deep.parameter);
    else this.#addBot(deep.kind, deep.parameter).catch(complain);
  }

  /**
   * Telegram sends the /start even where the bot already is.
   * @param {'group' | 'channel'} kind
   * @param {string} parameter
   */
  async #addBot(kind, parameter) {
    const isChannel = kind === 'channel';
    const chat = await this.#choose(
      isChannel ? 'Add the bot to a channel' : 'Add the bot to a group',
      ({ chat }) => chat.type !== 'private' && (chat.type === 'channel') === isChannel,
    );
    if (!chat) return;
    this.#page.open(chat, chat.thread);
    if (!hasBot(chat)) await this.admit();
    if (!isChannel) this.send(`/start@${this.#page.state().bot.username} ${parameter}`.trim());
  }

  /**
   * Puts the query into the field of a chat, as `switch_inline_query` does.
   * @param {string} query
   * @param {boolean} isHere in this chat
   */
  async handOn(query, isHere) {
    const chat = isHere ? this.#page.state().current : await this.#choose('Send to…', () => true);
    if (!chat) return;
    if (!isHere) this.#page.open(chat, chat.thread);
    this.#page.type(`@${this.#page.state().bot.username} ${query}`);
  }

  /** @param {string} text */
  copy(text) {
    const done = () => toast('Copied');
    // Where the browser does not let the page write there, at least show it.
    const failed = () => toast(text);
    (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(done, failed);
  }

  /**
   * @param {string} query
   * @param {string} offset
   */
  ask(query, offset) {
    return askInline({ ...this.place(), query, offset });
  }

  /**
   * @param {string} queryId
   * @param {string} resultId
   */
  choose(queryId, resultId) {
    chooseResult({ ...this.place(), ...this.#topic(), queryId, resultId }).catch(complain);
  }

  /** Adds the bot to the open chat. */
  admit() {
    return this.change(admission(this.#page.state().current));
  }

  /** @param {import('./chat-menu.js').Change} change */
  async change(change) {
    await changeChat({ ...this.place(), ...change }).catch(complain);
    await this.#page.connect();
  }

  /**
   * The native chat picker that a button below the field opens.
   * @param {string} button
   */
  async pickFor(button) {
    const place = this.place();
    try {
      const ids = await pickable({ ...place, button });
      const chat = await this.#choose(button, ({ chat }) => ids.includes(chat.id));
      if (!chat) return;
      await shareChat({ ...place, button, picked: chat.chat.id });
      // The bot may have been added to that chat.
      await this.#page.connect();
    } catch (error) {
      complain(error);
    }
  }

  /**
   * @param {string} title
   * @param {(chat: Chat) => boolean} isOffered
   */
  #choose(title, isOffered) {
    const state = this.#page.state();
    return chooseChat(title, state.chats.filter(isOffered), (chat) => state.nameOf(chat));
  }

  /** The open topic of a forum. */
  #topic() {
    const { thread } = this.#page.state().current;
    return thread === undefined ? {} : { threadId: thread };
  }
}
