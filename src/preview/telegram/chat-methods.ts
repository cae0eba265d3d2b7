// The methods about chats and their members.

import { hasRights, isInside, memberForm } from './chat-members.ts';
import type { LocalUser } from './model.ts';
import { badRequest } from './refusal.ts';
import type { World } from './world.ts';

export interface InChat {
  readonly chat_id: number | string;
}

export function getChat(world: World, { chat_id }: InChat): unknown {
  const { chat, linkedTo } = world.findReadable(chat_id);
  const linked = linkedTo === undefined ? {} : { linked_chat_id: linkedTo };
  return { ...chat, ...linked, accent_color_id: 0, max_reaction_count: 11 };
}

export function getChatMember(
  world: World,
  { chat_id, user_id }: InChat & { readonly user_id: number },
): unknown {
  const room = world.findReadable(chat_id);
  const { type } = room.chat;
  if (type === 'channel' && user_id !== world.bot.id && !hasRights(room.members.get(world.bot.id), {})) {
    throw badRequest('member list is inaccessible');
  }
  const user = userOf(world, user_id);
  if (!user) throw badRequest('member not found');
  if (type !== 'private') return memberForm(user, room.members.get(user_id), type);
  const inside = user_id === room.chat.id || user_id === world.bot.id;
  return memberForm(user, { status: inside ? 'member' : 'left', is_anonymous: false }, type);
}

/** Without other bots: Bot API, getChatAdministrators. */
export function getChatAdministrators(world: World, { chat_id }: InChat): unknown {
  const room = world.find(chat_id);
  if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  return [...room.members].flatMap(([id, member]) => {
    const user = userOf(world, id);
    const administrator = member.status === 'creator' || member.status === 'administrator';
    return user && administrator ? [memberForm(user, member, room.chat.type)] : [];
  });
}

export function getChatMemberCount(world: World, { chat_id }: InChat): number {
  const { chat, members } = world.find(chat_id);
  if (chat.type === 'private') return 2;
  return members.values().filter(isInside).toArray().length;
}

export function leaveChat(world: World, { chat_id }: InChat): true {
  const room = world.find(chat_id);
  if (room.chat.type === 'private') throw badRequest("chat member status can't be changed in private chats");
  room.members.set(world.bot.id, { status: 'left', is_anonymous: false });
  return true;
}

function userOf(world: World, id: number): LocalUser | undefined {
  return id === world.bot.id ? world.bot : world.users.get(id);
}
