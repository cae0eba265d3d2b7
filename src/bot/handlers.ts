// What is done about each kind of update: the steps in their order, and one error boundary for all of them.

import { Context } from 'telegraf';
import type {
  CallbackQuery,
  ChatMemberUpdated,
  InlineKeyboardButton,
  Message,
  UserFromGetMe,
} from 'telegraf/types';
import { sleep } from '../clock.ts';
import type { BotApi } from '../delivery/api.ts';
import { type Handled, type HandleUpdate, kindOf, type UpdateKind } from '../incoming/updates.ts';
import type { Locale } from '../locales/locale.ts';
import type { BotContext } from './bot-context.ts';
import { commandOf } from './command-text.ts';
import { newsMessage, onChannel } from './digest/channel-news.ts';
import type { FloodGuard } from './flood.ts';
import type { Introductions } from './group/introductions.ts';
import type { Managers } from './group/managers.ts';
import { onMembership, onMigration } from './group/membership.ts';
import type { PauseNews } from './group/pause-news.ts';
import { type Reply, say } from './reply.ts';
import type { Place } from './request.ts';
import {
  isForwarded,
  migrationOf,
  placeOfMessage,
  placeOfPerson,
  placeOfPress,
  questionOf,
  readMessage,
  readPost,
  sharedChannel,
  writtenIn,
} from './requests.ts';
import type { Destination, RespondAny, RespondInline } from './respond.ts';
import type { Route } from './route.ts';
import { answerInline } from './sharing/inline-answers.ts';

export interface HandlersLog {
  debug(fields: object, message: string): void;
}

export interface HandlersOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  /** The context of the content version in force. */
  readonly context: () => BotContext;
  readonly respond: RespondAny;
  readonly introductions: Introductions;
  readonly respondInline: RespondInline;
  readonly log: HandlersLog;
  readonly route: Route;
  readonly managers: Managers;
  readonly pauseNews: PauseNews;
  /** Everybody's pace, and the quicker one of somebody who is still typing. */
  readonly guard: FloodGuard;
  readonly inlineGuard: FloodGuard;
}

/** From an update to what is said. */
export function createHandlers(options: HandlersOptions): HandleUpdate {
  const { api, me, log } = options;
  return async (update) => {
    const kind = kindOf(update);
    log.debug({ update: update.update_id, type: kind }, 'update');
    return kind === 'other' ? 'ignored' : HANDLERS[kind](options, new Context(update, api, me));
  };
}

type Handler = (options: HandlersOptions, ctx: Context) => Promise<Handled>;

const HANDLERS: Readonly<Record<UpdateKind, Handler>> = {
  message: onMessage,
  channel_post: onPost,
  callback_query: onPress,
  inline_query: onInlineQuery,
  my_chat_member: onOwnMembership,
  chat_member: onMember,
};

/** A message on its way through the steps. */
interface Arrived {
  readonly options: HandlersOptions;
  readonly context: BotContext;
  readonly ctx: Context;
  readonly message: Message;
  readonly place: Place;
}

/** The end of a message's way; `undefined` leaves it to the next step. */
type Step = (arrived: Arrived) => Promise<Handled> | undefined;

/** What a message may be, in this order; what is none of it is ignored. */
const STEPS: readonly Step[] = [pickedChannel, pictureForBroadcast, forwardedCommand, asked];

async function onMessage(options: HandlersOptions, ctx: Context): Promise<Handled> {
  const { message } = ctx;
  if (!message) return 'ignored';
  const context = options.context();
  const migration = migrationOf(message);
  if (migration) {
    options.managers.changed(migration.from);
    await onMigration(migration.from, migration.to, context, options.introductions);
    return 'ignored';
  }
  const place = placeOfMessage(message, context.locales);
  if (!place) return 'ignored';
  for (const step of STEPS) {
    const handled = step({ options, context, ctx, message, place });
    if (handled) return handled;
  }
  return 'ignored';
}

/** A channel that somebody picked is the digest's panel, asked for about that channel. */
function pickedChannel({ options, context, message, place }: Arrived): Promise<Handled> | undefined {
  const channel = sharedChannel(message);
  return channel === undefined ? undefined : openPicked(options, context, place, message.message_id, channel);
}

async function openPicked(
  options: HandlersOptions,
  context: BotContext,
  place: Place,
  message: number,
  channel: number,
): Promise<Handled> {
  const name = context.commands.meant('channel');
  const command = { ...place, message, name, words: '', addressed: true };
  const destination: Destination = { type: 'message', place, message };
  const handled = await answer(options, context, destination, place.user ?? place.chat, (locale) =>
    options.route.picked({ ...command, locale }, channel, context),
  );
  // Only now: the news that the bot was added for it may come at the same time, and is no news then.
  context.questions.take(place.chat);
  return handled;
}

/** A picture or a file as an operator's message is refused, whatever is written under it. */
function pictureForBroadcast(arrived: Arrived): Promise<Handled> | undefined {
  const { context, message, place } = arrived;
  if (place.type !== 'private' || 'text' in message) return undefined;
  const written = writtenIn(message);
  const meant = context.commands.meant('answer to broadcast');
  const isMeant = written && commandOf(written.text, written.entities)?.name === meant;
  const isAnswer = !isMeant && context.questions.waiting(place.chat)?.type === 'broadcast';
  const isOperator = context.adminIds.includes(place.chat);
  return isOperator && (isMeant || isAnswer) ? notice(arrived, 'broadcast-text-only') : undefined;
}

/** What somebody forwards was not meant for the bot. In private, silence would leave people guessing. */
function forwardedCommand(arrived: Arrived): Promise<Handled> | undefined {
  const { message, place } = arrived;
  const written = isForwarded(message) ? writtenIn(message) : undefined;
  if (!written || !commandOf(written.text, written.entities)) return undefined;
  return place.type === 'private' ? notice(arrived, 'forwarded-command') : IGNORED;
}

const IGNORED: Promise<Handled> = Promise.resolve('ignored');

function notice({ options, context, message, place }: Arrived, id: string): Promise<Handled> {
  const destination: Destination = { type: 'message', place, message: message.message_id };
  return answer(options, context, destination, place.user ?? place.chat, (locale) => ({
    type: 'notice',
    text: locale.text(id),
  }));
}

/** A command, the answer to a question of the bot's, or plain words. */
function asked({ options, context, ctx, message, place }: Arrived): Promise<Handled> | undefined {
  const waiting = place.type === 'private' ? context.questions.waiting(place.chat) : undefined;
  const command = readMessage(message, place, options.me, context, waiting);
  // Before anything is counted: what is for another bot does not even get a request to slow down.
  if (!command || !options.route.isForUs(command, context)) return undefined;
  if (context.commands.find(command.name)?.followsLinks && place.type === 'group') {
    options.introductions.begun(place.chat);
  }
  const destination: Destination = { type: 'message', place, message: message.message_id };
  return answer(options, context, destination, sender(ctx), (locale) => {
    // Whatever is typed ends the bot's waiting for an answer.
    if (waiting) context.questions.take(place.chat);
    return options.route.command({ ...command, locale }, context);
  });
}

/** Subscribers read what is said in a channel, so it is said only to commands of ours. */
async function onPost(options: HandlersOptions, ctx: Context): Promise<Handled> {
  const { channelPost: post } = ctx;
  const context = options.context();
  const place = post && placeOfMessage(post, context.locales);
  const command = place && readPost(post, place, options.me);
  if (!command || !options.route.isForChannels(command, context)) return 'ignored';
  const destination: Destination = { type: 'message', place, message: post.message_id };
  return answer(options, context, destination, sender(ctx), (locale) =>
    options.route.post({ ...command, locale }, context),
  );
}

async function onOwnMembership(
  options: HandlersOptions,
  { myChatMember: update }: Context,
): Promise<Handled> {
  if (!update) return 'ignored';
  options.managers.changed(update.chat.id);
  if (update.chat.type === 'channel') return onOwnChannel(options, update);
  let said: Handled = 'ignored';
  await onMembership(update, options.context(), {
    introductions: options.introductions,
    paused: (chat, by) => void options.pauseNews.prevented(chat, by.id),
    say: (place, message) => {
      said = 'answered';
      void options.respond({ type: 'event', place }, say(message));
    },
  });
  return said;
}

async function onMember({ managers }: HandlersOptions, { chatMember: update }: Context): Promise<Handled> {
  if (update) managers.changed(update.chat.id, update.new_chat_member.user.id);
  return 'ignored';
}

/** The person who changed the bot's rights in a channel gets the news in private, if they have opened the bot before. */
async function onOwnChannel(options: HandlersOptions, update: ChatMemberUpdated): Promise<Handled> {
  const context = options.context();
  const news = await onChannel(update, context);
  const place = placeOfPerson(update.from, context.locales);
  if (!news || !place) return 'ignored';
  const locale = await localeOf(place, context, options.log);
  void options.respond({ type: 'event', place }, say(newsMessage(news, locale, context)));
  return 'answered';
}

async function onPress(options: HandlersOptions, ctx: Context): Promise<Handled> {
  const query = ctx.callbackQuery;
  if (!query) return 'ignored';
  const context = options.context();
  const place = placeOfPress(query, context.locales);
  const message = query.message?.message_id;
  if (!place || message === undefined) {
    await options.api.answerCbQuery(query.id).catch(() => false);
    return 'ignored';
  }
  const data = 'data' in query ? query.data : '';
  // A modified client can press anything; only what stands on the message is a button of ours.
  const payload = isOnKeyboard(query, data) ? context.payloads.decode(data) : undefined;
  const press = { ...place, message, payload, keyboard: keyboardOf(query) };
  // Who goes on to another screen answers no question about a city any more: the next words are a search.
  const waiting = context.questions.waiting(place.chat)?.type;
  const isElsewhere =
    (waiting === 'city' && !payload?.type.startsWith('digest')) ||
    (waiting === 'first city' && payload?.type !== 'digest-begin');
  if (payload && isElsewhere) context.questions.take(place.chat);
  const isUnderPhoto = query.message !== undefined && 'photo' in query.message;
  const destination: Destination = { type: 'press', place, message, query: query.id, isUnderPhoto };
  return answer(options, context, destination, sender(ctx), (locale) =>
    options.route.press({ ...press, locale }, context),
  );
}

/** Queries beyond the pace get no answer: the next letter typed sends another one. */
async function onInlineQuery(options: HandlersOptions, ctx: Context): Promise<Handled> {
  const context = options.context();
  const asked = ctx.inlineQuery && questionOf(ctx.inlineQuery, context.locales);
  if (!asked || options.inlineGuard.judge(asked.chat) !== 'answer') return 'ignored';
  const locale = await localeOf(asked, context, options.log);
  options.respondInline(asked.id, answerInline({ ...asked, locale }, context));
  return 'answered';
}

/** The guard, then the handler, then the one place that sends. A handler's failure is said to the person too. */
async function answer(
  options: HandlersOptions,
  context: BotContext,
  destination: Destination,
  sender: number,
  handle: (locale: Locale) => Reply | Promise<Reply>,
): Promise<Handled> {
  const { guard, respond } = options;
  // Of one person's own chat the messages wait for each other in the intake; in a group they would hold up the others.
  const canWait = destination.type === 'message' && destination.place.type === 'private';
  const verdict = canWait ? guard.judge(sender, 'late') : guard.judge(sender);
  if (verdict === 'ignore') return 'ignored';
  if (typeof verdict === 'number') await sleep(context.clock, verdict);
  const { locale } = destination.place;
  if (verdict === 'warn') {
    if (options.route.isSilent(destination.place, context)) return 'ignored';
    void respond(destination, { type: 'notice', text: locale.text('slow-down'), fleeting: true });
    return 'answered';
  }
  try {
    const reply = await handle(await localeOf(destination.place, context, options.log));
    void respond(destination, reply);
    return reply.type === 'nothing' ? 'ignored' : 'answered';
  } catch (error) {
    void respond(destination, { type: 'notice', text: locale.text('went-wrong') });
    throw error;
  }
}

/** The language that the chat chose, else the asker's; the asker's too while the store does not answer. */
async function localeOf(
  { chat, locale }: Pick<Place, 'chat' | 'locale'>,
  { choices, locales }: BotContext,
  log: HandlersLog,
): Promise<Locale> {
  try {
    const known = choices.known(chat) ?? (await choices.soon(chat));
    return known?.language ? locales.pick(known.language) : locale;
  } catch (error) {
    log.debug({ err: error, chat }, 'what a chat chose could not be read');
    return locale;
  }
}

/** Telegram sends the message with the press, so its own keyboard says which buttons there are. */
function isOnKeyboard(query: CallbackQuery, data: string): boolean {
  return keyboardOf(query).some((row) =>
    row.some((button) => 'callback_data' in button && button.callback_data === data),
  );
}

function keyboardOf({ message }: CallbackQuery): readonly (readonly InlineKeyboardButton[])[] {
  const markup = message && 'reply_markup' in message ? message.reply_markup : undefined;
  return markup?.inline_keyboard ?? [];
}

/** Who is counted: a person, or the chat that somebody speaks as. */
function sender(ctx: Context): number {
  return ctx.senderChat?.id ?? ctx.from?.id ?? ctx.chat?.id ?? 0;
}
