// Words of saying, by which a text gives somebody the word.

const list = (words: string): ReadonlySet<string> => new Set(words.trim().split(/\s+/));

/** Whole words: English inflects little, and `state` or `point` would find too much. */
const ENGLISH = list(`
  said says saying told tells stated states noted notes added adds stressed stresses emphasized emphasised emphasizes emphasises announced announces declared
  declares confirmed confirms claimed claims warned warns explained explains argued argues insisted insists reiterated reiterates described describes wrote
  writes posted posts commented comments remarked suggested suggests proposed expressed believes thinks thought denied denies responded responds replied
  answered rejected rejects tweeted acknowledged recalled recalls assured clarified specified concluded underlined underscored hopes hoped voiced urged urges
  welcomed criticised criticized hailed admitted appealed vowed promised pledged congratulated reported reports revealed signaled signalled predicted
  cautioned accused accuses demanded demands praised thanked named called calls outlined pointed indicated indicates mentioned cited informed repeated
  dismissed contended asserted maintained complained tells asked asks quipped joked lamented estimated estimates agreed spoke speaks talked considers believed
  expects expected wants reacted remarks highlighted elaborated communicated addressed
`);

/** Beginnings of verbs; Russian and Ukrainian inflect for gender, number and time. */
const CYRILLIC =
  /^(?:сказа|заяв|отмет|отмеч|подчерк|сообщ|добав|расска|поясн|указа|указы|напомн|напомин|написа|пишет|счита|ответи|отвеча|назва|уточн|подтверд|опроверг|выраз|призва|призыва|коммент|прокоммент|высказ|предупре|констат|резюм|завер|призна|поблагода|говори|говоря|цитиру|проинформ|обрати|полага|увере|рассчит|надее|обвин|анонсир|зазнач|наголо|підкресл|повідом|дода[вл]|додає|розпов|поясни|вказа|вказу|нагада|вважа|відпові|уточн|підтверд|спросту|вислов|закли|попере|запевн|визна|подяку|говори|каже|казав|сказав|перекона|наполя|оголос|заклик|подчёрк|пообеща|пообіця|считает|повтор|рекоменд|предлож|запропон|охарактериз|озвуч|отреагир|отреаг|відреаг|упомян|згада|підсум|подытож|отверг|відкин|каза[лв])/u;

const OTHERS = list(`
  sagte sagt erklärte erklärt betonte betont teilte meinte schrieb nannte warnte forderte kündigte bestätigte äußerte
  déclaré déclare dit affirmé affirme estimé estime indiqué annoncé ajouté souligné expliqué assuré prévenu écrit jugé rappelé
  detto dice dichiarato ha affermato afferma aggiunto sottolineato spiegato annunciato ribadito commentato scritto osservato dichiara
  dijo afirmó declaró powiedział powiedziała oświadczył stwierdził dodał poinformował
  dedi söyledi belirtti açıkladı vurguladı ifade
  mondta közölte elmondta hangsúlyozta jelentette kijelentette fogalmazott írta
  declarat spus afirmat transmis anunțat precizat
  заяви каза съобщи подчерта добави посочи отбеляза обяви
  zei zegt verklaarde aldus sa sier uttalte opplyste
  قال وقال صرح أكد وأكد أعلن أضاف وأضاف أوضح وأوضح ذكر أشار وأشار
`);

/** After these the speaker follows: `according to Lavrov`, `по словам Пескова`. */
const ATTRIBUTIVE = list(
  'according словам словами мнению думку данным даними selon laut secondo segun według szerint göre слова words',
).difference(list('words'));

/** The person after it listens: `told Putin`. */
const LISTENED_TO = list(
  'told tells asked asks thanked congratulated informed assured accused accuses praised named addressed called calls urged urges',
);

const PRONOUNS = list(
  'he she they it we i you who он она они оно кто який яка він вона вони хто який er sie il elle lui lei egli ha ő el ea',
);

export type SpeechWord = 'verb' | 'listened-to' | 'attributive' | undefined;

/** What a word of a sentence does for its speaker; of words in lower case. */
export function speechWord(lower: string): SpeechWord {
  if (LISTENED_TO.has(lower)) return 'listened-to';
  if (ATTRIBUTIVE.has(lower)) return 'attributive';
  if (ENGLISH.has(lower) || OTHERS.has(lower) || CYRILLIC.test(lower)) return 'verb';
  return undefined;
}

export function isPronoun(lower: string): boolean {
  return PRONOUNS.has(lower);
}
