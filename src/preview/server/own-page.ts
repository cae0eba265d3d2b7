// What every page of this machine needs: its files, and answers for nobody else.

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { originProblem } from '../origin-check.ts';

/** The folder of the chat page's files. */
export const PAGE = new URL('../page/', import.meta.url);

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

/** Refuses what comes from elsewhere; answers carry headers that let nothing in. @param host where the server listens: HOST */
export function answerOwnPageOnly(app: FastifyInstance, host: string): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    const problem = originProblem(request.headers, host);
    if (problem) return reply.code(403).type('text/plain').send(`${problem}\n`);
    return undefined;
  });
}

/** The chat page's scripts and styles below a path; the desk's page uses some of them. */
export function servePageFiles(app: FastifyInstance, path: string, folder: URL = PAGE): void {
  app.get<{ Params: { file: string } }>(`${path}/:file`, ({ params }, reply) =>
    /^[a-z-]+\.(js|css|svg)$/.test(params.file)
      ? sendFile(reply, new URL(params.file, folder))
      : nothing(reply),
  );
}

export function serveEmoji(app: FastifyInstance): void {
  const emoji = import.meta.resolve('@twemoji/svg/package.json');
  app.get<{ Params: { file: string } }>('/emoji/:file', ({ params }, reply) =>
    /^[0-9a-f-]+\.svg$/.test(params.file) ? sendFile(reply, new URL(params.file, emoji)) : nothing(reply),
  );
}

export async function sendFile(reply: FastifyReply, file: URL): Promise<FastifyReply> {
  try {
    const type = TYPES[extname(file.pathname)] ?? 'application/octet-stream';
    return reply.type(type).send(await readFile(file));
  } catch {
    return nothing(reply);
  }
}

export function nothing(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain').send('There is nothing here.\n');
}
