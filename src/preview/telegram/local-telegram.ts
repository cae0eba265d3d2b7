// The local Telegram: a Bot API server on loopback and the people who use it, put together.

import { listen } from './bot-api-http.ts';
import { Menu } from './bot-profile.ts';
import { Places } from './chat-changes.ts';
import { ChatPicker } from './chat-picker.ts';
import { Dispatch } from './dispatch.ts';
import { Events } from './events.ts';
import { Faults } from './faults.ts';
import { Limits } from './flood-control.ts';
import { choose } from './inline.ts';
import { createMethods, type Parts } from './methods.ts';
import type { LocalTelegram, LocalUser, MemberStatus } from './model.ts';
import { Profile } from './profile.ts';
import { Queries } from './queries.ts';
import type { LocalTelegramOptions } from './start-options.ts';
import { Updates } from './update-queue.ts';
import { edit, inline, press, send } from './user-actions.ts';
import { Webhook } from './webhook-poster.ts';
import { World } from './world.ts';

/** Of the form that Telegram gives out, and nobody's. */
const TOKEN = '7000000001:AAlocal-telegram-for-the-preview_00';
const WEBHOOK_RETRY_MS = 1000;

/** Rejects where the port cannot be listened on. */
export async function startLocalTelegram(options: LocalTelegramOptions = {}): Promise<LocalTelegram> {
  const { port = 0, host = '127.0.0.1', token = TOKEN, username = 'communique_bot' } = options;
  const { now = Date.now, random = Math.random, keep = Number.POSITIVE_INFINITY } = options;
  const bot: LocalUser = {
    id: Number.parseInt(token, 10),
    is_bot: true,
    first_name: 'Communiqué',
    username,
  };
  const events = new Events(keep);
  const updates = new Updates();
  const parts: Parts = {
    events,
    updates,
    world: new World(bot, events, now, keep),
    webhook: new Webhook(updates, now, options.webhookRetryMs ?? WEBHOOK_RETRY_MS),
    queries: new Queries(events, now),
    menu: new Menu(),
    profile: new Profile(bot.first_name),
    privacy: options.privacy ?? true,
    inline: options.inline ?? true,
  };
  const faults = new Faults(random);
  const limits = new Limits();
  const dispatch = new Dispatch(createMethods(parts), limits, events, now, keep);
  const endpoint = await listen({ port, host, token }, dispatch, faults);
  return {
    url: endpoint.url,
    token,
    bot,
    calls: dispatch.calls,
    ...peopleSide(parts),
    fail: (rule) => faults.add(rule),
    heal: () => faults.clear(),
    limit: (flood) => limits.set(flood),
    listen: (listener) => events.listen(listener),
    when: events.when.bind(events),
    mark: () => events.mark(),
    since: (mark) => events.since(mark),
    stop: async () => {
      parts.webhook.delete();
      await endpoint.stop();
    },
  };
}

type PeopleSide = Omit<
  LocalTelegram,
  | 'url'
  | 'token'
  | 'bot'
  | 'calls'
  | 'fail'
  | 'heal'
  | 'limit'
  | 'listen'
  | 'when'
  | 'mark'
  | 'since'
  | 'stop'
>;

/** What the chat page and the tests see and do. */
function peopleSide(parts: Parts): PeopleSide {
  const { world, updates, menu } = parts;
  const places = new Places(parts);
  const picker = new ChatPicker(parts, places);
  const memberStatus = (chatId: number, userId: number): MemberStatus => {
    const { chat, members, closed } = world.room(chatId);
    if (chat.type !== 'private') return members.get(userId)?.status ?? 'left';
    if (userId === world.bot.id) return closed ? 'kicked' : 'member';
    return chatId === userId ? 'member' : 'left';
  };
  return {
    addUser: (user) => places.addUser(user),
    addGroup: (group) => places.addGroup(group),
    addChannel: (channel) => places.addChannel(channel),
    addTopic: (chatId, name) => places.addTopic(chatId, name),
    setTopic: places.setTopic.bind(places),
    linkChannel: places.linkChannel.bind(places),
    setBot: places.setBot.bind(places),
    setMember: places.setMember.bind(places),
    memberStatus,
    migrate: (chatId) => places.migrate(chatId),
    block: (user, blocked) => places.block(user, blocked),
    deactivate: (user) => places.deactivate(user),
    privateChat: (user) => world.room(user.id).chat,
    chats: () => [...world.rooms.values()].map(({ chat }) => chat),
    users: () => [...world.users.values()],
    picture: (id) => world.pictures.picture(id),
    messages: (chatId) => [...world.room(chatId).messages.values()],
    commands: (chatId, userId) => {
      const language = world.users.get(userId)?.language_code?.slice(0, 2) ?? '';
      const status = memberStatus(chatId, userId);
      return menu.seenBy({ id: userId, language, status }, world.room(chatId).chat);
    },
    send: (actor, chatId, text, options) => send(parts, actor, chatId, text, options),
    edit: (actor, chatId, messageId, text) => edit(parts, actor, chatId, messageId, text),
    press: (actor, chatId, messageId, button) => press(parts, actor, chatId, messageId, button),
    inline: (actor, query, offset) => inline(parts, actor, query, offset),
    choose: (actor, chatId, choice, options) => choose(parts, actor, chatId, choice, options),
    replyKeyboard: (chatId) => picker.replyKeyboard(chatId),
    choices: (actor, chatId, button) => picker.choices(actor, chatId, button),
    share: (actor, chatId, button, picked) => picker.share(actor, chatId, button, picked),
    remove: (chatId, messageId) => world.remove(world.room(chatId), messageId),
    inject: (update) => updates.inject(update),
    pendingUpdates: () => updates.pending,
  };
}
