// How a digest stands with a picture over it: all of it as the caption, else its headline, and the rest in messages of their own.

import { codePoints } from '../messages/html.ts';
import { MAX_CAPTION_LENGTH } from '../messages/pictures/caption.ts';
import { plainOf } from '../messages/plain.ts';

export interface UnderPicture {
  /** Telegram HTML. */
  readonly caption: string;
  readonly rest: readonly string[];
}

/** Left free for what a correction adds to a caption, code points: one remark at length, or several that are cut. */
const FOR_REMARKS = 200;

/** `undefined` where not even the headline is short enough. */
export function underPicture(htmls: readonly string[]): UnderPicture | undefined {
  const [first = ''] = htmls;
  if (htmls.length === 1 && isShort(first)) return { caption: first, rest: [] };
  const caption = headlineOf(htmls);
  const rest = belowHeadline(htmls);
  return rest.length > 0 && isShort(caption) ? { caption, rest } : undefined;
}

/** The first line. */
export function headlineOf([first = '']: readonly string[]): string {
  return first.split('\n', 1)[0] ?? '';
}

/** All but the first line. */
export function belowHeadline([first = '', ...further]: readonly string[]): readonly string[] {
  const end = first.indexOf('\n');
  const below = end < 0 ? '' : first.slice(end).trim();
  return below === '' ? further : [below, ...further];
}

function isShort(html: string): boolean {
  return codePoints(plainOf(html)) <= MAX_CAPTION_LENGTH - FOR_REMARKS;
}
