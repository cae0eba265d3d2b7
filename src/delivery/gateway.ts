// The way out: every message to Telegram goes through here, paced, in order per chat, retried by meaning.

import type { Clock } from '../clock.ts';
import type { Priority } from './lane.ts';
import { LaneGateway } from './lane-gateway.ts';
import type { GoneReason, Outcome } from './outcome.ts';
import type { Permits } from './permits.ts';
import type { CallOptions, Transport } from './telegram.ts';

export interface GatewayLog {
  warn(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

export interface GatewayOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly log: GatewayLog;
  /** Sends a second over all chats. */
  readonly messagesPerSecond: number;
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number;
  readonly onMigrated?: (from: number, to: number) => void;
  readonly onGone?: (chat: number, why: GoneReason) => void;
  readonly onUnauthorised?: () => void;
  /** Every settled send, for figures; `ms` since it was handed over, waits included. */
  readonly onOutcome?: (outcome: Outcome['type'], priority: Priority, ms: number) => void;
  /** Telegram asked the chat to wait for so many ms; `allMs` where that means all chats, which wait so long. */
  readonly onFlood?: (chat: number, ms: number, allMs: number | undefined) => void;
}

export interface Gateway {
  /**
   * Queues a call that counts against Telegram's limits and gives what became of it; never rejects.
   * `payload.chat_id` must be `chat`. Calls of one chat go out one after another in the order given.
   * @param wanted asked right before each try, as a call may have waited long; `false` gives `not wanted`
   */
  send(
    chat: number,
    method: string,
    payload: Readonly<Record<string, unknown>>,
    priority: Priority,
    wanted?: () => Promise<boolean>,
  ): Promise<Outcome>;
  /** A call that Telegram does not count (answerCallbackQuery, getChatMember, …): at once, no order, one try. */
  call(method: string, payload: object, options?: CallOptions): Promise<Outcome>;
  /** The overall pace is that of these permits from now on. */
  paceBy(permits: Permits): void;
  /**
   * Nothing goes out to the chat, or to any (`null`), for so many ms: another process was told to wait.
   * @param justNow not before: then it counts among those that together mean all chats
   */
  hold(chat: number | null, ms: number, justNow?: boolean): void;
  /** Resolves when no call of the chat is waiting or out. */
  quiet(chat: number): Promise<void>;
  /** Calls waiting or out, over all chats. */
  readonly pending: number;
  /** Resolves when nothing is waiting or out, or after `timeoutMs`; what is left then is settled as `stopping`. */
  drain(timeoutMs: number): Promise<void>;
}

/** The gateway over a transport. */
export function createGateway(options: GatewayOptions): Gateway {
  return new LaneGateway(options);
}
