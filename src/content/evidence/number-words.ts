// Words for numbers, by language. Points are English; sources are read in the languages in which they come.

type NumberWords = ReadonlyMap<string, number>;

/** Written the other way round, so that a table reads as `value: words`. */
function table(entries: Readonly<Record<number, string>>): NumberWords {
  return new Map(
    Object.entries(entries).flatMap(([value, words]) =>
      words.split(' ').map((word): [string, number] => [word, Number(value)]),
    ),
  );
}

/** What counts or ranks in English wherever it stands. `one` and `first` mostly do neither. */
export const ENGLISH_NUMBERS: NumberWords = table({
  2: 'two second twice',
  3: 'three third',
  4: 'four fourth',
  5: 'five fifth',
  6: 'six sixth',
  7: 'seven seventh',
  8: 'eight eighth',
  9: 'nine ninth',
  10: 'ten tenth',
  11: 'eleven eleventh',
  12: 'twelve twelfth dozen',
  13: 'thirteen thirteenth',
  14: 'fourteen fourteenth',
  15: 'fifteen fifteenth',
  16: 'sixteen sixteenth',
  17: 'seventeen seventeenth',
  18: 'eighteen eighteenth',
  19: 'nineteen nineteenth',
  20: 'twenty twentieth',
  30: 'thirty thirtieth',
  40: 'forty fortieth',
  50: 'fifty fiftieth',
  60: 'sixty',
  70: 'seventy',
  80: 'eighty',
  90: 'ninety',
});

/** English words that name a number in a source without being a figure in a point. */
const ENGLISH_HINTS = table({
  1: 'one first once single a an',
  2: 'both bilateral pair couple double dual',
  3: 'trilateral tripartite triple trio',
  4: 'quadrilateral',
});

const RUSSIAN = table({
  1: 'один одна одно одного одной одну одним одном первый первая первое первые первого первой первую первом первым впервые',
  1.5: 'полтора полутора полторы',
  2: 'два две двух двум двумя двое двоих двоим оба обе обоих обеих обоим обеим обоими обеими вдвоем дважды второй вторая второе вторые второго вторую вторым втором вторых пару пара',
  3: 'три трех трёх трем трём тремя трое троих третий третья третье третьи третьего третьей третью третьим третьем третьих',
  4: 'четыре четырех четырёх четырем четырём четверо четвертый четвертая четвертого четвертой четвертую',
  5: 'пять пяти пятью пятеро пятый пятая пятого пятой',
  6: 'шесть шести шестью шестеро шестой шестая',
  7: 'семь семи семью седьмой седьмая',
  8: 'восемь восьми восемью восьмой',
  9: 'девять девяти девятый',
  10: 'десять десяти десятый десяток десятка',
  11: 'одиннадцать одиннадцати',
  12: 'двенадцать двенадцати двенадцатый дюжина',
  13: 'тринадцать тринадцати',
  14: 'четырнадцать четырнадцати',
  15: 'пятнадцать пятнадцати',
  16: 'шестнадцать шестнадцати',
  17: 'семнадцать семнадцати',
  18: 'восемнадцать восемнадцати',
  19: 'девятнадцать девятнадцати',
  20: 'двадцать двадцати',
  30: 'тридцать тридцати',
  40: 'сорок сорока',
  50: 'пятьдесят пятидесяти',
  60: 'шестьдесят шестидесяти',
  70: 'семьдесят семидесяти',
  80: 'восемьдесят',
  90: 'девяносто',
  100: 'сто ста',
  200: 'двести двухсот',
  300: 'триста трехсот трёхсот',
  400: 'четыреста',
  500: 'пятьсот',
});

const UKRAINIAN = table({
  1: 'один одна одне одного одній одну одним перший перша перше перші першого першої першу першому першим вперше',
  1.5: 'півтора півтори',
  2: 'два дві двох двом двома двоє обидва обидві обох обом обома двічі другий друга друге другі другого другої другу другим другому пара пару',
  3: 'три трьох трьом трьома троє третій третя третє третього третьої третю третьому',
  4: 'чотири чотирьох четверо четвертий четверта четвертого',
  5: "п'ять п'яти п'ятьох п'ятий п'ята",
  6: 'шість шести шістьох шостий',
  7: 'сім семи сімох сьомий',
  8: 'вісім восьми вісьмох восьмий',
  9: "дев'ять дев'яти дев'ятий",
  10: 'десять десяти десятий десяток',
  11: 'одинадцять одинадцяти',
  12: 'дванадцять дванадцяти',
  13: 'тринадцять',
  14: 'чотирнадцять',
  15: "п'ятнадцять",
  16: 'шістнадцять',
  17: 'сімнадцять',
  18: 'вісімнадцять',
  19: "дев'ятнадцять",
  20: 'двадцять двадцяти',
  30: 'тридцять тридцяти',
  40: 'сорок сорока',
  50: "п'ятдесят п'ятдесяти",
  60: 'шістдесят',
  70: 'сімдесят',
  80: 'вісімдесят',
  90: "дев'яносто",
  100: 'сто ста',
  200: 'двісті двохсот',
  300: 'триста трьохсот',
  400: 'чотириста',
  500: "п'ятсот",
});

/** Cheap and short for the languages that come seldom: what a press text writes out. */
const BY_LANGUAGE: Readonly<Record<string, NumberWords>> = {
  en: new Map([...ENGLISH_HINTS, ...ENGLISH_NUMBERS]),
  ru: RUSSIAN,
  uk: UKRAINIAN,
  ar: table({
    1: 'واحد واحدة الأول الأولى',
    2: 'اثنين اثنان اثنتين الثاني الثانية البلدين الطرفين الجانبين الرئيسين',
    3: 'ثلاثة ثلاث الثالث الثالثة ثلاثي الثلاثية',
    4: 'أربعة أربع الرابع الرابعة',
    5: 'خمسة خمس الخامس',
    6: 'ستة ست السادس',
    7: 'سبعة سبع',
    8: 'ثمانية ثماني',
    9: 'تسعة تسع',
    10: 'عشرة عشر',
    20: 'عشرين عشرون',
    30: 'ثلاثين ثلاثون',
  }),
  bg: table({
    1: 'един една едно първи първа първото',
    2: 'два две двете двама двамата втори втора втория',
    3: 'три трите трима трети трета',
    4: 'четири четвърти',
    5: 'пет пети',
    6: 'шест',
    7: 'седем',
    8: 'осем',
    9: 'девет',
    10: 'десет',
    20: 'двадесет',
    30: 'тридесет',
  }),
  de: table({
    1: 'ein eine einen einer eines einem erste ersten erster',
    2: 'zwei beide beiden beider zweite zweiten zweiter zweimal',
    3: 'drei dritte dritten dritter',
    4: 'vier vierte',
    5: 'fünf fünfte',
    6: 'sechs',
    7: 'sieben',
    8: 'acht',
    9: 'neun',
    10: 'zehn',
    11: 'elf',
    12: 'zwölf',
    20: 'zwanzig',
    30: 'dreißig',
  }),
  fr: table({
    1: 'un une premier première',
    2: 'deux deuxième second seconde',
    3: 'trois troisième',
    4: 'quatre',
    5: 'cinq',
    6: 'six',
    7: 'sept',
    8: 'huit',
    9: 'neuf',
    10: 'dix',
    11: 'onze',
    12: 'douze',
    20: 'vingt',
    30: 'trente',
  }),
  hu: table({
    1: 'egy első',
    2: 'két kettő mindkét második',
    3: 'három harmadik',
    4: 'négy',
    5: 'öt',
    6: 'hat',
    7: 'hét',
    8: 'nyolc',
    9: 'kilenc',
    10: 'tíz',
    30: 'harminc',
  }),
  it: table({
    1: 'un uno una primo prima',
    2: 'due entrambi entrambe secondo seconda',
    3: 'tre terzo terza',
    4: 'quattro',
    5: 'cinque',
    6: 'sei',
    7: 'sette',
    8: 'otto',
    9: 'nove',
    10: 'dieci',
    11: 'undici',
    12: 'dodici',
    20: 'venti',
    30: 'trenta',
  }),
  nl: table({
    1: 'een eerste',
    2: 'twee beide tweede',
    3: 'drie derde',
    4: 'vier',
    5: 'vijf',
    6: 'zes',
    8: 'acht',
    30: 'dertig',
  }),
  no: table({
    1: 'en ett første',
    2: 'to begge andre',
    3: 'tre tredje',
    4: 'fire',
    5: 'fem',
    6: 'seks',
    8: 'åtte',
    30: 'tretti',
  }),
  pl: table({
    1: 'jeden jedna pierwszy pierwsza',
    2: 'dwa dwie dwóch obie oba drugi druga',
    3: 'trzy trzech trzeci trzecia',
    4: 'cztery',
    5: 'pięć',
    6: 'sześć',
    8: 'osiem',
    30: 'trzydzieści',
  }),
  ro: table({
    1: 'un o prima primul',
    2: 'doi două ambele doua',
    3: 'trei treia',
    4: 'patru',
    5: 'cinci',
    6: 'șase',
    8: 'opt',
    30: 'treizeci',
  }),
  tr: table({
    1: 'bir birinci ilk',
    2: 'iki ikinci',
    3: 'üç üçüncü',
    4: 'dört',
    5: 'beş',
    6: 'altı',
    8: 'sekiz',
    10: 'on',
    30: 'otuz',
  }),
  zh: table({
    1: '一',
    2: '二 两 双',
    3: '三',
    4: '四',
    5: '五',
    6: '六',
    7: '七',
    8: '八',
    9: '九',
    10: '十',
  }),
};

export function numberWordsOf(language: string | undefined): NumberWords {
  return BY_LANGUAGE[language ?? 'en'] ?? new Map();
}

const ORDINAL =
  /^(?:second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|twentie|thirtie|\p{L}+teen)th|перв\p{L}+|впервые|втор\p{L}+|трет(?:ий|ья|ье|ьи|ьего|ьей|ью|ьим|ьем|ьих)|четв[её]рт(?:ый|ая|ого|ой|ую)|пят(?:ый|ая|ого|ой)|шест(?:ой|ая)|седьм\p{L}+|восьмой|девятый|десятый|двенадцатый|перш\p{L}+|вперше|друг\p{L}+|трет(?:ій|я|є|ього|ьої|ю|ьому)|четверт(?:ий|а|ого)|п'ят(?:ий|а)|шостий|сьомий|восьмий|erste\p{L}?|zweite\p{L}?|dritte\p{L}?|vierte|fünfte|premi\p{L}+|deuxième|seconde?|troisième|prim[oa]|second[oa]|terz[oa])$/u;
/** Languages whose ordinals are told from cardinals. */
const WITH_ORDINALS = new Set(['en', 'ru', 'uk', 'de', 'fr', 'it']);

/** Whether a word for a number ranks (`third`), counts (`three`), or may do either. */
export function rankOf(word: string, language: string | undefined): 'ordinal' | 'cardinal' | 'either' {
  if (!WITH_ORDINALS.has(language ?? 'en')) return 'either';
  return ORDINAL.test(word) ? 'ordinal' : 'cardinal';
}

/** What multiplies the number before it. No two languages use one word for two magnitudes. */
export const MAGNITUDES: NumberWords = table({
  100: 'hundred hundreds сотен сотни сотня сотнями сотень',
  1000: 'thousand thousands тыс тысяч тысячи тысяча тысячу тысячам тысячами тысячах тис тисяч тисячі тисяча тисячу тисячами mille mila tausend tysięcy хиляди',
  1000000:
    'million millions mln mn m млн миллион миллиона миллионов мільйон мільйона мільйонів millionen milioni milionów',
  1000000000:
    'billion billions bln bn b млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів milliarden milliards miliardi',
});

/** Heads of what Russian, Ukrainian and German write as one word: двусторонний, тридцатидневный, dreistündig. */
const HEADS: readonly (readonly [string, number])[] = [
  ['одно|ein', 1],
  ['двух|дву|двох|дво|zwei', 2],
  ['трех|трёх|трьох|три|drei', 3],
  ['четырех|четырёх|чотирьох|чотири|vier', 4],
  ["пяти|п'яти|fünf", 5],
  ['шести|sechs', 6],
  ['семи|sieben', 7],
  ['восьми|acht', 8],
  ["девяти|дев'яти|neun", 9],
  ['десяти|zehn', 10],
  ['двенадцати|дванадцяти|zwölf', 12],
  ['тридцати|тридцяти|dreißig', 30],
  ['сорока', 40],
];
/** What they count: days, hours, weeks, months, years, sides, times, stages, points. */
const COUNTED =
  'дн|ден|час|годин|недел|тижн|месяч|місяч|лет|річ|сторон|раз|кратн|этап|етап|пункт|тысяч|тисяч|процент|відсотк|tägig|stündig|wöchig|jährig|seitig';
const COMPOUND = new RegExp(
  `^(?:${HEADS.map(([heads], index) => `(?<h${index}>${heads})`).join('|')})(?:${COUNTED})`,
  'u',
);

/** 30 for `тридцатидневный`. */
export function compoundNumber(word: string): number | undefined {
  const groups = COMPOUND.exec(word)?.groups;
  if (groups === undefined) return undefined;
  const index = HEADS.findIndex((_, position) => groups[`h${position}`] !== undefined);
  return HEADS[index]?.[1];
}

/** What a compound counts, as in `counted-nouns.ts`: `day` of `тридцатидневный`. */
export function compoundNoun(word: string): string | undefined {
  const head = COMPOUND.exec(word)?.[0];
  return head === undefined ? undefined : COUNTED_NOUNS.find(([tail]) => tail.test(head))?.[1];
}

const COUNTED_NOUNS: readonly (readonly [RegExp, string])[] = [
  [/(?:дн|ден|tägig)$/u, 'day'],
  [/(?:час|годин|stündig)$/u, 'hour'],
  [/(?:недел|тижн|wöchig)$/u, 'week'],
  [/(?:месяч|місяч)$/u, 'month'],
  [/(?:лет|річ|jährig)$/u, 'year'],
  [/(?:сторон|seitig)$/u, 'way'],
  [/(?:этап|етап)$/u, 'stage'],
];

/** `four and a half`, `четыре с половиной`. */
export const HALVES: ReadonlySet<string> = new Set(
  'half halves половина половину половины половиной пол полчаса половина половиною половину півгодини demi demie mezzo mezza halb halbe halben einhalb fél yarım'.split(
    ' ',
  ),
);

/** `three quarters`, `two thirds`: what divides the number before it. */
export const FRACTIONS: NumberWords = table({
  3: 'thirds',
  4: 'quarter quarters',
});
