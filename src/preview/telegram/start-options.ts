// How a local Telegram is started.

export interface LocalTelegramOptions {
  /** Default 0: a free one. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: a made-up one of the right form. */
  readonly token?: string;
  /** The bot's @name, without the @. */
  readonly username?: string;
  /** Unix time, milliseconds. Default `Date.now`. */
  readonly now?: () => number;
  /** From 0 up to 1, for faults that strike a share of calls. Default `Math.random`. */
  readonly random?: () => number;
  /** Whether the bot is kept from reading what groups say among themselves. Default true, as Telegram's. */
  readonly privacy?: boolean;
  /** Whether @BotFather has switched inline mode on. Default true. */
  readonly inline?: boolean;
  /** How many calls, and how many events, are remembered at least. Default: all. For benchmarks. */
  readonly keep?: number;
  /** The wait before a failed webhook post is tried again, ms. Default 1000. */
  readonly webhookRetryMs?: number;
}
