// What the local Telegram knows and shows: its people, chats, messages, calls and faults.

import type { InlineMode, InlineOffer } from './inline-types.ts';
import type { LocalReplyKeyboard, LocalRights, NewChannel, Picker } from './picker-types.ts';
import type { Attachment, Gallery } from './picture-types.ts';
import type { FaultRule, FloodLimits } from './trouble.ts';

/** A person or a bot. Fields as in Bot API `User`. */
export interface LocalUser {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}

export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** A chat with its members. Fields as in Bot API `Chat`. */
export interface LocalChat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup' | 'channel';
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly is_forum?: boolean;
}

/** One formatted stretch of a text. Offsets in UTF-16 units, as in Bot API `MessageEntity`. */
export interface LocalEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
}

export interface LocalButton {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly [field: string]: unknown;
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
  /** The bot among whose inline results a person picked this one. */
  readonly via_bot?: LocalUser;
  /** Telegram's own copy of a channel's post in the group that is linked to the channel. */
  readonly is_automatic_forward?: true;
  readonly inline_keyboard?: readonly (readonly LocalButton[])[];
  readonly attachment?: Attachment;
  /** The fields of a service message, as in Bot API `Message`: `{ migrate_to_chat_id }`. `text` is empty then. */
  readonly service?: Readonly<Record<string, unknown>>;
}

/** One call of the bot to the Bot API, with the answer it got. */
export interface CallRecord {
  /** Counts from 1 in the order of arrival. */
  readonly number: number;
  /** Unix time, milliseconds, of arrival. */
  readonly at: number;
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** What was answered; absent while unanswered or where the connection was cut. */
  readonly answer?: { readonly status: number; readonly body: Readonly<Record<string, unknown>> };
}

/** What the chat page and the tests hear of, in the order it happens. */
export type LocalEvent =
  | { readonly type: 'message'; readonly message: LocalMessage }
  | { readonly type: 'edit'; readonly message: LocalMessage }
  | { readonly type: 'delete'; readonly chatId: number; readonly messageId: number }
  /** `answerCallbackQuery`: the small notice over the chat; `text` may be empty. */
  | {
      readonly type: 'notice';
      readonly userId: number;
      readonly queryId: string;
      readonly text: string;
      readonly alert: boolean;
    }
  | InlineOffer
  /** The keyboard below the typing field of a private chat has changed; absent: there is none any more. */
  | { readonly type: 'reply_keyboard'; readonly chatId: number; readonly keyboard?: LocalReplyKeyboard }
  /** Once it is answered, or known to stay unanswered. */
  | { readonly type: 'call'; readonly call: CallRecord }
  | { readonly type: 'commands' };

/** Who acts: a person, an administrator who hides behind the group's name, or somebody behind a channel's. */
export interface Actor {
  readonly user: LocalUser;
  readonly anonymous?: boolean;
  readonly as?: LocalChat;
}

/** An entry of the "/" menu. */
export interface LocalCommand {
  readonly command: string;
  readonly description: string;
}

/** Where an actor presses: by the button's text or by its data. */
export type ButtonChoice = { readonly text: string } | { readonly data: string };

/** A Bot API server on loopback and the people who use it. */
export interface LocalTelegram extends Picker, InlineMode, Gallery {
  /** `http://127.0.0.1:PORT`: the bot's TELEGRAM_API_ROOT. */
  readonly url: string;
  readonly token: string;
  readonly bot: LocalUser;
  readonly calls: readonly CallRecord[];

  /** One who has not `started` the bot is out of its reach until they write to it. Default: they have. */
  addUser(user: {
    first_name: string;
    username?: string;
    language_code?: string;
    id?: number;
    started?: boolean;
  }): LocalUser;
  /** The private chat of the user with the bot; its id is the user's. */
  privateChat(user: LocalUser): LocalChat;
  /** A group with the bot and these people in it. */
  addGroup(group: {
    title: string;
    id?: number;
    type?: 'group' | 'supergroup';
    is_forum?: boolean;
    /** A member unless told otherwise. */
    bot?: MemberStatus;
    members: readonly {
      readonly user: LocalUser;
      readonly status: MemberStatus;
      readonly is_anonymous?: boolean;
    }[];
  }): LocalChat;

  /** A channel; the bot is its administrator, with every right, unless told otherwise. */
  addChannel(channel: NewChannel): LocalChat;
  /** The channel whose posts are copied into the group, and which may speak in it. */
  linkChannel(groupId: number, channelId: number): void;
  /** A topic in a forum. Gives its `message_thread_id`. */
  addTopic(chatId: number, name: string): number;
  /** Closes, reopens or deletes a topic; sends into it fail as Telegram's do. */
  setTopic(chatId: number, threadId: number, state: 'open' | 'closed' | 'deleted'): void;
  /** The bot's own place in a group or channel: added, promoted, kicked. Sends `my_chat_member`. */
  setBot(chatId: number, status: MemberStatus, by?: Actor, rights?: LocalRights): void;
  /** A person's place in a group or channel. The bot hears of it where it is an administrator. */
  setMember(
    chatId: number,
    user: LocalUser,
    status: MemberStatus,
    isAnonymous?: boolean,
    rights?: LocalRights,
  ): void;
  /** The bot is `kicked` from the private chat of somebody who blocked it. */
  memberStatus(chatId: number, userId: number): MemberStatus;
  /** Turns a group into a supergroup: service messages in both, later calls to the old id fail. Gives the new chat. */
  migrate(chatId: number): LocalChat;
  /** The person's account is deleted: sends fail with 403. */
  deactivate(user: LocalUser): void;

  chats(): readonly LocalChat[];
  users(): readonly LocalUser[];
  /** Oldest first. */
  messages(chatId: number): readonly LocalMessage[];
  /** The "/" menu that this user sees in this chat, by the Bot API's order of scopes and languages. */
  commands(chatId: number, userId: number): readonly LocalCommand[];

  /** A person sends a text. Delivers an update where Telegram would (privacy mode included). */
  send(
    actor: Actor,
    chatId: number,
    text: string,
    /** `entities`: formatting that the person gave it. */
    options?: { replyTo?: number; threadId?: number; entities?: readonly LocalEntity[] },
  ): LocalMessage;
  /** A person presses an inline button. Resolves to the query's id at once; the answer comes as a `notice`. */
  press(actor: Actor, chatId: number, messageId: number, button: ButtonChoice): string;
  /** A person edits an own message. Sends `edited_message` under the same rules as `send`. */
  edit(actor: Actor, chatId: number, messageId: number, text: string): LocalMessage;
  /** The person blocks, or unblocks, the bot. Sends `my_chat_member` and makes later sends fail with 403. */
  block(user: LocalUser, blocked: boolean): void;
  /** An administrator, or its author, deletes a message; bots hear nothing of it. */
  remove(chatId: number, messageId: number): void;
  /** Any update, as is but for its `update_id`: hostile ones, rare ones. Gives the update id. */
  inject(update: Readonly<Record<string, unknown>>): number;

  /** How many updates the bot has yet to confirm. */
  pendingUpdates(): number;

  fail(rule: FaultRule): void;
  heal(): void;
  limit(limits: FloodLimits): void;

  /** Hears every event from now on. Gives the function that stops it. */
  listen(listener: (event: LocalEvent) => void): () => void;
  /**
   * The first event, past or future since `after` (a mark from `mark()`), that the predicate takes.
   * Rejects after `timeout` ms (default 120 000) with the events that came instead.
   */
  when<E extends LocalEvent>(
    predicate: (event: LocalEvent) => event is E,
    options?: { after?: number; timeout?: number },
  ): Promise<E>;
  when(
    predicate: (event: LocalEvent) => boolean,
    options?: { after?: number; timeout?: number },
  ): Promise<LocalEvent>;
  /** A place in the list of events, for `when` and `since`. */
  mark(): number;
  /** The events since a mark, oldest first. */
  since(mark: number): readonly LocalEvent[];

  stop(): Promise<void>;
}
