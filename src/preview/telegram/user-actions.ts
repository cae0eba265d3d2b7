// What people do: send, edit, press, ask and pick inline; and which of it the bot gets as an update.

import { hasRights, isInside } from './chat-members.ts';
import { inlineIdOf } from './editing-methods.ts';
import { findEntities, withFound } from './entity-detection.ts';
import {
  type Actor,
  type LocalButton,
  type LocalEntity,
  type LocalMessage,
  type LocalUser,
  messageForm,
} from './model.ts';
import { resultMessage } from './queries.ts';
import type { TelegramState } from './telegram-state.ts';
import { CHANNEL_BOT, type Draft, GROUP_ANONYMOUS_BOT, type Room, TELEGRAM } from './world.ts';

export interface SendOptions {
  readonly replyTo?: number;
  readonly threadId?: number;
  /** Formatting by the person. */
  readonly entities?: readonly LocalEntity[];
}

/** Which button an actor presses: by its text or by its data. */
export type ButtonChoice = { readonly text: string } | { readonly data: string };

/** One result of an answered inline query. */
export interface ResultChoice {
  readonly queryId: string;
  readonly resultId: string;
}

/** Characters: Bot API, InlineQuery. */
const INLINE_QUERY_LIMIT = 256;

export function send(
  state: TelegramState,
  actor: Actor,
  chatId: number,
  text: string,
  { entities = [], ...options }: SendOptions = {},
): LocalMessage {
  return say(state, actor, chatId, { text, entities: withFound(text, entities) }, options);
}

/** Posts a person's message, and delivers it to the bot where Telegram would. */
function say(
  state: TelegramState,
  actor: Actor,
  chatId: number,
  content: Pick<Draft, 'text' | 'entities' | 'via_bot' | 'inline_keyboard'>,
  options: { readonly replyTo?: number; readonly threadId?: number } = {},
): LocalMessage {
  const room = state.world.room(chatId);
  checkPresence(room, actor);
  // Writing to the bot, or pressing Start, opens the conversation.
  if (room.closed === 'never started') delete room.closed;
  const { replyTo, threadId } = options;
  const replied = replyTo === undefined ? undefined : room.messages.get(replyTo);
  const thread = threadId ?? replied?.message_thread_id;
  const message = state.world.post(room, {
    ...author(room, actor),
    ...content,
    ...(replied ? { reply_to_message_id: replied.message_id } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  });
  deliver(state, room, message, 'message');
  if (room.chat.type === 'channel' && room.linkedTo !== undefined) copyIntoGroup(state, room, message);
  return message;
}

/** Telegram puts each post of a channel into the group linked to it. */
function copyIntoGroup(
  state: TelegramState,
  { chat, linkedTo }: Room,
  { text, entities }: LocalMessage,
): void {
  const group = state.world.room(linkedTo ?? 0);
  const copy = { from: TELEGRAM, sender_chat: chat, is_automatic_forward: true, text, entities } as const;
  deliver(state, group, state.world.post(group, copy), 'message');
}

export function edit(
  state: TelegramState,
  actor: Actor,
  chatId: number,
  messageId: number,
  text: string,
): LocalMessage {
  const room = state.world.room(chatId);
  const message = room.messages.get(messageId);
  const mine = author(room, actor).from?.id;
  if (!message || message.from?.id !== mine) throw new Error(`no message ${messageId} of this person`);
  const edited = {
    ...message,
    text,
    entities: findEntities(text),
    edit_date: state.world.seconds(),
  };
  state.world.replace(room, edited);
  deliver(state, room, edited, 'edited_message');
  return edited;
}

/** Gives the query's id. */
export function press(
  { world, updates, queries }: TelegramState,
  actor: Actor,
  chatId: number,
  messageId: number,
  choice: ButtonChoice,
): string {
  const room = world.room(chatId);
  const message = room.messages.get(messageId);
  const buttons = message?.inline_keyboard?.flat() ?? [];
  const button = buttons.find((one) => isChosen(one, choice));
  if (!message || button?.callback_data === undefined) {
    const there = buttons.map(({ text }) => JSON.stringify(text)).join(', ') || 'none';
    throw new Error(
      `message ${messageId} has no button ${JSON.stringify(choice)} to press; there are: ${there}`,
    );
  }
  const id = queries.ask('callback', actor.user.id);
  updates.add('callback_query', {
    id,
    // A press shows the person, even one hidden behind the group's name.
    from: actor.user,
    // Of a message posted by a person, via the bot, the bot only gets an id.
    ...(message.via_bot
      ? { inline_message_id: inlineIdOf(chatId, messageId) }
      : { message: withReplied(room, message) }),
    chat_instance: String(chatId),
    data: button.callback_data,
  });
  return id;
}

/** Gives the query's id. */
export function askInline(
  { updates, queries }: TelegramState,
  actor: Actor,
  query: string,
  offset = '',
): string {
  const id = queries.ask('inline', actor.user.id);
  const text = [...query].slice(0, INLINE_QUERY_LIMIT).join('');
  updates.add('inline_query', { id, from: actor.user, query: text, offset, chat_type: 'sender' });
  return id;
}

/** Posts the result as the person's message, `via_bot`. */
export function chooseResult(
  state: TelegramState,
  actor: Actor,
  chatId: number,
  { queryId, resultId }: ResultChoice,
  options: { readonly threadId?: number } = {},
): LocalMessage {
  const offer = state.queries.offer(queryId);
  const result = offer?.userId === actor.user.id && offer.results.find(({ id }) => id === resultId);
  if (!result) throw new Error(`${actor.user.first_name} was not offered ${resultId} for query ${queryId}`);
  const message = say(
    state,
    actor,
    chatId,
    { ...resultMessage(result, (id) => state.world.pictures.photo(id)), via_bot: state.world.bot },
    options,
  );
  if (state.inlineFeedback)
    state.updates.add('chosen_inline_result', {
      result_id: resultId,
      from: actor.user,
      query: '',
      // Bot API: only where there is a keyboard under the message.
      ...(message.inline_keyboard ? { inline_message_id: inlineIdOf(chatId, message.message_id) } : {}),
    });
  return message;
}

/** Posts a service message, which every bot in the chat gets. */
export function announce(
  state: TelegramState,
  room: Room,
  service: NonNullable<Draft['service']>,
  from?: LocalUser,
  threadId?: number,
): LocalMessage {
  const message = state.world.post(room, {
    ...(from ? { from } : {}),
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    text: '',
    entities: [],
    service,
  });
  state.updates.add('message', withReplied(room, message));
  return message;
}

function isChosen(button: LocalButton, choice: ButtonChoice): boolean {
  return 'text' in choice ? button.text === choice.text : button.callback_data === choice.data;
}

function author(room: Room, { user, anonymous, as }: Actor): Pick<Draft, 'from' | 'sender_chat'> {
  if (room.chat.type === 'channel') return { sender_chat: room.chat };
  if (as) return { from: CHANNEL_BOT, sender_chat: as };
  return anonymous || room.members.get(user.id)?.is_anonymous
    ? { from: GROUP_ANONYMOUS_BOT, sender_chat: room.chat }
    : { from: user };
}

function checkPresence({ chat, members }: Room, { user }: Actor): void {
  const member = members.get(user.id);
  if (chat.type === 'channel') {
    if (hasRights(member, { can_post_messages: true })) return;
    throw new Error(`${user.first_name} may not post in ${chat.title ?? chat.id}`);
  }
  if (chat.type === 'private') {
    if (chat.id !== user.id) throw new Error(`${user.first_name} cannot write in another person's chat`);
    return;
  }
  if (!isInside(member)) throw new Error(`${user.first_name} is not in ${chat.title ?? chat.id}`);
}

function deliver(
  { world, updates, privacy }: TelegramState,
  room: Room,
  message: LocalMessage,
  kind: 'message' | 'edited_message',
): void {
  if (!reachesBot(world.bot, room, message, privacy)) return;
  const form = withReplied(room, message);
  if (room.chat.type !== 'channel') updates.add(kind, form);
  else updates.add(kind === 'message' ? 'channel_post' : 'edited_channel_post', form);
}

function withReplied(room: Room, message: LocalMessage): Record<string, unknown> {
  return messageForm(message, room.messages.get(message.reply_to_message_id ?? 0));
}

/** See "Privacy mode" in Telegram's page on bot features. */
function reachesBot(bot: LocalUser, room: Room, message: LocalMessage, privacy: boolean): boolean {
  const { type } = room.chat;
  if (type === 'private') return true;
  const member = room.members.get(bot.id);
  if (!isInside(member)) return false;
  if (member?.status === 'administrator' || member?.status === 'creator') return true;
  if (type === 'channel') return false;
  return (
    !privacy || message.via_bot?.id === bot.id || isReplyTo(bot, room, message) || isCommandFor(bot, message)
  );
}

function isReplyTo(bot: LocalUser, { messages }: Room, { reply_to_message_id }: LocalMessage): boolean {
  return messages.get(reply_to_message_id ?? 0)?.from?.id === bot.id;
}

/** `/command@bot`, or a plain `/command`, which can only mean this bot: there is no other. */
function isCommandFor(bot: LocalUser, { text, entities }: LocalMessage): boolean {
  return entities.some(({ type, offset, length }) => {
    if (type !== 'bot_command') return false;
    const [, addressee] = text.slice(offset, offset + length).split('@');
    return addressee === undefined || addressee.toLowerCase() === bot.username?.toLowerCase();
  });
}
