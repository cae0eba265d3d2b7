// People who use the bot in scenario tests: what they do and see, in sentences; their groups and channels.
// `const anna = people.user('Anna'); await anna.sends('/ukraine'); await anna.sees(/Agreed/)`.

import type { LocalCommand } from '../../src/preview/telegram/bot-profile.ts';
import type { LocalEvent } from '../../src/preview/telegram/events.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import type {
  Actor,
  LocalChat,
  LocalMessage,
  LocalRights,
  LocalUser,
  MemberStatus,
} from '../../src/preview/telegram/model.ts';
import {
  buttonsOf,
  type Expected,
  holds,
  isButton,
  type Notice,
  type Offered,
  PATIENCE_MS,
  type Shown,
} from './expected.ts';

export interface GroupOptions {
  readonly type?: 'group' | 'supergroup';
  readonly is_forum?: boolean;
  readonly owner?: Person;
  readonly members?: readonly Person[];
  /** Anonymous administrators. */
  readonly anonymous?: readonly Person[];
}

export interface ChannelOptions {
  readonly username?: string;
  readonly owner?: Person;
  readonly administrators?: readonly Person[];
  readonly subscribers?: readonly Person[];
  /** Default: an administrator with every right. */
  readonly bot?: MemberStatus;
  readonly botRights?: LocalRights;
}

export class People {
  readonly #telegram: LocalTelegram;
  #readers = 0;

  constructor(telegram: LocalTelegram) {
    this.#telegram = telegram;
  }

  /** A new person, in the private chat with the bot. */
  user(
    name: string,
    options: { language_code?: string; username?: string; id?: number; started?: boolean } = {},
  ): Person {
    const user = this.#telegram.addUser({ first_name: name, ...options });
    return new Person(this.#telegram, { user }, this.#telegram.privateChat(user));
  }

  /** A person whose name does not matter, in the private chat with the bot. */
  someone(language_code = 'en'): Person {
    this.#readers += 1;
    return this.user(`Reader ${this.#readers}`, { language_code });
  }

  /** A new group with the bot in it. `person.in(group)` acts there. */
  group(title: string, options: GroupOptions): LocalChat {
    return addGroup(this.#telegram, title, options);
  }

  /** A new channel with the bot as its administrator. `person.in(channel)` posts there. */
  channel(title: string, options: ChannelOptions): LocalChat {
    return addChannel(this.#telegram, title, options);
  }
}

/** A person in one chat, perhaps in one topic of it. */
export class Person {
  readonly user: LocalUser;
  readonly chat: LocalChat;
  readonly #telegram: LocalTelegram;
  readonly #actor: Actor;
  readonly #thread: number | undefined;
  /** The mark of this person's last act: they see only what comes after it. */
  #since: number;
  #message: LocalMessage | undefined;
  /** The id of the last inline query. */
  #query = '';

  constructor(telegram: LocalTelegram, actor: Actor, chat: LocalChat, thread?: number) {
    this.#telegram = telegram;
    this.#actor = actor;
    this.user = actor.user;
    this.chat = chat;
    this.#thread = thread;
    this.#since = telegram.mark();
  }

  /** The same person, writing as a channel. */
  as(channel: LocalChat): Person {
    return new Person(this.#telegram, { user: this.user, as: channel }, this.chat, this.#thread);
  }

  /** The same person in another chat. */
  in(chat: LocalChat, thread?: number): Person {
    return new Person(this.#telegram, this.#actor, chat, thread);
  }

  /** Sends a text. */
  async sends(
    text: string,
    options: { replyTo?: LocalMessage; entities?: LocalMessage['entities'] } = {},
  ): Promise<LocalMessage> {
    this.#since = this.#telegram.mark();
    return this.#telegram.send(this.#actor, this.chat.id, text, {
      ...(this.#thread === undefined ? {} : { threadId: this.#thread }),
      ...(options.replyTo ? { replyTo: options.replyTo.message_id } : {}),
      ...(options.entities ? { entities: options.entities } : {}),
    });
  }

  /**
   * Waits until the bot has said this, in a new or an edited message, since this person's last act.
   * The message seen last is the one for `buttons` and `pressesData`.
   */
  async sees(expected: Expected, timeout = PATIENCE_MS): Promise<LocalMessage> {
    const { message } = await this.#expect(
      (event): event is Shown => this.#isFromBot(event) && holds(event.message.text, expected),
      `${this.user.first_name} does not see ${String(expected)}`,
      timeout,
    );
    this.#message = message;
    return message;
  }

  /** Presses the button with this text, under the newest message that has it. Gives the query's id. */
  async presses(button: Expected): Promise<string> {
    const message = this.#newestWith(button);
    const data = buttonsOf(message).find((one) => isButton(one, button))?.callback_data;
    this.#since = this.#telegram.mark();
    return this.#telegram.press(this.#actor, this.chat.id, message.message_id, { data: data ?? '' });
  }

  /** Presses by the button's data, under the message seen last, or the given one. */
  async pressesData(data: string, message = this.#message): Promise<string> {
    if (!message) throw new Error(`${this.user.first_name} has seen no message`);
    this.#since = this.#telegram.mark();
    return this.#telegram.press(this.#actor, this.chat.id, message.message_id, { data });
  }

  /** Waits for the small notice that answers a press. */
  async notices(expected: Expected = '', timeout = PATIENCE_MS): Promise<Notice> {
    return this.#expect(
      (event): event is Notice =>
        event.type === 'notice' && event.userId === this.user.id && holds(event.text, expected),
      `${this.user.first_name} gets no notice ${String(expected)}`,
      timeout,
    );
  }

  /** Picks this chat in the native picker that the reply keyboard's button opens. */
  async picks(chat: LocalChat): Promise<LocalMessage> {
    const buttons = this.#telegram.replyKeyboard(this.chat.id)?.keyboard.flat() ?? [];
    const button = buttons.find(({ request_chat }) => request_chat !== undefined);
    if (!button) throw new Error(`${this.user.first_name} has no button that opens the picker of chats`);
    this.#since = this.#telegram.mark();
    return this.#telegram.share(this.#actor, this.chat.id, button.text, chat.id);
  }

  /** The texts of the buttons below the typing field, row by row. */
  keys(): readonly (readonly string[])[] {
    const keyboard = this.#telegram.replyKeyboard(this.chat.id)?.keyboard ?? [];
    return keyboard.map((row) => row.map(({ text }) => text));
  }

  /** Types `@bot query` and waits for what it offers. */
  async asksInline(query: string, timeout = PATIENCE_MS): Promise<Offered['results']> {
    this.#since = this.#telegram.mark();
    const id = this.#telegram.inline(this.#actor, query);
    const { results } = await this.#expect(
      (event): event is Offered => event.type === 'inline' && event.queryId === id,
      `the inline query ${JSON.stringify(query)} is not answered`,
      timeout,
    );
    this.#query = id;
    return results;
  }

  /** Picks one of the results offered last: it is posted in this chat, via the bot. */
  async postsResult(resultId: unknown): Promise<LocalMessage> {
    this.#since = this.#telegram.mark();
    const choice = { queryId: this.#query, resultId: String(resultId) };
    const options = this.#thread === undefined ? {} : { threadId: this.#thread };
    return this.#telegram.choose(this.#actor, this.chat.id, choice, options);
  }

  /** What the bot has said in this chat since this person's last act, edits included. */
  heard(): readonly LocalMessage[] {
    return this.#telegram
      .since(this.#since)
      .flatMap((event) => (this.#isFromBot(event) ? [event.message] : []));
  }

  /** All texts in this chat, oldest first. */
  texts(): readonly string[] {
    return this.#telegram.messages(this.chat.id).map(({ text }) => text);
  }

  /** The texts of the buttons under the message seen last, row by row. */
  buttons(): readonly (readonly string[])[] {
    const message = this.#message && this.#current(this.#message);
    return (message?.inline_keyboard ?? []).map((row) => row.map(({ text }) => text));
  }

  /** The "/" menu. */
  menu(): readonly LocalCommand[] {
    return this.#telegram.commands(this.chat.id, this.user.id);
  }

  blocks(): void {
    this.#telegram.block(this.user, true);
  }

  unblocks(): void {
    this.#telegram.block(this.user, false);
  }

  async #expect<E extends LocalEvent>(
    predicate: (event: LocalEvent) => event is E,
    complaint: string,
    timeout: number,
  ): Promise<E> {
    try {
      return await this.#telegram.when(predicate, { after: this.#since, timeout });
    } catch (error) {
      throw new Error(`${complaint}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #isFromBot(event: LocalEvent): event is Shown {
    if (event.type !== 'message' && event.type !== 'edit') return false;
    const { chat, from, sender_chat, message_thread_id } = event.message;
    if (chat.id !== this.chat.id) return false;
    if (this.#thread !== undefined && message_thread_id !== this.#thread) return false;
    return from?.id === this.#telegram.bot.id || (chat.type === 'channel' && sender_chat?.id === chat.id);
  }

  #newestWith(button: Expected): LocalMessage {
    const messages = this.#telegram.messages(this.chat.id);
    const found = messages.findLast((message) => buttonsOf(message).some((one) => isButton(one, button)));
    if (found) return found;
    const there = messages.flatMap(buttonsOf).map(({ text }) => JSON.stringify(text));
    throw new Error(`there is no button ${String(button)}; there are: ${there.join(', ') || 'none'}`);
  }

  #current(message: LocalMessage): LocalMessage | undefined {
    return this.#telegram.messages(this.chat.id).find(({ message_id }) => message_id === message.message_id);
  }
}

function addGroup(
  telegram: LocalTelegram,
  title: string,
  { owner, members = [], anonymous = [], ...options }: GroupOptions,
): LocalChat {
  const member = (person: Person, status: MemberStatus, is_anonymous = false) => ({
    user: person.user,
    status,
    is_anonymous,
  });
  return telegram.addGroup({
    title,
    ...options,
    members: [
      ...(owner ? [member(owner, 'creator')] : []),
      ...members.map((person) => member(person, 'member')),
      ...anonymous.map((person) => member(person, 'administrator', true)),
    ],
  });
}

function addChannel(telegram: LocalTelegram, title: string, options: ChannelOptions): LocalChat {
  const { owner, administrators = [], subscribers = [], ...rest } = options;
  return telegram.addChannel({
    title,
    ...rest,
    members: [
      ...(owner ? [{ user: owner.user, status: 'creator' as const }] : []),
      ...administrators.map(({ user }) => ({ user, status: 'administrator' as const })),
      ...subscribers.map(({ user }) => ({ user, status: 'member' as const })),
    ],
  });
}
