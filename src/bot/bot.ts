// What happens to an update: by its kind, each step small, one error costing one update.

import { Context } from 'telegraf';
import type { ChatMemberUpdated, Message, Update, UserFromGetMe } from 'telegraf/types';
import type { BotApi } from '../delivery/api.ts';
import type { Locale } from '../locales/locale.ts';
import { newsMessage, onChannel } from './digest/channel-news.ts';
import type { FloodGuard } from './flood.ts';
import type { Introductions } from './group/introductions.ts';
import type { Managers } from './group/managers.ts';
import { onMembership, onMigration } from './group/membership.ts';
import { type Desk, type Place, type Reply, say } from './request.ts';
import type { Occasion, RespondAny, RespondInline } from './respond.ts';
import type { Route } from './route.ts';
import { answerInline } from './sharing/inline-answers.ts';
import { readMessage, readPost } from './typed.ts';
import {
  migrationOf,
  placeOfMessage,
  placeOfPerson,
  placeOfPress,
  questionOf,
  sharedChannel,
} from './update.ts';

export type { Update, UserFromGetMe } from 'telegraf/types';

export interface BotLog {
  debug(fields: object, message: string): void;
}

export interface BotOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  /** The desk of the content version in force. */
  readonly desk: () => Desk;
  readonly respond: RespondAny;
  readonly introductions: Introductions;
  readonly respondInline: RespondInline;
  readonly log: BotLog;
  readonly route: Route;
  readonly managers: Managers;
  /** Everybody's pace, and the quicker one of somebody who is still typing. */
  readonly guard: FloodGuard;
  readonly inlineGuard: FloodGuard;
}

/** Whether something was said; most of what happens in groups needs no answer. */
export type Handled = 'answered' | 'ignored';

/** Handles one update; rejects when a handler fails. */
export type HandleUpdate = (update: Update) => Promise<Handled>;

/** The bot: from an update to what is said. */
export function createBot(options: BotOptions): HandleUpdate {
  const { api, me, log } = options;
  return async (update) => {
    const type = kindOf(update);
    log.debug({ update: update.update_id, type }, 'update');
    const handle = HANDLERS.get(type);
    return handle ? handle(options, new Context(update, api, me)) : 'ignored';
  };
}

type Handler = (options: BotOptions, ctx: Context) => Promise<Handled>;

/** By the kind of update, Bot API `Update`; others are not even sent. */
const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ['message', onMessage],
  ['channel_post', onPost],
  ['callback_query', onPress],
  ['inline_query', onInlineQuery],
  ['my_chat_member', onOwnMembership],
  ['chat_member', onMember],
]);

async function onMessage(options: BotOptions, ctx: Context): Promise<Handled> {
  const { message } = ctx;
  if (!message) return 'ignored';
  const desk = options.desk();
  const migration = migrationOf(message);
  if (migration) {
    options.managers.changed(migration.from);
    await onMigration(migration.from, migration.to, desk, options.introductions);
    return 'ignored';
  }
  const place = placeOfMessage(message, desk.locales);
  if (!place) return 'ignored';
  const shared = sharedChannel(message);
  if (shared !== undefined) return onShared(options, place, message.message_id, shared);
  if (!('text' in message) || typeof message.text !== 'string') return onOther(options, place, message);
  const command = readMessage(message, place, options.me, desk);
  // Before anything is counted: what is for another bot is not even answered with a request to slow down.
  if (!command || !options.route.isForUs(command, desk)) return 'ignored';
  if (command.name === 'start' && place.type === 'group') options.introductions.begun(place.chat);
  const occasion: Occasion = { type: 'message', place, message: message.message_id };
  return answer(options, desk, occasion, sender(ctx), (locale) =>
    options.route.command({ ...command, locale }, desk),
  );
}

/** Subscribers read what is said in a channel, so it is said only to commands of ours. */
async function onPost(options: BotOptions, ctx: Context): Promise<Handled> {
  const { channelPost: post } = ctx;
  const desk = options.desk();
  const place = post && placeOfMessage(post, desk.locales);
  const command = place && readPost(post, place, options.me);
  if (!command || !options.route.isForChannels(command, desk)) return 'ignored';
  const occasion: Occasion = { type: 'message', place, message: post.message_id };
  return answer(options, desk, occasion, sender(ctx), (locale) =>
    options.route.post({ ...command, locale }, desk),
  );
}

async function onOwnMembership(options: BotOptions, { myChatMember: update }: Context): Promise<Handled> {
  if (!update) return 'ignored';
  options.managers.changed(update.chat.id);
  if (update.chat.type === 'channel') return onOwnChannel(options, update);
  let said: Handled = 'ignored';
  await onMembership(update, options.desk(), {
    introductions: options.introductions,
    say: (place, message) => {
      said = 'answered';
      void options.respond({ type: 'event', place }, say(message));
    },
  });
  return said;
}

async function onMember({ managers }: BotOptions, { chatMember: update }: Context): Promise<Handled> {
  if (update) managers.changed(update.chat.id, update.new_chat_member.user.id);
  return 'ignored';
}

/** Whoever changed what the bot may do in a channel hears of it in private, where they have opened the bot before. */
async function onOwnChannel(options: BotOptions, update: ChatMemberUpdated): Promise<Handled> {
  const desk = options.desk();
  const news = await onChannel(update, desk);
  const place = placeOfPerson(update.from, desk.locales);
  if (!news || !place) return 'ignored';
  const locale = await localeOf(place, desk, options.log);
  void options.respond({ type: 'event', place }, say(newsMessage(news, locale, desk)));
  return 'answered';
}

/** A picture in answer to the question for a text is said to be none; anything else without a text is not for the bot. */
async function onOther(options: BotOptions, place: Place, { message_id }: Message): Promise<Handled> {
  const desk = options.desk();
  if (place.type !== 'private' || desk.questions.waiting(place.chat)?.type !== 'broadcast') return 'ignored';
  const occasion: Occasion = { type: 'message', place, message: message_id };
  return answer(options, desk, occasion, place.user ?? place.chat, (locale) => ({
    type: 'notice',
    text: locale.text('broadcast-text-only'),
  }));
}

/** A channel that somebody picked is the digest's panel, asked for about that channel. */
async function onShared(
  options: BotOptions,
  place: Place,
  message: number,
  channel: number,
): Promise<Handled> {
  const desk = options.desk();
  const command = { ...place, message, name: 'digest', words: '', addressed: true };
  const occasion: Occasion = { type: 'message', place, message };
  const handled = await answer(options, desk, occasion, place.user ?? place.chat, (locale) =>
    options.route.picked({ ...command, locale }, channel, desk),
  );
  // Only now: that the bot was added for it may be heard of at the same time, and is no news then.
  desk.questions.take(place.chat);
  return handled;
}

async function onPress(options: BotOptions, ctx: Context): Promise<Handled> {
  const query = ctx.callbackQuery;
  if (!query) return 'ignored';
  const desk = options.desk();
  const place = placeOfPress(query, desk.locales);
  const message = query.message?.message_id;
  if (!place || message === undefined) {
    await options.api.answerCbQuery(query.id).catch(() => false);
    return 'ignored';
  }
  const data = 'data' in query ? query.data : '';
  const press = { ...place, message, payload: desk.payloads.decode(data) };
  const occasion: Occasion = { type: 'press', place, message, query: query.id };
  return answer(options, desk, occasion, sender(ctx), (locale) =>
    options.route.press({ ...press, locale }, desk),
  );
}

/** Questions beyond the pace are left without an answer: the next letter typed asks anew. */
async function onInlineQuery(options: BotOptions, ctx: Context): Promise<Handled> {
  const desk = options.desk();
  const asked = ctx.inlineQuery && questionOf(ctx.inlineQuery, desk.locales);
  if (!asked || options.inlineGuard.judge(asked.chat) !== 'answer') return 'ignored';
  const locale = await localeOf(asked, desk, options.log);
  options.respondInline(asked.id, answerInline({ ...asked, locale }, desk));
  return 'answered';
}

/** The guard, then the handler, then the one place that sends. A handler's failure is said to the person too. */
async function answer(
  options: BotOptions,
  desk: Desk,
  occasion: Occasion,
  sender: number,
  handle: (locale: Locale) => Reply | Promise<Reply>,
): Promise<Handled> {
  const { guard, respond } = options;
  const verdict = guard.judge(sender);
  if (verdict === 'ignore') return 'ignored';
  const { locale } = occasion.place;
  if (verdict === 'warn') {
    if (options.route.isSilent(occasion.place, desk)) return 'ignored';
    void respond(occasion, { type: 'notice', text: locale.text('slow-down'), fleeting: true });
    return 'answered';
  }
  try {
    const reply = await handle(await localeOf(occasion.place, desk, options.log));
    void respond(occasion, reply);
    return reply.type === 'nothing' ? 'ignored' : 'answered';
  } catch (error) {
    void respond(occasion, { type: 'notice', text: locale.text('went-wrong') });
    throw error;
  }
}

/** The language that the chat chose, else the one of whoever asks: also while the store does not answer. */
async function localeOf(
  { chat, locale }: Pick<Place, 'chat' | 'locale'>,
  { choices, locales }: Desk,
  log: BotLog,
): Promise<Locale> {
  try {
    const { language } = choices.known(chat) ?? (await choices.of(chat));
    return language === null ? locale : locales.pick(language);
  } catch (error) {
    log.debug({ err: error, chat }, 'what a chat chose could not be read');
    return locale;
  }
}

/** Who is counted: a person, or the chat that somebody speaks as. */
function sender(ctx: Context): number {
  return ctx.senderChat?.id ?? ctx.from?.id ?? ctx.chat?.id ?? 0;
}

function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'empty';
}
