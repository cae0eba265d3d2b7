// The entry: settings → the bot, or the preview where there is no token → signals.

import type { LiveSettings } from './app.ts';
import { keepCompiled, letGoOfCompiled } from './ops/compile-cache.js';
import type { Logger } from './ops/log.ts';
import type { Settings } from './ops/settings.ts';

// Before other code is loaded, hence no imports of it above: it halves the time to the first answer. start.js has done it already.
keepCompiled();
const endLettingGo = letGoOfCompiled();

interface Running {
  readonly stop: () => Promise<void>;
  readonly ended: Promise<void>;
}

try {
  const [{ loadSettings, secretsOf }, { createLogger }, { tidyAfterStart }] = await Promise.all([
    import('./ops/settings.ts'),
    import('./ops/log.ts'),
    import('./ops/tidy.ts'),
  ]);
  const settings = loadSettings();
  if (settings.production && !isLive(settings)) {
    const { SettingsError } = await import('./errors.ts');
    throw new SettingsError(
      'BOT_TOKEN: is not set, and with NODE_ENV=production the preview is not started; write the token from @BotFather',
    );
  }
  const pretty = process.stdout.isTTY === true;
  const logger = createLogger({ level: settings.logLevel, secrets: secretsOf(settings), pretty });
  const running = isLive(settings) ? await startBot(settings, logger) : await startPreview(settings, logger);
  endLettingGo();
  tidyAfterStart(settings.database.type);
  await running.ended;
} catch (error) {
  await exitWith(error);
}

async function startBot(settings: LiveSettings, logger: Logger): Promise<Running> {
  const [{ createApp }, { handleSignals }] = await Promise.all([
    import('./app.ts'),
    import('./ops/signals.ts'),
  ]);
  const app = createApp(settings, { logger });
  handleSignals({ process, logger, stop: () => app.stop() });
  await app.start();
  return app;
}

/** Loaded only when needed: a bot in production does not read the preview's code. */
async function startPreview(settings: Settings, logger: Logger): Promise<Running> {
  const [{ createPreview }, { handleSignals }] = await Promise.all([
    import('./preview/preview.ts'),
    import('./ops/signals.ts'),
  ]);
  const preview = createPreview(settings, logger);
  handleSignals({ process, logger, stop: () => preview.stop() });
  // A newcomer reads three sentences at the start; what goes wrong is said all the same.
  if (settings.logLevel === 'info') logger.level = 'warn';
  const { url } = await preview.start();
  logger.level = settings.logLevel;
  process.stdout.write(
    [
      'This is the whole bot with a Telegram of its own; nothing leaves this machine.',
      'To put it into the real Telegram, run `npm run connect`.',
      `To try it, open ${url}`,
      '',
    ].join('\n'),
  );
  return preview;
}

function isLive(settings: Settings): settings is LiveSettings {
  return settings.mode.type !== 'preview';
}

async function exitWith(error: unknown): Promise<never> {
  const { lastWords } = await import('./errors.ts');
  process.stderr.write(`${lastWords(error)}\n`);
  process.exit(1);
}
