// Pictures that the bot sent, for the page to show: the newest, up to a limit.

import type { PictureForm } from './model.ts';

export interface Picture {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Of all kept pictures together, bytes. */
const CAPACITY = 32 * 1024 * 1024;
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
];

/** A picture's media type by its first bytes; `undefined` for anything that Telegram does not take as a photo. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return SIGNATURES.find(([signature]) => beginning.startsWith(signature))?.[1];
}

export class Pictures {
  readonly #kept = new Map<string, Picture>();
  readonly #capacity: number;
  #size = 0;
  #count = 0;

  constructor(capacity = CAPACITY) {
    this.#capacity = capacity;
  }

  /** `undefined` for what is not a picture. */
  keep(bytes: Uint8Array): PictureForm | undefined {
    const mediaType = pictureType(bytes);
    if (!mediaType) return undefined;
    this.#count += 1;
    const id = `picture-${this.#count}`;
    this.#kept.set(id, { mediaType, bytes });
    this.#size += bytes.length;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#size <= this.#capacity) break;
      this.#kept.delete(oldest);
      this.#size -= bytes.length;
    }
    const size = mediaType === 'image/png' ? pngSize(bytes) : undefined;
    return { id, ...(size ? { size } : {}) };
  }

  /** `undefined` for one that was dropped, or never kept. */
  picture(id: string): Picture | undefined {
    return this.#kept.get(id);
  }
}

/** PNG, 11.2.1: the first chunk, IHDR, begins with the width and the height. */
function pngSize(bytes: Uint8Array): PictureForm['size'] {
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
