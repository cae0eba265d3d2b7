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

/** A call without an answer. Carries the method, never the address: that one has the token in it. */
export class TransportError extends Error {
  override name = 'TransportError';
  readonly method: string;
  readonly failure: TransportFailure;

  constructor(method: string, failure: TransportFailure, detail?: string) {
    super(`${method}: no answer from Telegram (${failure.reason}${detail ? `: ${detail}` : ''})`);
    this.method = method;
    this.failure = failure;
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

  const encodeBody = createEncodeBody();

  function dispatch(method: string, encoded: EncodedBody, options: CallOptions): Promise<Answer> {
    const { signal, timeoutMs = SEND_TIMEOUT_MS } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new TransportError(method, ABORTED));
      (method === 'getUpdates' ? polls : pool).dispatch(
        {
          method: 'POST',
          path: prefix + method,
          headers: encoded.headers,
          body: encoded.body,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
        },
        new AnswerReader(method, signal, resolve, reject),
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
      await Promise.all([pool.destroy(), polls.destroy()]);
    },
  };
}

const ABORTED: TransportFailure = { reason: 'aborted', arrived: 'maybe' };
const UNSENT: TransportFailure = { reason: 'unreachable', arrived: 'no' };

/** Collects one answer. Not undici's `request`, which costs a stream per call. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #signal: AbortSignal | undefined;
  readonly #resolve: (answer: Answer) => void;
  readonly #reject: (error: TransportError) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #first: Buffer | undefined;
  #rest: Buffer[] | undefined;

  constructor(
    method: string,
    signal: AbortSignal | undefined,
    resolve: (answer: Answer) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#method = method;
    this.#signal = signal;
    this.#resolve = resolve;
    this.#reject = reject;
    signal?.addEventListener('abort', this.#onAbort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted) controller.abort(new DOMException('aborted', 'AbortError'));
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
    else this.#fail({ reason: 'not JSON', arrived: 'maybe' }, `HTTP ${this.#status}`);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#stopListening();
    // Without a controller the request was never written, so it has not arrived, whatever the error.
    this.#fail(this.#controller ? failureOf(error, this.#status !== 0) : UNSENT);
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
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }

  #fail(failure: TransportFailure, detail?: string): void {
    this.#reject(new TransportError(this.#method, failure, detail));
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

/** undici's error as a failure. Reads only its code: message and cause may hold the address. */
function failureOf(error: Error, started: boolean): TransportFailure {
  const code = 'code' in error ? String(error.code) : error.name;
  if (code === 'AbortError' || error.name === 'AbortError') return ABORTED;
  if (UNREACHABLE.has(code)) return { reason: 'unreachable', arrived: 'no' };
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') {
    return { reason: 'timeout', arrived: 'maybe' };
  }
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return { reason: 'too large', arrived: 'maybe' };
  return { reason: started ? 'cut off' : 'reset', arrived: 'maybe' };
}
