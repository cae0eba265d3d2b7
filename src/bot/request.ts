// What a person asked: where, by whom, what.

import type { Locale } from '../locales/locale.ts';
import type { Formatted } from '../messages/formatted.ts';
import type { Payload } from '../messages/payloads.ts';

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
  /** The language of the person's app, as Telegram has it: `de`, `pt-br`. */
  readonly languageCode?: string | undefined;
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
  /** Words without a command, in a private chat: read by own-words.ts. */
  readonly isPlain?: true;
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
  /** The keyboard that it stands on. */
  readonly keyboard: readonly (readonly object[])[];
}
