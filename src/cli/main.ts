// The entry of `npm run communique` and of the scripts named like its commands: prints, and sets the exit code.

import { lastWords } from '../errors.ts';
import { keepCompiled } from '../ops/compile-cache.js';
import { communique } from './communique.ts';

// Each command is loaded when it is asked for.
keepCompiled();

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // As in `npm run ask -- /ukraine | head -1`: the reader has seen enough. What the command does goes on to its end.
    if (error.code === 'EPIPE') return;
    process.exitCode = 1;
    if (stream === process.stdout) process.stderr.write(`The answer cannot be written (${error.code})\n`);
  });
}

try {
  const text = await communique(process.argv.slice(2));
  if (text !== '') process.stdout.write(`${text}\n`);
} catch (error) {
  process.stderr.write(`${lastWords(error)}\n`);
  process.exitCode = 1;
}
