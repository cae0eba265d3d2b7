// Long computations cut into slices, so that a running bot keeps answering while new content loads.

import { setImmediate } from 'node:timers/promises';

/** A computation that says where it can be interrupted: at each `yield`. */
export type Slices<T> = Generator<void, T>;

/** How long computations keep the event loop to themselves, ms. */
const SLICE_MS = 15;

/** Runs the computation to its end without a pause. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Runs the computation, letting other work in after every 15 ms. */
export function inSlices<T>(work: Slices<T>): Promise<T> {
  return createPacer().run(work);
}

/** Runs computations one after another, and lets other work in after every 15 ms of them together. */
export interface Pacer {
  run<T>(work: Slices<T>): Promise<T>;
}

export function createPacer(): Pacer {
  let since = performance.now();
  return {
    async run(work) {
      for (;;) {
        if (performance.now() - since > SLICE_MS) {
          await setImmediate();
          since = performance.now();
        }
        const { done, value } = work.next();
        if (done) return value;
      }
    },
  };
}
