// `npm run content`: what editors do to a content folder.

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { jsonSchemas, SCHEMA_FOLDER } from '../content/schema-json.ts';
import { loadContentPlaces } from '../ops/settings.ts';
import type { Command } from './command.ts';
import { diffReport } from './content-diff.ts';
import { exportReport, importReport } from './content-exchange.ts';
import { coverageReport, whyReport } from './content-questions.ts';
import { checkReport, forgetPublished, stampReport, verifyReport } from './content-report.ts';
import { translateReport } from './content-translate.ts';
import { newActions } from './new-content.ts';

export const content: Command = {
  actions: {
    ...newActions,
    check: {
      word: '[FOLDER]',
      options: { since: 'DATABASE_URL' },
      does: 'checks every file of the folder (CONTENT_DIR); with a database also what was published, and how many messages are corrected',
      run: (folder, { options }) => checkReport(folder || ownFolder(), ownArchive(), options.since),
    },
    verify: {
      word: '[FOLDER]',
      does: 'looks every passage up in the texts of CONTENT_ARCHIVE and seals what stands there',
      run: (folder) => verifyReport(folder || ownFolder(), ownArchive()),
    },
    diff: {
      word: '[FOLDER]',
      options: { since: 'DATABASE_URL', revision: 'REVISION' },
      does: 'says what readers will be told of the files as they are, and how many',
      more: [
        '--since DATABASE_URL  compares with what a bot has published, and counts the chats that will be told and the messages that are corrected',
        '--revision REVISION   compares with a revision of Git, such as HEAD (left out: HEAD, where there is no --since)',
        'With both, the database says what is told, and the revision what looks otherwise: topics, promises, translations.',
      ].join('\n'),
      run: (folder, { options: { since, revision } }) =>
        diffReport(folder || ownFolder(), { since, revision }),
    },
    why: {
      word: 'POINT',
      options: { since: 'DATABASE_URL' },
      does: 'says why a point stands there: what it cites, its changes, who was told',
      more: [
        'POINT is its id, or TALK/POINT where several rounds have one of that name.',
        '--since DATABASE_URL  also says when a bot published it, and how many chats have had it',
      ].join('\n'),
      run: (point, { options }) => whyReport(ownFolder(), point, options.since),
    },
    coverage: {
      word: 'TALK',
      does: 'lists the paragraphs of its sources that no point uses',
      more: 'The texts are read in CONTENT_ARCHIVE. Points and delegations of all rounds count as uses.',
      run: (talk) => coverageReport(ownFolder(), ownArchive(), talk),
    },
    translate: {
      word: 'LANGUAGE [TALK]',
      does: 'writes what translations lack, empty, beside its English; what is right stays',
      more: [
        'LANGUAGE is ru or uk. Without TALK, for all rounds.',
        'What is empty is shown in English, so a file can be published half done. Remarks that begin with "English" go when the command is run again.',
      ].join('\n'),
      run: (language, { words: [, talk = ''] }) => translateReport(ownFolder(), language, talk),
    },
    export: {
      word: 'FOLDER',
      does: 'writes all that is published for other programs: JSON-LD, CSV, Web Annotations',
      more: [
        'FOLDER is new or empty. It gets:',
        'catalogue.jsonld    rounds, points, people, parties, sources in the words of schema.org',
        'annotations.jsonld  each citation as a W3C Web Annotation of its source',
        'points.csv, citations.csv  for spreadsheets',
        'Texts of sources are not in it, only the passages that are cited.',
      ].join('\n'),
      run: (target) => exportReport(ownFolder(), target),
    },
    import: {
      word: 'EXPORT FOLDER',
      does: 'writes the content of an export into a new folder',
      more: 'EXPORT is a folder that export has written, FOLDER a new one. Remarks in the files are not in an export.',
      run: (from, { words: [, target = ''] }) => importReport(from, target),
    },
    schema: {
      word: '[FOLDER]',
      does: 'writes the JSON Schemas that editors complete and underline by',
      run: (folder) => writeSchemas(path.join(folder || ownFolder(), SCHEMA_FOLDER)),
    },
    stamp: {
      word: 'TALK [FOLDER]',
      does: 'prints what translations of the talk carry as "of"',
      run: (talk, { words }) => stampReport(words[1] ?? ownFolder(), talk),
    },
    forget: {
      word: 'TALK[/POINT]',
      options: { since: 'DATABASE_URL' },
      does: 'lets a published point, or a whole talk, go without a word to readers',
      requires: ['since'],
      run: (name, { options }) => forgetPublished(options.since ?? '', name),
    },
  },
};

function ownFolder(): string {
  return loadContentPlaces().contentDir;
}

function ownArchive(): string | undefined {
  return loadContentPlaces().contentArchive;
}

async function writeSchemas(target: string): Promise<string> {
  await mkdir(target, { recursive: true });
  const schemas = Object.entries(jsonSchemas());
  for (const [name, text] of schemas) await writeFile(path.join(target, name), text);
  return `${schemas.length} schemas written to ${target}`;
}
