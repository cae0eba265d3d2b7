// The parameters of a request as they came: by query, JSON, urlencoded or multipart body.

import { badRequest } from './refusal.ts';

/** A file of a multipart body. */
export class UploadedFile {
  readonly file_name: string;
  /** Bytes. */
  readonly file_size: number;
  #bytes: Uint8Array;

  constructor(name: string, bytes: Uint8Array) {
    this.file_name = name;
    this.file_size = bytes.length;
    this.#bytes = bytes;
  }

  /** Its content, once: the record of a call must not keep it. */
  take(): Uint8Array {
    const bytes = this.#bytes;
    this.#bytes = new Uint8Array();
    return bytes;
  }
}

export interface Fields {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether every value is a string, whatever its type. */
  readonly form: boolean;
}

/** Throws `Refusal` 400 for a body that cannot be read. */
export async function readFields(
  query: Readonly<Record<string, string>>,
  contentType = '',
  body: Buffer = Buffer.alloc(0),
): Promise<Fields> {
  if (body.length === 0) return { fields: query, form: true };
  if (contentType.startsWith('multipart/form-data')) {
    return { fields: { ...query, ...(await multipart(contentType, body)) }, form: true };
  }
  if (contentType.startsWith('application/json')) {
    return { fields: { ...query, ...json(body) }, form: false };
  }
  return { fields: { ...query, ...fromPairs(body.toString()) }, form: true };
}

/** Of a query or an urlencoded body. */
export function fromPairs(text: string): Record<string, string> {
  return text === '' ? {} : Object.fromEntries(new URLSearchParams(text));
}

function json(body: Buffer): object {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest("can't parse JSON object");
  }
  return value;
}

/** The JSON with each value replaced; the text itself where it is none, which is refused later. */
function jsonWith(text: string, replace: (value: unknown) => unknown): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replace(inner)]))
    : text;
}

const ATTACH = 'attach://';

/** `attach://name` in a field means the file part of that name: Bot API, sending files. */
async function multipart(contentType: string, body: Buffer): Promise<object> {
  const fields: Record<string, unknown> = {};
  for (const [name, part] of await parts(contentType, body)) {
    fields[name] =
      typeof part === 'string' ? part : new UploadedFile(part.name, new Uint8Array(await part.arrayBuffer()));
  }
  const used = new Set<string>();
  const fileOr = (value: unknown): unknown => {
    if (typeof value !== 'string' || !value.startsWith(ATTACH)) return value;
    const part = value.slice(ATTACH.length);
    const file = fields[part];
    if (!(file instanceof UploadedFile)) throw badRequest(`there is no file "${part}" in the request`);
    used.add(part);
    return file;
  };
  const attached = Object.entries(fields).map(([name, value]): readonly [string, unknown] => [
    name,
    // Of editMessageMedia: the file stands inside of an object.
    name === 'media' && typeof value === 'string' && value.startsWith('{')
      ? jsonWith(value, fileOr)
      : fileOr(value),
  ]);
  return Object.fromEntries(attached.filter(([name]) => !used.has(name)));
}

/** Node parses multipart bodies for `fetch`. */
async function parts(contentType: string, body: Buffer): Promise<FormData> {
  const headers = { 'content-type': contentType };
  return new Response(new Uint8Array(body), { headers }).formData().catch(() => {
    throw badRequest("can't parse the multipart body");
  });
}
