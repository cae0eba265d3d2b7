// What is said back.

import type { PhotoContent } from '../delivery/message.ts';
import type { FinishedPicture } from '../messages/pictures/pictures.ts';

/** One message to send: Telegram HTML of at most 4096 code points after parsing. */
export interface Outgoing {
  readonly html: string;
  /** A `reply_markup` of the Bot API. */
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
  /**
   * A picture, with at most 1024 code points under it; the text alone where Telegram does not take the picture. Then the
   * `rest`.
   */
  | {
      readonly type: 'photo';
      readonly photo: PhotoContent['photo'];
      readonly filename: string;
      readonly caption: Outgoing;
      readonly rest?: readonly Outgoing[];
    }
  /**
   * A picture that may still have to be drawn, while other questions are answered; `failed` says in at most 200 characters
   * that it couldn't be, `refused` that the chat doesn't take it. On a pressed picture, it takes that one's place.
   */
  | {
      readonly type: 'picture';
      readonly make: () => Promise<FinishedPicture>;
      /** The message is in the chat now. */
      readonly keep: (chat: number, message: number) => Promise<void>;
      readonly failed: string;
      readonly refused: Outgoing;
    }
  /**
   * A small notice over the chat, at most 200 characters; for a typed command a message, which a `fleeting` one is
   * not for long: in a group it concerns one person, in a channel the person who posts. `sweep`: the command is
   * deleted too.
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

export const NOTHING: Saying = { type: 'nothing' };

/** A new message that says how the digest of its place stands. */
export function tellDigest(message: Outgoing): Saying {
  return { type: 'messages', messages: [message], tellsDigest: true };
}

/** A new message. */
export function say(message: Outgoing): Saying {
  return { type: 'messages', messages: [message] };
}
