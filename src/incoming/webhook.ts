// Telegram's webhook: who may post, what is an update, and a quick answer; the work comes after.

import { isUtf8 } from 'node:buffer';
import { hash, timingSafeEqual } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import type { Secret } from '../ops/secret.ts';
import type { Taken } from './intake.ts';

export interface WebhookOptions {
  /** The public address, WEBHOOK_URL: its path is the route. */
  readonly url: string;
  readonly secret: Secret;
  /** Must answer at once, or after one word with the database; handling comes later. */
  readonly onUpdate: (update: object) => Taken | Promise<Taken>;
}

/** For the HTTP server. */
export interface WebhookRoute {
  /** As fastify writes it. */
  readonly path: string;
  readonly plugin: FastifyPluginAsync;
}

/** Telegram's updates have a few kilobytes; bytes. */
const BODY_LIMIT = 1024 * 1024;
/** When Telegram may come again to a busy bot, seconds. */
const RETRY_AFTER = 1;
/** https://core.telegram.org/bots/api#setwebhook, `secret_token` */
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

const sha256 = (text: string) => hash('sha256', text, 'buffer');
const clientError = (statusCode: number, message: string) =>
  Object.assign(new Error(message), { statusCode });

/** The route as a plugin, so that its way of reading bodies stays its own. */
export function createWebhookRoute({ url, secret, onUpdate }: WebhookOptions): WebhookRoute {
  const path = pathOf(url);
  const expected = sha256(secret.reveal());
  // Hashes have one length, as timingSafeEqual needs, and tell nothing of the secret's own.
  const isTelegram = (given: unknown) =>
    typeof given === 'string' && timingSafeEqual(sha256(given), expected);

  const plugin: FastifyPluginAsync = async (scope) => {
    scope.removeAllContentTypeParsers();
    // Without `__proto__`, which would become the prototype of any copy of the update.
    const parseJson = scope.getDefaultJsonParser('remove', 'ignore');
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
      if (!isUtf8(body)) return done(clientError(400, 'The body is not UTF-8.'));
      return parseJson(request, body.toString('utf8'), done);
    });
    scope.post(
      path,
      {
        bodyLimit: BODY_LIMIT,
        // Before the body is read: a stranger's is not worth the memory.
        onRequest: async (request) => {
          if (!isTelegram(request.headers[SECRET_HEADER]))
            throw clientError(401, 'The secret token is wrong.');
        },
      },
      async (request, reply) => {
        if (!isObject(request.body)) throw clientError(400, 'The body is not a JSON object.');
        if ((await onUpdate(request.body)) === 'busy') {
          return reply.code(503).header('retry-after', RETRY_AFTER).send();
        }
        return reply.send();
      },
    );
  };
  return { path, plugin };
}

/** A colon in a path stands for itself, not for a parameter. */
function pathOf(url: string): string {
  return new URL(url).pathname.replaceAll(':', '::');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
