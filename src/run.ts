// A run of the program: settings → the bot, or the preview where there is no token → signals.

import { createApp, type LiveSettings } from './app.ts';
import { UserError } from './errors.ts';
import { createLogger, type Logger } from './ops/log.ts';
import { loadSettings, type Settings, secretsOf } from './ops/settings.ts';
import { handleSignals } from './ops/signals.ts';

interface Running {
  readonly stop: () => Promise<void>;
  readonly ended: Promise<void>;
}

/** Runs until stopped or until it cannot go on; then ends the process with 1 and one clear text. */
export async function run(): Promise<void> {
  try {
    const settings = loadSettings();
    const pretty = process.stdout.isTTY === true;
    const logger = createLogger({ level: settings.logLevel, secrets: secretsOf(settings), pretty });
    const running = isLive(settings)
      ? await startBot(settings, logger)
      : await startPreview(settings, logger);
    await running.ended;
  } catch (error) {
    exitWith(error);
  }
}

async function startBot(settings: LiveSettings, logger: Logger): Promise<Running> {
  const app = createApp(settings, { logger });
  handleSignals({ process, logger, stop: () => app.stop() });
  await app.start();
  return app;
}

/** Loaded only when needed: a bot in production does not read the preview's code. */
async function startPreview(settings: Settings, logger: Logger): Promise<Running> {
  const { createPreview } = await import('./preview/preview.ts');
  const preview = createPreview(settings, logger);
  handleSignals({ process, logger, stop: () => preview.stop() });
  const { url } = await preview.start();
  process.stdout.write(
    [
      `Preview: the whole bot on this machine, with a Telegram of its own; nothing leaves it.`,
      `Open ${url} and type /ukraine.`,
      `To go live, get a token from @BotFather and start with BOT_TOKEN=… (README, "Connect a real bot").`,
      '',
    ].join('\n'),
  );
  return preview;
}

function isLive(settings: Settings): settings is LiveSettings {
  return settings.mode.type !== 'preview';
}

/** A person's mistake is one clear text; anything else is ours, and its stack helps to mend it. */
function exitWith(error: unknown): void {
  const text =
    error instanceof UserError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
