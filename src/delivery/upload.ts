// A payload as an HTTP body: JSON, or multipart/form-data when a file is in it.

import { randomUUID } from 'node:crypto';

/** A file to upload, Bot API "Sending files". */
export interface Upload {
  readonly source: Uint8Array;
  readonly filename: string;
}

export interface EncodedBody {
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Of a payload without files, which json-body.ts encodes. */
export const JSON_HEADERS = { 'content-type': 'application/json' } as const;

/** A payload with files: each other value is a string, or JSON where it is an object. */
export async function encodeForm(payload: object): Promise<EncodedBody> {
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
export function hasUpload(payload: object): boolean {
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
    const name = randomUUID();
    appendFile(form, name, inner);
    return `attach://${name}`;
  });
}

function appendFile(form: FormData, name: string, { source, filename }: Upload): void {
  form.append(name, new Blob([new Uint8Array(source)]), filename);
}
