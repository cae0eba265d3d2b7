// A payload as an HTTP body: JSON, or multipart/form-data when it carries a file.

import { LRUCache } from 'lru-cache';
import { growingTo } from '../growing-cache.ts';

/** A file to upload, Bot API "Sending files". */
export interface Upload {
  readonly source: Uint8Array;
  readonly filename: string;
}

export interface EncodedBody {
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** A promise only where the payload carries a file. */
export type EncodeBody = (payload: object) => EncodedBody | Promise<EncodedBody>;

/** What a message has in common for all its chats: Bot API, sendMessage. */
interface Message {
  readonly text?: unknown;
  readonly parse_mode?: unknown;
  readonly link_preview_options?: unknown;
  readonly reply_markup?: unknown;
}

interface EncodedMessage extends Message {
  /** Its JSON in UTF-8 after the opening brace. */
  readonly end: Uint8Array;
}

const JSON_HEADERS = { 'content-type': 'application/json' } as const;
/** UTF-16 units; shorter texts are encoded as fast as they are looked up. */
const WORTH_KEEPING = 200;
/** Messages kept. At some 3 KB each, 3 MB. */
const KEPT = 1_000;

/**
 * Gives the encoder of one transport. It remembers messages by their text, since answers and digests go to many chats
 * with the same text and the same keyboard object: to encode them each time was a seventh of what a command costs.
 * A keyboard must not be changed once it is made.
 */
export function createEncodeBody(): EncodeBody {
  const kept = new LRUCache<string, EncodedMessage>(growingTo(KEPT));

  function encodeMessage(text: string, message: Message): Uint8Array {
    const known = kept.get(text);
    if (known && isSame(known, message)) return known.end;
    const end = Buffer.from(JSON.stringify(message).slice(1), 'utf8');
    kept.set(text, { ...message, end });
    return end;
  }

  function encodeJson(payload: object): string | Uint8Array {
    const { text, parse_mode, link_preview_options, reply_markup, ...own } = payload as Message;
    if (typeof text !== 'string' || text.length < WORTH_KEEPING || reply_markup === undefined) {
      return JSON.stringify(payload);
    }
    const begin = JSON.stringify(own);
    if (begin === '{}') return JSON.stringify(payload);
    const end = encodeMessage(text, { text, parse_mode, link_preview_options, reply_markup });
    return Buffer.concat([Buffer.from(`${begin.slice(0, -1)},`, 'utf8'), end]);
  }

  return (payload) =>
    hasUpload(payload) ? encodeForm(payload) : { body: encodeJson(payload), headers: JSON_HEADERS };
}

function isSame(a: Message, b: Message): boolean {
  return (
    a.reply_markup === b.reply_markup &&
    a.parse_mode === b.parse_mode &&
    a.link_preview_options === b.link_preview_options
  );
}

/** A payload with files: each other value is a string, or JSON where it is an object. */
async function encodeForm(payload: object): Promise<EncodedBody> {
  const form = new FormData();
  for (const [name, value] of Object.entries(payload)) {
    if (value === undefined || value === null) continue;
    if (isUpload(value)) appendFile(form, name, value);
    else form.append(name, typeof value === 'object' ? attachFiles(form, value) : String(value));
  }
  const encoded = new Response(form);
  const type = encoded.headers.get('content-type') ?? 'multipart/form-data';
  return { body: new Uint8Array(await encoded.arrayBuffer()), headers: { 'content-type': type } };
}

/** Whether a file is in the payload: at its top, or in `media`. */
function hasUpload(payload: object): boolean {
  for (const key in payload) {
    const value: unknown = payload[key as keyof typeof payload];
    if (typeof value !== 'object' || value === null) continue;
    if (isUpload(value)) return true;
    if (key === 'media' && mediaOf(value).some((item) => isUpload(item.media))) return true;
  }
  return false;
}

function isUpload(value: unknown): value is Upload {
  return (
    typeof value === 'object' && value !== null && 'source' in value && value.source instanceof Uint8Array
  );
}

function mediaOf(value: object): readonly { readonly media?: unknown }[] {
  return Array.isArray(value) ? value : [value];
}

/** The object as JSON, its files named `attach://…` and appended to the form under that name. */
function attachFiles(form: FormData, value: object): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (!isUpload(inner)) return inner;
    const name = crypto.randomUUID();
    appendFile(form, name, inner);
    return `attach://${name}`;
  });
}

function appendFile(form: FormData, name: string, { source, filename }: Upload): void {
  form.append(name, new Blob([new Uint8Array(source)]), filename);
}
