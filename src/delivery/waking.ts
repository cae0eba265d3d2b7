// Waiting that can be ended early, for work that goes on in rounds.

import type { Clock } from '../clock.ts';

export interface Waking {
  /** Ends the wait of this moment or, where there is none, the next one before it begins. */
  wake(): void;
  /** Waits for so many ms, or until it is woken. */
  wait(ms: number): Promise<void>;
  /** Waits until `isDone`, looking each time that it is woken; no longer than so many ms. */
  waitFor(isDone: () => boolean, longest: number): Promise<void>;
}

export function createWaking(clock: Pick<Clock, 'after' | 'monotonic'>): Waking {
  let end: (() => void) | undefined;
  let isWoken = false;

  async function wait(ms: number): Promise<void> {
    if (!isWoken && ms > 0) {
      await new Promise<void>((resolve) => {
        const cancel = clock.after(ms, resolve);
        end = () => {
          cancel();
          resolve();
        };
      });
    }
    end = undefined;
    isWoken = false;
  }

  return {
    wait,
    wake() {
      isWoken = true;
      end?.();
    },
    async waitFor(isDone, longest) {
      const deadline = clock.monotonic() + longest;
      for (let left = longest; !isDone() && left > 0; left = deadline - clock.monotonic()) await wait(left);
    },
  };
}
