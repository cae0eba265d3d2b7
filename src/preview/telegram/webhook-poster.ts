// Posts updates to the bot's webhook: one at a time, in order, each until it is answered with 2xx.

import { badRequest } from './refusal.ts';
import type { UpdateQueue } from './update-queue.ts';

export interface WebhookParameters {
  readonly url: string;
  readonly secret_token?: string;
  readonly max_connections?: number;
  readonly allowed_updates?: readonly string[];
  readonly drop_pending_updates?: boolean;
}

/** Ports that Telegram posts to: Bot API, setWebhook. On loopback any port is allowed. */
const PORTS: ReadonlySet<string> = new Set(['', '443', '80', '88', '8443']);
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);
const POST_TIMEOUT_MS = 30_000;

interface Target extends WebhookParameters {
  readonly stopped: AbortController;
}

export class WebhookPoster {
  readonly #updates: UpdateQueue;
  readonly #retryMs: number;
  #target: Target | undefined;
  #posting: Target | undefined;
  #lastError: { readonly last_error_date: number; readonly last_error_message: string } | undefined;
  readonly #now: () => number;

  constructor(updates: UpdateQueue, now: () => number, retryMs: number) {
    this.#updates = updates;
    this.#now = now;
    this.#retryMs = retryMs;
    updates.onArrival = () => this.#start();
  }

  get active(): boolean {
    return this.#target !== undefined;
  }

  /** Throws `Refusal`. */
  set(parameters: WebhookParameters): void {
    if (parameters.url === '') {
      this.delete(parameters.drop_pending_updates);
      return;
    }
    checkUrl(parameters.url);
    checkSecret(parameters.secret_token);
    const { max_connections } = parameters;
    if (max_connections !== undefined && (max_connections < 1 || max_connections > 100)) {
      throw badRequest('max_connections must be from 1 to 100');
    }
    this.delete(parameters.drop_pending_updates);
    this.#updates.interrupt('terminated by setWebhook request');
    this.#updates.allow(parameters.allowed_updates);
    this.#target = { ...parameters, stopped: new AbortController() };
    this.#start();
  }

  delete(dropPending = false): void {
    this.#target?.stopped.abort();
    this.#target = undefined;
    this.#lastError = undefined;
    if (dropPending) this.#updates.clear();
  }

  /** Bot API `WebhookInfo`. */
  info(): Readonly<Record<string, unknown>> {
    const { allowed, pending } = this.#updates;
    return {
      url: this.#target?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: pending,
      ...this.#lastError,
      ...(this.#target ? { max_connections: this.#target.max_connections ?? 40 } : {}),
      ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
    };
  }

  #start(): void {
    const target = this.#target;
    if (!target || this.#posting === target) return;
    this.#posting = target;
    void this.#postAll(target).finally(() => {
      if (this.#posting === target) this.#posting = undefined;
    });
  }

  async #postAll(target: Target): Promise<void> {
    const { signal } = target.stopped;
    for (let update = this.#updates.first(); update && !signal.aborted; update = this.#updates.first()) {
      const failure = await post(target, JSON.stringify(update));
      if (signal.aborted) return;
      if (failure === undefined) {
        this.#updates.confirm(update.update_id + 1);
        continue;
      }
      this.#lastError = {
        last_error_date: Math.floor(this.#now() / 1000),
        last_error_message: failure.message,
      };
      await delay(failure.retryAfterMs ?? this.#retryMs, signal);
    }
  }
}

interface Failure {
  readonly message: string;
  readonly retryAfterMs?: number;
}

async function post({ url, secret_token, stopped }: Target, body: string): Promise<Failure | undefined> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (secret_token) headers['x-telegram-bot-api-secret-token'] = secret_token;
  const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(POST_TIMEOUT_MS)]);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await response.arrayBuffer();
    if (response.ok) return undefined;
    const message = `Wrong response from the webhook: ${response.status} ${response.statusText}`;
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return Number.isFinite(seconds) ? { message, retryAfterMs: seconds * 1000 } : { message };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified');
  const { protocol, hostname, port } = new URL(url);
  if (LOOPBACK.has(hostname) && protocol === 'http:') return;
  if (protocol !== 'https:') throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (!PORTS.has(port) && !LOOPBACK.has(hostname)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
}

function checkSecret(secret: string | undefined): void {
  if (secret === undefined || secret === '') return;
  if (secret.length > 256) throw badRequest('secret token is too long');
  if (!/^[\w-]+$/.test(secret)) throw badRequest('secret token contains unallowed characters');
}
