// What the page knows: the bot, the chats with their people and messages, who acts, what is unread.

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */
/** @typedef {import('../telegram/bot-profile.ts').LocalCommand} LocalCommand */
/** @typedef {import('../telegram/model.ts').LocalUser} LocalUser */
/** @typedef {{ key: string, user: LocalUser, anonymous?: boolean, role: string }} Role */

/** @typedef {{ id: number, name: string, isClosed: boolean }} Topic */

/**
 * @typedef {object} ChatState as the server gives it
 * @property {string} key stays the same when a group becomes a supergroup
 * @property {import('../telegram/model.ts').LocalChat} chat
 * @property {Topic[]} topics of a forum, General left out
 * @property {import('../telegram/model.ts').MemberStatus} bot its status in the chat
 * @property {import('../telegram/model.ts').LocalReplyKeyboard} [replyKeyboard]
 * @property {Role[]} actors at least one
 * @property {LocalMessage[]} messages oldest first
 * @property {Record<string, LocalCommand[]>} commands by the role's key
 * @property {Record<string, string>} descriptions what each reads about the bot, by the role's key
 */

/**
 * @typedef {ChatState & { actor: Role, thread: number | undefined, unread: Map<number, number> }} Chat
 *   with who acts in it, the open topic of a forum (none: General), and unread counts by topic (General: 0)
 */

/**
 * @typedef {object} ServerState
 * @property {LocalUser} bot
 * @property {ChatState[]} chats
 * @property {import('../telegram/events.ts').CallRecord[]} calls oldest first
 * @property {string} mark where the events continue
 * @property {string} now the bot's time, ISO 8601
 */

/**
 * The messages of the open topic; all of them where the chat is no forum.
 * @param {Chat} chat
 */
export function shownIn({ messages, topics, thread }) {
  if (topics.length === 0) return messages;
  return messages.filter(
    ({ message_thread_id, service }) => message_thread_id === thread && !service?.forum_topic_created,
  );
}

/**
 * Whether the bot is in the chat. It always is in a private one, even when blocked.
 * @param {Chat} chat
 */
export function hasBot({ chat, bot }) {
  return chat.type === 'private' || (bot !== 'left' && bot !== 'kicked');
}

/**
 * The bot's question that asks for a reply, where it is the last word in the open chat (Bot API, `ForceReply`).
 * @param {Chat} chat
 */
export function questionIn(chat) {
  const last = shownIn(chat).at(-1);
  return last?.force_reply ? last : undefined;
}

/** @param {Chat} chat */
export function unreadIn({ unread }) {
  return [...unread.values()].reduce((sum, count) => sum + count, 0);
}

export class State {
  /** @type {LocalUser} */
  bot;
  /** @type {Chat[]} */
  chats;
  /** @type {Chat} the open one */
  current;

  /**
   * @param {ServerState} fresh
   * @param {State} [before] keeps its open chat and chosen people
   */
  constructor({ bot, chats }, before) {
    this.bot = bot;
    this.chats = chats.map((chat) => {
      const known = before?.chats.find(({ key }) => key === chat.key);
      const actor = chat.actors.find(({ key }) => key === known?.actor.key) ?? chat.actors[0];
      if (!actor) throw new Error('a chat without anybody who can act in it');
      return { ...chat, actor, thread: known?.thread, unread: known?.unread ?? new Map() };
    });
    const current = this.chats.find(({ key }) => key === before?.current.key) ?? this.chats[0];
    if (!current) throw new Error('a preview without a chat');
    this.current = current;
  }

  /** @param {number} id */
  chat(id) {
    return this.chats.find(({ chat }) => chat.id === id);
  }

  /**
   * The chat's name, as its people see it.
   * @param {Chat} chat
   */
  nameOf({ chat }) {
    return chat.type === 'private' ? this.bot.first_name : (chat.title ?? '');
  }

  /** In all chats. */
  get unread() {
    return this.chats.reduce((sum, chat) => sum + unreadIn(chat), 0);
  }

  /** The "/" menu of the person who acts. */
  get commands() {
    return this.current.commands[this.current.actor.key] ?? [];
  }

  /**
   * Only the menus and descriptions: messages may have arrived since.
   * @param {ServerState} fresh
   */
  setProfile({ chats }) {
    for (const { chat, commands, descriptions } of chats)
      Object.assign(this.chat(chat.id) ?? {}, { commands, descriptions });
  }

  /**
   * @param {Chat} chat
   * @param {number | undefined} thread
   */
  open(chat, thread) {
    this.current = chat;
    chat.thread = thread;
    chat.unread.delete(thread ?? 0);
  }

  /**
   * Whether the message belongs to the open chat and topic.
   * @param {LocalMessage} message
   */
  isOpen({ chat, message_thread_id }) {
    if (chat.id !== this.current.chat.id) return false;
    return this.current.topics.length === 0 || message_thread_id === this.current.thread;
  }

  /**
   * False for a message of an unknown chat, or one that is already here.
   * @param {LocalMessage} message
   */
  add(message) {
    const chat = this.chat(message.chat.id);
    if (!chat || chat.messages.some(({ message_id }) => message_id === message.message_id)) return false;
    chat.messages.push(message);
    const topic = chat.topics.length > 0 ? (message.message_thread_id ?? 0) : 0;
    if (!this.isOpen(message)) chat.unread.set(topic, (chat.unread.get(topic) ?? 0) + 1);
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
   * @param {import('../telegram/model.ts').LocalReplyKeyboard} [keyboard]
   */
  setReplyKeyboard(chatId, keyboard) {
    const chat = this.chat(chatId);
    if (!chat) return;
    if (keyboard) chat.replyKeyboard = keyboard;
    else delete chat.replyKeyboard;
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
