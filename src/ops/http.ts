// The HTTP server: is the process alive, is it ready, and Telegram's webhook; the preview adds its page.

import type { Duplex } from 'node:stream';
import { type FastifyInstance, type FastifyPluginAsync, type FastifyReply, fastify } from 'fastify';
import { codeOf, UserError } from '../errors.ts';
import type { Logger } from './log.ts';

/** Whether the process can do its work now, and if not, why: one plain sentence. */
export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

export interface HttpOptions {
  readonly logger: Logger;
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Asked at each `/readyz`; a rejection counts as not ready. */
  readonly ready: () => Readiness | Promise<Readiness>;
  /** Asked at each `/metrics`. */
  readonly metrics?: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Every request that was answered, for figures; `route` is one of few. */
  readonly onRequest?: (route: RouteName, status: number, ms: number) => void;
  /** Absent when polling. */
  readonly webhook?: { readonly path: string; readonly plugin: FastifyPluginAsync };
  /** Further routes, in a scope of their own. */
  readonly register?: FastifyPluginAsync;
  /** Monotonic ms; the machine's when absent. */
  readonly now?: () => number;
  /** How long a client may take to send a whole request, ms. */
  readonly requestTimeout?: number;
}

export type RouteName = 'healthz' | 'readyz' | 'metrics' | 'webhook' | 'other';

export interface HttpServer {
  /**
   * Listens. Gives the address it got, such as `http://127.0.0.1:8080`.
   * @throws UserError when HOST and PORT cannot be listened on, saying which to change.
   */
  start(): Promise<{ readonly url: string }>;
  /** Answers what has come in whole, then closes: within STOP_TIMEOUT, whatever clients do. */
  stop(): Promise<void>;
}

/** Telegram sends an update in one go; ten seconds are for a bad line, not for somebody who holds a socket. */
const REQUEST_TIMEOUT = 10_000;
/**
 * Requests on one connection before it is closed: a client that pipelines thousands must not keep everybody waiting.
 * Telegram and proxies open another one.
 */
const REQUESTS_PER_CONNECTION = 100;
/** How long an answer about health and figures serves everybody who asks, ms. */
const SHARED_FOR = 1_000;
/** How often Node looks for requests that are over their time, ms. */
const CHECK_INTERVAL = 1_000;
/** Connections that are still open after this are cut, ms: the whole stop must fit into 10 s (design §7). */
const STOP_TIMEOUT = 1_000;

export function createHttp(options: HttpOptions): HttpServer {
  const requestTimeout = options.requestTimeout ?? REQUEST_TIMEOUT;
  const app = fastify({
    // No route has a schema: without these two, Fastify loads a validator, a hundred files of it.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    requestTimeout,
    http: {
      headersTimeout: requestTimeout,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL, requestTimeout),
    },
    forceCloseConnections: 'idle',
    maxRequestsPerSocket: REQUESTS_PER_CONNECTION,
    // A path is never part of an answer or of the log: it may hold anything.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      void reply.code(400).type('text/plain').send('This is not a request that can be read.\n');
    },
  });
  // Without this Node would answer each further request of the connection with 503, one by one.
  app.server.on('dropRequest', (_request, socket) => {
    endReading(socket);
    socket.destroy();
  });
  answerErrors(app, options.logger);
  countRequests(app, options);
  answerHealth(app, options);
  answerMetrics(app, options);
  if (options.webhook) app.register(options.webhook.plugin);
  if (options.register) app.register(options.register);

  return {
    start: async () => {
      try {
        return { url: await app.listen({ host: options.host, port: options.port }) };
      } catch (error) {
        throw listenError(error, options);
      }
    },
    stop: async () => {
      const cut = setTimeout(() => app.server.closeAllConnections(), STOP_TIMEOUT);
      await app.close();
      clearTimeout(cut);
    },
  };
}

/**
 * One read brings two thousand requests, and Node would go through all of them after the connection was closed, 20 to 80 ms.
 * This is how Node itself ends a parser; `parser` is not in its documentation.
 */
function endReading(socket: Duplex & { readonly parser?: { readonly remove?: () => void } | null }): void {
  socket.parser?.remove?.();
}

function answerHealth(app: FastifyInstance, { ready, logger, now }: HttpOptions): void {
  const readinessNow = shared(() => askReady(ready, logger), now);
  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const readiness = await readinessNow();
    if (readiness.ready) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reason: readiness.reason });
  });
}

function answerMetrics(app: FastifyInstance, { metrics, now }: HttpOptions): void {
  if (!metrics) return;
  const figuresNow = shared(metrics, now);
  app.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await figuresNow();
    return reply.type(contentType).send(text);
  });
}

/** One answer for all who ask within a second; a failure is not shared. */
function shared<Answer>(
  ask: () => Promise<Answer>,
  now: () => number = () => performance.now(),
): () => Promise<Answer> {
  let last: { readonly until: number; readonly answer: Promise<Answer> } | undefined;
  return () => {
    if (last && now() < last.until) return last.answer;
    const answer = ask();
    const mine = { until: now() + SHARED_FOR, answer };
    last = mine;
    answer.catch(() => {
      if (last === mine) last = undefined;
    });
    return answer;
  };
}

/** By the route, which is ours: a path may be anybody's. */
function countRequests(app: FastifyInstance, { webhook, onRequest }: HttpOptions): void {
  if (!onRequest) return;
  const routes = new Map<string | undefined, RouteName>([
    ['/healthz', 'healthz'],
    ['/readyz', 'readyz'],
    ['/metrics', 'metrics'],
    ...(webhook ? [[webhook.path, 'webhook'] as const] : []),
  ]);
  app.addHook('onResponse', (request, reply, done) => {
    onRequest(routes.get(request.routeOptions.url) ?? 'other', reply.statusCode, reply.elapsedTime);
    done();
  });
}

async function askReady(ready: HttpOptions['ready'], logger: Logger): Promise<Readiness> {
  try {
    return await ready();
  } catch (error) {
    logger.error({ err: error }, 'readiness could not be found out');
    return { ready: false, reason: 'Readiness could not be found out; the log says more.' };
  }
}

/** Plain words for people and machines that come to the wrong place; a stack trace for the log alone. */
function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain').send('There is nothing here.\n'),
  );
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error({ err: error, route: request.routeOptions.url }, 'a request failed');
    return reply
      .code(status)
      .type('text/plain')
      .send(status >= 500 ? 'Something went wrong here.\n' : `${error.message}\n`);
  });
}

function listenError(error: unknown, { host, port }: HttpOptions): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new UserError(
        `PORT: ${port} on ${host} is in use by another program; stop that one, or set PORT to another number (0 picks a free one)`,
      );
    case 'EACCES':
      return new UserError(
        `PORT: ${port} needs more rights than this process has; set PORT to 1024 or above`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(
        `HOST: ${host} is not an address of this machine; write 127.0.0.1 (this machine only) or 0.0.0.0 (everybody)`,
      );
    default:
      return error;
  }
}

/** @throws Error for a route with a schema */
function noSchemas(): never {
  throw new Error('a route has a schema, and nothing is there to check it');
}
