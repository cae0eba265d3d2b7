// What happens in the local Telegram, as server-sent events; a page that lost its connection gets what it missed.

import type { FastifyInstance } from 'fastify';
import type { LocalEvent } from '../telegram/events.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';

/** A page that missed more events than this has to load the state again: the oldest are dropped. */
const REMEMBERED = 1_000;
/** A regular line keeps proxies and laptops from closing a quiet connection, ms. */
const BEAT_MS = 20_000;
/** A page with more than this unread is cut off, bytes; it reconnects and gets what it missed. */
const UNREAD_LIMIT = 8 * 1024 * 1024;

/**
 * `GET /preview/events?after=<mark>`: each event with its mark as `id`, beginning after `Last-Event-ID` or
 * `after`. A mark of another epoch, or too old, gets the event `reset`: load the state again.
 */
export function streamEvents(app: FastifyInstance, telegram: LocalTelegram, epoch: string): void {
  const streams = new Set<() => void>();
  // Streams never end by themselves, and a server only closes once all its answers have ended.
  app.addHook('preClose', async () => {
    for (const end of streams) end();
  });

  app.get<{ Querystring: { after?: string } }>('/preview/events', (request, reply) => {
    const after = eventsBefore(request.headers['last-event-id'] ?? request.query.after, epoch);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (event: LocalEvent, mark: number) => {
      raw.write(`id: ${epoch}:${mark}\ndata: ${JSON.stringify(event)}\n\n`);
      if (raw.writableLength > UNREAD_LIMIT) raw.destroy();
    };

    const now = telegram.mark();
    if (after === undefined || after > now || now - after > REMEMBERED) {
      raw.write(`id: ${epoch}:${now}\nevent: reset\ndata: {}\n\n`);
    } else {
      // The browser reports the connection as open at its first bytes.
      raw.write(': welcome\n\n');
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

/** How many events the page has, by its mark `<epoch>:<count>`; `undefined` for any other text. */
function eventsBefore(mark: string | string[] | undefined, epoch: string): number | undefined {
  const [, of, count] = /^([^:]+):(\d{1,15})$/.exec(String(mark)) ?? [];
  return of === epoch ? Number(count) : undefined;
}
