// The parameters of a request as they came: query, JSON, urlencoded or multipart.

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

  /** What is in it, once: a call that is remembered does not keep it. */
  take(): Uint8Array {
    const bytes = this.#bytes;
    this.#bytes = new Uint8Array();
    return bytes;
  }
}

export interface Fields {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Whether every value is a string that stands for its type. */
  readonly form: boolean;
}

/** Throws `Refusal` 400 for a body that cannot be read. */
export async function readFields(query: string, contentType: string, body: Buffer): Promise<Fields> {
  if (body.length === 0) return { fields: fromPairs(query), form: true };
  const fields = { ...fromPairs(query) };
  if (contentType.startsWith('multipart/form-data')) {
    return { fields: { ...fields, ...(await multipart(contentType, body)) }, form: true };
  }
  if (contentType.startsWith('application/json')) {
    return { fields: { ...fields, ...json(body) }, form: false };
  }
  return { fields: { ...fields, ...fromPairs(body.toString()) }, form: true };
}

function fromPairs(text: string): Record<string, string> {
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

/** `attach://name` in a field means the file part of that name: Bot API, sending files. */
async function multipart(contentType: string, body: Buffer): Promise<object> {
  const parts = await formParts(contentType, body);
  const fields: Record<string, unknown> = {};
  for (const [name, part] of parts) {
    fields[name] = typeof part === 'string' ? part : await uploaded(part);
  }
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'string' || !value.startsWith('attach://')) continue;
    const part = value.slice('attach://'.length);
    if (!(fields[part] instanceof UploadedFile))
      throw badRequest(`there is no file "${part}" in the request`);
    fields[name] = fields[part];
    delete fields[part];
  }
  return fields;
}

async function uploaded(file: File): Promise<UploadedFile> {
  return new UploadedFile(file.name, new Uint8Array(await file.arrayBuffer()));
}

async function formParts(contentType: string, body: Buffer): Promise<[string, string | File][]> {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    return [...form] as [string, string | File][];
  } catch {
    throw badRequest("can't parse the multipart body");
  }
}
