// Countries as two letters of ISO 3166, languages as two letters of ISO 639-1: which there are, and their flags.

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** `RU`, `US`; also `EU` for the Union, `UN`, `XK` for Kosovo: every code that has a flag. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && /^\p{RGI_Emoji_Flag_Sequence}$/v.test(flagOf(code));
}

/** All that `isCountry` knows. */
export function countryCodes(): readonly string[] {
  const letters = Array.from({ length: 26 }, (_none, index) => String.fromCharCode(65 + index));
  return letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
}

export function isLanguage(code: string): boolean {
  const known = knownLanguages.get(code);
  if (known !== undefined) return known;
  const is = /^[a-z]{2}$/.test(code) && languages.of(code) !== undefined;
  if (code.length === 2) knownLanguages.set(code, is);
  return is;
}

/** Asking Intl takes a few microseconds, and sources by the thousand name the same few languages. */
const knownLanguages = new Map<string, boolean>();

/** The flag as an emoji: two regional indicator symbols. */
export function flagOf(country: string): string {
  return String.fromCodePoint(...[...country].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** One emoji that keyboards offer, such as 🇺🇦 or 🏛️. */
export function isEmoji(text: string): boolean {
  // Most are of one character or a flag; the list of all others takes long to compile.
  return /^[\p{Basic_Emoji}\p{RGI_Emoji_Flag_Sequence}]$/v.test(text) || /^\p{RGI_Emoji}$/v.test(text);
}
