// Moves the preview's clock: to a moment, or by some minutes. What is due then is sent at once.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { MovableClock } from '../movable-clock.ts';

export interface ClockOptions {
  readonly clock: MovableClock;
  /** Plans what is due now; resolves once planned. */
  readonly tick: () => Promise<void>;
}

/** A year, minutes. */
const FURTHEST = 366 * 24 * 60;

const Move = z.union([
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ plusMinutes: z.int().min(-FURTHEST).max(FURTHEST) }),
]);

const REFUSAL =
  'The clock cannot be moved there: send {"to": "2025-02-20T09:00:00Z"} or {"plusMinutes": 60}, up to a year away.\n';

/** `POST /preview/clock` answers `{ now }`, ISO 8601 in UTC. */
export function clockRoute(app: FastifyInstance, { clock, tick }: ClockOptions): void {
  app.post('/preview/clock', async (request, reply) => {
    const move = Move.safeParse(request.body);
    const to = move.success ? targetOf(move.data, clock.now()) : Number.NaN;
    if (!(Math.abs(to - clock.now()) <= FURTHEST * 60_000)) {
      return reply.code(400).type('text/plain').send(REFUSAL);
    }
    clock.moveTo(to);
    await tick();
    return { now: nowOf(clock) };
  });
}

/** ISO 8601 in UTC. */
export function nowOf(clock: MovableClock): string {
  return new Date(clock.now()).toISOString();
}

function targetOf(move: z.infer<typeof Move>, now: number): number {
  return 'to' in move ? Date.parse(move.to) : now + move.plusMinutes * 60_000;
}
