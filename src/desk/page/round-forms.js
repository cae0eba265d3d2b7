// What each form asks: of the round, a delegation, a table, a point, a source.

/** @typedef {import('./form-fields.js').Field} Field */
/** @typedef {import('./form-fields.js').Known} Known */
/** @typedef {import('../server/views.ts').FolderView} FolderView */
/** @typedef {import('../server/views.ts').RoundView} RoundView */

/**
 * @typedef {object} Around
 * @property {FolderView} folder
 * @property {RoundView} round
 * @property {import('./form-fields.js').Entries} entries
 */

const KIND_NAMES = {
  agreed: 'Agreed: both sides agreed it',
  said: 'Said: somebody’s own statement',
  reported: 'Reported: media or unnamed officials say so',
  denied: 'Denied: somebody denies another point',
  open: 'Open: raised, not agreed',
  analysis: 'Analysis: an expert’s or a paper’s judgement',
  background: 'Background: what the source states as record',
};
const FORM_NAMES = {
  meeting: 'Meeting: in one place',
  call: 'Call: by telephone or video',
  shuttle: 'Shuttle: a mediator goes between the sides',
};
const PART_NAMES = {
  delegation: 'Delegation: it negotiated',
  host: 'Host: it received the others, and negotiated',
  mediator: 'Mediator: it went between the sides',
  chair: 'Chair: it led the talks',
  observer: 'Observer: it was there and did not negotiate',
};
const READ_NAMES = { whole: 'All of it', excerpt: 'A part of it' };
const SAYS_NAMES = { so: 'says so', partly: 'says it partly', otherwise: 'says otherwise' };

/**
 * @param {readonly string[]} ids
 * @param {Record<string, string>} [names]
 * @returns {Known[]}
 */
export function named(ids, names = {}) {
  return ids.map((id) => ({
    id,
    name: names[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' '),
  }));
}

/**
 * @param {readonly Readonly<Record<string, unknown>>[]} entries
 * @returns {Known[]}
 */
export function known(entries) {
  return entries.map(({ id, name, title }) => ({ id: String(id), name: String(name ?? title ?? id) }));
}

/**
 * Who may stand in `by`.
 * @param {FolderView} folder
 */
export function actors({ registries: { people, parties, outlets } }) {
  return [...known(people), ...known(parties), ...known(outlets)];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
function citationFields({ round }) {
  return [
    {
      type: 'choice',
      key: 'source',
      label: 'Source',
      options: () =>
        round.sources.map(({ entry }) => ({ id: String(entry.id), name: String(entry.title ?? entry.id) })),
    },
    { type: 'text', key: 'at', label: 'Place', hint: '¶3, item 2, headline or 12:30' },
    {
      type: 'text',
      key: 'passage',
      label: 'Passage',
      isLong: true,
      hint: 'Select 4 to 12 words of the source text',
    },
    {
      type: 'choice',
      key: 'says',
      label: 'The source',
      none: 'says so',
      options: () => named(['partly', 'otherwise'], SAYS_NAMES),
    },
    {
      type: 'text',
      key: 'note',
      label: 'What it says instead',
      when: ({ says }) => says === 'partly' || says === 'otherwise',
    },
  ];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
export function pointFields(around) {
  const { folder, round, entries } = around;
  const { registries, choices, limits } = folder;
  const points = () =>
    round.points.map(({ id, text }) => ({ id: String(id), name: String(text ?? id) })).filter(({ id }) => id);
  return [
    {
      type: 'choice',
      key: 'kind',
      label: 'Kind',
      options: () => named(choices.kinds, KIND_NAMES),
    },
    {
      type: 'ids',
      key: 'by',
      label: 'By',
      hint: 'Whose statement it is: people, parties or outlets',
      known: () => actors(folder),
      kinds: ['person', 'party', 'outlet'],
      entries,
    },
    {
      type: 'ids',
      key: 'told',
      label: 'Told by',
      hint: 'Whose account “agreed” is, where it isn’t that of all',
      known: () => known(registries.parties),
      kinds: ['party'],
      entries,
      when: ({ kind }) => kind === 'agreed',
    },
    {
      type: 'text',
      key: 'text',
      label: 'Text',
      isLong: true,
      max: limits.text,
      better: 200,
      hint: 'One claim in your own words; it’s shown after the name, so leave the name out. No full stop.',
    },
    { type: 'ids', key: 'topics', label: 'Topics', isFew: true, known: () => known(registries.topics) },
    {
      type: 'choice',
      key: 'subject',
      label: 'Subject',
      options: () => known(registries.subjects),
      kinds: ['subject'],
      entries,
    },
    {
      type: 'text',
      key: 'date',
      label: 'Date',
      hint: 'Only where it isn’t the talks’: 2026-04-13, 2026-04',
    },
    {
      type: 'list',
      key: 'answers',
      label: 'Answers',
      one: 'Answer to another point',
      fresh: () => ({ how: 'denies' }),
      fields: [
        { type: 'text', key: 'to', label: 'Point', known: points, hint: 'Of another round: round/point' },
        {
          type: 'choice',
          key: 'how',
          label: 'How',
          options: () => named(['denies', 'disputes', 'confirms', 'replaces']),
        },
      ],
    },
    {
      type: 'list',
      key: 'citations',
      label: 'Citations',
      one: 'Citation',
      fresh: () => ({ source: String(round.sources[0]?.entry.id ?? '') }),
      fields: citationFields(around),
    },
    {
      type: 'group',
      key: 'quote',
      label: 'Quotation',
      hint: '3 to 15 words as they were spoken, without quotation marks',
      fields: [
        { type: 'text', key: 'text', label: 'In English', isLong: true },
        { type: 'choice', key: 'of', label: 'Whose words', options: () => actors(folder) },
        { type: 'text', key: 'original', label: 'As spoken, in another language', isLong: true },
        { type: 'text', key: 'language', label: 'Which language', hint: 'Two letters, such as ru' },
      ],
    },
    {
      type: 'group',
      key: 'promise',
      label: 'Promise',
      fields: [
        {
          type: 'choice',
          key: 'id',
          label: 'Which',
          options: () => known(registries.promises),
          kinds: ['promise'],
          entries,
        },
        { type: 'choice', key: 'step', label: 'What became of it', options: () => named(choices.steps) },
      ],
    },
    {
      type: 'list',
      key: 'changes',
      label: 'Changes',
      one: 'Change since it was published',
      fresh: () => ({ on: new Date().toISOString().slice(0, 10), how: 'reworded' }),
      fields: [
        { type: 'text', key: 'on', label: 'Day' },
        {
          type: 'choice',
          key: 'how',
          label: 'How',
          options: () => named(['reworded', 'corrected', 'withdrawn']),
        },
        {
          type: 'text',
          key: 'was',
          label: 'What it said',
          isLong: true,
          when: ({ how }) => how === 'corrected',
        },
        { type: 'text', key: 'why', label: 'Why', when: ({ how }) => how !== 'reworded' },
        {
          type: 'flag',
          key: 'material',
          label: 'It changes what readers took away',
          when: ({ how }) => how !== 'reworded',
        },
      ],
    },
    {
      type: 'text',
      key: 'id',
      label: 'Id',
      hint: 'How the bot knows it; never changed once it’s published',
    },
  ];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
export function headFields({ folder, entries }) {
  const { registries, choices, limits } = folder;
  return [
    {
      type: 'text',
      key: 'title',
      label: 'Title',
      max: limits.title,
      hint: 'Such as Oslo talks; the date follows by itself',
    },
    { type: 'text', key: 'about', label: 'Who with whom', hint: 'Such as Norway–Iceland: fishing' },
    { type: 'text', key: 'date', label: 'Date', hint: 'A day, or two with a slash: 2026-04-14/2026-04-15' },
    { type: 'choice', key: 'form', label: 'Form', options: () => named(choices.forms, FORM_NAMES) },
    {
      type: 'choice',
      key: 'place',
      label: 'Place',
      none: 'none: a call',
      options: () => known(registries.places),
      kinds: ['place'],
      entries,
    },
    { type: 'text', key: 'venue', label: 'Building' },
    { type: 'text', key: 'duration', label: 'How long', hint: 'Such as six hours' },
    {
      type: 'text',
      key: 'series',
      label: 'Series',
      hint: 'An id of your own, such as herring; rounds of one series are counted',
    },
    {
      type: 'choice',
      key: 'state',
      label: 'State',
      none: 'held',
      options: () => named(['planned', 'cancelled']),
    },
  ];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
export function delegationFields(around) {
  const { folder, entries, round } = around;
  const { registries, choices } = folder;
  return [
    {
      type: 'choice',
      key: 'party',
      label: 'Party',
      options: () => known(registries.parties),
      kinds: ['party'],
      entries,
    },
    {
      type: 'choice',
      key: 'part',
      label: 'Part',
      options: () => named(choices.parts, PART_NAMES),
    },
    {
      type: 'list',
      key: 'members',
      label: 'Members',
      one: 'Member',
      fresh: () => ({}),
      fields: [
        {
          type: 'choice',
          key: 'person',
          label: 'Person',
          options: () => known(registries.people),
          kinds: ['person'],
          entries,
        },
        { type: 'text', key: 'role', label: 'Role', hint: 'Only where it isn’t the one of that day' },
        { type: 'flag', key: 'head', label: 'Head of the delegation' },
        ...(round.sessions.length === 0
          ? []
          : [
              /** @type {Field} */ ({
                type: 'ids',
                key: 'sessions',
                label: 'Only at these tables',
                isFew: true,
                noneAtAll: 'At none: came along',
                known: () => known(round.sessions),
              }),
            ]),
      ],
    },
    {
      type: 'list',
      key: 'citations',
      label: 'Citations',
      one: 'Citation',
      fresh: () => ({ source: String(round.sources[0]?.entry.id ?? '') }),
      fields: citationFields(around),
    },
  ];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
export function sessionFields({ folder, round }) {
  const { registries, limits } = folder;
  const here = new Set(round.delegations.map(({ party }) => party));
  return [
    {
      type: 'text',
      key: 'title',
      label: 'What it was about',
      max: limits.line,
      hint: 'Such as Quotas, or The two heads',
    },
    { type: 'text', key: 'date', label: 'Day' },
    {
      type: 'ids',
      key: 'parties',
      label: 'Who sat there',
      isFew: true,
      known: () => known(registries.parties.filter(({ id }) => here.has(id))),
    },
    { type: 'text', key: 'duration', label: 'How long', hint: 'Such as an hour' },
    { type: 'text', key: 'id', label: 'Id', hint: 'How members name it' },
  ];
}

/**
 * @param {Around} around
 * @returns {Field[]}
 */
export function sourceFields({ folder, entries }) {
  const { registries, choices } = folder;
  return [
    {
      type: 'choice',
      key: 'outlet',
      label: 'Outlet',
      options: () => known(registries.outlets),
      kinds: ['outlet'],
      entries,
    },
    {
      type: 'ids',
      key: 'issued',
      label: 'Issued by',
      hint: 'Of a document: all who put their name to it',
      known: () => known(registries.parties),
      kinds: ['party'],
      entries,
      when: ({ form }) => form === 'joint-statement' || form === 'document' || form === 'readout',
    },
    { type: 'text', key: 'title', label: 'Title', isLong: true },
    { type: 'choice', key: 'form', label: 'Form', options: () => named(choices.sourceForms) },
    { type: 'text', key: 'language', label: 'Language', hint: 'Of the text as you read it: two letters' },
    { type: 'text', key: 'published', label: 'Published', hint: 'Such as 2026-04-15' },
    { type: 'text', key: 'url', label: 'Address' },
    { type: 'text', key: 'archived', label: 'Copy in a web archive' },
    {
      type: 'text',
      key: 'carries',
      label: 'Carries the text of',
      hint: 'The id of the source that it reprints',
    },
    {
      type: 'choice',
      key: 'read',
      label: 'How much was read',
      none: 'nothing: it is only an origin',
      options: () => named(['whole', 'excerpt'], READ_NAMES),
    },
    { type: 'text', key: 'note', label: 'Note for editors' },
  ];
}

/** The keys of entries as the templates have them: a new one goes to its place. */
const ORDER = [
  ...[
    'id',
    'outlet',
    'title',
    'date',
    'parties',
    'duration',
    'topics',
    'subject',
    'kind',
    'by',
    'told',
    'text',
    'promise',
    'answers',
  ],
  ...[
    'quote',
    'party',
    'part',
    'members',
    'form',
    'language',
    'published',
    'url',
    'archived',
    'carries',
    'read',
  ],
  ...['citations', 'changes', 'note', 'seal'],
];

/** @param {Record<string, any>} value */
export function inOrder(value) {
  const place = (/** @type {string} */ key) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b)));
}
