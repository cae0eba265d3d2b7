// The native chat picker: which chats a button offers, and what happens when one of them is shared.

import type { Places } from './chat-changes.ts';
import { has } from './chat-members.ts';
import type { Parts } from './methods.ts';
import type { Actor, LocalChat, LocalMessage } from './model.ts';
import type { ChatRequest, LocalRights, Picker } from './picker-types.ts';
import { announce } from './user-actions.ts';
import type { Room } from './world.ts';

export class ChatPicker implements Picker {
  readonly #parts: Parts;
  readonly #places: Places;

  constructor(parts: Parts, places: Places) {
    this.#parts = parts;
    this.#places = places;
  }

  replyKeyboard(chatId: number): ReturnType<Picker['replyKeyboard']> {
    return this.#parts.world.room(chatId).replyKeyboard;
  }

  choices(actor: Actor, chatId: number, button: string): readonly LocalChat[] {
    const request = this.#requestOf(chatId, button);
    return this.#offered(actor, request).map(({ chat }) => chat);
  }

  share(actor: Actor, chatId: number, button: string, picked: number): LocalMessage {
    const request = this.#requestOf(chatId, button);
    const offered = this.#offered(actor, request);
    const room = offered.find(({ chat }) => chat.id === picked);
    if (!room) {
      const there = offered.map(({ chat }) => chat.title).join(', ') || 'none';
      throw new Error(
        `the picker does not offer chat ${picked} to ${actor.user.first_name}; it has: ${there}`,
      );
    }
    this.#admitBot(room, request, actor);
    const { title, username } = room.chat;
    const chat_shared = {
      request_id: request.request_id,
      chat_id: picked,
      ...(request.request_title && title ? { title } : {}),
      ...(request.request_username && username ? { username } : {}),
    };
    return announce(this.#parts, this.#parts.world.room(chatId), { chat_shared }, actor.user);
  }

  #requestOf(chatId: number, button: string): ChatRequest {
    const buttons = this.replyKeyboard(chatId)?.keyboard.flat() ?? [];
    const request = buttons.find(({ text }) => text === button)?.request_chat;
    if (request) return request;
    const there = buttons.map(({ text }) => JSON.stringify(text)).join(', ') || 'none';
    throw new Error(`no button ${JSON.stringify(button)} opens the chat picker; there are: ${there}`);
  }

  /** TDLib, shareChatWithBot: chats where everything holds, or where the person can bring it about for the bot. */
  #offered({ user }: Actor, request: ChatRequest): readonly Room[] {
    return [...this.#parts.world.rooms.values()].filter((room) => {
      if (room.migratedTo !== undefined || room.chat.type === 'private') return false;
      if ((room.chat.type === 'channel') !== request.chat_is_channel) return false;
      const person = room.members.get(user.id);
      if (!person || person.status === 'left' || person.status === 'kicked') return false;
      const { user_administrator_rights: wanted } = request;
      if (wanted && !has(person, wanted)) return false;
      return this.#isSettled(room, request) || has(person, { can_promote_members: true });
    });
  }

  /** Whether the bot has what the button wants for it. */
  #isSettled({ members }: Room, { bot_administrator_rights: wanted, bot_is_member }: ChatRequest): boolean {
    const bot = members.get(this.#parts.world.bot.id);
    if (wanted) return has(bot, wanted);
    return !bot_is_member || (bot !== undefined && bot.status !== 'left' && bot.status !== 'kicked');
  }

  #admitBot(room: Room, request: ChatRequest, actor: Actor): void {
    if (this.#isSettled(room, request)) return;
    const wanted = request.bot_administrator_rights;
    const before = room.members.get(this.#parts.world.bot.id);
    const none: LocalRights = {
      can_post_messages: false,
      can_edit_messages: false,
      can_delete_messages: false,
    };
    const rights = { ...(before?.status === 'administrator' ? before.rights : none), ...wanted };
    this.#places.setBot(room.chat.id, wanted ? 'administrator' : 'member', actor, rights);
  }
}
