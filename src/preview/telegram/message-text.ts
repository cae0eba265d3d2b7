// A text or caption from the bot: cleaned, parsed, measured as Telegram does.

import { withFound } from './entity-detection.ts';
import { type Parsed, parseHtml } from './html-mode.ts';
import type { LocalEntity } from './model.ts';
import { badRequest } from './refusal.ts';

export interface TextParameters {
  readonly text?: string | undefined;
  readonly parse_mode?: string | undefined;
  readonly entities?: readonly LocalEntity[] | undefined;
}

/** Code points after parsing: Bot API, sendMessage. */
const TEXT_LIMIT = 4096;
/** Code points after parsing: Bot API, sendPhoto and sendDocument. */
const CAPTION_LIMIT = 1024;
/** Telegram silently drops entities beyond this; here they are an error. */
const ENTITIES_LIMIT = 100;

/** 1–4096 code points. Throws `Refusal`. */
export function messageText(parameters: TextParameters): Parsed {
  if (!parameters.text) throw badRequest('message text is empty');
  const parsed = trimmed(parse(parameters.text, parameters));
  if (!parsed.text) throw badRequest('text must be non-empty');
  if (codePoints(parsed.text) > TEXT_LIMIT) throw badRequest('message is too long');
  return finished(parsed);
}

/** 0–1024 code points. Throws `Refusal`. */
export function captionText(parameters: TextParameters): Parsed {
  const parsed = trimmed(parse(parameters.text ?? '', parameters));
  if (codePoints(parsed.text) > CAPTION_LIMIT) throw badRequest('message caption is too long');
  return finished(parsed);
}

function parse(source: string, { parse_mode, entities }: TextParameters): Parsed {
  if (!source.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const clean = source.replace(/\r/g, '').replace(CONTROL, ' ');
  if (parse_mode === 'HTML') return parseHtml(clean);
  if (parse_mode !== undefined) throw badRequest(`parse mode ${parse_mode} is not served here; write HTML`);
  for (const { offset, length } of entities ?? []) {
    if (offset < 0 || length < 0 || offset + length > clean.length) {
      throw badRequest('entity beginning or ending is outside of the text');
    }
  }
  return { text: clean, entities: entities ?? [] };
}

/** What Telegram turns into spaces; a line break stays. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about control characters
const CONTROL = /[\0-\x09\x0b-\x1f]/g;

/** Telegram trims white space off both ends and fits the entities to what is left. */
function trimmed({ text, entities }: Parsed): Parsed {
  const kept = text.trim();
  if (kept.length === text.length) return { text, entities };
  const start = text.length - text.trimStart().length;
  const fitted = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - start);
    const to = Math.min(kept.length, entity.offset + entity.length - start);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: kept, entities: fitted };
}

function finished({ text, entities }: Parsed): Parsed {
  if (entities.length > ENTITIES_LIMIT)
    throw badRequest(`ENTITIES_TOO_LONG: over ${ENTITIES_LIMIT} entities`);
  return { text, entities: withFound(text, entities) };
}

/** A short text, the common case, needs no counting. */
function codePoints(text: string): number {
  if (text.length <= CAPTION_LIMIT) return text.length;
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) count--;
  }
  return count;
}
