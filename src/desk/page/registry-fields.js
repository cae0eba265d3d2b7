// What is asked of people, parties, outlets, promises, places and subjects.

import { known, named } from './round-forms.js';

/** @typedef {import('./form-fields.js').Field} Field */
/** @typedef {import('../server/views.ts').FolderView} FolderView */

export const ENTRY_NAMES = {
  person: 'Person',
  party: 'State, office or organisation',
  outlet: 'Outlet',
  promise: 'Promise',
  place: 'Place',
  subject: 'Subject',
};
/** @typedef {keyof typeof ENTRY_NAMES} EntryKind */

/** Each is a list in the folder, in a file of that name. */
export const LIST_OF = /** @type {const} */ ({
  person: 'people',
  party: 'parties',
  outlet: 'outlets',
  place: 'places',
  promise: 'promises',
  subject: 'subjects',
});

const OWNER_NAMES = {
  state: 'State: a state pays for it and directs it',
  public: 'Public: paid for by the public, with a board of its own',
  private: 'Private: people or companies',
  government: 'Government: a ministry or an office itself',
  party: 'Party: a political one',
};

/**
 * @param {FolderView} folder
 * @param {string} [none]
 * @returns {Field}
 */
function countryField({ choices }, none) {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const all = choices.countries.map((id) => ({ id, name: names.of(id) ?? id }));
  return {
    type: 'choice',
    key: 'country',
    label: 'Country',
    ...(none ? { none } : {}),
    options: () => all.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}
const ALSO = /** @type {const} */ ({
  type: 'words',
  key: 'also',
  label: 'Other spellings',
  hint: 'As articles and readers write it, with commas between them',
});

/**
 * What it is called in other languages.
 * @param {number} max
 * @returns {Field}
 */
function namesField(max) {
  return {
    type: 'group',
    key: 'names',
    label: 'In other languages',
    fields: [
      { type: 'text', key: 'ru', label: 'Russian', max, language: 'ru' },
      { type: 'text', key: 'uk', label: 'Ukrainian', max, language: 'uk' },
    ],
  };
}

/**
 * @param {Field[]} fields of each language
 * @returns {Field}
 */
function namesFields(fields) {
  return {
    type: 'group',
    key: 'names',
    label: 'In other languages',
    fields: [
      {
        type: 'group',
        key: 'ru',
        label: 'Russian',
        fields: fields.map((field) => ({ ...field, language: 'ru' })),
      },
      {
        type: 'group',
        key: 'uk',
        label: 'Ukrainian',
        fields: fields.map((field) => ({ ...field, language: 'uk' })),
      },
    ],
  };
}

/**
 * @param {EntryKind} kind
 * @param {FolderView} folder
 * @returns {Field[]}
 */
export function entryFields(kind, folder) {
  const { registries, choices, limits } = folder;
  const parties = () => known(registries.parties);
  const text = (
    /** @type {string} */ key,
    /** @type {string} */ label,
    /** @type {number} */ max,
    hint = '',
  ) => /** @type {Field} */ ({ type: 'text', key, label, max, ...(hint ? { hint } : {}) });
  switch (kind) {
    case 'person':
      return [
        text('name', 'Name', limits.name),
        text(
          'short',
          'Name in front of a statement',
          limits.short,
          'Such as Berg; left empty, the last word of the name',
        ),
        {
          type: 'list',
          key: 'roles',
          label: 'Roles',
          one: 'Role',
          fresh: () => ({}),
          fields: [
            text('role', 'What they are', limits.line, 'Such as Fisheries Minister'),
            {
              type: 'choice',
              key: 'party',
              label: 'Of which party',
              none: 'none: speaks for nobody',
              options: parties,
            },
            { type: 'text', key: 'since', label: 'Since', hint: 'If known: 2025, 2025-10 or 2025-10-17' },
            { type: 'text', key: 'until', label: 'Until', hint: 'The oldest role first' },
            namesField(limits.line),
          ],
        },
        ALSO,
        namesFields([
          { type: 'text', key: 'name', label: 'Name', max: limits.name },
          { type: 'text', key: 'short', label: 'In front of a statement', max: limits.short },
        ]),
      ];
    case 'party':
      return [
        text('name', 'Name', limits.name),
        countryField(folder, 'none: it is an office or an organisation'),
        {
          type: 'choice',
          key: 'of',
          label: 'Belongs to',
          none: 'nobody: it is a state or organisation',
          options: parties,
        },
        { type: 'flag', key: 'unnamed', label: 'Voices that nobody names, such as Norwegian officials' },
        ALSO,
        namesField(limits.name),
      ];
    case 'outlet':
      return [
        text('name', 'Name', limits.name),
        countryField(folder, 'not known'),
        {
          type: 'choice',
          key: 'owner',
          label: 'Owner',
          none: 'not known',
          options: () => named(choices.owners, OWNER_NAMES),
        },
        text('about', 'What it is', limits.line, 'Facts only, such as Trade paper for fishing'),
        { type: 'flag', key: 'unnamed', label: 'Media that nobody names, such as Icelandic media' },
        ALSO,
        namesField(limits.name),
      ];
    case 'promise':
      return [
        text('title', 'What is owed', limits.line, 'Such as Icelandic inspectors in Bergen'),
        { type: 'ids', key: 'by', label: 'Who owes it', known: parties },
        { type: 'ids', key: 'to', label: 'To whom', known: parties },
        text('if', 'On what it depends', limits.line),
        { type: 'text', key: 'due', label: 'Due', hint: 'Such as 2026-06-01' },
        namesFields([
          { type: 'text', key: 'title', label: 'What is owed', max: limits.line },
          { type: 'text', key: 'if', label: 'On what it depends', max: limits.line },
        ]),
      ];
    case 'place':
      return [text('name', 'Name', limits.place), countryField(folder), ALSO, namesField(limits.place)];
    case 'subject':
      return [
        text('name', 'Name', limits.name, 'The question on which sides differ, such as Herring quota'),
        { type: 'choice', key: 'topic', label: 'Topic', options: () => known(registries.topics) },
        ALSO,
        namesField(limits.name),
      ];
  }
}

/** The keys as the templates have them. */
const ORDER = [
  ...[
    'id',
    'topic',
    'name',
    'short',
    'title',
    'country',
    'owner',
    'about',
    'of',
    'flag',
    'by',
    'to',
    'if',
    'due',
  ],
  ...['members', 'unnamed', 'also', 'names', 'roles'],
];

/** @param {Record<string, any>} value */
export function entryInOrder(value) {
  const place = (/** @type {string} */ key) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => place(a) - place(b)));
}

/**
 * What an entry lacks that readers would miss.
 * @param {EntryKind} kind
 * @param {Readonly<Record<string, any>>} entry
 */
export function lackIn(kind, entry) {
  const lacks = [];
  if (kind === 'outlet' && !entry.unnamed) {
    if (!entry.country) lacks.push('its country');
    if (!entry.owner) lacks.push('its owner');
  }
  if (kind === 'person' && !entry.roles?.length) lacks.push('a role');
  if (kind === 'party' && !entry.country && !entry.of && !entry.members && !entry.flag)
    lacks.push('its country, or whom it belongs to');
  if (kind !== 'outlet')
    for (const [language, name] of [
      ['ru', 'Russian'],
      ['uk', 'Ukrainian'],
    ])
      if (!entry.names?.[language ?? '']) lacks.push(`its name in ${name}`);
  return lacks;
}
