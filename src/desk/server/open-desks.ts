// The pages that are open: each is told when a file changes, and how many look at the same round.

import type { FastifyInstance } from 'fastify';

interface OpenPage {
  readonly round: string;
  readonly tell: (event: object) => void;
}

export interface OpenDesks {
  /** `GET /desk/events?round=<id>`: server-sent events. */
  serve(app: FastifyInstance): void;
  /** Files have changed: all of them perhaps. */
  tellChanged(): void;
}

/** A regular line keeps proxies and laptops from closing a quiet connection, ms. */
const BEAT_MS = 20_000;

export function createOpenDesks(): OpenDesks {
  const pages = new Set<OpenPage>();
  const tellCounts = () => {
    for (const { round, tell } of pages)
      tell({ type: 'open', desks: [...pages].filter((page) => page.round === round).length });
  };
  return {
    serve(app) {
      const ends = new Set<() => void>();
      // Streams never end by themselves, and a server only closes once all its answers have ended.
      app.addHook('preClose', async () => {
        for (const end of ends) end();
      });
      app.get<{ Querystring: { round?: string } }>('/desk/events', (request, reply) => {
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          ...(reply.getHeaders() as Record<string, string>),
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
        });
        const page: OpenPage = {
          round: request.query.round ?? '',
          tell: (event) => void raw.write(`data: ${JSON.stringify(event)}\n\n`),
        };
        raw.write(': welcome\n\n');
        pages.add(page);
        const beat = setInterval(() => raw.write(': still here\n\n'), BEAT_MS);
        const end = () => {
          clearInterval(beat);
          ends.delete(end);
          if (pages.delete(page)) tellCounts();
          raw.end();
        };
        ends.add(end);
        raw.on('close', end);
        tellCounts();
      });
    },
    tellChanged() {
      for (const { tell } of pages) tell({ type: 'changed' });
    },
  };
}
