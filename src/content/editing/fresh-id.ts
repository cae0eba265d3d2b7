// What a new entry is called: telling words of a text, a surname, a name; and nothing that is taken.

import { inLatinLetters, slugOf } from '../latin-letters.ts';
import type { EntryKind } from './folder.ts';

/** Words without which a text still says what it is about. `no` and `not` are none of them. */
const SMALL_WORDS: ReadonlySet<string> = new Set(
  [
    'a an the this that these those it its he him his she her they them their we our us you your i my who whom whose which what',
    'of to in on at by for from with without into onto over under between among about against during after before until till since as than per via',
    'and or but nor so if then else because while though although when where how why whether both either neither each every all any some such other another own same',
    'is are was were be been being am has have had having do does did done will would can could may might shall should must ought',
    'there here now still yet already again also only just very too more most much many few less least up down out off away back one',
    'said say says saying told tell tells according ready going go goes get gets got let lets make makes made take takes took',
  ].flatMap((line) => line.split(' ')),
);
const MOST_WORDS = 5;
/** Where so many letters are enough, no further word is added. */
const ENOUGH = 30;
/** Of an id. */
const LONGEST = 48;
/** Before a surname, and part of it. */
const PARTICLES: ReadonlySet<string> = new Set(
  'von van der den de del della di da du la le al el bin ibn ben ten ter zu zur dos das'.split(' '),
);
const TITLES: ReadonlySet<string> = new Set('jr sr ii iii iv mr mrs ms dr prof sir'.split(' '));

/**
 * `prisoners-exchanged-1200-each` of a text; empty where none of its words can be written in a-z.
 * @param taken ids that it may not be
 */
export function idOfText(text: string, taken: ReadonlySet<string>): string {
  // 40,000 is one number.
  const words = slugOf(text.replace(/(\d)[,.\s\u00a0](?=\d{3}(?!\d))/g, '$1'), 400)
    .split('-')
    .filter((word) => word !== '' && !SMALL_WORDS.has(word));
  let id = '';
  for (const word of words.slice(0, MOST_WORDS)) {
    const longer = id === '' ? word.slice(0, LONGEST - 4) : `${id}-${word}`;
    if (longer.length > LONGEST - 4) break;
    id = longer;
    if (id.length >= ENOUGH) break;
  }
  return free(id, taken);
}

/** `hansen` of Kari Hansen; where that is taken, `kari-hansen`. */
function idOfPerson(name: string, taken: ReadonlySet<string>): string {
  const words = inLatinLetters(name.replace(/\(.*?\)/g, ' '))
    .split(/[\s,]+/)
    .filter((word) => !TITLES.has(word.replace(/\./g, '')));
  let from = words.length - 1;
  while (from > 1 && PARTICLES.has(words[from - 1] ?? '')) from -= 1;
  const surname = slugOf(words.slice(from).join(' '));
  return taken.has(surname) ? free(slugOf(words.join(' ')), taken) : surname;
}

/** By what it is called, without an article. */
function idOfName(name: string, taken: ReadonlySet<string>): string {
  return free(slugOf(name.replace(/^the\s+/i, '')), taken);
}

/**
 * The id of a new entry of a registry; empty where its name has no letters for one.
 * @param taken ids that it may not be
 */
export function idOfEntry(kind: EntryKind, name: string, taken: ReadonlySet<string>): string {
  switch (kind) {
    case 'person':
      return idOfPerson(name, taken);
    case 'promise':
    case 'subject':
      return idOfText(name, taken);
    default:
      return idOfName(name, taken);
  }
}

function free(id: string, taken: ReadonlySet<string>): string {
  if (id === '' || !taken.has(id)) return id;
  for (let number = 2; ; number += 1) {
    const numbered = `${id.slice(0, LONGEST - 4).replace(/-$/, '')}-${number}`;
    if (!taken.has(numbered)) return numbered;
  }
}
