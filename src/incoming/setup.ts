// The calls that a start needs: who am I, and where should updates go.

import type { UserFromGetMe } from 'telegraf/types';
import { type Clock, sleep } from '../clock.ts';
import { type Backoff, backoffMs } from '../delivery/backoff.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { UserError } from '../errors.ts';

export const UNAUTHORISED =
  'Telegram does not accept the token (401). Copy it again from @BotFather into BOT_TOKEN.';

export interface SetupOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: { warn(fields: object, message: string): void };
  readonly signal: AbortSignal;
}

type Call = Gateway['call'];

const BACKOFF: Backoff = { firstMs: 500, longestMs: 15_000 };
/** Said again after this many tries, about every minute. */
const SAY_EVERY = 5;

/**
 * The bot as Telegram knows it. Tries on while Telegram cannot be reached, and says so.
 * @throws UserError when the token is wrong, or when stopped while waiting.
 */
export async function getMe(call: Call, options: SetupOptions): Promise<UserFromGetMe> {
  return (await persist(call, 'getMe', {}, options)) as UserFromGetMe;
}

/** Warns of settings missing at @BotFather, which nothing else would show. */
export function warnOfMissingModes(
  { supports_inline_queries: inline }: Partial<UserFromGetMe>,
  log: SetupOptions['log'],
): void {
  if (inline === true) return;
  log.warn({}, 'inline mode is off: in @BotFather, send /setinline and choose this bot to let people share');
}

/**
 * Tells Telegram where to post updates. The same address again is no change, so no step is needed by hand.
 * @throws UserError with Telegram's reason when it refuses, or when stopped while waiting.
 */
export async function setWebhook(
  call: Call,
  webhook: { readonly url: string; readonly secret: string; readonly allowedUpdates: readonly string[] },
  options: SetupOptions,
): Promise<void> {
  const { url, secret, allowedUpdates } = webhook;
  await persist(call, 'setWebhook', { url, secret_token: secret, allowed_updates: allowedUpdates }, options);
}

/** A start does not fail because the network blinked: the call is made until Telegram answers it. */
async function persist(call: Call, method: string, payload: object, options: SetupOptions): Promise<unknown> {
  const { clock, random, log, signal } = options;
  for (let tries = 0; !signal.aborted; tries += 1) {
    const outcome = await call(method, payload, { signal });
    if (outcome.type === 'sent') return outcome.result;
    if (outcome.type !== 'retry') {
      if (signal.aborted) break;
      throw refusal(method, outcome);
    }
    if (tries % SAY_EVERY === 0) log.warn({ why: outcome.why }, 'Telegram cannot be reached yet; trying on');
    await sleep(clock, outcome.afterMs ?? backoffMs(BACKOFF, tries + 1, random), signal);
  }
  throw new UserError('Stopped before Telegram answered.');
}

function refusal(method: string, outcome: Exclude<Outcome, { type: 'sent' }>): UserError {
  if (outcome.type === 'unauthorised') return new UserError(UNAUTHORISED);
  const why = 'description' in outcome ? outcome.description : outcome.type;
  return new UserError(`Telegram refused ${method}: ${why}`);
}
