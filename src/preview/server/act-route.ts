// A POST of the page that a person acts by: read, carried out in the person's chat, or refused in plain words.

import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Scene, sceneFor } from '../cast.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { Actor } from '../telegram/model.ts';

export interface ActOptions {
  readonly telegram: LocalTelegram;
  readonly scenes: readonly Scene[];
}

/** The fields of every act: which chat, and who acts in it. */
export const PLACE = { chatId: z.int(), actor: z.string() };

interface Act<T> {
  readonly schema: z.ZodType<T>;
  /** Answers a request that does not fit the schema, or names no such chat or person: a whole sentence. */
  readonly invalid: string;
  /** Answers where `run` throws: a whole sentence. */
  readonly impossible: string | ((actor: Actor) => string);
  /** Gives the answer as JSON; `undefined` for none. */
  readonly run: (act: T, place: { readonly scene: Scene; readonly actor: Actor }) => unknown;
}

/** A text of 4096 characters, each escaped as JSON does at worst, and the other fields, bytes. */
const BODY_LIMIT = 64 * 1024;

export function actRoute<T extends { readonly chatId: number; readonly actor: string }>(
  app: FastifyInstance,
  path: `/preview/${string}`,
  scenes: readonly Scene[],
  { schema, invalid, impossible, run }: Act<T>,
): void {
  app.post(path, { bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const act = schema.safeParse(request.body);
    const place = act.success && sceneFor(scenes, act.data);
    if (!act.success || !place) return refuse(reply, invalid);
    try {
      const answer = await run(act.data, place);
      return answer === undefined ? reply.code(204).send() : answer;
    } catch {
      return refuse(reply, typeof impossible === 'string' ? impossible : impossible(place.actor));
    }
  });
}

function refuse(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(400).type('text/plain').send(`${why}\n`);
}
