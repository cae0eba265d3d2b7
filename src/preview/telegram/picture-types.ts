// Files in messages, and pictures as the page gets them: the parts of types.ts that are about them.

/** A photo or a document of a message, whose caption is the message's `text`. */
export interface Attachment {
  readonly type: 'photo' | 'document';
  readonly file_name: string;
  /** Bytes. */
  readonly file_size: number;
  /** Where the page finds it. */
  readonly picture?: PictureForm;
}

export interface PictureForm {
  readonly id: string;
  /** Pixels; absent where its format does not say so at its beginning. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** A part of `LocalTelegram`. */
export interface Gallery {
  /** `undefined` for one that is not kept any more, or never was. */
  picture(id: string): Picture | undefined;
}

export interface Picture {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}
