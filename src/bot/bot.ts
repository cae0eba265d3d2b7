// What happens to an update: the middleware in its order, each step small, one error costing one update.
// Made by app.ts; fed by intake.ts.

import { Composer, Context } from 'telegraf';
import type { Update, UserFromGetMe } from 'telegraf/types';
import type { BotApi } from '../delivery/api.ts';
import { search } from './commands/search.ts';
import { unknownCommand } from './commands/unknown.ts';
import type { FloodGuard } from './flood.ts';
import { handlePress } from './press.ts';
import { type Command, type Desk, NOTHING, type Place, type Reply } from './request.ts';
import type { Occasion, Respond } from './respond.ts';
import { cleanWords, commandOf, placeOfMessage, placeOfPress } from './update.ts';

export type { Update, UserFromGetMe } from 'telegraf/types';

export interface BotLog {
  debug(fields: object, message: string): void;
}

export interface BotOptions {
  readonly api: BotApi;
  readonly me: UserFromGetMe;
  /** The desk of the content version in force. */
  readonly desk: () => Desk;
  readonly respond: Respond;
  readonly log: BotLog;
  /** Everybody's pace, and the slower one for searches. */
  readonly guard: FloodGuard;
  readonly searchGuard: FloodGuard;
}

/** Handles one update; rejects when a handler fails. */
export type HandleUpdate = (update: Update) => Promise<void>;

/** The bot: from an update to what is said. */
export function createBot(options: BotOptions): HandleUpdate {
  const { api, me, log } = options;
  const composer = new Composer<Context>();
  composer.use((ctx, next) => {
    log.debug({ update: ctx.update.update_id, type: kindOf(ctx.update) }, 'update');
    return next();
  });
  composer.on('message', (ctx) => onMessage(options, ctx));
  composer.on('callback_query', (ctx) => onPress(options, ctx));
  const middleware = composer.middleware();
  return async (update) => {
    await middleware(new Context(update, api, me), done);
  };
}

const done = async (): Promise<void> => {};

async function onMessage(options: BotOptions, ctx: Context): Promise<void> {
  const { message } = ctx;
  if (!message || !('text' in message) || typeof message.text !== 'string') return;
  const desk = options.desk();
  const place = placeOfMessage(message, desk.locales);
  if (!place) return;
  const command = readCommand(message.text, message.message_id, place, options.me.username);
  if (!command) return;
  const occasion: Occasion = { type: 'message', place, message: message.message_id };
  await answer(options, occasion, sender(ctx), () => handleCommand(options, command, desk));
}

async function onPress(options: BotOptions, ctx: Context): Promise<void> {
  const query = ctx.callbackQuery;
  if (!query) return;
  const desk = options.desk();
  const place = placeOfPress(query, desk.locales);
  const message = query.message?.message_id;
  if (!place || message === undefined) {
    await options.api.answerCbQuery(query.id).catch(() => false);
    return;
  }
  const data = 'data' in query ? query.data : '';
  const press = { ...place, message, payload: desk.payloads.decode(data) };
  const occasion: Occasion = { type: 'press', place, message, query: query.id };
  await answer(options, occasion, sender(ctx), () => handlePress(press, desk));
}

/** The guard, then the handler, then the one place that sends. A handler's failure is said to the person too. */
async function answer(
  { guard, respond }: BotOptions,
  occasion: Occasion,
  sender: number,
  handle: () => Reply | Promise<Reply>,
): Promise<void> {
  const verdict = guard.judge(sender);
  if (verdict === 'ignore') return;
  const { locale } = occasion.place;
  if (verdict === 'warn') return respond(occasion, { type: 'notice', text: locale.text('slow-down') });
  try {
    respond(occasion, await handle());
  } catch (error) {
    respond(occasion, { type: 'notice', text: locale.text('went-wrong') });
    throw error;
  }
}

/** A command that is for this bot, or words in a private chat, which are looked for in the content. */
function readCommand(text: string, message: number, place: Place, botName: string): Command | undefined {
  const typed = commandOf(text);
  const inPrivate = place.type === 'private';
  if (!typed) {
    if (!inPrivate || text.startsWith('/')) return undefined;
    return { ...place, name: 'search', words: cleanWords(text), addressed: true, message };
  }
  if (typed.bot !== undefined && typed.bot !== botName.toLowerCase()) return undefined;
  const addressed = inPrivate || typed.bot !== undefined;
  return { ...place, name: typed.name, words: typed.words, addressed, message };
}

function handleCommand({ searchGuard }: BotOptions, command: Command, desk: Desk): Reply | Promise<Reply> {
  const entry = desk.commands.find(command.name);
  if (!entry) return unknownCommand(command, desk);
  const verdict = entry.handle === search ? searchGuard.judge(command.user ?? command.chat) : 'answer';
  if (verdict === 'warn') return { type: 'notice', text: command.locale.text('slow-down') };
  return verdict === 'answer' ? entry.handle(command, desk) : NOTHING;
}

/** Who is counted: a person, or the chat that somebody speaks as. */
function sender(ctx: Context): number {
  return ctx.senderChat?.id ?? ctx.from?.id ?? ctx.chat?.id ?? 0;
}

function kindOf(update: Update): string {
  return Object.keys(update).find((key) => key !== 'update_id') ?? 'empty';
}
