// One call from its fields to its answer: recorded, checked, limited, carried out.

import type { CallRecord, Events } from './events.ts';
import type { FloodControl } from './flood-control.ts';
import { METHOD_NAMES, type MethodName } from './method-names.ts';
import { checkParameters } from './method-parameters.ts';
import type { Method } from './methods.ts';
import { Refusal } from './refusal.ts';
import type { Fields } from './request-fields.ts';

export type Answer = NonNullable<CallRecord['answer']>;

/** A call in progress: `answer` comes later. */
export type Call = { -readonly [K in keyof CallRecord]: CallRecord[K] };

/** Method names are case-insensitive: Bot API, making requests. */
const BY_NAME: ReadonlyMap<string, MethodName> = new Map(
  METHOD_NAMES.map((name) => [name.toLowerCase(), name]),
);

export class Dispatch {
  readonly #methods: Readonly<Record<MethodName, Method>>;
  readonly #floodControl: FloodControl;
  readonly #events: Events;
  readonly #now: () => number;
  readonly #keep: number;
  readonly calls: Call[] = [];
  #number = 0;

  /** @param keep how many calls to keep at least. */
  constructor(
    methods: Readonly<Record<MethodName, Method>>,
    floodControl: FloodControl,
    events: Events,
    now: () => number,
    keep: number,
  ) {
    this.#methods = methods;
    this.#floodControl = floodControl;
    this.#events = events;
    this.#now = now;
    this.#keep = keep;
  }

  /** Records a call as it arrives. */
  open(name: string, payload: Readonly<Record<string, unknown>>): Call {
    const method = BY_NAME.get(name.toLowerCase()) ?? name;
    const call: Call = { number: ++this.#number, at: this.#now(), method, payload };
    this.calls.push(call);
    // Dropping half at a time keeps the cost of a call constant.
    if (this.calls.length > 2 * this.#keep) this.calls.splice(0, this.calls.length - this.#keep);
    return call;
  }

  /** Records the end of a call; without an answer it stays unanswered. */
  close(call: Call, answer?: Answer): void {
    if (answer) call.answer = answer;
    this.#events.emit({ type: 'call', call });
  }

  async run(call: Call, { fields, form }: Fields, signal: AbortSignal): Promise<Answer> {
    try {
      const method = BY_NAME.get(call.method.toLowerCase());
      if (!method) throw new Refusal(404, 'Not Found');
      const payload = checkParameters(method, fields, form);
      call.payload = payload;
      this.#floodControl.take(method, payload, call.at);
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
