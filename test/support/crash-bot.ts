// The program as src/main.ts runs it, with other times: `node crash-bot.ts NOW [SILENCE]`. NOW is the current time,
// epoch ms; SILENCE how long a process on PostgreSQL may be silent before it counts as dead, ms.

import { flushCompileCache } from 'node:module';
import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/ops/log.ts';
import { loadSettings, secretsOf } from '../../src/ops/settings.ts';
import { handleSignals } from '../../src/ops/signals.ts';

const [now = Date.now(), silence] = process.argv.slice(2).map(Number);
const ahead = now - Date.now();
const settings = loadSettings();
if (settings.mode.type === 'preview') throw new Error('a test gives it a token');
const logger = createLogger({ level: settings.logLevel, secrets: secretsOf(settings) });
const app = createApp(
  { ...settings, mode: settings.mode },
  {
    clock: { ...systemClock, now: () => Date.now() + ahead },
    ...(silence === undefined ? {} : { silence }),
    logger,
  },
);
handleSignals({ process, logger, stop: () => app.stop() });
await app.start();
// Most are killed, and would leave it to the next one to compile everything again.
flushCompileCache();
