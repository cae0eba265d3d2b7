// The methods that post messages into chats.

import type { Parsed } from './html-mode.ts';
import { captionText, messageText, type TextParameters } from './message-text.ts';
import { type LocalEntity, type LocalMessage, messageForm } from './model.ts';
import { badRequest } from './refusal.ts';
import { forcedReply, inlineKeyboard, type ReplyMarkup, replyKeyboard } from './reply-markup.ts';
import { UploadedFile } from './request-fields.ts';
import type { Draft, Room, World } from './world.ts';

interface Send {
  readonly chat_id: number | string;
  readonly message_thread_id?: number;
  readonly reply_markup?: ReplyMarkup;
  readonly reply_parameters?: {
    readonly message_id?: number;
    readonly allow_sending_without_reply?: boolean;
  };
}

export interface SendFile extends Send {
  readonly photo?: UploadedFile | string;
  readonly document?: UploadedFile | string;
  readonly caption?: string;
  readonly parse_mode?: string;
  readonly caption_entities?: readonly LocalEntity[];
}

export type CopyMessage = SendFile & { readonly from_chat_id: number | string; readonly message_id: number };

export function sendMessage(world: World, parameters: Send & TextParameters): unknown {
  const { text, entities } = messageText(parameters);
  return send(world, parameters, { text, entities });
}

export function sendFile(world: World, type: 'photo' | 'document', parameters: SendFile): unknown {
  const { text, entities } = caption(parameters);
  if (type === 'photo')
    return send(world, parameters, { text, entities, attachment: world.pictures.photo(parameters.photo) });
  const file = parameters.document;
  if (file === '' || (file instanceof UploadedFile && file.file_size === 0)) {
    throw badRequest('file must be non-empty');
  }
  const { file_name, file_size } =
    file instanceof UploadedFile ? file : { file_name: String(file), file_size: 0 };
  if (file instanceof UploadedFile) file.take();
  return send(world, parameters, { text, entities, attachment: { type, file_name, file_size } });
}

export function copyMessage(world: World, parameters: CopyMessage): unknown {
  const original = world.find(parameters.from_chat_id).messages.get(parameters.message_id);
  if (!original || original.service) throw badRequest('message to copy not found');
  const { attachment } = original;
  const { text, entities } = attachment && parameters.caption !== undefined ? caption(parameters) : original;
  const copy = { text, entities, ...(attachment ? { attachment } : {}) };
  return { message_id: send(world, parameters, copy).message_id };
}

function caption({ caption: text, parse_mode, caption_entities: entities }: SendFile): Parsed {
  return captionText({ text, parse_mode, entities });
}

function send(
  world: World,
  parameters: Send,
  content: Pick<Draft, 'text' | 'entities' | 'attachment'>,
): Record<string, unknown> {
  const keyboard = inlineKeyboard(parameters.reply_markup);
  const room = world.findWritable(parameters.chat_id, parameters.message_thread_id);
  const below = replyKeyboard(parameters.reply_markup, room.chat);
  const forced = forcedReply(parameters.reply_markup);
  const replied = repliedMessage(room, parameters.reply_parameters);
  const thread = parameters.message_thread_id ?? replied?.message_thread_id;
  const message = world.post(room, {
    ...(room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: world.bot }),
    ...content,
    ...(replied ? { reply_to_message_id: replied.message_id } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(keyboard ? { inline_keyboard: keyboard } : {}),
    ...(forced ? { force_reply: forced } : {}),
  });
  if (room.chat.type === 'channel') room.botPosts.add(message.message_id);
  if (below !== undefined) world.setReplyKeyboard(room, below ?? undefined);
  return messageForm(message, replied);
}

function repliedMessage(room: Room, reply: Send['reply_parameters']): LocalMessage | undefined {
  if (reply?.message_id === undefined) return undefined;
  const message = room.messages.get(reply.message_id);
  if (!message && !reply.allow_sending_without_reply) throw badRequest('message to be replied not found');
  return message;
}
