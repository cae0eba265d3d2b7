// Pictures that the bot sent, for the page to show: the newest, up to a limit.

import { type Attachment, fileIdOf, type PictureForm } from './model.ts';
import { badRequest } from './refusal.ts';
import { UploadedFile } from './request-fields.ts';

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

/** Bot API, sendPhoto: of the width and the height together, and of the longer side by the shorter. */
const SIDES_LIMIT = 10_000;
const RATIO_LIMIT = 20;
/** Bot API, sendPhoto: at most 10 MB. */
const PHOTO_LIMIT = 10 * 1024 * 1024;

/** Throws `Refusal` for what Telegram does not take as a photo. */
function checkPhoto(bytes: Uint8Array): void {
  if (bytes.length > PHOTO_LIMIT) throw badRequest('file is too big');
  const mediaType = pictureType(bytes);
  if (!mediaType) throw badRequest('IMAGE_PROCESS_FAILED');
  const size = mediaType === 'image/png' ? pngSize(bytes) : undefined;
  if (!size) return;
  const { width, height } = size;
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (width + height > SIDES_LIMIT || !(ratio <= RATIO_LIMIT)) throw badRequest('PHOTO_INVALID_DIMENSIONS');
}

export class Pictures {
  readonly #kept = new Map<string, Picture>();
  /** As messages name them, by `file_id`; Telegram drops none. */
  readonly #sent = new Map<string, Attachment>();
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

  /**
   * The photo of an upload, or the one that a `file_id` names. Throws `Refusal`.
   * @param photo as the methods that send photos take it
   */
  photo(photo: UploadedFile | string | undefined): Attachment {
    if (photo === undefined || photo === '' || (photo instanceof UploadedFile && photo.file_size === 0))
      throw badRequest('file must be non-empty');
    if (typeof photo === 'string') {
      const known = this.#sent.get(photo);
      if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
      return known;
    }
    const { file_name, file_size } = photo;
    const bytes = photo.take();
    checkPhoto(bytes);
    const picture = this.keep(bytes);
    const attachment: Attachment = { type: 'photo', file_name, file_size, ...(picture ? { picture } : {}) };
    this.#sent.set(fileIdOf(attachment), attachment);
    return attachment;
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
