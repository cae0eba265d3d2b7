// Moves the preview's clock: to a moment, by some minutes, or to the next digest. What is due on the way is sent.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { DueWalk } from '../due-walk.ts';
import type { MovableClock } from '../movable-clock.ts';

export interface ClockOptions {
  readonly clock: MovableClock;
  /** Moves the clock and sends what is due. */
  readonly walk: DueWalk;
  /** When the next digest is due, epoch ms; `undefined` where none is. */
  readonly nextDue: () => Promise<number | undefined>;
}

/** A year, minutes. */
const FURTHEST = 366 * 24 * 60;

const Move = z.union([
  z.strictObject({ to: z.literal('next') }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ plusMinutes: z.int().min(-FURTHEST).max(FURTHEST) }),
]);

const REFUSAL =
  'The clock cannot be moved there: send {"to": "next"}, {"to": "2025-02-20T09:00:00Z"} or {"plusMinutes": 60}, up to a year away.\n';

/**
 * `POST /preview/clock` answers what came of it, times as ISO 8601 in UTC. With `{"to": "next"}` the clock stays where it
 * is if no digest is due.
 */
export function clockRoute(app: FastifyInstance, { clock, walk, nextDue }: ClockOptions): void {
  /** One after another: a clock is not in two places. */
  let walking: Promise<unknown> = Promise.resolve();
  app.get('/preview/clock', async () => {
    const due = await nextDue();
    return { now: nowOf(clock), next: due === undefined ? null : iso(due) };
  });
  app.post('/preview/clock', async (request, reply) => {
    const move = Move.safeParse(request.body);
    const target = move.success ? targetOf(move.data, clock.now()) : Number.NaN;
    if (target !== 'next' && !(Math.abs(target - clock.now()) <= FURTHEST * 60_000)) {
      return reply.code(400).type('text/plain').send(REFUSAL);
    }
    const walked = walking.then(() => walk(target));
    walking = walked.catch(() => {});
    const { now, next, ...news } = await walked;
    return { ...news, now: iso(now), next: next === undefined ? null : iso(next) };
  });
}

/** ISO 8601 in UTC. */
export function nowOf(clock: MovableClock): string {
  return iso(clock.now());
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function targetOf(move: z.infer<typeof Move>, now: number): number | 'next' {
  if (!('to' in move)) return now + move.plusMinutes * 60_000;
  return move.to === 'next' ? move.to : Date.parse(move.to);
}
