// The local Telegram: a Bot API server on loopback, and the people who use it.

import { randomBytes } from 'node:crypto';
import { listen } from './bot-api-http.ts';
import { CommandMenu, type LocalCommand, Profile } from './bot-profile.ts';
import { ChatChanges, type NewChannel, type NewGroup, type NewUser } from './chat-changes.ts';
import { ChatPicker } from './chat-picker.ts';
import { Dispatch } from './dispatch.ts';
import { type CallRecord, Events, type LocalEvent } from './events.ts';
import { type FaultRule, Faults } from './faults.ts';
import { FloodControl, type FloodLimits } from './flood-control.ts';
import { createMethods } from './methods.ts';
import type {
  Actor,
  LocalChat,
  LocalMessage,
  LocalReplyKeyboard,
  LocalRights,
  LocalUser,
  MemberStatus,
} from './model.ts';
import type { Picture } from './pictures.ts';
import { Queries } from './queries.ts';
import type { TelegramState } from './telegram-state.ts';
import { UpdateQueue } from './update-queue.ts';
import {
  askInline,
  type ButtonChoice,
  chooseResult,
  edit,
  press,
  type ResultChoice,
  type SendOptions,
  send,
} from './user-actions.ts';
import { WebhookPoster } from './webhook-poster.ts';
import { type TopicState, World } from './world.ts';

export interface LocalTelegramOptions {
  /** 0, for a free one, where absent. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: a random one of the right form. */
  readonly token?: string;
  /** The bot's @name, without the @. */
  readonly username?: string;
  /** Unix time, milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 up to 1, for faults that strike a share of calls. Default `Math.random`. */
  readonly random?: () => number;
  /** Privacy mode: the bot does not get what people say among themselves in groups. Default true, as Telegram's. */
  readonly privacy?: boolean;
  /** Whether @BotFather has switched inline mode on. Default true. */
  readonly inline?: boolean;
  /** Whether @BotFather has switched inline feedback on, at 100 %. Default true. */
  readonly inlineFeedback?: boolean;
  /** How many calls, events, and messages of a chat to keep at least. Default: all. */
  readonly keep?: number;
  /** The wait before a failed webhook post is repeated, ms. Default 1000. */
  readonly webhookRetryMs?: number;
}

/** What people see and do, in the chat page and in tests. */
interface UserSide {
  addUser(user: NewUser): LocalUser;
  /** The user's private chat with the bot; its id is the user's. */
  privateChat(user: LocalUser): LocalChat;
  /** A group with the bot and these people in it. */
  addGroup(group: NewGroup): LocalChat;
  addChannel(channel: NewChannel): LocalChat;
  /** Links a channel, whose posts are copied into the group, and which may write in it. */
  linkChannel(groupId: number, channelId: number): void;
  /** A topic in a forum. Gives its `message_thread_id`. */
  addTopic(chatId: number, name: string): number;
  /** Closes, reopens or deletes a topic; sends into it fail as Telegram's do. */
  setTopic(chatId: number, threadId: number, state: TopicState): void;
  /** The bot is added to, promoted in, or removed from a group or channel. Sends `my_chat_member`. */
  setBot(chatId: number, status: MemberStatus, by?: Actor, rights?: LocalRights): void;
  /** A person's status in a group or channel changes. The bot hears of it where it is an administrator. */
  setMember(
    chatId: number,
    user: LocalUser,
    status: MemberStatus,
    isAnonymous?: boolean,
    rights?: LocalRights,
  ): void;
  /** The bot is `kicked` from the private chat of a person who blocked it. */
  memberStatus(chatId: number, userId: number): MemberStatus;
  /** Turns a group into a supergroup: service messages in both, later calls to the old id fail. Gives the new chat. */
  migrate(chatId: number): LocalChat;
  /** The person blocks, or unblocks, the bot. Sends `my_chat_member`; sends to a person who blocked it fail with 403. */
  block(user: LocalUser, blocked: boolean): void;
  /** The person's account is deleted: sends fail with 403. */
  deactivate(user: LocalUser): void;

  chats(): readonly LocalChat[];
  users(): readonly LocalUser[];
  /** Oldest first. */
  messages(chatId: number): readonly LocalMessage[];
  /** `undefined` for one that was dropped, or never sent. */
  picture(id: string): Picture | undefined;
  /** The "/" menu that this user sees in this chat, by the Bot API's order of scopes and languages. */
  commands(chatId: number, userId: number): readonly LocalCommand[];

  /** What this user reads about the bot before the first message; empty where it says nothing. */
  description(userId: number): string;

  /** A person sends a text. Delivers an update where Telegram would (privacy mode included). */
  send(actor: Actor, chatId: number, text: string, options?: SendOptions): LocalMessage;
  /** A person edits their own message. Sends `edited_message` under the same rules as `send`. */
  edit(actor: Actor, chatId: number, messageId: number, text: string): LocalMessage;
  /** An administrator, or its author, deletes a message; bots hear nothing of it. */
  remove(chatId: number, messageId: number): void;
  /** A person presses an inline button. Gives the query's id; the answer comes as a `notice` event. */
  press(actor: Actor, chatId: number, messageId: number, button: ButtonChoice): string;
  /** A person types `@bot query` in some chat. Gives the query's id; the answer comes as an `inline` event. */
  inline(actor: Actor, query: string, offset?: string): string;
  /** A person picks a result of an answered query: it is posted in the chat as the person's message, `via_bot`. */
  choose(
    actor: Actor,
    chatId: number,
    choice: ResultChoice,
    options?: { readonly threadId?: number },
  ): LocalMessage;

  /**
   * The keyboard below the typing field of a private chat. Its text buttons are pressed with `send`; a change is a
   * `reply_keyboard` event.
   */
  replyKeyboard(chatId: number): LocalReplyKeyboard | undefined;
  /** The chats that the picker of this reply button offers: what the person may share. */
  choices(actor: Actor, chatId: number, button: string): readonly LocalChat[];
  /**
   * Shares one of them: the service message `chat_shared`. A bot without the rights that the button wants for it is
   * made an administrator first, as in Telegram.
   */
  share(actor: Actor, chatId: number, button: string, picked: number): LocalMessage;

  /** Any update, with only its `update_id` added: hostile ones, rare ones. Gives the update id. */
  inject(update: Readonly<Record<string, unknown>>): number;
  /** How many updates the bot has not confirmed yet. */
  pendingUpdates(): number;
}

export interface LocalTelegram extends UserSide {
  /** `http://127.0.0.1:PORT`: the bot's TELEGRAM_API_ROOT. */
  readonly url: string;
  readonly token: string;
  readonly bot: LocalUser;
  readonly calls: readonly CallRecord[];

  fail(rule: FaultRule): void;
  /** Removes all faults. */
  heal(): void;
  limit(limits: FloodLimits): void;

  /** Hears every event from now on. Gives the function that stops it. */
  listen(listener: (event: LocalEvent) => void): () => void;
  /**
   * The first event, past or future since `after` (a mark from `mark()`), that the predicate accepts.
   * Rejects after `timeout` ms (default 5000) with the events that came instead.
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

/** Of the form that Telegram gives out, and another one at each start: a known one could be used by any web page. */
function madeUpToken(): string {
  // 26 bytes are 35 characters in base64url, as Telegram's tokens have.
  return `7000000001:${randomBytes(26).toString('base64url')}`;
}
const WEBHOOK_RETRY_MS = 1000;

/** Rejects where the port cannot be listened on. */
export async function startLocalTelegram(options: LocalTelegramOptions = {}): Promise<LocalTelegram> {
  const { port = 0, host = '127.0.0.1', token = madeUpToken(), username = 'communique_bot' } = options;
  const { now = Date.now, random = Math.random, keep = Number.POSITIVE_INFINITY } = options;
  const bot: LocalUser = {
    id: Number.parseInt(token, 10),
    is_bot: true,
    first_name: 'Communiqué',
    username,
  };
  const events = new Events(keep);
  const updates = new UpdateQueue();
  const world = new World(bot, events, now, keep);
  const state: TelegramState = {
    events,
    updates,
    world,
    webhook: new WebhookPoster(updates, now, options.webhookRetryMs ?? WEBHOOK_RETRY_MS),
    queries: new Queries(events, now, (id) => world.pictures.photo(id)),
    menu: new CommandMenu(),
    profile: new Profile(bot.first_name),
    privacy: options.privacy ?? true,
    inline: options.inline ?? true,
    inlineFeedback: options.inlineFeedback ?? true,
  };
  const faults = new Faults(random);
  const floodControl = new FloodControl();
  const dispatch = new Dispatch(createMethods(state), floodControl, events, now, keep);
  const endpoint = await listen({ port, host, token }, dispatch, faults);
  return {
    url: endpoint.url,
    token,
    bot,
    calls: dispatch.calls,
    ...userSide(state),
    fail: (rule) => faults.add(rule),
    heal: () => faults.clear(),
    limit: (limits) => floodControl.set(limits),
    listen: (listener) => events.listen(listener),
    when: events.when.bind(events),
    mark: () => events.mark(),
    since: (mark) => events.since(mark),
    stop: async () => {
      state.webhook.delete();
      await endpoint.stop();
    },
  };
}

function userSide(state: TelegramState): UserSide {
  const { world, updates, menu, profile } = state;
  const languageOf = (userId: number) => world.users.get(userId)?.language_code?.slice(0, 2) ?? '';
  const changes = new ChatChanges(state);
  const picker = new ChatPicker(state, changes);
  const memberStatus = (chatId: number, userId: number): MemberStatus => {
    const { chat, members, closed } = world.room(chatId);
    if (chat.type !== 'private') return members.get(userId)?.status ?? 'left';
    if (userId === world.bot.id) return closed ? 'kicked' : 'member';
    return chatId === userId ? 'member' : 'left';
  };
  return {
    addUser: (user) => changes.addUser(user),
    privateChat: (user) => world.room(user.id).chat,
    addGroup: (group) => changes.addGroup(group),
    addChannel: (channel) => changes.addChannel(channel),
    linkChannel: changes.linkChannel.bind(changes),
    addTopic: (chatId, name) => changes.addTopic(chatId, name),
    setTopic: changes.setTopic.bind(changes),
    setBot: changes.setBot.bind(changes),
    setMember: changes.setMember.bind(changes),
    memberStatus,
    migrate: (chatId) => changes.migrate(chatId),
    block: (user, blocked) => changes.block(user, blocked),
    deactivate: (user) => changes.deactivate(user),
    chats: () => [...world.rooms.values()].map(({ chat }) => chat),
    users: () => [...world.users.values()],
    messages: (chatId) => [...world.room(chatId).messages.values()],
    picture: (id) => world.pictures.picture(id),
    commands: (chatId, userId) => {
      const language = languageOf(userId);
      const status = memberStatus(chatId, userId);
      return menu.seenBy({ id: userId, language, status }, world.room(chatId).chat);
    },
    description: (userId) => profile.get('description', languageOf(userId)).description ?? '',
    send: (actor, chatId, text, options) => send(state, actor, chatId, text, options),
    edit: (actor, chatId, messageId, text) => edit(state, actor, chatId, messageId, text),
    remove: (chatId, messageId) => world.remove(world.room(chatId), messageId),
    press: (actor, chatId, messageId, button) => press(state, actor, chatId, messageId, button),
    inline: (actor, query, offset) => askInline(state, actor, query, offset),
    choose: (actor, chatId, choice, options) => chooseResult(state, actor, chatId, choice, options),
    replyKeyboard: (chatId) => picker.replyKeyboard(chatId),
    choices: (actor, chatId, button) => picker.choices(actor, chatId, button),
    share: (actor, chatId, button, picked) => picker.share(actor, chatId, button, picked),
    inject: (update) => updates.inject(update),
    pendingUpdates: () => updates.pending,
  };
}
