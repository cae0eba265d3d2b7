// Several processes of the program on one PostgreSQL and one local Telegram, as an operator runs them.

import type { LocalTelegram } from '../../src/preview/telegram/types.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId, Days, LocalTime, ZoneId } from '../../src/store/types.ts';
import { NO_THREAD } from '../../src/store/types.ts';
import { type Program, start } from './program.ts';
import { riyadhContent } from './riyadh.ts';

export class Many {
  readonly telegram: LocalTelegram;
  readonly url: string;
  readonly #running = new Set<Program>();

  constructor(telegram: LocalTelegram, url: string) {
    this.telegram = telegram;
    this.url = url;
  }

  /**
   * Starts one more; resolves when it is ready.
   * @param silence it counts as dead after so long without a sign of life, ms; as in production when absent
   */
  async start(env: Readonly<Record<string, string>> = {}, silence?: number): Promise<Program> {
    const all = {
      ...{ BOT_TOKEN: this.telegram.token, TELEGRAM_API_ROOT: this.telegram.url },
      ...{ PORT: '0', DATABASE_URL: this.url, LOG_LEVEL: 'debug', CONTENT_DIR: riyadhContent(), ...env },
    };
    const program =
      silence === undefined
        ? start('src/main.ts', all)
        : start('test/support/crash-bot.ts', all, [String(Date.now()), String(silence)]);
    this.#running.add(program);
    void program.ends().then(() => this.#running.delete(program));
    await program.prints(/"msg":"ready"/);
    return program;
  }

  /** New people whose digest is due since a moment. Gives their chats. */
  async subscribe(
    count: number,
    topics: readonly [string, ...string[]] = ['ukraine'],
  ): Promise<readonly number[]> {
    const due = Math.floor(Date.now() / 60_000) * 60_000;
    const time = new Date(due).toISOString().slice(11, 16) as LocalTime;
    const chats = Array.from({ length: count }, (_, index) => {
      return this.telegram.privateChat(this.telegram.addUser({ first_name: `Reader ${index}` })).id;
    });
    const store = await openStore(this.url, { now: Date.now });
    try {
      await store.importSubscriptions(
        chats.map((chat) => ({
          ...{ chatId: chat as ChatId, threadId: NO_THREAD, language: 'en' },
          settings: { time, zone: 'UTC' as ZoneId, days: 'daily' as Days, when: 'new', topics },
          state: { status: 'active', dueAt: due },
        })),
      );
    } finally {
      await store.close();
    }
    return chats;
  }

  async stop(): Promise<void> {
    this.telegram.heal();
    await Promise.all(
      [...this.#running].map((program) => {
        program.process.kill('SIGKILL');
        return program.ends();
      }),
    );
  }
}

/** Ends it as an operator does; gives the exit code. */
export function terminate(program: Program): Promise<number | null> {
  program.process.kill('SIGTERM');
  return program.ends();
}

/** Ends it as a crash does. */
export async function kill(program: Program): Promise<void> {
  program.process.kill('SIGKILL');
  await program.ends();
}

/** Where it listens for HTTP. */
export function addressOf(program: Program): string {
  const [, url] = /"url":"(http:[^"]+)"/.exec(program.output()) ?? [];
  if (url === undefined) throw new Error('it has not said where it listens');
  return url;
}
