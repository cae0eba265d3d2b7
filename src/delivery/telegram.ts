// The transport: one Bot API call over HTTP, which gives Telegram's answer or fails with a typed reason.

import type { Dispatcher, Pool as PoolTypes } from 'undici';
// Not from 'undici': its entry also loads fetch, WebSocket, a cache and mocks, and that slows every start.
import Pool from 'undici/lib/dispatcher/pool.js';
import { createEncodeBody, type EncodedBody } from './body.ts';

/** The token, held so that printing its holder shows nothing. */
export interface Token {
  reveal(): string;
}

export interface ResponseParameters {
  /** Seconds. */
  readonly retry_after?: number;
  readonly migrate_to_chat_id?: number;
}

/** What Telegram said: Bot API "Making requests". */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: ResponseParameters;
    };

/** Why no answer came. `arrived` says whether Telegram may have carried out the call anyway. */
export type TransportFailure =
  | { readonly reason: 'unreachable'; readonly arrived: 'no' }
  | { readonly reason: 'timeout' | 'reset' | 'cut off' | 'not JSON' | 'too large'; readonly arrived: 'maybe' }
  | { readonly reason: 'aborted'; readonly arrived: 'maybe' };

/** What can be said of a failure in a log. */
export interface FailureDetails {
  /** Where no answer came from, with its port where that is not the usual one. */
  readonly host?: string;
  /** Node's, OpenSSL's or undici's. */
  readonly code?: string | undefined;
  /** HTTP status of an answer that is not Telegram's. */
  readonly status?: number | undefined;
}

/** A call without an answer. Carries the method, never the address: that one has the token in it. */
export class TransportError extends Error {
  override name = 'TransportError';
  readonly method: string;
  readonly failure: TransportFailure;
  readonly details: FailureDetails;

  constructor(method: string, failure: TransportFailure, details: FailureDetails = {}) {
    const { code, status } = details;
    const detail = status === undefined ? code : `HTTP ${status}`;
    super(`${method}: no answer from Telegram (${failure.reason}${detail ? `: ${detail}` : ''})`);
    this.method = method;
    this.failure = failure;
    this.details = details;
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** For the answer's headers to be complete, and again for its body, ms. */
  readonly timeoutMs?: number | undefined;
}

export interface Transport {
  /**
   * One call. Resolves with Telegram's answer, errors included; rejects only with TransportError.
   * Payload values that are `{ source, filename }` are uploaded (multipart/form-data).
   */
  call(method: string, payload: object, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}

/** A call without an answer is given up after this time, ms. */
const SEND_TIMEOUT_MS = 10_000;
/** Largest answer read, bytes: 100 updates with every field at its limit are smaller. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** Keep-alive connections. 32 carried 11,000 calls a second against a local server; more gained nothing. */
const CONNECTIONS = 32;
/**
 * Look-ups and answers to presses have connections of their own: many that hang must not keep messages from leaving.
 */
const LOOK_UP_CONNECTIONS = 8;
const ASIDE_CONNECTIONS = 16;
/** One for the poll that waits, one for the call that confirms updates at a stop. */
const POLL_CONNECTIONS = 2;

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

/** Connects to `apiRoot` (`https://api.telegram.org`, or a local Bot API server) as the bot of `token`. */
export function createTransport(options: { readonly apiRoot: string; readonly token: Token }): Transport {
  const root = new URL(options.apiRoot);
  const prefix = `${root.pathname.replace(/\/$/, '')}/bot${options.token.reveal()}/`;
  const settings: PoolTypes.Options = {
    connections: CONNECTIONS,
    pipelining: 1,
    maxResponseSize: MAX_ANSWER_BYTES,
    connect: { timeout: 5_000 },
    // With one HTTP/2 session for all calls, a dead connection would hold up every chat.
    allowH2: false,
  };
  const pool = new Pool(root.origin, settings);
  // A pool of their own: sends that hang must not keep updates from coming in.
  const polls = new Pool(root.origin, { ...settings, connections: POLL_CONNECTIONS });
  const lookUps = new Pool(root.origin, { ...settings, connections: LOOK_UP_CONNECTIONS });
  const asides = new Pool(root.origin, { ...settings, connections: ASIDE_CONNECTIONS });

  function poolOf(method: string): typeof pool {
    if (method === 'getUpdates') return polls;
    if (method.startsWith('get')) return lookUps;
    return IS_SEND.test(method) ? pool : asides;
  }

  const encodeBody = createEncodeBody();

  function dispatch(method: string, encoded: EncodedBody, options: CallOptions): Promise<Answer> {
    const { signal, timeoutMs = SEND_TIMEOUT_MS } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new TransportError(method, ABORTED));
      const reader = new AnswerReader(method, root.host, signal, resolve, reject);
      // What waits for a connection waits no longer than for an answer.
      if (!IS_SEND.test(method)) reader.expectWithin(timeoutMs);
      poolOf(method).dispatch(
        {
          method: 'POST',
          path: prefix + method,
          headers: encoded.headers,
          body: encoded.body,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
        },
        reader,
      );
    });
  }

  return {
    call(method, payload, options = {}) {
      const encoded = encodeBody(payload);
      return encoded instanceof Promise
        ? encoded.then((form) => dispatch(method, form, options))
        : dispatch(method, encoded, options);
    },
    async close() {
      await Promise.all([pool, polls, lookUps, asides].map((each) => each.destroy()));
    },
  };
}

/** What goes to a chat. */
const IS_SEND = /^(send|edit)/;
const ABORTED: TransportFailure = { reason: 'aborted', arrived: 'maybe' };
const UNSENT: TransportFailure = { reason: 'unreachable', arrived: 'no' };

/** Collects one answer. Not undici's `request`, which costs a stream per call. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #host: string;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: TransportError) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #late: NodeJS.Timeout | undefined;
  #failed = false;
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;

  constructor(
    method: string,
    host: string,
    signal: AbortSignal | undefined,
    resolve: (answer: Answer) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#method = method;
    this.#host = host;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal?.addEventListener('abort', this.#onAbort);
  }

  expectWithin(ms: number): void {
    this.#late = setTimeout(() => {
      this.#stopListening();
      // First: to undici this is an abort.
      this.#fail({ reason: 'timeout', arrived: 'maybe' }, { code: 'UND_ERR_HEADERS_TIMEOUT' });
      this.#controller?.abort(new DOMException('late', 'AbortError'));
    }, ms);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted || this.#failed) controller.abort(new DOMException('aborted', 'AbortError'));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number): void {
    this.#status = statusCode;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#first) this.#first = chunk;
    else if (!this.#rest) this.#rest = [this.#first, chunk];
    else this.#rest.push(chunk);
  }

  onResponseEnd(): void {
    this.#stopListening();
    const answer = parseAnswer(this.#body(), this.#status);
    if (answer) this.#resolve(answer);
    else this.#fail({ reason: 'not JSON', arrived: 'maybe' }, { status: this.#status });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#stopListening();
    // Without a controller the request was never written, so it has not arrived, whatever the error.
    const code = codeOf(error);
    const failure = failureOf(code, this.#status !== 0);
    this.#fail(this.#controller || failure === ABORTED ? failure : UNSENT, { code });
  }

  /** Fails at once, even while the call still waits for a connection. */
  readonly #onAbort = (): void => {
    this.#stopListening();
    this.#controller?.abort(new DOMException('aborted', 'AbortError'));
    this.#fail(ABORTED);
  };

  #body(): string {
    if (this.#rest) return Buffer.concat(this.#rest).toString('utf8');
    return this.#first?.toString('utf8') ?? '';
  }

  #stopListening(): void {
    clearTimeout(this.#late);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  #fail(failure: TransportFailure, details: FailureDetails = {}): void {
    this.#failed = true;
    this.#reject(new TransportError(this.#method, failure, { host: this.#host, ...details }));
  }
}

/**
 * Telegram's JSON, or an error answer for a 5xx without JSON, as a proxy in between gives; `undefined` for anything
 * else.
 */
function parseAnswer(text: string, status: number): Answer | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (isAnswer(data)) return data;
  } catch {
    // Not JSON: the status decides.
  }
  return status >= 500 ? { ok: false, error_code: status, description: `HTTP ${status}` } : undefined;
}

function isAnswer(data: unknown): data is Answer {
  if (typeof data !== 'object' || data === null || !('ok' in data)) return false;
  if (data.ok === true) return 'result' in data;
  return (
    data.ok === false &&
    'error_code' in data &&
    typeof data.error_code === 'number' &&
    'description' in data &&
    typeof data.description === 'string'
  );
}

/** The call was given up here: aborted, or the transport was closed. */
const OURS = new Set(['AbortError', 'UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'UND_ERR_ABORTED']);

/** Reads only undici's code: message and cause may hold the address. */
function codeOf(error: Error): string {
  if (error.name === 'AbortError') return error.name;
  return 'code' in error ? String(error.code) : error.name;
}

function failureOf(code: string, started: boolean): TransportFailure {
  if (OURS.has(code)) return ABORTED;
  if (UNREACHABLE.has(code)) return UNSENT;
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { reason: 'timeout', arrived: 'maybe' };
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return { reason: 'too large', arrived: 'maybe' };
  return { reason: started ? 'cut off' : 'reset', arrived: 'maybe' };
}
