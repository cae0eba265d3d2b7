// What a person asked, and what is said back: the two ends of every handler.

import type { Clock } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { Planner } from '../digests/schedule.ts';
import type { ContentProblem } from '../errors.ts';
import type { Changes } from '../live/changes.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import type { Formatted } from '../messages/formatted.ts';
import type { Payload, Payloads } from '../messages/payloads.ts';
import type { StartPayloads } from '../messages/start-payloads.ts';
import type { Store } from '../store/database.ts';
import type { Sequence, SubscriptionSettings, ZoneId } from '../store/types.ts';
import type { Readers } from '../summaries/digest-summary.ts';
import type { Answers } from './answers.ts';
import type { Choices } from './choices.ts';
import type { CommandTable } from './commands.ts';
import type { Standing } from './group/managers.ts';
import type { Questions } from './questions.ts';

/** Where a request was made, and by whom. */
export interface Place {
  readonly chat: number;
  readonly type: 'private' | 'group' | 'channel';
  /** The forum topic, where the message is in one. */
  readonly thread: number | undefined;
  readonly user: number | undefined;
  /** Somebody who writes as the chat itself: in a group, an administrator without a name. */
  readonly asChat: boolean;
  /** The channel that somebody writes as, in a group. */
  readonly channel: number | undefined;
  /** The channel whose digest a private chat is setting up: checked by channels.ts for this very request. */
  readonly about?: Channel;
  /** The chat's public name, without the at sign. */
  readonly username?: string | undefined;
  readonly locale: Locale;
}

/** A channel whose digest is set up in the private chat of one of its administrators. */
export interface Channel {
  readonly id: number;
  readonly title: string;
}

/** A typed command. */
export interface Command extends Place {
  /** Lower case, without the slash. */
  readonly name: string;
  /** What follows the command, cleaned of control characters; may be empty. */
  readonly words: string;
  /** True for `/cmd@name` and in private chats: silence would be rude. */
  readonly addressed: boolean;
  readonly message: number;
  /** The channel that it is about, its id or `@name`; not checked yet. */
  readonly which?: number | string;
  /** The message as it was written, for who hands its words on. */
  readonly original?: Original;
}

export interface Original extends Formatted {
  /** The message that it replies to, where that is a text. */
  readonly repliedTo: Formatted | undefined;
}

/** A pressed button. `payload` is undefined for a button that means nothing any more. */
export interface Press extends Place {
  readonly payload: Payload | undefined;
  readonly message: number;
}

/** One message to send: Telegram HTML of at most 4096 code points after parsing. */
export interface Outgoing {
  readonly html: string;
  /** Bot API: any `reply_markup`. */
  readonly markup?: object;
}

/** What is said. */
export type Saying =
  /**
   * `question`: what it answers, where the same asked again is pointed to this answer. `tellsDigest`: it says how the
   * digest of its place stands.
   */
  | {
      readonly type: 'messages';
      readonly messages: readonly Outgoing[];
      readonly question?: string;
      readonly tellsDigest?: true;
    }
  /** `message` first, and `next` once Telegram has taken it; `otherwise` where it has not. */
  | {
      readonly type: 'trial';
      readonly message: Outgoing;
      readonly next: Outgoing;
      readonly otherwise: Outgoing;
    }
  /** In answer to this message instead of the one that asked; not at all where that is gone. */
  | { readonly type: 'reference'; readonly message: Outgoing; readonly to: number }
  /** The message with the pressed button becomes this one. */
  | { readonly type: 'edit'; readonly message: Outgoing; readonly notice?: string }
  /** Only the buttons of the message change, not its text. */
  | { readonly type: 'keyboard'; readonly markup: object; readonly notice?: string }
  /** A text file in UTF-8. */
  | {
      readonly type: 'document';
      readonly filename: string;
      readonly content: string;
      readonly caption: string;
    }
  /** A picture, with at most 1024 code points under it; the text alone where Telegram does not take the picture. */
  | {
      readonly type: 'photo';
      readonly png: Uint8Array;
      readonly filename: string;
      readonly caption: Outgoing;
    }
  /**
   * A small notice over the chat, at most 200 characters; for a typed command a message, which a `fleeting` one is
   * not for long: in a group it concerns one person and goes away again, in a channel whoever posts. `sweep`: the
   * command goes too.
   */
  | { readonly type: 'notice'; readonly text: string; readonly fleeting?: true; readonly sweep?: boolean }
  | { readonly type: 'nothing' };

/** What a handler wants said. */
export type Reply =
  | Saying
  /** The answer above, once its id is known; `otherwise` where it was not delivered, or is gone. */
  | {
      readonly type: 'pointer';
      readonly earlier: Promise<number | undefined>;
      readonly otherwise: () => Promise<Saying>;
    };

/** What handlers know of digests beside their settings. */
export interface DigestPreview {
  /**
   * The messages of a digest that would be sent now, Telegram HTML; none where nothing is new.
   * @param cursor the last point that the chat has had; `null` before its first digest
   * @param rotation how many digests of the rotation it has had
   */
  preview(
    settings: SubscriptionSettings,
    language: string,
    cursor: Sequence | null,
    rotation?: number,
    readers?: Readers,
  ): Promise<readonly string[]>;
}

/** What a reload came to. */
export type Reloaded =
  /** The files say what they said before. */
  | { readonly type: 'same'; readonly version: string }
  | { readonly type: 'changed'; readonly version: string; readonly changes: Changes }
  /** The content before stays in force. */
  | { readonly type: 'refused'; readonly problems: readonly ContentProblem[] };

/** What handlers work with that outlives a content version; only `digests` belongs to one. */
export interface Services {
  readonly store: Store;
  readonly choices: Choices;
  readonly digests: DigestPreview;
  readonly clock: Clock;
  /** For chats that chose none: TIME_ZONE. */
  readonly timeZone: ZoneId;
  /** User ids of the operators: ADMIN_IDS. */
  readonly adminIds: readonly number[];
  /** Sends operators' messages; `undefined` where only commands are answered. */
  readonly broadcaster: { wake(): void } | undefined;
  readonly log: { warn(facts: object, message: string): void };
  readonly locales: Locales;
  readonly planner: Planner;
  readonly questions: Questions;
  /** Takes over what has changed in the content, now. */
  reload(): Promise<Reloaded>;
}

/** What handlers work with, of one content version. */
export interface Desk extends Services {
  readonly catalogue: Catalogue;
  readonly payloads: Payloads;
  readonly startPayloads: StartPayloads;
  /** The bot's user name, without the at sign. */
  readonly botName: string;
  readonly answers: Answers;
  readonly commands: CommandTable;
  /** What the bot may do in a chat; `undefined` when Telegram did not say. */
  standing(chat: number): Promise<Standing | undefined>;
}

export const NOTHING: Saying = { type: 'nothing' };

/** A new message that says how the digest of its place stands. */
export function tellDigest(message: Outgoing): Saying {
  return { type: 'messages', messages: [message], tellsDigest: true };
}

/** A new message. */
export function say(message: Outgoing): Saying {
  return { type: 'messages', messages: [message] };
}
