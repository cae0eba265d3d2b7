// Where people and the bot stand: users, chats, topics, members, migration.

import { memberForm } from './forms.ts';
import type { Parts } from './methods.ts';
import type { Actor, LocalChat, LocalTelegram, LocalUser, MemberStatus } from './model.ts';
import type { LocalRights } from './picker-types.ts';
import { announce } from './user-actions.ts';
import type { Member, Room, TopicState } from './world.ts';

type Given<K extends 'addUser' | 'addGroup' | 'addChannel'> = Parameters<LocalTelegram[K]>[0];

export class Places {
  readonly #parts: Parts;
  #nextUserId = 1001;
  #nextGroupId = 5001;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  addUser({ id, started = true, ...names }: Given<'addUser'>): LocalUser {
    const user: LocalUser = { id: id ?? this.#freeUserId(), is_bot: false, ...names };
    const { world } = this.#parts;
    const { first_name, username } = user;
    const room = world.addRoom({
      ...{ id: user.id, type: 'private', first_name },
      ...(username ? { username } : {}),
    });
    if (!started) room.closed = 'never started';
    world.users.set(user.id, user);
    return user;
  }

  addGroup({
    title,
    id,
    type = 'supergroup',
    is_forum,
    bot = 'member',
    members,
  }: Given<'addGroup'>): LocalChat {
    const chat: LocalChat = {
      id: id ?? this.#newGroupId(type),
      type,
      title,
      ...(is_forum ? { is_forum } : {}),
    };
    const room = this.#parts.world.addRoom(chat);
    room.members.set(this.#parts.world.bot.id, { status: bot, is_anonymous: false });
    for (const { user, status, is_anonymous = false } of members) {
      room.members.set(user.id, { status, is_anonymous });
    }
    return chat;
  }

  addChannel({
    title,
    username,
    id,
    bot = 'administrator',
    botRights,
    members = [],
  }: Given<'addChannel'>): LocalChat {
    const chat: LocalChat = {
      id: id ?? this.#newGroupId('channel'),
      type: 'channel',
      title,
      ...(username ? { username } : {}),
    };
    const room = this.#parts.world.addRoom(chat);
    room.members.set(this.#parts.world.bot.id, { status: bot, is_anonymous: false, rights: botRights });
    for (const { user, status, rights } of members) {
      room.members.set(user.id, { status, is_anonymous: false, rights });
    }
    return chat;
  }

  addTopic(chatId: number, name: string): number {
    const room = this.#parts.world.room(chatId);
    if (!room.chat.is_forum) throw new Error(`chat ${chatId} is no forum`);
    const message = this.#parts.world.post(room, {
      text: '',
      entities: [],
      service: { forum_topic_created: { name, icon_color: 0x6fb9f0 } },
    });
    room.topics.set(message.message_id, 'open');
    return message.message_id;
  }

  /** Telegram tells a chat of a topic that is closed or opened, and not of one that is deleted with all that is in it. */
  setTopic(chatId: number, threadId: number, state: TopicState): void {
    const room = this.#parts.world.room(chatId);
    const before = room.topics.get(threadId);
    room.topics.set(threadId, state);
    const owner = ownerOf(this.#parts, room);
    if (state === 'closed') announce(this.#parts, room, { forum_topic_closed: {} }, owner, threadId);
    if (state === 'open' && before === 'closed') {
      announce(this.#parts, room, { forum_topic_reopened: {} }, owner, threadId);
    }
    if (state !== 'deleted') return;
    for (const { message_id, message_thread_id } of [...room.messages.values()]) {
      if (message_thread_id === threadId) this.#parts.world.remove(room, message_id);
    }
  }

  linkChannel(groupId: number, channelId: number): void {
    this.#parts.world.room(groupId).linkedTo = channelId;
    this.#parts.world.room(channelId).linkedTo = groupId;
  }

  setBot(chatId: number, status: MemberStatus, by?: Actor, rights?: LocalRights): void {
    const { world } = this.#parts;
    const room = world.room(chatId);
    const old = room.members.get(world.bot.id);
    const member: Member = { status, is_anonymous: false, rights };
    room.members.set(world.bot.id, member);
    this.#tellPlace(room, by?.user ?? ownerOf(this.#parts, room), old, member);
  }

  setMember(
    chatId: number,
    user: LocalUser,
    status: MemberStatus,
    isAnonymous = false,
    rights?: LocalRights,
  ): void {
    const { world, updates } = this.#parts;
    const room = world.room(chatId);
    const old = room.members.get(user.id);
    const member: Member = { status, is_anonymous: isAnonymous, rights };
    room.members.set(user.id, member);
    // Bot API, Update.chat_member: the bot must be an administrator in the chat.
    if (room.members.get(world.bot.id)?.status !== 'administrator') return;
    updates.add('chat_member', {
      chat: room.chat,
      from: ownerOf(this.#parts, room),
      date: world.seconds(),
      old_chat_member: memberForm(user, old, room.chat.type),
      new_chat_member: memberForm(user, member, room.chat.type),
    });
  }

  block(user: LocalUser, blocked: boolean): void {
    const room = this.#parts.world.room(user.id);
    if ((room.closed === 'blocked') === blocked) return;
    if (blocked) room.closed = 'blocked';
    else delete room.closed;
    const place = (status: MemberStatus): Member => ({ status, is_anonymous: false });
    const [before, after]: MemberStatus[] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    if (before && after) this.#tellPlace(room, user, place(before), place(after));
  }

  deactivate(user: LocalUser): void {
    this.#parts.world.room(user.id).closed = 'deactivated';
  }

  /** The old chat stays readable for people and refuses the bot, which is told that it has come into the new one. */
  migrate(chatId: number): LocalChat {
    const { world } = this.#parts;
    const old = world.room(chatId);
    if (old.chat.type !== 'group') throw new Error(`chat ${chatId} is no plain group`);
    const chat: LocalChat = { ...old.chat, id: this.#newGroupId('supergroup'), type: 'supergroup' };
    const room = world.addRoom(chat);
    for (const [id, member] of old.members) room.members.set(id, member);
    const owner = ownerOf(this.#parts, old);
    const own = room.members.get(world.bot.id);
    if (own) this.#tellPlace(room, owner, undefined, own);
    announce(this.#parts, old, { migrate_to_chat_id: chat.id }, owner);
    announce(this.#parts, room, { migrate_from_chat_id: chatId }, owner);
    old.migratedTo = chat.id;
    return chat;
  }

  /** `my_chat_member`: the bot hears of its own place in any chat. */
  #tellPlace(room: Room, from: LocalUser, old: Member | undefined, now: Member): void {
    const { world, updates } = this.#parts;
    updates.add('my_chat_member', {
      chat: room.chat,
      from,
      date: world.seconds(),
      old_chat_member: memberForm(world.bot, old, room.chat.type),
      new_chat_member: memberForm(world.bot, now, room.chat.type),
    });
  }

  #freeUserId(): number {
    while (this.#parts.world.rooms.has(this.#nextUserId)) this.#nextUserId++;
    return this.#nextUserId++;
  }

  /** Groups are below zero; supergroups and channels below -10^12: Bot API dialog ids. */
  #newGroupId(type: 'group' | 'supergroup' | 'channel'): number {
    const number = this.#nextGroupId++;
    return type === 'group' ? -number : -1_000_000_000_000 - number;
  }
}

function ownerOf({ world }: Parts, room: Room): LocalUser {
  const [id] = [...room.members].find(([, { status }]) => status === 'creator') ?? [];
  return world.users.get(id ?? 0) ?? world.bot;
}
