// What people do, and what the bot hears of it: messages, edits, pressed buttons, blocking.

import { has } from './chat-members.ts';
import { findEntities, withFound } from './entity-detection.ts';
import { messageForm } from './forms.ts';
import type { Parts } from './methods.ts';
import type { Actor, ButtonChoice, LocalButton, LocalEntity, LocalMessage, LocalUser } from './model.ts';
import { hears } from './privacy.ts';
import { CHANNEL_BOT, type Draft, GROUP_ANONYMOUS_BOT, type Room, TELEGRAM } from './world.ts';

/** `entities`: formatting that the person gave it. */
export interface SendOptions {
  readonly replyTo?: number;
  readonly threadId?: number;
  readonly entities?: readonly LocalEntity[];
}

export function send(
  parts: Parts,
  actor: Actor,
  chatId: number,
  text: string,
  { entities = [], ...options }: SendOptions = {},
): LocalMessage {
  return say(parts, actor, chatId, { text, entities: withFound(text, entities) }, options);
}

/** A message of a person's, which the bot hears of where Telegram tells it. */
export function say(
  parts: Parts,
  actor: Actor,
  chatId: number,
  content: Pick<Draft, 'text' | 'entities' | 'via_bot' | 'inline_keyboard'>,
  options: { readonly replyTo?: number; readonly threadId?: number } = {},
): LocalMessage {
  const room = parts.world.room(chatId);
  checkPresence(room, actor);
  // Whoever writes to the bot, or presses Start, has opened the conversation.
  if (room.closed === 'never started') delete room.closed;
  const { replyTo, threadId } = options;
  const replied = replyTo === undefined ? undefined : room.messages.get(replyTo);
  const thread = threadId ?? replied?.message_thread_id;
  const message = parts.world.post(room, {
    ...author(room, actor),
    ...content,
    ...(replied ? { reply_to_message_id: replied.message_id } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
  });
  deliver(parts, room, message, 'message');
  if (room.chat.type === 'channel' && room.linkedTo !== undefined) copyIntoGroup(parts, room, message);
  return message;
}

/** Telegram puts each post of a channel into the group that is linked to it. */
function copyIntoGroup(parts: Parts, { chat, linkedTo }: Room, { text, entities }: LocalMessage): void {
  const group = parts.world.room(linkedTo ?? 0);
  const copy = { from: TELEGRAM, sender_chat: chat, is_automatic_forward: true, text, entities } as const;
  deliver(parts, group, parts.world.post(group, copy), 'message');
}

export function edit(
  parts: Parts,
  actor: Actor,
  chatId: number,
  messageId: number,
  text: string,
): LocalMessage {
  const room = parts.world.room(chatId);
  const message = room.messages.get(messageId);
  const mine = author(room, actor).from?.id;
  if (!message || message.from?.id !== mine) throw new Error(`no message ${messageId} of this person`);
  const edited = {
    ...message,
    text,
    entities: findEntities(text),
    edit_date: parts.world.seconds(),
  };
  parts.world.replace(room, edited);
  deliver(parts, room, edited, 'edited_message');
  return edited;
}

/** Gives the query's id. */
export function press(
  { world, updates, queries }: Parts,
  actor: Actor,
  chatId: number,
  messageId: number,
  choice: ButtonChoice,
): string {
  const room = world.room(chatId);
  const message = room.messages.get(messageId);
  const buttons = message?.inline_keyboard?.flat() ?? [];
  const button = buttons.find((one) => isMeant(one, choice));
  if (!message || button?.callback_data === undefined) {
    const there = buttons.map(({ text }) => JSON.stringify(text)).join(', ') || 'none';
    throw new Error(
      `message ${messageId} has no button ${JSON.stringify(choice)} to press; there are: ${there}`,
    );
  }
  const id = queries.ask('callback', actor.user.id);
  updates.add('callback_query', {
    id,
    // A press shows the person, however hidden behind the group's name.
    from: actor.user,
    // Of a message that a person posted the bot learns no more than a name for it.
    ...(message.via_bot
      ? { inline_message_id: `local.${chatId}.${messageId}` }
      : { message: form(room, message) }),
    chat_instance: String(chatId),
    data: button.callback_data,
  });
  return id;
}

/** Gives the query's id. */
export function inline({ updates, queries }: Parts, actor: Actor, query: string, offset = ''): string {
  const id = queries.ask('inline', actor.user.id);
  // Characters: Bot API, InlineQuery.
  const text = [...query].slice(0, 256).join('');
  updates.add('inline_query', { id, from: actor.user, query: text, offset, chat_type: 'sender' });
  return id;
}

/** A service message, which every bot in the chat hears. */
export function announce(
  parts: Parts,
  room: Room,
  service: NonNullable<Draft['service']>,
  from?: LocalUser,
  threadId?: number,
): LocalMessage {
  const message = parts.world.post(room, {
    ...(from ? { from } : {}),
    ...(threadId === undefined ? {} : { message_thread_id: threadId }),
    ...{ text: '', entities: [], service },
  });
  parts.updates.add('message', form(room, message));
  return message;
}

function isMeant(button: LocalButton, choice: ButtonChoice): boolean {
  return 'text' in choice ? button.text === choice.text : button.callback_data === choice.data;
}

function author(room: Room, { user, anonymous, as }: Actor): Pick<Draft, 'from' | 'sender_chat'> {
  if (room.chat.type === 'channel') return { sender_chat: room.chat };
  if (as) return { from: CHANNEL_BOT, sender_chat: as };
  return anonymous || room.members.get(user.id)?.is_anonymous
    ? { from: GROUP_ANONYMOUS_BOT, sender_chat: room.chat }
    : { from: user };
}

function deliver(
  { world, updates, privacy }: Parts,
  room: Room,
  message: LocalMessage,
  kind: 'message' | 'edited_message',
): void {
  if (!hears(world.bot, room, message, privacy)) return;
  if (room.chat.type !== 'channel') updates.add(kind, form(room, message));
  else updates.add(kind === 'message' ? 'channel_post' : 'edited_channel_post', form(room, message));
}

function form(room: Room, message: LocalMessage): Record<string, unknown> {
  const replied = room.messages.get(message.reply_to_message_id ?? 0);
  return messageForm(message, replied);
}

function checkPresence({ chat, members }: Room, { user }: Actor): void {
  if (chat.type === 'channel') {
    if (has(members.get(user.id), { can_post_messages: true })) return;
    throw new Error(`${user.first_name} may not post in ${chat.title ?? chat.id}`);
  }
  if (chat.type === 'private') {
    if (chat.id !== user.id) throw new Error(`${user.first_name} cannot write in another person's chat`);
    return;
  }
  const status = members.get(user.id)?.status ?? 'left';
  if (status === 'left' || status === 'kicked') {
    throw new Error(`${user.first_name} is not in ${chat.title ?? chat.id}`);
  }
}
