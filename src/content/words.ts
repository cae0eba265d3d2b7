// Words as the search compares them: without case, accents and width.

/** Letters that Unicode does not take apart into a base and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
};

/** Words that say nothing about a point; a query is read without them where anything else is in it. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    'a about an and any anything are as at be been by can could did do does for from had has have how i in is it its me of on or please s say says should show so t tell than that the their them then there they this to was we were what whats when where whether which who whom whose why will with would you',
    'а без бы был была были было быть в во все где для до его ее если есть еще же за и из или им их к как какая какие каких какой когда кто ли мне на над насчет не ни но о об обо он она они от по под при про с со так там то том у уже чего чем чему что чтобы будет будут эта эти это',
    'або але би був була були було бути в вже він вона вони від де для до з за зі й його її із їх і коли мені на над не ні о об чи що щоб у про при по під про та так там те то той хто чого чим чому буде будуть це ця ці який яка яке які як яких щодо є',
  ].flatMap((words) => words.split(' ').map(fold)),
);

/** Runs of letters, marks and digits, as they stand in the text; an apostrophe inside a Ukrainian word is part of it. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?:['’ʼ](?=[яюєї])[\p{L}\p{M}\p{N}]+)?/giu) ?? [];
}

/** `Türkiye` and `TURKIYE` become `turkiye`. Marks are dropped twice: lower case can bring one back (`İ`). */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\p{M}'’ʼßøłđıæœ]/gu, (letter) => LETTERS[letter] ?? '');
}

/** Whether the folded word says nothing about a point. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

/** The folded words of a text that count, each once. All of them where only stop words are in it. */
export function searchWords(text: string): readonly string[] {
  const words = [...new Set(wordsOf(text).map(fold))].filter((word) => word !== '');
  const telling = words.filter((word) => !isStopWord(word));
  return telling.length > 0 ? telling : words;
}
