// Several processes of the program on one PostgreSQL and one local Telegram, as an operator runs them.

import type { FaultRule } from '../../src/preview/telegram/faults.ts';
import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId, Days, LocalTime, ZoneId } from '../../src/store/types.ts';
import { NO_THREAD } from '../../src/store/types.ts';
import { type Program, start } from './program.ts';
import { briefContent } from './riyadh.ts';

/** Any send, while sends are held. */
const WAIT: FaultRule = {
  method: 'sendMessage',
  fault: {
    type: 'error',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  },
};

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
   * @param silence how long it may be silent before it counts as dead, ms; as in production when absent
   */
  async start(env: Readonly<Record<string, string>> = {}, silence?: number): Promise<Program> {
    const all = {
      ...{ BOT_TOKEN: this.telegram.token, TELEGRAM_API_ROOT: this.telegram.url },
      ...{ PORT: '0', DATABASE_URL: this.url, LOG_LEVEL: 'debug', CONTENT_DIR: briefContent(), ...env },
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

  /** New people whose digest has just fallen due. Gives their chats. */
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
          chatId: chat as ChatId,
          threadId: NO_THREAD,
          language: 'en',
          settings: { time, zone: 'UTC' as ZoneId, days: 'daily' as Days, when: 'new', topics },
          state: { status: 'active', dueAt: due },
        })),
      );
    } finally {
      await store.close();
    }
    return chats;
  }

  /** Telegram takes no message until they are released: what must be there first may take its time. */
  holdSends(): void {
    this.telegram.fail(WAIT);
  }

  releaseSends(): void {
    this.telegram.heal();
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

/** Ends it with SIGTERM, as an operator does. Gives the exit code. */
export function terminate(program: Program): Promise<number | null> {
  program.process.kill('SIGTERM');
  return program.ends();
}

/** Ends it with SIGKILL, as a crash does. */
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
