// People, chats and messages in the form that the Bot API gives them.

import type { LocalChat, LocalMessage, LocalUser } from './model.ts';
import type { Attachment } from './picture-types.ts';
import type { Member } from './world.ts';

type Form = Record<string, unknown>;

/** Bot API `Message`. `replied` is the message that it answers. */
export function messageForm(message: LocalMessage, replied?: LocalMessage): Form {
  const { text, entities, reply_to_message_id: _, inline_keyboard, attachment, service, ...rest } = message;
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

function attachmentForm({ type, picture, ...file }: Attachment): Form {
  const id = `local-${picture?.id ?? file.file_name}`;
  const common = { file_id: id, file_unique_id: id, file_size: file.file_size };
  return type === 'photo'
    ? { photo: [{ ...common, ...(picture?.size ?? { width: 1, height: 1 }) }] }
    : { document: { ...common, file_name: file.file_name } };
}

/** What an administrator of the local Telegram may do unless told otherwise. Bot API `ChatMemberAdministrator`. */
const RIGHTS = {
  can_be_edited: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
} as const;

/** Bot API: these two are of channels only. */
const CHANNEL_RIGHTS = { can_post_messages: true, can_edit_messages: true } as const;

/** Bot API `ChatMember` of a chat of that type. */
export function memberForm(user: LocalUser, member: Member | undefined, type: LocalChat['type']): Form {
  const { status, is_anonymous, rights }: Member = member ?? { status: 'left', is_anonymous: false };
  switch (status) {
    case 'creator':
      return { status, user, is_anonymous };
    case 'administrator':
      return {
        ...{ status, user, is_anonymous },
        ...RIGHTS,
        ...(type === 'channel' ? CHANNEL_RIGHTS : {}),
        ...rights,
      };
    case 'restricted':
      return { status, user, is_member: true, until_date: 0, can_send_messages: false, ...rights };
    case 'kicked':
      return { status, user, until_date: 0 };
    default:
      return { status, user };
  }
}
