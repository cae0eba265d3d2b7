// Which call goes wrong, and how: the rules set by tests, in the order they were set.

import type { Fault, FaultRule } from './trouble.ts';

interface ActiveRule extends FaultRule {
  left: number;
}

export class Faults {
  readonly #random: () => number;
  #rules: ActiveRule[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  add(rule: FaultRule): void {
    this.#rules.push({ ...rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault of the first rule that strikes this call. */
  strike(method: string, payload: Readonly<Record<string, unknown>>): Fault | undefined {
    const rule = this.#rules.find((rule) => concerns(rule, method, payload) && this.#hits(rule));
    if (!rule) return undefined;
    rule.left--;
    if (rule.left <= 0) this.#rules = this.#rules.filter((other) => other !== rule);
    return rule.fault;
  }

  #hits({ share = 1 }: FaultRule): boolean {
    return share >= 1 || this.#random() < share;
  }
}

function concerns(rule: FaultRule, method: string, payload: Readonly<Record<string, unknown>>): boolean {
  const meant = rule.method === undefined ? method !== 'getUpdates' : rule.method === method;
  return meant && (rule.chat_id === undefined || String(payload.chat_id) === String(rule.chat_id));
}
