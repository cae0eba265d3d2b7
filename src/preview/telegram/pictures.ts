// Pictures that the bot sent, for the page to show: the newest, up to a limit.

import type { Gallery, Picture, PictureForm } from './picture-types.ts';

/** What all of them may take, bytes. */
const ROOM = 32 * 1024 * 1024;
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
];

/** The media type of a picture by its first bytes; `undefined` where it is none that Telegram takes as a photo. */
export function pictureType(bytes: Uint8Array): string | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return SIGNATURES.find(([signature]) => beginning.startsWith(signature))?.[1];
}

export class Pictures implements Gallery {
  readonly #kept = new Map<string, Picture>();
  readonly #room: number;
  #taken = 0;
  #count = 0;

  constructor(room = ROOM) {
    this.#room = room;
  }

  /** `undefined` for what is no picture. */
  keep(bytes: Uint8Array): PictureForm | undefined {
    const mediaType = pictureType(bytes);
    if (!mediaType) return undefined;
    this.#count += 1;
    const id = `picture-${this.#count}`;
    this.#kept.set(id, { mediaType, bytes });
    this.#taken += bytes.length;
    for (const [oldest, { bytes }] of this.#kept) {
      if (this.#taken <= this.#room) break;
      this.#kept.delete(oldest);
      this.#taken -= bytes.length;
    }
    const size = mediaType === 'image/png' ? pngSize(bytes) : undefined;
    return { id, ...(size ? { size } : {}) };
  }

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
