// Character references of Telegram's HTML: the four named ones and the numbered ones.

const NAMED: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

const REFERENCE = /&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))(;?)/y;

/**
 * The character that the reference at `at` stands for, and the position after it.
 * `undefined` where Telegram leaves the `&` as it is: unknown names, impossible code points.
 */
export function readReference(source: string, at: number): { text: string; end: number } | undefined {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(source);
  if (!match) return undefined;
  const [whole, hex, decimal, name, semicolon = ''] = match;
  const text = name === undefined ? numbered(hex, decimal, whole.length - semicolon.length) : NAMED.get(name);
  return text === undefined ? undefined : { text, end: at + whole.length };
}

function numbered(hex: string | undefined, decimal: string | undefined, length: number): string | undefined {
  const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
  // TDLib's own bounds: at most nine characters, below the last code point. A lone surrogate is no character.
  if (!(code > 0 && code < 0x10ffff) || length >= 10 || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}
