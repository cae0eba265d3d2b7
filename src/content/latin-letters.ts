// Names and texts in the letters of ids: a-z. Cyrillic is transliterated, other letters lose what they carry.

/** Ukrainian as in its passports (resolution 55 of 2010), Russian as news agencies write it. */
const RUSSIAN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'yo', є: 'ie', ж: 'zh', з: 'z', и: 'i' },
  ...{ і: 'i', ї: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't' },
  ...{ у: 'u', ў: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '' },
  ...{ э: 'e', ю: 'yu', я: 'ya' },
};
const UKRAINIAN: Readonly<Record<string, string>> = {
  ...RUSSIAN,
  ...{ г: 'h', и: 'y', й: 'i', ю: 'iu', я: 'ia' },
};
/** Letters that Unicode does not take apart into one of a-z and a mark. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ħ: 'h', ə: 'a' },
};

/** Lower-case, in a-z where its letters are Latin or Cyrillic; others stay. */
export function inLatinLetters(text: string): string {
  // Zelensky, not zelenskiy or zelenskyi: as newspapers write such names.
  const lower = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=[сц]ь?к)ий(?!\p{L})/gu, 'y');
  const cyrillic = /[іїєґ]/.test(lower) ? UKRAINIAN : RUSSIAN;
  return [...lower]
    .map((letter) => cyrillic[letter] ?? LATIN[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/** Its words with hyphens between them, as ids have them; empty where none of its letters is Latin or Cyrillic. */
export function slugOf(text: string, most = 40): string {
  return inLatinLetters(text)
    .replace(/['’ʼ]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, most)
    .replace(/-+$/, '');
}
