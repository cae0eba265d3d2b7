// Users, chats, messages and keyboards of the local Telegram, and a message as the Bot API gives it.

/** A person or a bot. Fields as in Bot API `User`. */
export interface LocalUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

/** Fields as in Bot API `Chat`. */
export interface LocalChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly is_forum?: boolean;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** What an administrator may do. Fields as in Bot API `ChatAdministratorRights`; what is absent is allowed. */
export interface LocalRights {
  /** In channels. */
  readonly can_post_messages?: boolean;
  /** In channels: messages of others. */
  readonly can_edit_messages?: boolean;
  /** Messages of others. */
  readonly can_delete_messages?: boolean;
  /** May make others administrators, the bot among them. Not allowed when absent. */
  readonly can_promote_members?: boolean;
  readonly [right: string]: boolean | undefined;
}

/** A formatted part of a text. Offsets in UTF-16 units, as in Bot API `MessageEntity`. */
export interface LocalEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

/** Fields as in Bot API `InlineKeyboardButton`. */
export interface LocalButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly [field: string]: unknown;
}

export type InlineKeyboard = readonly (readonly LocalButton[])[];

/** What a button requires of the chat to pick. Fields as in Bot API `KeyboardButtonRequestChat`. */
export interface ChatRequest {
  readonly request_id: number;
  readonly chat_is_channel: boolean;
  readonly user_administrator_rights?: LocalRights;
  readonly bot_administrator_rights?: LocalRights;
  readonly bot_is_member?: boolean;
  readonly request_title?: boolean;
  readonly request_username?: boolean;
  readonly [field: string]: unknown;
}

/** A button below the typing field: it sends its text, or opens the chat picker. */
export interface LocalReplyButton {
  readonly text: string;
  readonly request_chat?: ChatRequest;
}

/** The keyboard below the typing field. Fields as in Bot API `ReplyKeyboardMarkup`. */
export interface LocalReplyKeyboard {
  readonly keyboard: readonly (readonly LocalReplyButton[])[];
  readonly is_persistent?: boolean;
  readonly resize_keyboard?: boolean;
  /** Hidden once used; the person can bring it back. */
  readonly one_time_keyboard?: boolean;
  readonly input_field_placeholder?: string;
}

/** What the typing field says where the bot asks for a reply. Fields as in Bot API `ForceReply`. */
export interface ForcedReply {
  readonly input_field_placeholder?: string;
}

/** A kept picture as a message names it. */
export interface PictureForm {
  readonly id: string;
  /** Pixels; absent where the format does not state them at its beginning. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** A photo or a document of a message; its caption is the message's `text`. */
export interface Attachment {
  readonly type: 'photo' | 'document';
  readonly file_name: string;
  /** Bytes. */
  readonly file_size: number;
  /** Where the page finds it. */
  readonly picture?: PictureForm;
}

/** A message as people see it. */
export interface LocalMessage {
  readonly message_id: number;
  readonly chat: LocalChat;
  /** Absent for channel posts. */
  readonly from?: LocalUser;
  /** The group itself, for an anonymous administrator. */
  readonly sender_chat?: LocalChat;
  /** Unix time, seconds. */
  readonly date: number;
  /** Unix time, seconds; present after an edit. */
  readonly edit_date?: number;
  readonly text: string;
  readonly entities: readonly LocalEntity[];
  readonly reply_to_message_id?: number;
  readonly message_thread_id?: number;
  /** The bot whose inline result this is. */
  readonly via_bot?: LocalUser;
  /** Telegram's own copy of a channel post in the group linked to the channel. */
  readonly is_automatic_forward?: true;
  readonly inline_keyboard?: InlineKeyboard;
  /** The bot wants a reply to it: Bot API `ForceReply`. */
  readonly force_reply?: ForcedReply;
  readonly attachment?: Attachment;
  /** The fields of a service message, as in Bot API `Message`: `{ migrate_to_chat_id }`. `text` is empty then. */
  readonly service?: Readonly<Record<string, unknown>>;
}

/** Who acts: a person, an administrator hidden behind the group's name, or a person writing as a channel. */
export interface Actor {
  readonly user: LocalUser;
  readonly anonymous?: boolean;
  readonly as?: LocalChat;
}

type Form = Record<string, unknown>;

/** Bot API `Message`. `replied` is the message that it replies to. */
export function messageForm(message: LocalMessage, replied?: LocalMessage): Form {
  const { text, entities, inline_keyboard, attachment, service, ...all } = message;
  const { reply_to_message_id: _, force_reply: __, ...rest } = all;
  const form: Form = { ...rest, ...service };
  if (message.message_thread_id !== undefined) form.is_topic_message = true;
  if (attachment) Object.assign(form, attachmentForm(attachment));
  if (text !== '') {
    form[attachment ? 'caption' : 'text'] = text;
    if (entities.length > 0) form[attachment ? 'caption_entities' : 'entities'] = entities;
  }
  if (inline_keyboard) form.reply_markup = { inline_keyboard };
  if (replied) form.reply_to_message = messageForm(replied);
  return form;
}

/** Bot API: `file_id`. */
export function fileIdOf({ picture, file_name }: Attachment): string {
  return `local-${picture?.id ?? file_name}`;
}

function attachmentForm(attachment: Attachment): Form {
  const { type, picture, ...file } = attachment;
  const id = fileIdOf(attachment);
  const common = { file_id: id, file_unique_id: id, file_size: file.file_size };
  return type === 'photo'
    ? { photo: [{ ...common, ...(picture?.size ?? { width: 1, height: 1 }) }] }
    : { document: { ...common, file_name: file.file_name } };
}
