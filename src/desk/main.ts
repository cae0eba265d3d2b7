// `npm run desk`: the editors' desk on this machine, and the preview beside it.

import { lastWords } from '../errors.ts';
import { createLogger } from '../ops/log.ts';
import { loadSettings, secretsOf } from '../ops/settings.ts';
import { handleSignals } from '../ops/signals.ts';
import { createDesk } from './desk.ts';

try {
  const settings = loadSettings();
  const pretty = process.stdout.isTTY === true;
  const logger = createLogger({ level: settings.logLevel, secrets: secretsOf(settings), pretty });
  const desk = createDesk(settings, logger);
  handleSignals({ process, logger, stop: () => desk.stop() });
  const { url, hasPreview } = await desk.start();
  process.stdout.write(
    [
      'The desk: take in articles, write points, see what readers get. It writes into CONTENT_DIR; nobody else can reach it.',
      ...(hasPreview
        ? [`Beside it, at ${url}, runs the preview.`]
        : ['The content has mistakes, so the preview starts once they are corrected; the desk shows them.']),
      `Open ${url}/desk`,
      '',
    ].join('\n'),
  );
  await desk.ended;
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exit(1);
}
