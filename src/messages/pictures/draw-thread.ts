// The thread that draws: layout and pixels take half a second of a processor, and nobody's answer waits for that.

import { parentPort } from 'node:worker_threads';
import { createDraw, type Drawn } from './draw.ts';
import type { Drawing } from './drawing.ts';

export type Answer = { readonly drawn: Drawn } | { readonly failed: string };

const draw = createDraw();

parentPort?.on('message', (drawing: Drawing) => {
  draw.draw(drawing).then(
    (drawn) => answer({ drawn }),
    (error: unknown) => answer({ failed: error instanceof Error ? error.message : String(error) }),
  );
});

function answer(message: Answer): void {
  parentPort?.postMessage(message);
}
