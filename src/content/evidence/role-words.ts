// Offices by which texts call people instead of by name: "the Ukrainian leader", "глава держави", "the top Russian diplomat".

interface Office {
  /** In the English role of people.yaml. */
  readonly role: RegExp;
  /** In sources, in lower case. */
  readonly text: RegExp;
}

const OFFICES: readonly Office[] = [
  {
    role: /^(?!.*\b(?:deputy|adviser|aide|envoy|office|secretary|representative|commissioner|cabinet|council|institute|son-in-law)\b).*\b(?:president|chancellor|prime minister)\b/i,
    text: /(?<![\p{L}'-])(?:president|leader|head of (?:the )?state|prime minister|premier|chancellor|президент\p{L}*|лидер\p{L}*|лідер\p{L}*|глав\p{L}+ (?:\p{L}+ )?(?:государства|держави)|премьер\p{L}*|прем'єр\p{L}*|канцлер\p{L}*|staatschef|regierungschef|ministerpräsident|bundeskanzler|présiden\p{L}+|dirigeant|presidente|الرئيس)(?![\p{L}'-])/gu,
  },
  {
    role: /^(?!.*deputy).*\b(?:foreign minister|high representative)\b/i,
    text: /(?<![\p{L}'-])(?:foreign minister|minister of foreign affairs|top (?:\p{L}+ )?diplomat|chief diplomat|diplomatic chief|министр\p{L}* иностранных дел|глав\p{L}+ (?:\p{L}+ )?(?:мид\p{L}*|дипломатии|мзс)|міністр\p{L}* закордонних справ|очільни\p{L}+ мзс|außenminister\p{L}*|ministre des affaires étrangères|ministro degli esteri|وزير الخارجية)(?![\p{L}'-])/gu,
  },
  {
    role: /^(?!.*deputy).*\bsecretary of state\b/i,
    text: /(?<![\p{L}'-])(?:secretary of state|state secretary|top (?:\p{L}+ )?diplomat|госсекретар\p{L}*|держсекретар\p{L}*|us-außenminister|secrétaire d'état)(?![\p{L}'-])/gu,
  },
  {
    role: /\b(?:press secretary|spokes\w+)\b/i,
    text: /(?<![\p{L}'-])(?:spokes\p{L}+|press secretary|пресс-секретар\p{L}*|официальн\p{L}+ представител\p{L}+|представител\p{L}+ кремля|прессекретар\p{L}*|речни\p{L}+|sprecher\p{L}*|porte-parole|portavoce)(?![\p{L}'-])/gu,
  },
  {
    role: /\b(?:defence|defense) minister\b/i,
    text: /(?<![\p{L}'-])(?:defen[cs]e minister|defen[cs]e chief|министр\p{L}* обороны|глав\p{L}+ (?:\p{L}+ )?минобороны|міністр\p{L}* оборони)(?![\p{L}'-])/gu,
  },
  {
    role: /\bdeputy foreign minister\b/i,
    text: /(?<![\p{L}'-])(?:deputy foreign minister|(?:senior )?diplomat|замглавы мид\p{L}*|заместител\p{L}+ (?:министра|главы)|замминистра|заступни\p{L}+ міністра|дипломат\p{L}*)(?![\p{L}'-])/gu,
  },
  {
    role: /\b(?:aide|adviser|advisor)\b/i,
    text: /(?<![\p{L}'-])(?:aide|advis[eo]r|assistant|помощник\p{L}*|советник\p{L}*|помічник\p{L}*|радник\p{L}*|berater|conseiller|consigliere)(?![\p{L}'-])/gu,
  },
  {
    role: /\b(?:envoy|representative)\b/i,
    text: /(?<![\p{L}'-])(?:envoy|special representative|спецпредставител\p{L}+|спецпосланник\p{L}*|спецпосланец|спецпосланц\p{L}+|спецпредставни\p{L}+|посланник\p{L}*|глав\p{L}+ рфпи|sondergesandter|inviato)(?![\p{L}'-])/gu,
  },
  {
    role: /\bambassador\b/i,
    text: /(?<![\p{L}'-])(?:ambassador|посол|посла|послом|послу|botschafter|ambassadeur|ambasciatore)(?![\p{L}'-])/gu,
  },
  {
    role: /\bnational security and defence council\b/i,
    text: /(?<![\p{L}'-])(?:secretary of (?:the )?(?:nsdc|national security)|nsdc secretary|секретар\p{L}* (?:рнбо|снбо|ради національної)|голов\p{L}+ делегації|глав\p{L}+ (?:украинской )?делегации|chief negotiator)(?![\p{L}'-])/gu,
  },
  {
    role: /\bhead of the office of the president\b/i,
    text: /(?<![\p{L}'-])(?:head of (?:the )?(?:president's office|presidential office|office of the president)|chief of staff|глав\p{L}+ (?:оп|офиса|офісу|кабинета)|керівни\p{L}+ офісу|очільни\p{L}+ оп)(?![\p{L}'-])/gu,
  },
];

/** Where a text uses the office of somebody with this role: offsets into the text, which is in lower case. */
export function officePlaces(
  role: string,
  lower: string,
): readonly { readonly start: number; readonly end: number }[] {
  return OFFICES.filter(({ role: known }) => known.test(role)).flatMap(({ text }) =>
    Array.from(lower.matchAll(text), ({ 0: found, index }) => ({ start: index, end: index + found.length })),
  );
}
