// The calls that a start needs: who am I, and where should updates go.

import type { UserFromGetMe } from 'telegraf/types';
import { type Clock, sleep } from '../clock.ts';
import { type Backoff, backoffMs } from '../delivery/backoff.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { UserError } from '../errors.ts';

export const UNAUTHORISED =
  'Telegram does not accept the token (401). Copy it again from @BotFather into BOT_TOKEN.';

export const NO_BOT_API =
  'Telegram’s server answers 404 (Not Found). Either TELEGRAM_API_ROOT is not the address of a Bot API server; leave it out for Telegram’s own. Or BOT_TOKEN is not complete; copy it again from @BotFather.';

/** @returns what to tell where Telegram refuses the token */
export function refusedToken({ status }: Extract<Outcome, { type: 'unauthorised' }>): UserError {
  return new UserError(status === 404 ? NO_BOT_API : UNAUTHORISED);
}

/** Between two questions of a token check, ms. */
const CHECK_AGAIN_MS = 1_000;

/**
 * After a call was refused with 401: Telegram's word on getMe decides, given twice, as a single 401 may come from
 * something in between. Resolves with the reason why the bot cannot go on, or `undefined` where it can.
 */
export async function checkToken(call: Call, clock: Clock): Promise<UserError | undefined> {
  for (let refused = 0; ; ) {
    const outcome = await call('getMe', {});
    if (outcome.type !== 'unauthorised') return undefined;
    refused += 1;
    if (refused === 2) return refusedToken(outcome);
    await sleep(clock, CHECK_AGAIN_MS);
  }
}

export interface SetupOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: { warn(fields: object, message: string): void };
  readonly signal: AbortSignal;
}

type Call = Gateway['call'];

const BACKOFF: Backoff = { firstMs: 500, longestMs: 15_000 };

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
  const { clock, random, signal } = options;
  for (let tries = 0; !signal.aborted; tries += 1) {
    const outcome = await call(method, payload, { signal });
    if (outcome.type === 'sent') return outcome.result;
    if (outcome.type !== 'retry') {
      if (signal.aborted) break;
      throw refusal(method, outcome);
    }
    // A page that is not there stays away; other answers of a proxy may pass.
    if (outcome.status === 404) {
      throw new UserError(
        `${outcome.cause}: TELEGRAM_API_ROOT is not the address of a Bot API server; leave it out for Telegram’s own.`,
      );
    }
    await sleep(clock, outcome.afterMs ?? backoffMs(BACKOFF, tries + 1, random), signal);
  }
  throw new UserError('Stopped before Telegram answered.');
}

function refusal(method: string, outcome: Exclude<Outcome, { type: 'sent' }>): UserError {
  if (outcome.type === 'unauthorised') return refusedToken(outcome);
  const why = 'description' in outcome ? outcome.description : outcome.type;
  return new UserError(`Telegram refused ${method}: ${why}`);
}
