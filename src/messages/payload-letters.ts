// The letters by which buttons and links carry their type. Buttons in old messages and shared links hold
// them, so a letter never moves to another type.

/** Types of buttons of a digest and of its panel. */
export const DIGEST_LETTERS = {
  digest: 'd',
  'digest-open': 'n',
  'digest-begin': 'Y',
  'digest-time': 'i',
  'digest-zone': 'z',
  'digest-offsets': 'u',
  'digest-city': 'c',
  'digest-days': 'y',
  'digest-topic': 'p',
  'digest-all-topics': 'a',
  'digest-when': 'w',
  'digest-do': 'x',
  'digest-preview': 'v',
  'digest-channel': 'C',
  'digest-language': 'G',
  follow: '+',
  'digest-follow': '=',
  'digest-agreed': '!',
  'digest-card': '*',
  'digest-only-follows': '~',
} as const;

/** Types of buttons of what a group chooses for itself. */
export const CHAT_LETTERS = {
  'who-may-ask': 'A',
  'delete-questions': 'D',
  'quiet-choices': 'H',
  quiet: 'U',
  resume: 'R',
} as const;

/** Types of buttons of what the bot remembers: promises, positions, what somebody said, corrections. */
export const MEMORY_LETTERS = {
  promises: 'P',
  promise: 'M',
  'compare-topics': 'T',
  compare: 'E',
  'compare-subject': 'S',
  who: 'W',
  corrections: 'X',
  'timeline-all': 'Z',
} as const;

/** Types of buttons that bring a message of their own. */
export const OPEN_LETTERS = {
  open: 'O',
  'open-topic': 'N',
  proof: 'V',
} as const;

/**
 * Every type of button: the first letter of `callback_data` after the version. `m` was the choice of a point to share, on
 * pages of evidence that held several.
 */
export const BUTTON_LETTERS = distinct({
  topic: 't',
  evidence: 'e',
  point: 'b',
  share: 'r',
  'view-evidence': 'J',
  'share-point': 'j',
  'share-timeline': 'L',
  'share-quotes': 'Q',
  'share-talks': 'K',
  timeline: 'l',
  quotes: 'q',
  talks: 'k',
  search: 'F',
  start: 's',
  help: 'h',
  settings: 'o',
  language: 'g',
  forget: 'f',
  noop: '-',
  broadcast: 'B',
  picture: 'I',
  ...DIGEST_LETTERS,
  ...CHAT_LETTERS,
  ...MEMORY_LETTERS,
  ...OPEN_LETTERS,
});

/** Every type of link: the letter of a `start` parameter after the version. */
export const LINK_LETTERS = distinct({
  topic: 't',
  talk: 'k',
  'talk-topic': 'c',
  point: 'p',
  timeline: 'l',
  quotes: 'q',
  talks: 'a',
  digest: 'd',
  channel: 'h',
  start: 's',
});

/** The types whose letter another type has too. */
type Clashing<Letters> = {
  [Type in keyof Letters]: {
    [Other in Exclude<keyof Letters, Type>]: Letters[Other] extends Letters[Type] ? Type : never;
  }[Exclude<keyof Letters, Type>];
}[keyof Letters];

/** Where two types have the same letter, the compiler asks for a second argument that names them. */
function distinct<const Letters extends Readonly<Record<string, string>>>(
  letters: Letters,
  ..._clashing: [Clashing<Letters>] extends [never] ? [] : [types: Clashing<Letters>]
): Letters {
  return letters;
}
