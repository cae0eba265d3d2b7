// A local Telegram for one test, stopped when the test ends, and a bare way to call it.

import type { APIMethodReturn, APIMethods } from '@gramio/types';
import { onTestFinished } from 'vitest';
import type { LocalTelegram, LocalTelegramOptions } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';

/** What the Bot API says that a method gives; a method that it does not have gives anything. */
export type ResultOf<Method extends string> = Method extends keyof APIMethods
  ? APIMethodReturn<Method>
  : unknown;

export interface BotAnswer<Method extends string = string> {
  readonly status: number;
  readonly ok: boolean;
  /** Missing where the call was refused, which tests look at first. */
  readonly result: ResultOf<Method>;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

export async function localTelegram(options?: LocalTelegramOptions): Promise<LocalTelegram> {
  const telegram = await startLocalTelegram(options);
  onTestFinished(() => telegram.stop());
  return telegram;
}

/** Calls a method with a JSON body, as the bot would. */
export async function call<Method extends string>(
  telegram: LocalTelegram,
  method: Method,
  payload: object = {},
  init: RequestInit = {},
): Promise<BotAnswer<Method>> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
    ...init,
  });
  return { status: response.status, ...((await response.json()) as Omit<BotAnswer<Method>, 'status'>) };
}
