// The transport: one Bot API call over HTTP, which gives Telegram's answer or fails with a typed reason.

import type { Dispatcher } from 'undici';
import { createEncodeBody, type EncodedBody } from './body.ts';
import { createConnections, IS_SEND, type ProxyAddress, proxyFailure } from './connections.ts';

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

/** How the Bot API server is reached, and as which bot. */
export interface TransportOptions {
  /** `https://api.telegram.org`, or a local Bot API server. */
  readonly apiRoot: string;
  readonly token: Token;
  readonly proxy?: ProxyAddress | undefined;
}

export function createTransport({ apiRoot, token, proxy }: TransportOptions): Transport {
  const root = new URL(apiRoot);
  const prefix = `${root.pathname.replace(/\/$/, '')}/bot${token.reveal()}/`;
  const connections = createConnections(root.origin, proxy);
  const server: Server = { host: root.host, proxy };
  const encodeBody = createEncodeBody();

  function dispatch(method: string, encoded: EncodedBody, options: CallOptions): Promise<Answer> {
    const { signal, timeoutMs = SEND_TIMEOUT_MS } = options;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new TransportError(method, ABORTED));
      const reader = new AnswerReader(method, server, signal, resolve, reject);
      // What waits for a connection waits no longer than for an answer.
      if (!IS_SEND.test(method)) reader.expectWithin(timeoutMs);
      connections.of(method).dispatch(
        {
          origin: root.origin,
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
    close: connections.close,
  };
}

const ABORTED: TransportFailure = { reason: 'aborted', arrived: 'maybe' };
const UNSENT: TransportFailure = { reason: 'unreachable', arrived: 'no' };

/** Whom a failure is blamed on. */
interface Server {
  readonly host: string;
  readonly proxy: ProxyAddress | undefined;
}

/** Collects one answer. Not undici's `request`, which costs a stream per call. */
class AnswerReader implements Dispatcher.DispatchHandler {
  readonly #method: string;
  readonly #server: Server;
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
    server: Server,
    signal: AbortSignal | undefined,
    resolve: (answer: Answer) => void,
    reject: (error: TransportError) => void,
  ) {
    this.#method = method;
    this.#server = server;
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
    const { proxy } = this.#server;
    const byProxy = proxy && proxyFailure(error, proxy, this.#controller !== undefined);
    if (byProxy) {
      this.#fail(UNSENT, byProxy);
      return;
    }
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
    this.#reject(new TransportError(this.#method, failure, { host: this.#server.host, ...details }));
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
