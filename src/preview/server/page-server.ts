// The chat page's server: its files, the state of the chats, what happens in them, and what a person does there.

import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { MemberStatus } from '../telegram/model.ts';
import type { ActOptions } from './act-route.ts';
import { chatRoutes } from './chat-routes.ts';
import { type ClockOptions, clockRoute, nowOf } from './clock-route.ts';
import { streamEvents } from './event-stream.ts';
import { messageRoutes } from './message-routes.ts';
import { answerOwnPageOnly, nothing, sendFile, serveEmoji, servePageFiles } from './own-page.ts';

export interface PageOptions extends ActOptions, ClockOptions {
  /** Where the server listens: HOST. */
  readonly host: string;
}

/** The folder of the page's files. */
const PAGE = new URL('../page/', import.meta.url);
/** How many calls the page gets when it opens; later ones come as events. */
const CALLS_SHOWN = 200;

/** The routes as a plugin. */
export function pageRoutes(options: PageOptions): FastifyPluginAsync {
  return async (app) => {
    // A page that outlives the process must not take the next process's events for those that it missed.
    const epoch = randomUUID();
    answerOwnPageOnly(app, options.host);
    app.get('/', (_request, reply) => sendFile(reply, new URL('index.html', PAGE)));
    servePageFiles(app, '/page', PAGE);
    serveEmoji(app);
    servePictures(app, options);
    serveState(app, options, epoch);
    streamEvents(app, options.telegram, epoch);
    messageRoutes(app, options);
    chatRoutes(app, options);
    clockRoute(app, options);
  };
}

/** Only media types of `pictureType`, which no browser takes for a page: see HEADERS. */
function servePictures(app: FastifyInstance, { telegram }: PageOptions): void {
  app.get<{ Params: { id: string } }>('/preview/picture/:id', ({ params }, reply) => {
    const picture = telegram.picture(params.id);
    return picture ? reply.type(picture.mediaType).send(picture.bytes) : nothing(reply);
  });
}

function serveState(app: FastifyInstance, { telegram, scenes, clock }: PageOptions, epoch: string): void {
  app.get('/preview/state', () => ({
    bot: telegram.bot,
    now: nowOf(clock),
    chats: scenes.map(({ key, chat, topics, roles }) => ({
      key,
      chat,
      topics,
      bot: botStatus(telegram, chat.id),
      replyKeyboard: telegram.replyKeyboard(chat.id),
      actors: roles.map(({ key, actor, role }) => ({ key, ...actor, role })),
      messages: telegram.messages(chat.id),
      descriptions: Object.fromEntries(
        roles.map(({ key, actor }) => [key, telegram.description(actor.user.id)]),
      ),
      commands: Object.fromEntries(
        roles.map(({ key, actor }) => [key, telegram.commands(chat.id, actor.user.id)]),
      ),
    })),
    calls: telegram.calls.slice(-CALLS_SHOWN),
    mark: `${epoch}:${telegram.mark()}`,
  }));
}

/** `kicked` where somebody blocked the bot. */
function botStatus(telegram: LocalTelegram, chatId: number): MemberStatus {
  return telegram.memberStatus(chatId, telegram.bot.id);
}
