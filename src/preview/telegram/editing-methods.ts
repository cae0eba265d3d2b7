// The methods that edit and delete messages.

import { hasRights } from './chat-members.ts';
import { captionText, messageText, type TextParameters } from './message-text.ts';
import { type InlineKeyboard, type LocalEntity, type LocalMessage, messageForm } from './model.ts';
import { badRequest } from './refusal.ts';
import { inlineKeyboard, type ReplyMarkup } from './reply-markup.ts';
import { UploadedFile } from './request-fields.ts';
import type { Room, World } from './world.ts';

interface MessageAddress {
  readonly chat_id?: number | string;
  readonly message_id?: number;
  readonly inline_message_id?: string;
}

export type EditMarkup = MessageAddress & { readonly reply_markup?: ReplyMarkup };
export type EditText = EditMarkup & TextParameters;

export type EditMedia = EditMarkup & {
  readonly media: {
    readonly type: string;
    readonly media: UploadedFile | string;
    readonly caption?: string;
    readonly parse_mode?: string;
    readonly caption_entities?: readonly LocalEntity[];
  };
};

export type EditCaption = EditMarkup & {
  readonly caption?: string;
  readonly parse_mode?: string;
  readonly caption_entities?: readonly LocalEntity[];
};

export interface Delete {
  readonly chat_id: number | string;
  readonly message_id: number;
}

export interface DeleteSeveral {
  readonly chat_id: number | string;
  readonly message_ids: readonly number[];
}

/** A bot may delete younger messages: Bot API, deleteMessage. Seconds. */
const DELETABLE_FOR = 48 * 3600;

export function editMessageText(world: World, parameters: EditText): unknown {
  const { text, entities } = messageText(parameters);
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const { room, message } = ownMessage(world, parameters);
  if (message.attachment) throw badRequest('there is no text in the message to edit');
  return change(world, room, message, { text, entities }, keyboard);
}

/** Bot API: a text can become a photo, a photo another one. Only photos are served here. */
export function editMessageMedia(world: World, parameters: EditMedia): unknown {
  const { type, media, caption, parse_mode, caption_entities: entities } = parameters.media;
  if (type !== 'photo') throw badRequest(`media of type ${type} are not served here; send a photo`);
  const { text, entities: found } = captionText({ text: caption, parse_mode, entities });
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const { room, message } = ownMessage(world, parameters);
  if (parameters.inline_message_id !== undefined && media instanceof UploadedFile)
    throw badRequest('new files cannot be uploaded when an inline message is edited');
  const attachment = world.pictures.photo(media);
  return change(world, room, message, { text, entities: found, attachment }, keyboard);
}

export function editMessageCaption(world: World, parameters: EditCaption): unknown {
  const { caption, parse_mode, caption_entities: entities } = parameters;
  const { text, entities: found } = captionText({ text: caption, parse_mode, entities });
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const { room, message } = ownMessage(world, parameters);
  if (!message.attachment) throw badRequest('there is no caption in the message to edit');
  return change(world, room, message, { text, entities: found }, keyboard);
}

export function editMessageReplyMarkup(world: World, parameters: EditMarkup): unknown {
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const { room, message } = ownMessage(world, parameters);
  return change(world, room, message, message, keyboard);
}

export function deleteMessage(world: World, { chat_id, message_id }: Delete): true {
  const room = world.find(chat_id);
  const message = room.messages.get(message_id);
  if (!message) throw badRequest('message to delete not found');
  if (!isDeletable(world, room, message)) throw badRequest("message can't be deleted");
  world.remove(room, message_id);
  return true;
}

/** Skips what it does not find, as Telegram does. */
export function deleteMessages(world: World, { chat_id, message_ids }: DeleteSeveral): true {
  if (message_ids.length < 1) throw badRequest('message identifiers are not specified');
  if (message_ids.length > 100) throw badRequest('too many message identifiers specified');
  const room = world.find(chat_id);
  for (const id of message_ids) {
    const message = room.messages.get(id);
    if (message && isDeletable(world, room, message)) world.remove(room, id);
  }
  return true;
}

/** Bot API, `inline_message_id`: bots cannot read it. */
export function inlineIdOf(chat: number, message: number): string {
  return `local.${chat}.${message}`;
}

/** A message that a person posted via the bot, wherever. */
function sharedMessage(world: World, id: string): { room: Room; message: LocalMessage } {
  const [, chat, number] = /^local\.(-?\d+)\.(\d+)$/.exec(id) ?? [];
  const room = world.rooms.get(Number(chat));
  const message = room?.messages.get(Number(number));
  if (!room || !message?.via_bot) throw badRequest('MESSAGE_ID_INVALID');
  return { room, message };
}

function ownMessage(world: World, address: MessageAddress): { room: Room; message: LocalMessage } {
  if (address.inline_message_id !== undefined) return sharedMessage(world, address.inline_message_id);
  const room = world.find(address.chat_id);
  if (address.message_id === undefined) throw badRequest('message identifier is not specified');
  const message = room.messages.get(address.message_id);
  if (!message) throw badRequest('message to edit not found');
  const bot = room.members.get(world.bot.id);
  const own =
    isOwn(world, room, message) ||
    (room.chat.type === 'channel' && hasRights(bot, { can_edit_messages: true }));
  if (!own || message.service) throw badRequest("message can't be edited");
  return { room, message };
}

function change(
  world: World,
  room: Room,
  message: LocalMessage,
  { text, entities, attachment }: Pick<LocalMessage, 'text' | 'entities' | 'attachment'>,
  keyboard: InlineKeyboard | undefined,
): unknown {
  const { inline_keyboard: _, ...rest } = message;
  const edited: LocalMessage = {
    ...rest,
    text,
    entities,
    ...(attachment ? { attachment } : {}),
    edit_date: world.seconds(),
    ...(keyboard ? { inline_keyboard: keyboard } : {}),
  };
  if (look(edited) === look(message)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same ' +
        'as a current content and reply markup of the message',
    );
  }
  world.replace(room, edited);
  // Bot API, editMessageText: of a message sent via the bot it gets no more than that.
  if (message.via_bot) return true;
  const replied = room.messages.get(message.reply_to_message_id ?? 0);
  return messageForm(edited, replied);
}

/** All that a person could see change. */
function look({ text, entities, attachment, inline_keyboard }: LocalMessage): string {
  return JSON.stringify([text, entities, attachment?.picture?.id, inline_keyboard ?? []]);
}

function isDeletable(world: World, room: Room, message: LocalMessage): boolean {
  if (world.seconds() - message.date > DELETABLE_FOR) return false;
  if (room.chat.type === 'private' || isOwn(world, room, message)) return true;
  return hasRights(room.members.get(world.bot.id), { can_delete_messages: true });
}

function isOwn(world: World, room: Room, { message_id, from }: LocalMessage): boolean {
  return from ? from.id === world.bot.id : room.botPosts.has(message_id);
}
