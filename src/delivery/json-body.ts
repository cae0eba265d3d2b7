// A payload's JSON as it goes over the wire: what many chats are sent alike, text and buttons, is encoded
// once.

/** Gives the JSON of a payload without files. */
export type EncodeJson = (payload: object) => string | Uint8Array;

/** What a message has in common for all its chats: Bot API, sendMessage. */
interface Message {
  readonly text?: unknown;
  readonly parse_mode?: unknown;
  readonly link_preview_options?: unknown;
  readonly reply_markup?: unknown;
}

/** A message's JSON from behind the comma to the end, UTF-8. */
interface Kept extends Message {
  readonly end: Uint8Array;
}

/** UTF-16 units; shorter ones are encoded as quickly as they are looked up. */
const WORTH_KEEPING = 200;
/** Texts remembered beside one keyboard, which digests of many kinds share; beyond that all go. At some 3 KB each. */
const TEXTS = 64;

/**
 * Kept answers and digests are the same objects each time, and a keyboard is never changed once it is made. Encoding
 * them anew was a seventh of what a command costs.
 */
export function createEncodeJson(): EncodeJson {
  const byKeyboard = new WeakMap<object, Map<string, Kept>>();

  function keptOf(message: Message, text: string, keyboard: object): Kept {
    const texts = byKeyboard.get(keyboard) ?? new Map<string, Kept>();
    const known = texts.get(text);
    if (known && isSame(known, message)) return known;
    if (texts.size >= TEXTS) texts.clear();
    const kept = { ...message, end: Buffer.from(JSON.stringify(message).slice(1), 'utf8') };
    texts.set(text, kept);
    byKeyboard.set(keyboard, texts);
    return kept;
  }

  return (payload) => {
    const { text, parse_mode, link_preview_options, reply_markup, ...own } = payload as Message;
    if (typeof text !== 'string' || text.length < WORTH_KEEPING || !isObject(reply_markup)) {
      return JSON.stringify(payload);
    }
    const message = { text, parse_mode, link_preview_options, reply_markup };
    const begin = JSON.stringify(own);
    if (begin === '{}') return JSON.stringify(payload);
    const { end } = keptOf(message, text, reply_markup);
    return Buffer.concat([Buffer.from(`${begin.slice(0, -1)},`, 'utf8'), end]);
  };
}

function isSame(kept: Message, { parse_mode, link_preview_options }: Message): boolean {
  return kept.parse_mode === parse_mode && kept.link_preview_options === link_preview_options;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
