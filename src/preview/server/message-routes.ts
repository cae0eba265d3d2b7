// What a person does in a chat: sends, presses a button, asks inline and posts a result.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { InlineOffer, LocalEvent } from '../telegram/events.ts';
import { type ActOptions, actRoute, PLACE } from './act-route.ts';

/** How long the page waits for the bot's inline results, ms. */
const PATIENCE_MS = 5_000;

export function messageRoutes(app: FastifyInstance, { telegram, scenes }: ActOptions): void {
  actRoute(app, '/preview/send', scenes, {
    schema: z.strictObject({
      ...PLACE,
      text: z.string().min(1).max(4096),
      replyTo: z.int().optional(),
      threadId: z.int().optional(),
    }),
    invalid: 'This cannot be sent: 1 to 4096 characters, please.',
    impossible: ({ user }) => `${user.first_name} cannot write in this chat.`,
    run: ({ chatId, text, replyTo, threadId }, { actor }) => {
      telegram.send(actor, chatId, text, {
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(threadId === undefined ? {} : { threadId }),
      });
    },
  });

  actRoute(app, '/preview/press', scenes, {
    schema: z.strictObject({ ...PLACE, messageId: z.int(), data: z.string() }),
    invalid: 'This button cannot be pressed.',
    impossible: 'This button is not there any more.',
    run: ({ chatId, messageId, data }, { actor }) => ({
      queryId: telegram.press(actor, chatId, messageId, { data }),
    }),
  });

  actRoute(app, '/preview/inline', scenes, {
    schema: z.strictObject({ ...PLACE, query: z.string().max(4096), offset: z.string().max(64) }),
    invalid: 'This cannot be asked.',
    impossible: 'This cannot be asked now.',
    run: async ({ query, offset }, { actor }) => {
      const after = telegram.mark();
      const queryId = telegram.inline(actor, query, offset);
      const isAnswer = (event: LocalEvent): event is InlineOffer =>
        event.type === 'inline' && event.queryId === queryId;
      const offer = await telegram.when(isAnswer, { after, timeout: PATIENCE_MS }).catch(() => undefined);
      // A bot that does not answer offers nothing, as in Telegram.
      return { queryId, ...shown(offer) };
    },
  });

  actRoute(app, '/preview/choose', scenes, {
    schema: z.strictObject({
      ...PLACE,
      threadId: z.int().optional(),
      queryId: z.string(),
      resultId: z.string(),
    }),
    invalid: 'This result cannot be sent.',
    impossible: ({ user }) => `${user.first_name} cannot send this here any more.`,
    run: ({ chatId, threadId, queryId, resultId }, { actor }) => {
      const topic = threadId === undefined ? {} : { threadId };
      telegram.choose(actor, chatId, { queryId, resultId }, topic);
    },
  });
}

/** The part of an offer that the page shows: the messages themselves stay here. */
function shown(offer: InlineOffer | undefined): object {
  if (!offer) return { results: [], nextOffset: '' };
  const { results, next_offset: nextOffset, button } = offer;
  const lines = results.map(({ id, title, description = '' }) => ({ id, title, description }));
  return { results: lines, nextOffset, ...(button ? { button } : {}) };
}
