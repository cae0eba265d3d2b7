// Inline mode for the page: what is typed after the bot's name is asked, and what is picked is posted.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Scene, sceneFor } from '../cast.ts';
import type { InlineOffer, LocalEvent } from '../telegram/events.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import { refuse } from './refuse.ts';

/** How long the page waits for the bot's results, ms. */
const PATIENCE_MS = 5_000;

const Place = { chatId: z.int(), actor: z.string() };
const Ask = z.strictObject({ ...Place, query: z.string().max(4096), offset: z.string().max(64) });
const Choose = z.strictObject({
  ...Place,
  threadId: z.int().optional(),
  queryId: z.string(),
  resultId: z.string(),
});

/** `POST /preview/inline` answers with the results as the page shows them; `POST /preview/choose` posts one. */
export function inlineRoutes(
  app: FastifyInstance,
  { telegram, scenes }: { readonly telegram: LocalTelegram; readonly scenes: readonly Scene[] },
): void {
  app.post('/preview/inline', async (request, reply) => {
    const ask = Ask.safeParse(request.body);
    const place = ask.success && sceneFor(scenes, ask.data);
    if (!ask.success || !place) return refuse(reply, 'This cannot be asked.');
    const after = telegram.mark();
    const queryId = telegram.inline(place.actor, ask.data.query, ask.data.offset);
    const isAnswer = (event: LocalEvent): event is InlineOffer =>
      event.type === 'inline' && event.queryId === queryId;
    const offer = await telegram.when(isAnswer, { after, timeout: PATIENCE_MS }).catch(() => undefined);
    // A bot that does not answer offers nothing, as in Telegram.
    return { queryId, ...shown(offer) };
  });

  app.post('/preview/choose', (request, reply) => {
    const choice = Choose.safeParse(request.body);
    const place = choice.success && sceneFor(scenes, choice.data);
    if (!choice.success || !place) return refuse(reply, 'This result cannot be sent.');
    const { chatId, threadId, queryId, resultId } = choice.data;
    try {
      const topic = threadId === undefined ? {} : { threadId };
      telegram.choose(place.actor, chatId, { queryId, resultId }, topic);
    } catch {
      return refuse(reply, `${place.actor.user.first_name} cannot send this here any more.`);
    }
    return reply.code(204).send();
  });
}

/** What the page needs of an offer: the messages themselves stay here. */
function shown(offer: InlineOffer | undefined): object {
  if (!offer) return { results: [], nextOffset: '' };
  const { results, next_offset: nextOffset, button } = offer;
  const lines = results.map(({ id, title, description = '' }) => ({ id, title, description }));
  return { results: lines, nextOffset, ...(button ? { button } : {}) };
}
