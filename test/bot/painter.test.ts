// The thread that draws: one picture at a time, a bound on those that wait, an end when nobody wants one.

import { afterEach, expect, test } from 'vitest';
import { createPainter, type DrawThread, type Painter } from '../../src/bot/painter.ts';
import type { Answer } from '../../src/messages/pictures/draw-thread.ts';
import type { Drawing } from '../../src/messages/pictures/drawing.ts';
import { manualClock } from '../support/clock.ts';

/** A thread that answers when the test says so. */
interface Hand {
  readonly asked: string[];
  answer(answer?: Answer): void;
  end(): void;
  isEnded: boolean;
}

const drawing = (title: string): Drawing => ({
  type: 'promises',
  language: 'en',
  title,
  subtitle: '',
  rows: [],
  from: '',
  more: [''],
});
const DRAWN: Answer = { drawn: { png: new Uint8Array([1]), rows: 0 } };

let painter: Painter | undefined;
afterEach(() => painter?.close());

function setUp() {
  const clock = manualClock();
  const threads: Hand[] = [];
  const made = createPainter(clock, (): DrawThread => {
    const heard: { answer?: (answer: Answer) => void; end?: (error: Error) => void } = {};
    const hand: Hand = {
      asked: [],
      answer: (answer = DRAWN) => heard.answer?.(answer),
      end: () => heard.end?.(new Error('out of memory')),
      isEnded: false,
    };
    threads.push(hand);
    return {
      postMessage: ({ title }) => void hand.asked.push(title),
      onAnswer: (listener) => {
        heard.answer = listener;
      },
      onEnd: (listener) => {
        heard.end = listener;
      },
      async terminate() {
        hand.isEnded = true;
      },
    };
  });
  painter = made;
  return { clock, threads, painter: made };
}

test('pictures are drawn one after another in one thread, which ends after a minute without any', async () => {
  const { clock, threads, painter } = setUp();
  expect(threads).toHaveLength(0);
  const [first, second] = [painter.paint(drawing('a')), painter.paint(drawing('b'))];
  expect(threads.map(({ asked }) => asked)).toEqual([['a']]);
  threads[0]?.answer();
  await first;
  expect(threads[0]?.asked).toEqual(['a', 'b']);
  threads[0]?.answer({ failed: 'no such font' });
  await expect(second).rejects.toThrow('no such font');
  await clock.advance(59_999);
  expect(threads[0]?.isEnded).toBe(false);
  await clock.advance(1);
  expect(threads[0]?.isEnded).toBe(true);
  const third = painter.paint(drawing('c'));
  threads[1]?.answer();
  await third;
  expect(threads).toHaveLength(2);
});

test('one that takes too long, or takes the thread with it, fails alone; a late answer is nobody else’s', async () => {
  const { clock, threads, painter } = setUp();
  const [slow, next] = [painter.paint(drawing('slow')), painter.paint(drawing('next'))];
  const failed = expect(slow).rejects.toThrow(/not drawn in/);
  await clock.advance(20_000);
  await failed;
  expect(threads[0]?.isEnded).toBe(true);
  threads[0]?.answer();
  expect(threads[1]?.asked).toEqual(['next']);
  threads[1]?.end();
  await expect(next).rejects.toThrow('out of memory');
  const after = painter.paint(drawing('after'));
  threads[2]?.answer();
  await expect(after).resolves.toMatchObject({ rows: 0 });
});

test('beyond the bound they are refused at once, and after the end all are', async () => {
  const { threads, painter } = setUp();
  const waiting = Array.from({ length: 16 }, (_, number) => painter.paint(drawing(String(number))));
  await expect(painter.paint(drawing('one more'))).rejects.toThrow(/too many/);
  const ended = Promise.allSettled(waiting);
  await painter.close();
  expect((await ended).map(({ status }) => status)).toEqual(waiting.map(() => 'rejected'));
  expect(threads[0]?.isEnded).toBe(true);
  await expect(painter.paint(drawing('too late'))).rejects.toThrow(/no pictures/);
});
