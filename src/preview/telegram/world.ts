// The chats of the local Telegram with their members and messages, and where the bot may read and write.

import { hasRights, type Member } from './chat-members.ts';
import type { Events } from './events.ts';
import type { LocalChat, LocalMessage, LocalReplyKeyboard, LocalUser } from './model.ts';
import { Pictures } from './pictures.ts';
import { badRequest, forbidden, type Refusal } from './refusal.ts';

export type TopicState = 'open' | 'closed' | 'deleted';

/** A chat with its state. */
export interface Room {
  readonly chat: LocalChat;
  /** By id, oldest first. */
  readonly messages: Map<number, LocalMessage>;
  /** By user id; the bot among them. Empty in private chats. */
  readonly members: Map<number, Member>;
  /** By `message_thread_id`. */
  readonly topics: Map<number, TopicState>;
  /** Posts of the bot in a channel, where every message comes from the channel itself. */
  readonly botPosts: Set<number>;
  /** Below the typing field of a private chat. */
  replyKeyboard?: LocalReplyKeyboard | undefined;
  nextMessageId: number;
  /** Why a private chat refuses the bot. */
  closed?: 'blocked' | 'deactivated' | 'never started';
  migratedTo?: number;
  /** The channel of a group, or the group of a channel. */
  linkedTo?: number;
}

/** A message before it has an id and a date. */
export type Draft = Omit<LocalMessage, 'message_id' | 'chat' | 'date'>;

/** The sender of anonymous administrators' messages: Bot API, `Message.sender_chat`. */
export const GROUP_ANONYMOUS_BOT: LocalUser = {
  id: 1087968824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

/** The senders of messages written as a channel, and of Telegram's own: Bot API, `Message.from`. */
export const CHANNEL_BOT: LocalUser = {
  id: 136817688,
  is_bot: true,
  first_name: 'Channel',
  username: 'Channel_Bot',
};
export const TELEGRAM: LocalUser = { id: 777000, is_bot: false, first_name: 'Telegram' };

export class World {
  readonly bot: LocalUser;
  readonly now: () => number;
  readonly rooms = new Map<number, Room>();
  readonly users = new Map<number, LocalUser>();
  readonly pictures = new Pictures();
  readonly #events: Events;
  readonly #keep: number;

  /** @param keep how many messages a chat keeps at least. */
  constructor(bot: LocalUser, events: Events, now: () => number, keep: number) {
    this.bot = bot;
    this.now = now;
    this.#events = events;
    this.#keep = keep;
  }

  /** Unix time, seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  addRoom(chat: LocalChat): Room {
    if (this.rooms.has(chat.id)) throw new Error(`there is a chat ${chat.id} already`);
    const room: Room = {
      chat,
      messages: new Map(),
      members: new Map(),
      topics: new Map(),
      botPosts: new Set(),
      nextMessageId: 1,
    };
    this.rooms.set(chat.id, room);
    return room;
  }

  /** For people's actions and tests, which know the chat's id. */
  room(chatId: number): Room {
    const room = this.rooms.get(chatId);
    if (!room) throw new Error(`there is no chat ${chatId}`);
    return room;
  }

  /** As `find`, and also any public group or channel that has not banned the bot. Throws `Refusal`. */
  findReadable(chatId: number | string | undefined): Room {
    const room = chatId === undefined ? undefined : this.#lookUp(chatId);
    const isPublic = room !== undefined && room.chat.type !== 'private' && room.chat.username !== undefined;
    return isPublic && room.members.get(this.bot.id)?.status !== 'kicked' ? room : this.find(chatId);
  }

  /** The chat that a call names by its id or @name. Throws `Refusal`. */
  find(chatId: number | string | undefined): Room {
    if (chatId === undefined || chatId === '') throw badRequest('chat_id is empty');
    const room = this.#lookUp(chatId);
    if (!room) throw badRequest('chat not found');
    if (room.migratedTo !== undefined) {
      throw badRequest('group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: room.migratedTo,
      });
    }
    const refusal = absence(room, this.bot);
    if (refusal) throw refusal;
    return room;
  }

  /** As `find`, where the bot may also write into the chat and the topic. Throws `Refusal`. */
  findWritable(chatId: number | string | undefined, threadId?: number): Room {
    const room = this.find(chatId);
    const member = room.members.get(this.bot.id);
    const status = member?.status;
    if (room.chat.type === 'channel' && !hasRights(member, { can_post_messages: true })) {
      throw badRequest('need administrator rights in the channel chat');
    }
    if (status === 'restricted' && !member?.rights?.can_send_messages)
      throw badRequest('not enough rights to send text messages to the chat');
    if (threadId !== undefined) {
      const topic = room.topics.get(threadId);
      if (topic === undefined || topic === 'deleted') throw badRequest('message thread not found');
      if (topic === 'closed' && status !== 'administrator') throw badRequest('TOPIC_CLOSED');
    }
    return room;
  }

  post(room: Room, draft: Draft): LocalMessage {
    const message: LocalMessage = {
      message_id: room.nextMessageId++,
      chat: room.chat,
      date: this.seconds(),
      ...draft,
    };
    room.messages.set(message.message_id, message);
    if (room.messages.size > this.#keep) {
      const oldest = room.messages.keys().next().value;
      if (oldest !== undefined) room.messages.delete(oldest);
    }
    this.#events.emit({ type: 'message', message });
    return message;
  }

  /** Shows a keyboard below the typing field, or removes it. */
  setReplyKeyboard(room: Room, keyboard: LocalReplyKeyboard | undefined): void {
    if (!keyboard && !room.replyKeyboard) return;
    room.replyKeyboard = keyboard;
    this.#events.emit({ type: 'reply_keyboard', chatId: room.chat.id, ...(keyboard ? { keyboard } : {}) });
  }

  replace(room: Room, message: LocalMessage): void {
    room.messages.set(message.message_id, message);
    this.#events.emit({ type: 'edit', message });
  }

  remove(room: Room, messageId: number): void {
    if (!room.messages.delete(messageId)) return;
    this.#events.emit({ type: 'delete', chatId: room.chat.id, messageId });
  }

  #lookUp(chatId: number | string): Room | undefined {
    if (typeof chatId === 'number') return this.rooms.get(chatId);
    if (!chatId.startsWith('@')) return this.rooms.get(Number(chatId));
    const name = chatId.slice(1).toLowerCase();
    // People have names too, but a bot cannot address them by name.
    return this.rooms
      .values()
      .find(({ chat }) => chat.type !== 'private' && chat.username?.toLowerCase() === name);
  }
}

/** Why the bot is not in the chat, in Telegram's words. */
function absence({ chat, closed, members }: Room, bot: LocalUser): Refusal | undefined {
  if (closed === 'blocked') return forbidden('bot was blocked by the user');
  if (closed === 'never started') return forbidden("bot can't initiate conversation with a user");
  if (closed === 'deactivated') return forbidden('user is deactivated');
  if (chat.type === 'private') return undefined;
  const kind = `${chat.type} chat`;
  const status = members.get(bot.id)?.status ?? 'left';
  if (status === 'kicked') return forbidden(`bot was kicked from the ${kind}`);
  if (status === 'left') return forbidden(`bot is not a member of the ${kind}`);
  return undefined;
}
