// What the page knows: the bot, the chats with their people and messages, who acts, what is unread.
// Kept by main.js; the views read it.

/** @typedef {import('../types.ts').LocalMessage} LocalMessage */
/** @typedef {import('../types.ts').LocalCommand} LocalCommand */
/** @typedef {import('../types.ts').LocalUser} LocalUser */
/** @typedef {{ key: string, user: LocalUser, anonymous?: boolean, role: string }} Role */

/**
 * @typedef {object} ChatState as the server gives it
 * @property {import('../types.ts').LocalChat} chat
 * @property {Role[]} actors at least one
 * @property {LocalMessage[]} messages oldest first
 * @property {Record<string, LocalCommand[]>} commands by the role's key
 */

/** @typedef {ChatState & { actor: Role, unread: number }} Chat with who acts in it now */

/**
 * @typedef {object} ServerState
 * @property {LocalUser} bot
 * @property {ChatState[]} chats
 * @property {import('../types.ts').CallRecord[]} calls oldest first
 * @property {string} mark where the events go on
 * @property {string} now the bot's time, ISO 8601
 */

export class State {
  /** @type {LocalUser} */
  bot;
  /** @type {Chat[]} */
  chats;
  /** @type {Chat} the open one */
  current;

  /**
   * @param {ServerState} fresh
   * @param {State} [before] whose open chat and chosen people are kept
   */
  constructor({ bot, chats }, before) {
    this.bot = bot;
    this.chats = chats.map((chat) => {
      const known = before?.chat(chat.chat.id);
      const actor = chat.actors.find(({ key }) => key === known?.actor.key) ?? chat.actors[0];
      if (!actor) throw new Error('a chat without anybody who can act in it');
      return { ...chat, actor, unread: known?.unread ?? 0 };
    });
    const current = (before && this.chat(before.current.chat.id)) ?? this.chats[0];
    if (!current) throw new Error('a preview without a chat');
    this.current = current;
  }

  /** @param {number} id */
  chat(id) {
    return this.chats.find(({ chat }) => chat.id === id);
  }

  /**
   * What a chat is called by those in it.
   * @param {Chat} chat
   */
  nameOf({ chat }) {
    return chat.type === 'private' ? this.bot.first_name : (chat.title ?? '');
  }

  /** In all chats. */
  get unread() {
    return this.chats.reduce((sum, { unread }) => sum + unread, 0);
  }

  /** The "/" menu of whoever acts. */
  get commands() {
    return this.current.commands[this.current.actor.key] ?? [];
  }

  /**
   * The menus alone: messages may have come since.
   * @param {ServerState} fresh
   */
  setCommands({ chats }) {
    for (const { chat, commands } of chats) Object.assign(this.chat(chat.id) ?? {}, { commands });
  }

  /** @param {Chat} chat */
  open(chat) {
    this.current = chat;
    chat.unread = 0;
  }

  /**
   * False for one of no chat here, or one known already.
   * @param {LocalMessage} message
   */
  add(message) {
    const chat = this.chat(message.chat.id);
    if (!chat || chat.messages.some(({ message_id }) => message_id === message.message_id)) return false;
    chat.messages.push(message);
    if (chat !== this.current) chat.unread += 1;
    return true;
  }

  /** @param {LocalMessage} message */
  edit(message) {
    const messages = this.chat(message.chat.id)?.messages ?? [];
    const at = messages.findIndex(({ message_id }) => message_id === message.message_id);
    if (at >= 0) messages[at] = message;
  }

  /**
   * @param {number} chatId
   * @param {number} messageId
   */
  remove(chatId, messageId) {
    const chat = this.chat(chatId);
    if (chat) chat.messages = chat.messages.filter(({ message_id }) => message_id !== messageId);
  }
}
