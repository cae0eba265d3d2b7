// What happens in the local Telegram, as server-sent events; a page that lost its connection gets what it missed.
// Registered by server.ts.

import type { FastifyInstance } from 'fastify';
import type { LocalEvent, LocalTelegram } from './types.ts';

/** Marks count events, and the oldest are forgotten: a page that missed more than this starts anew. */
const REMEMBERED = 1_000;
/** A line now and then keeps proxies and laptops from closing a quiet connection, ms. */
const BEAT_MS = 20_000;

/** `GET /preview/events?after=<mark>`: each event with its mark as `id`, beginning after `Last-Event-ID` or `after`. */
export function streamEvents(app: FastifyInstance, telegram: LocalTelegram): void {
  const streams = new Set<() => void>();
  // Streams never end by themselves, and a server closes only when all its answers have.
  app.addHook('preClose', async () => {
    for (const end of streams) end();
  });

  app.get<{ Querystring: { after?: string } }>('/preview/events', (request, reply) => {
    const after = Number(request.headers['last-event-id'] ?? request.query.after ?? telegram.mark());
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (event: LocalEvent, mark: number) =>
      raw.write(`id: ${mark}\ndata: ${JSON.stringify(event)}\n\n`);

    if (
      !Number.isSafeInteger(after) ||
      after < 0 ||
      telegram.mark() - after > REMEMBERED ||
      after > telegram.mark()
    ) {
      raw.write(`id: ${telegram.mark()}\nevent: reset\ndata: {}\n\n`);
    } else {
      for (const [i, event] of telegram.since(after).entries()) write(event, after + i + 1);
    }
    const stop = telegram.listen((event) => write(event, telegram.mark()));
    const beat = setInterval(() => raw.write(': still here\n\n'), BEAT_MS);
    const end = () => {
      stop();
      clearInterval(beat);
      streams.delete(end);
      raw.end();
    };
    streams.add(end);
    raw.on('close', end);
  });
}
