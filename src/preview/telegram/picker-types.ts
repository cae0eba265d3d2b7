// Channels and what their administrators may do; reply keyboards and the native chat picker as people see
// them.

import type { Actor, LocalChat, LocalMessage, LocalUser, MemberStatus } from './model.ts';

/** What an administrator may do. Fields as in Bot API `ChatAdministratorRights`; what is absent is allowed. */
export interface LocalRights {
  /** In channels. */
  readonly can_post_messages?: boolean;
  /** In channels: messages of others. */
  readonly can_edit_messages?: boolean;
  /** Messages of others. */
  readonly can_delete_messages?: boolean;
  /** Whether he may make others administrators, the bot among them. Absent: he may not. */
  readonly can_promote_members?: boolean;
  readonly [right: string]: boolean | undefined;
}

/** A channel with its owner and administrators. */
export interface NewChannel {
  readonly title: string;
  readonly username?: string;
  readonly id?: number;
  readonly bot?: MemberStatus;
  readonly botRights?: LocalRights;
  readonly members?: readonly {
    readonly user: LocalUser;
    readonly status: MemberStatus;
    readonly rights?: LocalRights;
  }[];
}

/** What a button wants of the chat that is picked. Fields as in Bot API `KeyboardButtonRequestChat`. */
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

/** A button below the typing field: it sends its text, or opens the picker. */
export interface LocalReplyButton {
  readonly text: string;
  readonly request_chat?: ChatRequest;
}

/** The keyboard below the typing field. Fields as in Bot API `ReplyKeyboardMarkup`. */
export interface LocalReplyKeyboard {
  readonly keyboard: readonly (readonly LocalReplyButton[])[];
  readonly is_persistent?: boolean;
  readonly resize_keyboard?: boolean;
  /** To be hidden once it is used; it can be called up again. */
  readonly one_time_keyboard?: boolean;
  readonly input_field_placeholder?: string;
}

/** The picker's side of a local Telegram. A change of a reply keyboard is an event `reply_keyboard`. */
export interface Picker {
  /** What is below the typing field of a private chat now. Its text buttons are pressed with `send`. */
  replyKeyboard(chatId: number): LocalReplyKeyboard | undefined;
  /** The chats that the picker offers for this button of the reply keyboard: what the person may share. */
  choices(actor: Actor, chatId: number, button: string): readonly LocalChat[];
  /**
   * Shares one of them: the service message `chat_shared`. A bot that lacks the rights which the button wants for it is
   * made an administrator before, as Telegram does.
   */
  share(actor: Actor, chatId: number, button: string, picked: number): LocalMessage;
}
