// A command as people type it, and what follows it, without characters that nobody can see.

/** A command as typed: `/Ukraine@CommuniqueBot riyadh-2025-02-18`. */
export interface TypedCommand {
  /** Lower case. */
  readonly name: string;
  /** The bot it is for, lower case, where one is named. */
  readonly bot: string | undefined;
  readonly words: string;
}

// Bot API: a command is 1 to 32 of a-z, 0-9 and _; people type capitals all the same.
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@([a-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/i;
// Control characters, and the marks that turn a line's direction around.
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** Longer words cannot be a search or a talk's id; cut before any work is done with them, UTF-16 units. */
const WORDS_LENGTH = 512;

/** The command that a text is, if it is one. */
export function commandOf(text: string): TypedCommand | undefined {
  const match = COMMAND.exec(text);
  if (!match?.[1]) return undefined;
  return { name: match[1].toLowerCase(), bot: match[2]?.toLowerCase(), words: cleanWords(match[3] ?? '') };
}

/** What a person typed, on one line, without characters that nobody can see. */
export function cleanWords(text: string): string {
  return text.slice(0, WORDS_LENGTH).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}
