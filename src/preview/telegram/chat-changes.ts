// What changes around the messages: new users and chats, topics, members, blocks, the upgrade to a supergroup.

import { type Member, memberForm } from './chat-members.ts';
import type { Actor, LocalChat, LocalRights, LocalUser, MemberStatus } from './model.ts';
import type { TelegramState } from './telegram-state.ts';
import { announce } from './user-actions.ts';
import type { Room, TopicState } from './world.ts';

export interface NewUser {
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
  readonly id?: number;
  /** Default true. The bot cannot reach a person who has not started it until they write to it. */
  readonly started?: boolean;
}

export interface NewGroup {
  readonly title: string;
  readonly id?: number;
  /** Default `supergroup`. */
  readonly type?: 'group' | 'supergroup';
  readonly is_forum?: boolean;
  /** Default `member`. */
  readonly bot?: MemberStatus;
  readonly members: readonly {
    readonly user: LocalUser;
    readonly status: MemberStatus;
    readonly is_anonymous?: boolean;
  }[];
}

export interface NewChannel {
  readonly title: string;
  readonly username?: string;
  readonly id?: number;
  /** Default `administrator`. */
  readonly bot?: MemberStatus;
  /** Default: every right. */
  readonly botRights?: LocalRights;
  /** The owner and the administrators. */
  readonly members?: readonly {
    readonly user: LocalUser;
    readonly status: MemberStatus;
    readonly rights?: LocalRights;
  }[];
}

export class ChatChanges {
  readonly #state: TelegramState;
  #nextUserId = 1001;
  #nextGroupId = 5001;

  constructor(state: TelegramState) {
    this.#state = state;
  }

  addUser({ id, started = true, ...names }: NewUser): LocalUser {
    const user: LocalUser = { id: id ?? this.#freeUserId(), is_bot: false, ...names };
    const { world } = this.#state;
    const { first_name, username } = user;
    const room = world.addRoom({
      id: user.id,
      type: 'private',
      first_name,
      ...(username ? { username } : {}),
    });
    if (!started) room.closed = 'never started';
    world.users.set(user.id, user);
    return user;
  }

  addGroup({ title, id, type = 'supergroup', is_forum, bot = 'member', members }: NewGroup): LocalChat {
    const chat: LocalChat = {
      id: id ?? this.#newGroupId(type),
      type,
      title,
      ...(is_forum ? { is_forum } : {}),
    };
    const room = this.#state.world.addRoom(chat);
    room.members.set(this.#state.world.bot.id, { status: bot, is_anonymous: false });
    for (const { user, status, is_anonymous = false } of members) {
      room.members.set(user.id, { status, is_anonymous });
    }
    return chat;
  }

  addChannel({ title, username, id, bot = 'administrator', botRights, members = [] }: NewChannel): LocalChat {
    const chat: LocalChat = {
      id: id ?? this.#newGroupId('channel'),
      type: 'channel',
      title,
      ...(username ? { username } : {}),
    };
    const room = this.#state.world.addRoom(chat);
    room.members.set(this.#state.world.bot.id, { status: bot, is_anonymous: false, rights: botRights });
    for (const { user, status, rights } of members) {
      room.members.set(user.id, { status, is_anonymous: false, rights });
    }
    return chat;
  }

  addTopic(chatId: number, name: string): number {
    const room = this.#state.world.room(chatId);
    if (!room.chat.is_forum) throw new Error(`chat ${chatId} is no forum`);
    const message = this.#state.world.post(room, {
      text: '',
      entities: [],
      service: { forum_topic_created: { name, icon_color: 0x6fb9f0 } },
    });
    room.topics.set(message.message_id, 'open');
    return message.message_id;
  }

  /** Telegram announces that a topic is closed or reopened; one that is deleted goes silently, with its messages. */
  setTopic(chatId: number, threadId: number, state: TopicState): void {
    const room = this.#state.world.room(chatId);
    const before = room.topics.get(threadId);
    room.topics.set(threadId, state);
    const owner = ownerOf(this.#state, room);
    if (state === 'closed') announce(this.#state, room, { forum_topic_closed: {} }, owner, threadId);
    if (state === 'open' && before === 'closed') {
      announce(this.#state, room, { forum_topic_reopened: {} }, owner, threadId);
    }
    if (state !== 'deleted') return;
    for (const { message_id, message_thread_id } of [...room.messages.values()]) {
      if (message_thread_id === threadId) this.#state.world.remove(room, message_id);
    }
  }

  linkChannel(groupId: number, channelId: number): void {
    this.#state.world.room(groupId).linkedTo = channelId;
    this.#state.world.room(channelId).linkedTo = groupId;
  }

  setBot(chatId: number, status: MemberStatus, by?: Actor, rights?: LocalRights): void {
    const { world } = this.#state;
    const room = world.room(chatId);
    const old = room.members.get(world.bot.id);
    const member: Member = { status, is_anonymous: false, rights };
    room.members.set(world.bot.id, member);
    this.#sendOwnMembership(room, by?.user ?? ownerOf(this.#state, room), old, member);
  }

  setMember(
    chatId: number,
    user: LocalUser,
    status: MemberStatus,
    isAnonymous = false,
    rights?: LocalRights,
  ): void {
    const { world, updates } = this.#state;
    const room = world.room(chatId);
    const old = room.members.get(user.id);
    const member: Member = { status, is_anonymous: isAnonymous, rights };
    room.members.set(user.id, member);
    // Bot API, Update.chat_member: the bot must be an administrator in the chat.
    if (room.members.get(world.bot.id)?.status !== 'administrator') return;
    updates.add('chat_member', {
      chat: room.chat,
      from: ownerOf(this.#state, room),
      date: world.seconds(),
      old_chat_member: memberForm(user, old, room.chat.type),
      new_chat_member: memberForm(user, member, room.chat.type),
    });
  }

  block(user: LocalUser, blocked: boolean): void {
    const room = this.#state.world.room(user.id);
    if ((room.closed === 'blocked') === blocked) return;
    if (blocked) room.closed = 'blocked';
    else delete room.closed;
    const member = (status: MemberStatus): Member => ({ status, is_anonymous: false });
    const [before, after]: MemberStatus[] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    if (before && after) this.#sendOwnMembership(room, user, member(before), member(after));
  }

  deactivate(user: LocalUser): void {
    this.#state.world.room(user.id).closed = 'deactivated';
  }

  /** People can still read the old chat; it refuses the bot, which learns that it is a member of the new one. */
  migrate(chatId: number): LocalChat {
    const { world } = this.#state;
    const old = world.room(chatId);
    if (old.chat.type !== 'group') throw new Error(`chat ${chatId} is no plain group`);
    const chat: LocalChat = { ...old.chat, id: this.#newGroupId('supergroup'), type: 'supergroup' };
    const room = world.addRoom(chat);
    for (const [id, member] of old.members) room.members.set(id, member);
    const owner = ownerOf(this.#state, old);
    const own = room.members.get(world.bot.id);
    if (own) this.#sendOwnMembership(room, owner, undefined, own);
    announce(this.#state, old, { migrate_to_chat_id: chat.id }, owner);
    announce(this.#state, room, { migrate_from_chat_id: chatId }, owner);
    old.migratedTo = chat.id;
    return chat;
  }

  /** The bot gets `my_chat_member` in every chat, whatever its rights. */
  #sendOwnMembership(room: Room, from: LocalUser, old: Member | undefined, now: Member): void {
    const { world, updates } = this.#state;
    updates.add('my_chat_member', {
      chat: room.chat,
      from,
      date: world.seconds(),
      old_chat_member: memberForm(world.bot, old, room.chat.type),
      new_chat_member: memberForm(world.bot, now, room.chat.type),
    });
  }

  #freeUserId(): number {
    while (this.#state.world.rooms.has(this.#nextUserId)) this.#nextUserId++;
    return this.#nextUserId++;
  }

  /** Groups are below zero, supergroups and channels below -10^12: Bot API dialog ids. */
  #newGroupId(type: 'group' | 'supergroup' | 'channel'): number {
    const number = this.#nextGroupId++;
    return type === 'group' ? -number : -1_000_000_000_000 - number;
  }
}

function ownerOf({ world }: TelegramState, room: Room): LocalUser {
  const [id] = [...room.members].find(([, { status }]) => status === 'creator') ?? [];
  return world.users.get(id ?? 0) ?? world.bot;
}
