// Words of the field that mean the same, in the three languages: who asks for a truce wants to read of the ceasefire.

import { stemsOf } from './stems.ts';
import { wordsOf } from './words.ts';

/** `asked`: what people type, words or phrases. `found`: the words of texts that stand for it, one each. */
interface Group {
  readonly asked: readonly string[];
  readonly found: readonly string[];
}

const list = (text: string): readonly string[] => text.split(',').map((one) => one.trim());

const GROUPS: readonly Group[] = [
  {
    asked: list(
      'ceasefire, cease fire, truce, armistice, прекращение огня, перемирие, припинення вогню, перемирʼя',
    ),
    found: list('ceasefire, truce, armistice, перемирие, огня, вогню, перемирʼя'),
  },
  {
    asked: list(
      'prisoner, prisoners of war, pow, pows, captive, prisoner exchange, prisoner swap, swap, пленный, военнопленный, обмен пленными, полонений, військовополонений, обмін полоненими',
    ),
    found: list('prisoner, pow, captive, пленный, военнопленный, полонений, військовополонений'),
  },
  {
    asked: list(
      'body, bodies, remains, fallen, dead soldiers, тела, тела погибших, останки, тіла, тіла загиблих',
    ),
    found: list('body, fallen, remains, тело, тела, погибший, тіло, тіла, загиблий'),
  },
  {
    asked: list(
      'troops, peacekeepers, soldiers, boots on the ground, войска, миротворцы, війська, миротворці',
    ),
    found: list('troops, peacekeepers, soldiers, войска, миротворец, військо, миротворець'),
  },
  {
    asked: list(
      'summit, leaders meeting, presidents meeting, саммит, встреча лидеров, саміт, зустріч лідерів',
    ),
    found: list('summit, саммит, саміт'),
  },
  {
    asked: list('nuclear plant, zaporizhzhia, zaporozhye, znpp, запорожская аэс, запорізька аес'),
    found: list('nuclear, zaporizhzhia, запорожская, запорізька'),
  },
  {
    asked: list(
      'lift, lifted, remove, снять, снимут, снимать, снятие, отменить, отменят, зняти, знімуть, скасувати',
    ),
    found: list('lift, lifted, relief, снять, сняты, снятие, зняти, зняття, скасувати'),
  },
  { asked: list('kiev, kyiv, киев, київ'), found: list('kyiv, kiev, киев, київ') },
  {
    asked: list('turkey, türkiye, turkiye, турция, туреччина'),
    found: list('türkiye, turkey, турция, туреччина'),
  },
  {
    asked: list('eu, ес, єс, евросоюз, євросоюз, european union'),
    found: list('eu, ес, єс, евросоюз, євросоюз'),
  },
  { asked: list('nato, нато, otan'), found: list('nato, нато') },
  {
    asked: list('war, conflict, война, конфликт, війна, конфлікт'),
    found: list('war, conflict, война, конфликт, війна'),
  },
  {
    asked: list('energy, power plants, энергетика, енергетика'),
    found: list('energy, энергетика, енергетика'),
  },
  {
    asked: list('black sea, grain, shipping, чёрное море, чорне море'),
    found: list('shipping, navigation, sea, море'),
  },
  {
    asked: list('children, kids, deported children, дети, діти'),
    found: list('children, дети, детей, діти, дітей'),
  },
  { asked: list('donbas, donbass, донбасс, донбас'), found: list('donbas, donbass, донбасс, донбас') },
  { asked: list('election, elections, vote, выборы, вибори'), found: list('election, выборы, вибори') },
  { asked: list('guarantee, guarantees, гарантии, гарантії'), found: list('guarantee, гарантии, гарантії') },
  {
    asked: list('embassy, consulate, mission, посольство, консульство'),
    found: list('embassy, mission, посольство, консульство'),
  },
  {
    asked: list('territory, land, территория, территории, земля, територія, території'),
    found: list('territory, land, территория, територія'),
  },
  {
    asked: list('mineral, minerals, rare earths, ископаемые, копалини'),
    found: list('mineral, ископаемые, копалини'),
  },
  { asked: list('sanctions, санкции, санкції'), found: list('sanctions, санкции, санкції') },
  {
    asked: list('money, business, trade, investment, деньги, бизнес, торговля, гроші, бізнес, торгівля'),
    found: list('business, trade, investment, economic, бизнес, торговля, бізнес, торгівля'),
  },
];

interface Entry {
  /** Of the phrase's first word. */
  readonly stem: string;
  /** The stems of each of its words. */
  readonly phrase: readonly (readonly string[])[];
  readonly found: readonly string[];
}

const BY_STEM: ReadonlyMap<string, readonly Entry[]> = Map.groupBy(
  GROUPS.flatMap(({ asked, found }) =>
    asked.flatMap((words): readonly Entry[] => {
      const phrase = wordsOf(words).map(stemsOf);
      return (phrase[0] ?? []).map((stem) => ({ stem, phrase, found }));
    }),
  ),
  ({ stem }) => stem,
);

/**
 * How many of the words from the first on mean something that texts also put otherwise, and the words they put it in.
 * @param words the stems of each word
 */
export function synonymsOf(
  words: readonly (readonly string[])[],
): { readonly length: number; readonly found: readonly string[] } | undefined {
  const candidates = (words[0] ?? []).flatMap((stem) => BY_STEM.get(stem) ?? []);
  const fits = candidates
    .filter(({ phrase }) => phrase.every((stems, at) => stems.some((stem) => words[at]?.includes(stem))))
    .toSorted((a, b) => b.phrase.length - a.phrase.length)[0];
  return fits && { length: fits.phrase.length, found: fits.found };
}
