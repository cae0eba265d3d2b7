// The native chat picker: which chats a button offers, and what happens when one is shared.

import type { ChatChanges } from './chat-changes.ts';
import { hasRights, isInside } from './chat-members.ts';
import type {
  Actor,
  ChatRequest,
  LocalChat,
  LocalMessage,
  LocalReplyKeyboard,
  LocalRights,
} from './model.ts';
import type { TelegramState } from './telegram-state.ts';
import { announce } from './user-actions.ts';
import type { Room } from './world.ts';

/** A bot made administrator by the picker gets what the button asks for and no more; absent rights would be allowed. */
const NO_RIGHTS: LocalRights = {
  can_post_messages: false,
  can_edit_messages: false,
  can_delete_messages: false,
};

export class ChatPicker {
  readonly #state: TelegramState;
  readonly #changes: ChatChanges;

  constructor(state: TelegramState, changes: ChatChanges) {
    this.#state = state;
    this.#changes = changes;
  }

  replyKeyboard(chatId: number): LocalReplyKeyboard | undefined {
    return this.#state.world.room(chatId).replyKeyboard;
  }

  choices(actor: Actor, chatId: number, button: string): readonly LocalChat[] {
    return this.#offered(actor, this.#requestOf(chatId, button)).map(({ chat }) => chat);
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
    return announce(this.#state, this.#state.world.room(chatId), { chat_shared }, actor.user);
  }

  #requestOf(chatId: number, button: string): ChatRequest {
    const buttons = this.replyKeyboard(chatId)?.keyboard.flat() ?? [];
    const request = buttons.find(({ text }) => text === button)?.request_chat;
    if (request) return request;
    const there = buttons.map(({ text }) => JSON.stringify(text)).join(', ') || 'none';
    throw new Error(`no button ${JSON.stringify(button)} opens the chat picker; there are: ${there}`);
  }

  /** TDLib, shareChatWithBot: chats where everything holds, or where the person may bring it about for the bot. */
  #offered({ user }: Actor, request: ChatRequest): readonly Room[] {
    return [...this.#state.world.rooms.values()].filter((room) => {
      if (room.migratedTo !== undefined || room.chat.type === 'private') return false;
      if ((room.chat.type === 'channel') !== request.chat_is_channel) return false;
      const person = room.members.get(user.id);
      if (!isInside(person)) return false;
      const { user_administrator_rights: wanted } = request;
      if (wanted && !hasRights(person, wanted)) return false;
      return this.#isSettled(room, request) || hasRights(person, { can_promote_members: true });
    });
  }

  /** Whether the bot already has what the button wants for it. */
  #isSettled({ members }: Room, { bot_administrator_rights: wanted, bot_is_member }: ChatRequest): boolean {
    const bot = members.get(this.#state.world.bot.id);
    return wanted ? hasRights(bot, wanted) : !bot_is_member || isInside(bot);
  }

  #admitBot(room: Room, request: ChatRequest, actor: Actor): void {
    if (this.#isSettled(room, request)) return;
    const wanted = request.bot_administrator_rights;
    const before = room.members.get(this.#state.world.bot.id);
    const rights = { ...(before?.status === 'administrator' ? before.rights : NO_RIGHTS), ...wanted };
    this.#changes.setBot(room.chat.id, wanted ? 'administrator' : 'member', actor, rights);
  }
}
