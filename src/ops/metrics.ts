// The figures that Prometheus fetches at `/metrics`: counts since the start, and gauges of the present state.

import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  Registry,
  type RegistryContentType,
} from 'prom-client';
import type { Clock } from '../clock.ts';
import { createCachedFigure } from './cached-figure.ts';

/** What a scrape asks the store. Times are ms. */
export interface StoreFigures {
  /** Deliveries that wait to be sent. */
  readonly waiting: number;
  /** How long the first of them could have been sent already. */
  readonly waitingFor: number;
  /** How overdue the oldest digest is, planned or not. */
  readonly overdueFor: number;
  /** Messages whose text is to be corrected where they stand. */
  readonly copiesWaiting: number;
}

/** The content version in force. */
export interface ContentFigures {
  readonly version: string;
  readonly talks: number;
  readonly topics: number;
  readonly points: number;
  /** Whether newer files were refused for their mistakes. */
  readonly isRefused: boolean;
}

/** What a scrape asks. */
export interface FiguresSource {
  storeFigures(): Promise<StoreFigures>;
  /** The active ones. */
  subscriptions(): Promise<number>;
  contentFigures(): ContentFigures;
}

export interface MetricsOptions {
  readonly clock: Pick<Clock, 'monotonic' | 'after'>;
  /** `undefined` before the store is open. */
  readonly source: () => FiguresSource | undefined;
  /** Sends waiting in the gateway or in flight. */
  readonly sends: () => number;
  /** Since Telegram last answered a poll, ms; 0 with a webhook. */
  readonly silence: () => number;
}

/** Label values are few and our own: no ids, no texts. Times are ms here and seconds in the output. */
export interface Metrics {
  update(type: string, outcome: string, ms?: number): void;
  send(outcome: string, priority: string, ms: number): void;
  flood(whose: 'chat' | 'all'): void;
  inline(outcome: string): void;
  /** One planning run: digests queued, with nothing new, and more than six hours late. */
  planned(report: { readonly queued: number; readonly idle: number; readonly late: number }): void;
  /** A message was corrected where it stands, needed nothing, or could not be. */
  copy(outcome: 'edited' | 'unchanged' | 'failed'): void;
  /** A planned digest became too old while the process was down. */
  dropped(): void;
  request(route: string, status: number, ms: number): void;
  /** Prometheus' text format, and its content type. */
  expose(): Promise<{ readonly contentType: RegistryContentType; readonly text: string }>;
}

/** Seconds. A handler takes milliseconds; one that asks Telegram (who is an administrator?) some hundred. */
const HANDLING = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds. A round trip to Telegram takes 50 to 200 ms; above that are the pace, retries and flood waits. */
const SENDING = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
/** How long the store's figures are good (ms): counting a million waiting digests takes 0.06 s. */
const KEEP_FOR = 10_000;
/** The same for subscriptions (ms), which change slowly: a million take 0.03 s on SQLite, 0.1 s on PostgreSQL. */
const KEEP_SUBSCRIPTIONS_FOR = 60_000;
/** How long a scrape waits for the store (ms): Prometheus gives up on all figures after 10 s. */
const PATIENCE = 1_000;

/** Uses its own registry. Counting costs 0.2 µs. */
export function createMetrics(options: MetricsOptions): Metrics {
  const registry = new Registry();
  const counted = counters(registry);
  beginAtZero(counted);
  gauges(registry, options);
  let watchesProcess = false;

  return {
    update(type, outcome, ms) {
      counted.updates.inc({ type, outcome });
      if (ms !== undefined) counted.handling.observe({ type }, ms / 1000);
    },
    send(outcome, priority, ms) {
      counted.sends.inc({ outcome, priority });
      counted.sending.observe({ priority }, ms / 1000);
    },
    flood: (whose) => counted.floods.inc({ whose }),
    inline: (outcome) => counted.inline.inc({ outcome }),
    planned({ queued, idle, late }) {
      counted.digests.inc({ outcome: 'planned' }, queued);
      counted.digests.inc({ outcome: 'idle' }, idle);
      counted.digests.inc({ outcome: 'late' }, late);
    },
    dropped: () => counted.digests.inc({ outcome: 'dropped' }),
    copy: (outcome) => counted.copies.inc({ outcome }),
    request(route, status, ms) {
      counted.requests.inc({ route, status: `${Math.floor(status / 100)}xx` });
      counted.requesting.observe({ route }, ms / 1000);
    },
    async expose() {
      // These sample the process a hundred times a second, so they start with the first scrape.
      if (!watchesProcess) collectDefaultMetrics({ register: registry });
      watchesProcess = true;
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

function counters(registry: Registry) {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name: `communique_${name}`, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[],
  ) => new Histogram({ name: `communique_${name}`, help, buckets, labelNames, registers });
  return {
    updates: counter('updates_total', 'Updates from Telegram, by what became of them', ['type', 'outcome']),
    handling: histogram('update_handling_seconds', 'From taking an update to its reply', HANDLING, ['type']),
    sends: counter('sends_total', 'Sends by what became of them', ['outcome', 'priority']),
    sending: histogram('send_seconds', 'From a send’s handing over to its end, waits included', SENDING, [
      'priority',
    ]),
    floods: counter('flood_waits_total', 'Times that Telegram asked to wait: one chat, or all', ['whose']),
    inline: counter('inline_answers_total', 'Answers to inline queries by what became of them', ['outcome']),
    digests: counter('digests_total', 'Digests that fell due, by what became of them', ['outcome']),
    copies: counter('copies_total', 'Messages corrected in place, by what became of them', ['outcome']),
    requests: counter('http_requests_total', 'Requests answered', ['route', 'status']),
    requesting: histogram('http_request_seconds', 'From a request to its answer', HANDLING, ['route']),
  };
}

/** `increase()` sees the first occurrence of a rare event only when the series started at 0. */
function beginAtZero({ sends, floods, digests, copies }: ReturnType<typeof counters>): void {
  for (const outcome of ['sent', 'gone', 'rejected', 'retry', 'unauthorised']) {
    for (const priority of ['reply', 'digest', 'copy']) sends.inc({ outcome, priority }, 0);
  }
  for (const outcome of ['edited', 'unchanged', 'failed']) copies.inc({ outcome }, 0);
  for (const whose of ['chat', 'all']) floods.inc({ whose }, 0);
  for (const outcome of ['planned', 'idle', 'late', 'dropped']) digests.inc({ outcome }, 0);
}

function gauges(registry: Registry, options: MetricsOptions): void {
  const { clock, source, sends, silence } = options;
  const cached = <Value>(ask: (source: FiguresSource) => Promise<Value>, keepFor: number) =>
    createCachedFigure({
      read: async () => {
        const there = source();
        return there && ask(there);
      },
      clock,
      keepFor,
      patience: PATIENCE,
    });
  const read = cached((there) => there.storeFigures(), KEEP_FOR);
  const subscriptions = cached((there) => there.subscriptions(), KEEP_SUBSCRIPTIONS_FOR);
  /** An unknown value is NaN, which no alert takes for a good one. */
  const gauge = (
    name: string,
    help: string,
    value: () => number | undefined | Promise<number | undefined>,
  ) => {
    new Gauge({
      name: `communique_${name}`,
      help,
      registers: [registry],
      async collect() {
        this.set((await value()) ?? Number.NaN);
      },
    });
  };
  const stored = (name: string, help: string, value: (figures: StoreFigures) => number | undefined) =>
    gauge(name, help, async () => {
      const figures = await read();
      return figures && value(figures);
    });

  gauge('store_up', 'Whether the store answers', async () => ((await read()) ? 1 : 0));
  stored('queue_depth', 'Digests that wait to be sent', ({ waiting }) => waiting);
  stored('queue_oldest_seconds', 'How long the first of them has waited', (f) => f.waitingFor / 1000);
  stored('digest_overdue_seconds', 'How much the oldest digest is over its time', (f) => f.overdueFor / 1000);
  stored('copies_waiting', 'Messages that are to be corrected', ({ copiesWaiting }) => copiesWaiting);
  gauge('subscriptions', 'Active subscriptions', subscriptions);
  gauge('telegram_silent_seconds', 'Since Telegram last gave updates', () => silence() / 1000);
  gauge('sends_pending', 'Sends that wait in this process or are out', sends);
  for (const part of ['talks', 'topics', 'points'] as const)
    gauge(`content_${part}`, `In the content in force: ${part}`, () => source()?.contentFigures()[part]);
  gauge('content_refused', 'Whether newer content was refused for its mistakes', () => {
    const refused = source()?.contentFigures().isRefused;
    return refused === undefined ? undefined : Number(refused);
  });
  new Gauge({
    name: 'communique_content_info',
    help: 'The version of the content in force',
    labelNames: ['version'],
    registers: [registry],
    collect() {
      this.reset();
      const version = source()?.contentFigures().version;
      if (version !== undefined) this.set({ version }, 1);
    },
  });
}
