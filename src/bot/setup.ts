// The calls that a start needs: who am I, and where should updates go.
// Called by app.ts; waits for the network, but not for a wrong token.

import type { Update, UserFromGetMe } from 'telegraf/types';
import { type Clock, sleep } from '../clock.ts';
import { ApiError, type BotApi } from '../delivery/api.ts';
import { UserError } from '../errors.ts';

export const UNAUTHORISED =
  'Telegram does not accept the token (401). Copy it again from @BotFather into BOT_TOKEN.';

export interface SetupOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: { warn(fields: object, message: string): void };
  readonly signal: AbortSignal;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** Said again after this many tries, about every minute. */
const SAY_EVERY = 5;

/**
 * The bot as Telegram knows it. Tries on while Telegram cannot be reached, and says so.
 * @throws UserError when the token is wrong, or when stopped while waiting.
 */
export async function getMe(api: BotApi, options: SetupOptions): Promise<UserFromGetMe> {
  const { clock, random, log, signal } = options;
  for (let tries = 0; !signal.aborted; tries += 1) {
    try {
      return await api.getMe();
    } catch (error) {
      const waitMs = waitAfter(error, tries, random);
      if (tries % SAY_EVERY === 0) log.warn({ err: error }, 'Telegram cannot be reached yet; trying on');
      await sleep(clock, waitMs, signal);
    }
  }
  throw new UserError('Stopped before Telegram answered.');
}

/** @throws what is not worth waiting for. */
function waitAfter(error: unknown, tries: number, random: () => number): number {
  if (!(error instanceof ApiError)) throw error;
  if (error.outcome.type === 'unauthorised') throw new UserError(UNAUTHORISED);
  if (error.outcome.type !== 'retry') throw error;
  if (error.outcome.afterMs !== undefined) return error.outcome.afterMs;
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10));
  return ceiling / 2 + (ceiling / 2) * random();
}

/** Tells Telegram where to post updates. The same address again is no change, so no step is needed by hand. */
export async function setWebhook(
  api: BotApi,
  url: string,
  secret: string,
  allowedUpdates: readonly (keyof Update | string)[],
): Promise<void> {
  await api.callApi('setWebhook', {
    url,
    secret_token: secret,
    allowed_updates: allowedUpdates as never,
  });
}
