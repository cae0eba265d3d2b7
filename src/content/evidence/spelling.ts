// One key for all spellings of a name: Zelensky, Zelenskyy, Selenskyj and Зеленського are found as one.

const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'h',
  ґ: 'h',
  д: 'd',
  е: 'i',
  є: 'i',
  ё: 'i',
  ж: 's',
  з: 's',
  и: 'i',
  і: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 's',
  ч: 'c',
  ш: 's',
  щ: 's',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'i',
  ю: 'u',
  я: 'a',
};

/** Endings of Russian and Ukrainian cases, the longest first. */
const ENDING =
  /(?:ого|его|ому|ему|ими|ыми|ами|ями|ові|еві|єві|ого|ього|ому|ьому|ым|им|ім|їм|ом|ем|єм|ою|ею|єю|ой|ей|єю|ий|ый|ій|их|ых|ам|ям|ах|ях|ую|юю|ая|яя|ої|ье|ья|ью|а|я|у|ю|е|є|и|і|ї|ы|о|й|ь)$/u;
const SHORTEST_STEM = 3;

/** Letters without marks, in lower case: `Türkiye` → `turkiye`, `Калын` → `калын`. */
export function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/** The sound of a word, roughly: what differs between transliterations falls together. */
export function spellingKey(word: string): string {
  const letters = plainLetters(word.replace(/'.*$/u, ''));
  const stem = /\p{Script=Cyrillic}/u.test(letters)
    ? cyrillicStem(word.toLowerCase().replace(/'(?=[яюєї])/gu, ''))
    : letters;
  const latin = [...plainLetters(stem)].map((letter) => CYRILLIC[letter] ?? letter).join('');
  return latin
    .replace(/sch|sh|zh|ts|tz|cz/g, 's')
    .replace(/ch/g, 'c')
    .replace(/kh|g/g, 'h')
    .replace(/ph/g, 'f')
    .replace(/ck|q/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/w/g, 'v')
    .replace(/z/g, 's')
    .replace(/[iyje]*u/g, 'u')
    .replace(/[iyje]+a/g, 'a')
    .replace(/[iyje]+/g, 'i')
    .replace(/(.)\1+/gu, '$1');
}

function cyrillicStem(word: string): string {
  const stem = word.replace(ENDING, '');
  return stem.length >= SHORTEST_STEM ? stem : word;
}
