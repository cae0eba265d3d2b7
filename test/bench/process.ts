// The processes of a benchmark: the server, and whatever is measured against it.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import type { Order, Report } from './server.ts';

const HERE = import.meta.dirname;
const ROOT = join(HERE, '..', '..');
export const TOKEN = '1:bench-token-that-no-telegram-ever-gave-out';

/** What a process has used so far: CPU of user and system, ms; resident memory, at its peak and now, MB. */
export interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly rssMb: number;
  /** Timers, sockets, files that are watched: what would keep the process alive. */
  readonly handles: number;
  /** Files, sockets and pipes that are open; `NaN` where the system does not tell. */
  readonly descriptors: number;
}

/** A bot, by the file that starts it, relative to the repository. */
export interface Contender {
  readonly name: string;
  readonly file: string;
  /** Node's. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What it prints goes into a pipe that nobody reads. */
  readonly isUnread?: boolean;
}

/** As `npm start` runs it. */
const [, ...START] = packageJson.scripts.start.split(' ');
export const COMMUNIQUE: Contender = {
  name: 'Communiqué',
  file: START.at(-1) ?? '',
  flags: START.slice(0, -1),
};
export const TELEGRAF: Contender = { name: 'bare Telegraf', file: 'test/bench/telegraf.js' };
export const GRAMMY: Contender = { name: 'grammY with runner', file: 'test/bench/grammy.ts' };

export class BenchServer {
  readonly url: string;
  readonly #process: ChildProcess;

  private constructor(url: string, process: ChildProcess) {
    this.url = url;
    this.#process = process;
  }

  static async start(): Promise<BenchServer> {
    const child = fork(join(HERE, 'server.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [report] = (await once(child, 'message')) as [Extract<Report, { type: 'listening' }>];
    return new BenchServer(report.url, child);
  }

  order(order: Order | { type: 'sends' }): void {
    this.#process.send(order);
  }

  /** The next report of the kind. */
  async report<T extends Report['type']>(type: T): Promise<Extract<Report, { type: T }>> {
    for (;;) {
      const [report] = (await once(this.#process, 'message')) as [Report];
      if (report.type === type) return report as Extract<Report, { type: T }>;
    }
  }

  stop(): void {
    this.#process.disconnect();
  }
}

/** Starts a bot against the server; resolves when it polls, with the ms that this took from the start of the process. */
export async function startBot(
  server: BenchServer,
  contender: Contender,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly bot: ChildProcess; readonly startMs: number }> {
  server.order({ type: 'reset' });
  const startedAt = Date.now();
  const polled = server.report('polled');
  const bot = startBeside(server, contender, more);
  const { at } = await polled;
  return { bot, startMs: at - startedAt };
}

/** Starts a bot beside one that polls already. */
export function startBeside(
  server: BenchServer,
  { file, flags = [], env, isUnread = false }: Contender,
  more: Readonly<Record<string, string>> = {},
): ChildProcess {
  return fork(join(ROOT, file), {
    cwd: ROOT,
    execArgv: [...flags, '--import', join(HERE, 'cpu.js')],
    stdio: ['ignore', isUnread ? 'pipe' : 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.url,
      MESSAGES_PER_SECOND: '1000000',
      DATABASE_URL: `/tmp/communique-bench-${process.pid}.db`,
      PORT: '0',
      LOG_LEVEL: 'warn',
      ...env,
      ...more,
    },
  });
}

export async function usageOf(bot: ChildProcess): Promise<Usage> {
  bot.send('usage');
  const [usage] = (await once(bot, 'message')) as [Omit<Usage, 'descriptors'>];
  return { ...usage, descriptors: descriptorsOf(bot) };
}

function descriptorsOf({ pid }: ChildProcess): number {
  const folder = `/proc/${pid}/fd`;
  return existsSync(folder) ? readdirSync(folder).length : Number.NaN;
}

export async function stopBot(bot: ChildProcess): Promise<void> {
  const exited = once(bot, 'exit');
  bot.kill('SIGKILL');
  await exited;
}
