// A command as people type it, and what follows it, whatever their keyboard adds.

/** A command as typed: `/Ukraine@CommuniqueBot riyadh-2025-02-18`. */
export interface TypedCommand {
  /** Lower case. */
  readonly name: string;
  /** The bot it is for, lower case, where one is named. */
  readonly bot: string | undefined;
  readonly words: string;
}

/** Telegram's mark of a command, wherever it stands (Bot API `MessageEntity`, UTF-16 units). */
export interface CommandEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

// Bot API: a command is 1 to 32 of a-z, 0-9 and _; people type capitals all the same.
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\s+(.*))?$/i;
/** Invisible: format characters, and all that Unicode lets a font ignore (marks of direction, selectors, fillers). */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
/** A full stop or a bracket that touches the command belongs to the sentence around it. */
const TOUCHING = /^[^\s\p{L}\p{N}@#]+/u;
/** Line ends, control characters and every width of space. */
const SPACE = /[\p{Z}\p{Cc}]+/gu;
const PLAIN = /^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/;
/** Longer words cannot be a search or a talk's id; cut before any work is done with them, UTF-16 units. */
const WORDS_LENGTH = 512;

/**
 * The command that a text is, if it is one. With Telegram's entities a command ends where its entity does, so that a
 * mark or a letter that touches it is no part of its name.
 */
export function commandOf(text: string, entities: readonly CommandEntity[] = []): TypedCommand | undefined {
  const marked = entities.find(({ type }) => type === 'bot_command');
  if (marked && cleanWords(text.slice(0, marked.offset)) === '') {
    const end = marked.offset + marked.length;
    return commandIn(`${text.slice(marked.offset, end)} ${text.slice(end).replace(TOUCHING, '')}`);
  }
  return commandIn(text);
}

function commandIn(text: string): TypedCommand | undefined {
  const match = COMMAND.exec(cleanWords(text));
  if (!match?.[1]) return undefined;
  return { name: match[1].toLowerCase(), bot: match[2]?.toLowerCase(), words: match[3] ?? '' };
}

/** What a person typed, on one line, without invisible characters, letters and digits in their plain form. */
export function cleanWords(text: string): string {
  const cut = text.slice(0, WORDS_LENGTH);
  // Nearly every command is plain ASCII, and costs a tenth so.
  if (PLAIN.test(cut)) return cut.trim();
  return cut
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(SPACE, ' ')
    .replace(/\p{Nd}/gu, asciiDigit)
    .trim();
}

/** Unicode: the decimal digits of a script are ten code points in a row, from 0 to 9. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  if (code < 0x80) return digit;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}
