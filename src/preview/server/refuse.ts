// An act of the page's that cannot be, said in plain words.

import type { FastifyReply } from 'fastify';

/** 400 with the reason, a whole sentence. */
export function refuse(reply: FastifyReply, why: string): FastifyReply {
  return reply.code(400).type('text/plain').send(`${why}\n`);
}
