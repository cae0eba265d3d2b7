// In every test: nothing leaves the machine, nothing is printed on the console, Node warns of nothing, no file
// operation is forgotten.

import { stat } from 'node:fs';
import net from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, type MockInstance, vi } from 'vitest';

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '::1']);
const { connect } = net.Socket.prototype;

/** A connection to anything but this machine is a failure of the test, not a slow success. */
function connectAtHome(this: net.Socket, ...args: Parameters<typeof connect>): ReturnType<typeof connect> {
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null && 'host' in first) {
    const host = String(first.host ?? 'localhost');
    if (!('path' in first && first.path) && !LOOPBACK.has(host)) {
      throw new Error(`a test tried to reach ${host}`);
    }
  }
  return connect.apply(this, args);
}

// A worker that runs many files loads this before each of them.
if (connect.name !== connectAtHome.name) {
  net.Socket.prototype.connect = connectAtHome as typeof connect;
}

let printed: MockInstance[] = [];
/** Of Node, such as a leak of listeners. */
let warnings: Error[] = [];
const note = (warning: Error) => void warnings.push(warning);

beforeEach(() => {
  printed = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
  warnings = [];
  process.on('warning', note);
});

afterEach(() => {
  process.off('warning', note);
  expect(printed.flatMap((spy) => spy.mock.calls)).toEqual([]);
  expect(warnings).toEqual([]);
  vi.restoreAllMocks();
});

/**
 * ms. Before version 2.41, glibc can lose the signal that wakes a thread of Node's pool: what was to be read then waits
 * until something else is (https://sourceware.org/bugzilla/show_bug.cgi?id=25847). It happens about once in thirty runs
 * of all tests, and one that waits for nothing else would wait forever.
 */
const READ_SOMETHING_EVERY = 1_000;
let reading: NodeJS.Timeout | undefined;

beforeAll(() => {
  reading = setInterval(() => stat('/', () => {}), READ_SOMETHING_EVERY).unref();
});

afterAll(() => clearInterval(reading));
