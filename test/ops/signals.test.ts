// How the process ends, and what does not end it.

import { EventEmitter } from 'node:events';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { handleSignals } from '../../src/ops/signals.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A process that is asked to end, and how its stop goes. */
function running(stop: () => Promise<void>) {
  const exits: number[] = [];
  const stops: number[] = [];
  let logged = '';
  const process = Object.assign(new EventEmitter(), { exit: (code: number) => void exits.push(code) });
  handleSignals({
    process,
    logger: pino({}, { write: (line) => (logged += line) }),
    stop: () => {
      stops.push(1);
      return stop();
    },
  });
  return { process, exits, stops, logged: () => logged };
}

const done = () => vi.advanceTimersByTimeAsync(0);

test.each(['SIGTERM', 'SIGINT'])('%s stops once and ends with 0', async (signal) => {
  const { process, exits, stops } = running(async () => {});
  process.emit(signal, signal);
  await done();
  expect([stops.length, exits]).toEqual([1, [0]]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(exits).toEqual([0]);
});

test('a second signal ends at once, without a second stop', async () => {
  const { process, exits, stops } = running(() => new Promise(() => {}));
  process.emit('SIGINT', 'SIGINT');
  expect(exits).toEqual([]);
  process.emit('SIGTERM', 'SIGTERM');
  expect([stops.length, exits]).toEqual([1, [143]]);
});

test('a stop that hangs is ended with 1 before 10 s are over', async () => {
  const { process, exits, logged } = running(() => new Promise(() => {}));
  process.emit('SIGTERM', 'SIGTERM');
  await vi.advanceTimersByTimeAsync(9_000);
  expect(exits).toEqual([]);
  await vi.advanceTimersByTimeAsync(999);
  expect(exits).toEqual([1]);
  expect(logged()).toContain('work undone');
});

test('a stop that fails is logged and ends with 1', async () => {
  const { process, exits, logged } = running(() => Promise.reject(new Error('database is gone')));
  process.emit('SIGTERM', 'SIGTERM');
  await done();
  expect(exits).toEqual([1]);
  expect(logged()).toContain('database is gone');
});

test('an unhandled rejection is logged and ends nothing', () => {
  const { process, exits, logged } = running(async () => {});
  process.emit('unhandledRejection', new Error('unawaited'));
  process.emit('unhandledRejection', undefined);
  expect(exits).toEqual([]);
  expect(logged()).toContain('unawaited');
  expect(logged()).toContain('not an error but of type undefined');
});

test('an uncaught exception is logged and ends with 1', () => {
  const { process, exits, logged } = running(async () => {});
  process.emit('uncaughtException', new Error('out of order'));
  expect(exits).toEqual([1]);
  expect(logged()).toContain('out of order');
});
