// A bar that shows on a terminal how far a long command has come.

/** The part of a stream that is needed here. */
interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export interface Progress {
  /** @param share 0 to 1 */
  show(share: number, count: number): void;
  /** Takes the bar away. */
  end(): void;
}

const WIDTH = 30;
/** Between two drawings, ms: a terminal is slow. */
const EVERY = 100;

/** Shows a bar on standard error while the work goes on. */
export async function withProgress<Result>(work: (progress: Progress) => Promise<Result>): Promise<Result> {
  const progress = createProgress(process.stderr, () => performance.now());
  try {
    return await work(progress);
  } finally {
    progress.end();
  }
}

function createProgress(stream: ProgressStream, monotonic: () => number): Progress {
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    show(share, count) {
      if (!stream.isTTY || monotonic() - drawnAt < EVERY) return;
      drawnAt = monotonic();
      const full = Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
      const bar = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}`;
      stream.write(`\r${bar} ${Math.floor(share * 100)} %  ${count}\u001b[K`);
    },
    end() {
      if (stream.isTTY && drawnAt > Number.NEGATIVE_INFINITY) stream.write('\r\u001b[K');
    },
  };
}
