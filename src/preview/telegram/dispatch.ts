// One call from its fields to its answer: recorded, checked, limited, carried out.

import type { Events } from './events.ts';
import type { Limits } from './flood-control.ts';
import { SERVED, type Served } from './method-names.ts';
import { Parameters } from './method-parameters.ts';
import type { Method } from './methods.ts';
import type { CallRecord } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Fields } from './request-fields.ts';

export type Answer = NonNullable<CallRecord['answer']>;

/** A call on its way: `answer` comes later. */
export type Call = { -readonly [K in keyof CallRecord]: CallRecord[K] };

/** Telegram takes the names of methods in any case. */
const BY_NAME: ReadonlyMap<string, Served> = new Map(SERVED.map((name) => [name.toLowerCase(), name]));

export class Dispatch {
  readonly #methods: Readonly<Record<Served, Method>>;
  readonly #limits: Limits;
  readonly #events: Events;
  readonly #now: () => number;
  readonly #keep: number;
  readonly #parameters = new Parameters();
  readonly calls: Call[] = [];
  #number = 0;

  /** @param keep how many calls are remembered at least. */
  constructor(
    methods: Readonly<Record<Served, Method>>,
    limits: Limits,
    events: Events,
    now: () => number,
    keep: number,
  ) {
    this.#methods = methods;
    this.#limits = limits;
    this.#events = events;
    this.#now = now;
    this.#keep = keep;
  }

  /** Records a call as it arrives. */
  open(name: string, payload: Readonly<Record<string, unknown>>): Call {
    const method = BY_NAME.get(name.toLowerCase()) ?? name;
    const call: Call = { number: ++this.#number, at: this.#now(), method, payload };
    this.calls.push(call);
    // Forgetting half at a time keeps the cost of a call constant.
    if (this.calls.length > 2 * this.#keep) this.calls.splice(0, this.calls.length - this.#keep);
    return call;
  }

  /** Says what became of a call; without an answer it stays unanswered. */
  close(call: Call, answer?: Answer): void {
    if (answer) call.answer = answer;
    this.#events.tell({ type: 'call', call });
  }

  async run(call: Call, { fields, form }: Fields, signal: AbortSignal): Promise<Answer> {
    try {
      const method = BY_NAME.get(call.method.toLowerCase());
      if (!method) throw new Refusal(404, 'Not Found');
      const payload = this.#parameters.check(method, fields, form);
      call.payload = payload;
      this.#limits.take(method, payload, call.at);
      return { status: 200, body: { ok: true, result: await this.#methods[method](payload, signal) } };
    } catch (error) {
      if (error instanceof Refusal) return refused(error);
      throw error;
    }
  }
}

export function refused({ code, message, parameters }: Refusal): Answer {
  return {
    status: code,
    body: { ok: false, error_code: code, description: message, ...(parameters ? { parameters } : {}) },
  };
}
