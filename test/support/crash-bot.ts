// The program with another time of day: `node crash-bot.ts NOW`, NOW in epoch ms, else as src/main.ts.
// Started by the crash test, which kills it.

import { createApp } from '../../src/app.ts';
import { systemClock } from '../../src/clock.ts';
import { createLogger } from '../../src/ops/log.ts';
import { loadSettings, secretsOf } from '../../src/ops/settings.ts';

const ahead = Number(process.argv[2]) - Date.now();
const settings = loadSettings();
if (settings.mode.type === 'preview') throw new Error('the crash test gives it a token');
const app = createApp(
  { ...settings, mode: settings.mode },
  {
    clock: { ...systemClock, now: () => Date.now() + ahead },
    logger: createLogger({ level: settings.logLevel, secrets: secretsOf(settings) }),
  },
);
await app.start();
