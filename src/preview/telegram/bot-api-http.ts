// The Bot API over HTTP on loopback: from a request to its answer, or to the fault set for it.

import { type FastifyError, type FastifyReply, fastify } from 'fastify';
import { originProblem } from '../origin-check.ts';
import { type Answer, type Call, type Dispatch, refused } from './dispatch.ts';
import type { Fault, Faults } from './faults.ts';
import { Refusal } from './refusal.ts';
import { fromPairs, readFields } from './request-fields.ts';

export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

/** The largest upload that the Bot API takes, bytes. */
const BODY_LIMIT = 50 * 1024 * 1024;
/** Telegram keeps idle connections open for long; Node's default of five seconds would cut them under the client, ms. */
const KEEP_ALIVE_MS = 75_000;
const NOT_FOUND = new Refusal(404, 'Not Found');
const FORBIDDEN = new Refusal(403, 'Forbidden');

export async function listen(
  options: { readonly port: number; readonly host: string; readonly token: string },
  dispatch: Dispatch,
  faults: Faults,
): Promise<Endpoint> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: true,
    routerOptions: { querystringParser: fromPairs },
    frameworkErrors: (_error, _request, reply: FastifyReply) => answer(reply, refused(NOT_FOUND)),
  });
  // Bots send no Origin: what does is a web page that the developer has open.
  app.addHook('onRequest', ({ headers }, _reply, next) => {
    const isFromPage = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
    next(isFromPage || originProblem(headers, options.host) !== undefined ? FORBIDDEN : undefined);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setNotFoundHandler((_request, reply) => answer(reply, refused(NOT_FOUND)));
  app.setErrorHandler((error: FastifyError, _request, reply) => answer(reply, refused(refusalOf(error))));

  app.all<{ Params: { token: string; method: string }; Querystring: Record<string, string>; Body?: Buffer }>(
    '/bot:token/:method',
    { onRequest: ({ params }, _reply, next) => next(whyNot(params.token, options.token)) },
    async ({ params, query, headers, body }, reply) => {
      const fields = await readFields(query, headers['content-type'], body).catch(refusalOnly);
      if (fields instanceof Refusal) {
        return finish(reply, dispatch, dispatch.open(params.method, {}), refused(fields));
      }
      const call = dispatch.open(params.method, fields.fields);
      const fault = faults.strike(call.method, fields.fields);
      if (fault && fault.type !== 'lost') return fail(reply, dispatch, call, fault);
      const result = await dispatch.run(call, fields, abandoned(reply));
      if (fault) reply.raw.destroy();
      if (!reply.raw.destroyed) return finish(reply, dispatch, call, result);
      dispatch.close(call);
      return reply.hijack();
    },
  );
  return { url: await app.listen({ port: options.port, host: options.host }), stop: () => app.close() };
}

/** Aborted when the client leaves without its answer. */
function abandoned({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableEnded) controller.abort();
  });
  return controller.signal;
}

/** 404 for what cannot be a token, 401 for another bot's. */
function whyNot(given: string, token: string): Refusal | undefined {
  if (!/^\d+:[\w-]+$/.test(given)) return NOT_FOUND;
  return given === token ? undefined : new Refusal(401, 'Unauthorized');
}

function refusalOnly(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  throw error;
}

/** Anything but a refusal is a request that broke off, or a bug of the local Telegram, which must show. */
function refusalOf(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal(413, 'Request Entity Too Large');
  return new Refusal(500, `Internal Server Error: ${error.message}`);
}

function finish(reply: FastifyReply, dispatch: Dispatch, call: Call, result: Answer): FastifyReply {
  answer(reply, result);
  dispatch.close(call, result);
  return reply;
}

function answer(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  const { retry_after } = (body.parameters ?? {}) as { retry_after?: number };
  if (retry_after !== undefined) reply.header('retry-after', retry_after);
  return reply.code(status).send(body);
}

function fail(
  reply: FastifyReply,
  dispatch: Dispatch,
  call: Call,
  fault: Exclude<Fault, { type: 'lost' }>,
): FastifyReply {
  switch (fault.type) {
    case 'error': {
      const { code, description, parameters } = fault;
      const body = { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) };
      return finish(reply, dispatch, call, { status: code, body });
    }
    case 'html':
      reply.code(fault.status).type('text/html');
      reply.send(`<html><head><title>${fault.status}</title></head><body>nginx</body></html>`);
      break;
    case 'cut':
      cut(reply.hijack(), fault.hang === true);
      break;
    case 'reset':
      reply.hijack().raw.destroy();
      break;
    case 'hang':
      reply.hijack();
      break;
  }
  dispatch.close(call);
  return reply;
}

/** Promises twice what it sends. */
function cut({ raw }: FastifyReply, hang: boolean): void {
  const half = '{"ok":true,"result":{"message_id":1,"da';
  raw.writeHead(200, { 'content-type': 'application/json', 'content-length': half.length * 2 });
  raw.write(half, () => {
    if (!hang) raw.destroy();
  });
}
