// Faults of single calls: the rules that tests set, in the order they were set.

/** What goes wrong with a call, instead of its answer. */
export type Fault =
  | {
      readonly type: 'error';
      readonly code: number;
      readonly description: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
    }
  /** The connection is closed before any answer. */
  | { readonly type: 'reset' }
  /** No answer until the local Telegram stops or the client gives up. */
  | { readonly type: 'hang' }
  /** Headers and half of the body, then the connection is closed (`hang: false`) or left open. */
  | { readonly type: 'cut'; readonly hang?: boolean }
  /** A proxy's HTML page with this HTTP status. */
  | { readonly type: 'html'; readonly status: number }
  /** The call is carried out but its answer never comes: it *has* arrived. */
  | { readonly type: 'lost' };

/** When a fault strikes. */
export interface FaultRule {
  /** A Bot API method, or every method but getUpdates when absent. */
  readonly method?: string;
  readonly chat_id?: number;
  /** How many calls it strikes; for ever when absent. */
  readonly times?: number;
  /** Share of calls it strikes, 0 to 1; every one when absent. */
  readonly share?: number;
  readonly fault: Fault;
}

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
