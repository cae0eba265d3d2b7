// Telegraf's typed Bot API methods (getMe, setMyCommands, …) over our gateway.

import { Telegram } from 'telegraf';
import type { Gateway } from './gateway.ts';
import type { Outcome } from './outcome.ts';

/** A call that Telegram did not carry out. Carries the outcome, never the address or the payload. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly method: string;
  readonly outcome: Exclude<Outcome, { type: 'sent' }>;

  constructor(method: string, outcome: Exclude<Outcome, { type: 'sent' }>) {
    super(`${method}: ${'description' in outcome ? outcome.description : outcome.type}`);
    this.method = method;
    this.outcome = outcome;
  }
}

/**
 * Telegraf's `Telegram` without its HTTP client and without the token: every call, also one made through a
 * `Context`, goes through the gateway.
 */
export class BotApi extends Telegram {
  readonly #gateway: Gateway;

  constructor(gateway: Gateway) {
    super('');
    this.#gateway = gateway;
  }

  /** @throws ApiError when Telegram did not carry it out. */
  override callApi: Telegram['callApi'] = async (method, payload, { signal } = {}) => {
    const outcome = await this.#gateway.call(method, payload, { signal: signal as AbortSignal | undefined });
    if (outcome.type !== 'sent') throw new ApiError(method, outcome);
    return outcome.result as Awaited<ReturnType<Telegram['callApi']>> as never;
  };
}
