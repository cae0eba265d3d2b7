// The entry of `npm run communique` and of the scripts named like its commands: prints, and sets the exit code.

import { UserError } from '../errors.ts';
import { communique } from './communique.ts';

// As in `npm run ask -- /ukraine | head -1`: the reader has seen enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

try {
  const text = await communique(process.argv.slice(2));
  if (text !== '') process.stdout.write(`${text}\n`);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
