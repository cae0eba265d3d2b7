// Draws in a thread of its own, one picture after another; the thread ends when nobody wants one for a while.

import { Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { Drawn } from '../messages/pictures/draw.ts';
import type { Answer } from '../messages/pictures/draw-thread.ts';
import type { Drawing } from '../messages/pictures/drawing.ts';

export interface Painter {
  /** @throws {Error} where it can't be drawn, takes too long, or too many are waiting */
  paint(drawing: Drawing): Promise<Drawn>;
  /** Ends the thread; what is being drawn fails. */
  close(): Promise<void>;
}

/** Drawings that wait or are being drawn: some ten seconds of work. */
const MOST_WAITING = 16;
/** For one drawing, with the start of the thread, ms: a hundred times what it takes. */
const PATIENCE_MS = 20_000;
/** Fonts and layout engine take some 60 MB while the thread is there, ms. */
const IDLE_MS = 60_000;

interface Job {
  readonly drawing: Drawing;
  readonly resolve: (drawn: Drawn) => void;
  readonly reject: (error: Error) => void;
}

/** What a painter needs of a `Worker`. */
export interface DrawThread {
  postMessage(drawing: Drawing): void;
  onAnswer(heard: (answer: Answer) => void): void;
  onEnd(heard: (error: Error) => void): void;
  terminate(): Promise<unknown>;
}

/** Starts nothing until the first drawing. */
export function createPainter(clock: Pick<Clock, 'after'>, startThread = startDrawThread): Painter {
  let thread: DrawThread | undefined;
  const jobs: Job[] = [];
  let isClosed = false;
  /** Cancels what happens later: the end of an idle thread, or of one that takes too long. */
  let cancel = () => {};

  function start(): DrawThread {
    const started = startThread();
    // One that was given up may still have something to say.
    started.onAnswer((answer) => {
      if (started === thread) done(answer);
    });
    started.onEnd((error) => {
      if (started === thread) lose(error);
    });
    return started;
  }

  function next(): void {
    cancel();
    const [job] = jobs;
    if (job === undefined) {
      cancel = clock.after(IDLE_MS, () => void end());
      return;
    }
    thread ??= start();
    thread.postMessage(job.drawing);
    cancel = clock.after(PATIENCE_MS, () => lose(new Error(`not drawn in ${PATIENCE_MS} ms`)));
  }

  function done(answer: Answer): void {
    const job = jobs.shift();
    if ('drawn' in answer) job?.resolve(answer.drawn);
    else job?.reject(new Error(answer.failed));
    next();
  }

  /** The drawing at hand fails with the thread; the others get a new one. */
  function lose(error: Error): void {
    void end();
    jobs.shift()?.reject(error);
    next();
  }

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  }

  return {
    paint(drawing) {
      if (isClosed) return Promise.reject(new Error('no pictures are drawn any more'));
      if (jobs.length >= MOST_WAITING) return Promise.reject(new Error('too many pictures are waiting'));
      return new Promise((resolve, reject) => {
        jobs.push({ drawing, resolve, reject });
        if (jobs.length === 1) next();
      });
    },
    async close() {
      isClosed = true;
      cancel();
      for (const { reject } of jobs.splice(0)) reject(new Error('no pictures are drawn any more'));
      await end();
    },
  };
}

function startDrawThread(): DrawThread {
  const worker = new Worker(new URL('../messages/pictures/draw-thread.ts', import.meta.url));
  // It must not keep the process from ending.
  worker.unref();
  return {
    postMessage: (drawing) => worker.postMessage(drawing),
    onAnswer: (heard) => void worker.on('message', heard),
    onEnd(heard) {
      worker.on('error', (error) => heard(error instanceof Error ? error : new Error(String(error))));
      worker.on('exit', () => heard(new Error('the thread that draws has ended')));
    },
    terminate: () => worker.terminate(),
  };
}
