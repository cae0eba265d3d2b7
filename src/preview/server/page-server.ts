// The chat page's server: its files, the state of the chats, what happens in them, and what a person does
// there.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Scene, sceneFor } from '../cast.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { MemberStatus } from '../telegram/model.ts';
import { chatRoutes } from './chat-routes.ts';
import { type ClockOptions, moveClock, nowOf } from './clock-route.ts';
import { streamEvents } from './event-stream.ts';
import { inlineRoutes } from './inline-routes.ts';
import { strangerReason } from './origin-check.ts';
import { refuse } from './refuse.ts';

export interface PageOptions extends ClockOptions {
  readonly telegram: LocalTelegram;
  readonly scenes: readonly Scene[];
  /** Where the server listens: HOST. */
  readonly host: string;
}

const PAGE = new URL('../page/', import.meta.url);
/** Calls that the page gets when it opens; it hears of later ones. */
const CALLS_SHOWN = 200;
/** A text of 4096 characters, each escaped as JSON does at worst, and some room, bytes. */
const BODY_LIMIT = 64 * 1024;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
/** Nothing but our own files runs or loads, so that no text can bring anything along. */
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

const Send = z.strictObject({
  chatId: z.int(),
  actor: z.string(),
  text: z.string().min(1).max(4096),
  replyTo: z.int().optional(),
  threadId: z.int().optional(),
});
const Press = z.strictObject({
  chatId: z.int(),
  actor: z.string(),
  messageId: z.int(),
  data: z.string(),
});

/** The routes as a plugin. */
export function pageRoutes(options: PageOptions): FastifyPluginAsync {
  return async (app) => {
    // A page that outlives the process must not take the next one's events for those that it missed.
    const epoch = randomUUID();
    app.addHook('onRequest', async (request, reply) => {
      reply.headers(HEADERS);
      const reason = strangerReason(request.headers, options.host);
      if (reason) return reply.code(403).type('text/plain').send(`${reason}\n`);
      return undefined;
    });
    serveFiles(app);
    servePictures(app, options);
    serveState(app, options, epoch);
    streamEvents(app, options.telegram, epoch);
    takeActs(app, options);
    inlineRoutes(app, options);
    chatRoutes(app, options);
    moveClock(app, options);
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

/** Of the media types of `pictureType` alone, which no browser takes for a page: see HEADERS. */
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
      bot: placeOfBot(telegram, chat.id),
      replyKeyboard: telegram.replyKeyboard(chat.id),
      actors: roles.map(({ key, actor, role }) => ({ key, ...actor, role })),
      messages: telegram.messages(chat.id),
      commands: Object.fromEntries(
        roles.map(({ key, actor }) => [key, telegram.commands(chat.id, actor.user.id)]),
      ),
    })),
    calls: telegram.calls.slice(-CALLS_SHOWN),
    mark: `${epoch}:${telegram.mark()}`,
  }));
}

/** `kicked` where somebody blocked the bot. */
function placeOfBot(telegram: LocalTelegram, chatId: number): MemberStatus {
  return telegram.memberStatus(chatId, telegram.bot.id);
}

function takeActs(app: FastifyInstance, { telegram, scenes }: PageOptions): void {
  app.post('/preview/send', { bodyLimit: BODY_LIMIT }, (request, reply) => {
    const act = Send.safeParse(request.body);
    const place = act.success && sceneFor(scenes, act.data);
    if (!act.success || !place) return refuse(reply, 'This cannot be sent: 1 to 4096 characters, please.');
    const { chatId, text, replyTo, threadId } = act.data;
    try {
      telegram.send(place.actor, chatId, text, {
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(threadId === undefined ? {} : { threadId }),
      });
    } catch {
      return refuse(reply, `${place.actor.user.first_name} cannot write in this chat.`);
    }
    return reply.code(204).send();
  });

  app.post('/preview/press', { bodyLimit: BODY_LIMIT }, (request, reply) => {
    const act = Press.safeParse(request.body);
    const place = act.success && sceneFor(scenes, act.data);
    if (!act.success || !place) return refuse(reply, 'This button cannot be pressed.');
    const { chatId, messageId, data } = act.data;
    try {
      return { queryId: telegram.press(place.actor, chatId, messageId, { data }) };
    } catch {
      return refuse(reply, 'This button is not there any more.');
    }
  });
}
