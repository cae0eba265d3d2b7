// What every page of this machine needs: its files, and answers for nobody else.

import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { originProblem } from '../origin-check.ts';

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

/**
 * A page's `main.js` and `main.css` below a path, each with all that it imports: for a browser, the requests for forty
 * small files are more work than the rest of opening a page. Put together when asked for, so that what is written is
 * seen at the next reload.
 * @param folder of the page's files
 */
export function servePageFiles(app: FastifyInstance, path: string, folder: URL): void {
  const files = { 'main.js': scriptWithImports, 'main.css': stylesWithImports };
  for (const [file, read] of Object.entries(files)) {
    app.get(`${path}/${file}`, async (_request, reply) =>
      reply.type(typeOf(file)).send(await read(new URL(file, folder))),
    );
  }
}

async function scriptWithImports(file: URL): Promise<string> {
  const { rolldown } = await import('rolldown');
  await using bundle = await rolldown({ input: fileURLToPath(file), platform: 'browser' });
  // As written, with a comment where each file begins: a source map would double what there is to make and to read.
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  return output[0].code;
}

async function stylesWithImports(file: URL): Promise<string> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => {
    const [, path] = /^@import "([^"]+)";$/.exec(line) ?? [];
    return path === undefined ? line : stylesWithImports(new URL(path, file));
  });
  return (await Promise.all(lines)).join('\n');
}

export function serveEmoji(app: FastifyInstance): void {
  const emoji = import.meta.resolve('@twemoji/svg/package.json');
  app.get<{ Params: { file: string } }>('/emoji/:file', ({ params }, reply) =>
    /^[0-9a-f-]+\.svg$/.test(params.file) ? sendFile(reply, new URL(params.file, emoji)) : nothing(reply),
  );
}

export async function sendFile(reply: FastifyReply, file: URL): Promise<FastifyReply> {
  try {
    return reply.type(typeOf(file.pathname)).send(await readFile(file));
  } catch {
    return nothing(reply);
  }
}

function typeOf(path: string): string {
  return TYPES[extname(path)] ?? 'application/octet-stream';
}

export function nothing(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain').send('There is nothing here.\n');
}
