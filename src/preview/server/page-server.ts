// The chat page's server: its files, the state of the chats, what happens in them, and what a person does there.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { originProblem } from '../origin-check.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { MemberStatus } from '../telegram/model.ts';
import type { ActOptions } from './act-route.ts';
import { chatRoutes } from './chat-routes.ts';
import { type ClockOptions, clockRoute, nowOf } from './clock-route.ts';
import { streamEvents } from './event-stream.ts';
import { messageRoutes } from './message-routes.ts';

export interface PageOptions extends ActOptions, ClockOptions {
  /** Where the server listens: HOST. */
  readonly host: string;
}

const PAGE = new URL('../page/', import.meta.url);
/** How many calls the page gets when it opens; later ones come as events. */
const CALLS_SHOWN = 200;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Only our own files run or load, so that no text can bring in anything else. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/** The routes as a plugin. */
export function pageRoutes(options: PageOptions): FastifyPluginAsync {
  return async (app) => {
    // A page that outlives the process must not take the next process's events for those that it missed.
    const epoch = randomUUID();
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      const problem = originProblem(request.headers, options.host);
      if (problem) return reply.code(403).type('text/plain').send(`${problem}\n`);
      return undefined;
    });
    serveFiles(app);
    servePictures(app, options);
    serveState(app, options, epoch);
    streamEvents(app, options.telegram, epoch);
    messageRoutes(app, options);
    chatRoutes(app, options);
    clockRoute(app, options);
  };
}

function serveFiles(app: FastifyInstance): void {
  const emoji = import.meta.resolve('@twemoji/svg/package.json');
  app.get('/', (_request, reply) => sendFile(reply, new URL('index.html', PAGE)));
  app.get<{ Params: { file: string } }>('/page/:file', ({ params }, reply) =>
    /^[a-z-]+\.(js|css|svg)$/.test(params.file)
      ? sendFile(reply, new URL(params.file, PAGE))
      : nothing(reply),
  );
  app.get<{ Params: { file: string } }>('/emoji/:file', ({ params }, reply) =>
    /^[0-9a-f-]+\.svg$/.test(params.file) ? sendFile(reply, new URL(params.file, emoji)) : nothing(reply),
  );
}

async function sendFile(reply: FastifyReply, file: URL): Promise<FastifyReply> {
  try {
    const type = TYPES[extname(file.pathname)] ?? 'application/octet-stream';
    return reply.type(type).send(await readFile(file));
  } catch {
    return nothing(reply);
  }
}

function nothing(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain').send('There is nothing here.\n');
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
