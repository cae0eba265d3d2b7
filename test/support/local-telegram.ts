// A local Telegram for one test, stopped when the test ends, and a bare way to call it.

import { onTestFinished } from 'vitest';
import type { LocalTelegram, LocalTelegramOptions } from '../../src/preview/telegram/local-telegram.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';

export interface BotAnswer {
  readonly status: number;
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the result of any method; each test checks the fields it needs
  readonly result: any;
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
export async function call(
  telegram: LocalTelegram,
  method: string,
  payload: object = {},
  init: RequestInit = {},
): Promise<BotAnswer> {
  const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
    ...init,
  });
  return { status: response.status, ...((await response.json()) as Omit<BotAnswer, 'status'>) };
}
