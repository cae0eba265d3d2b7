// Countries as two letters of ISO 3166, languages as two letters of ISO 639-1: which there are, and their flags.

/** ISO 639-1, all 183. `Intl.DisplayNames` knows them too, and the first of a process brings 4 MB of Node's data into memory. */
const LANGUAGES: ReadonlySet<string> = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ' +
    'ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ' +
    'ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi ' +
    'mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw ' +
    'sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ' +
    'ur uz ve vi vo wa wo xh yi yo za zh zu'
  ).split(' '),
);

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
  return LANGUAGES.has(code);
}

/** The flag as an emoji: two regional indicator symbols. */
export function flagOf(country: string): string {
  return String.fromCodePoint(...[...country].map((letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** One emoji that keyboards offer, such as 🇺🇦 or 🏛️. */
export function isEmoji(text: string): boolean {
  // Most are of one character or a flag; the list of all others takes long to compile.
  return /^[\p{Basic_Emoji}\p{RGI_Emoji_Flag_Sequence}]$/v.test(text) || /^\p{RGI_Emoji}$/v.test(text);
}
