// Exports for other programs: what comes back is what went out.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Content } from '../../src/content/content.ts';
import { csvTables } from '../../src/content/exchange/csv.ts';
import { exportContent, importContent } from '../../src/content/exchange/json-ld.ts';
import { yamlFiles } from '../../src/content/exchange/yaml-files.ts';
import { loadContent, loadEntries } from '../../src/content/load.ts';
import { contentFolder, edit, OSLO, TALK } from './folder.ts';

/** Out into text, and back into a folder of its own. */
async function roundTrip(content: Content): Promise<Content> {
  const text = JSON.stringify(exportContent(content));
  const folder = await mkdtemp(path.join(tmpdir(), 'imported-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, yaml] of yamlFiles(importContent(JSON.parse(text)))) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), yaml);
  }
  return loadEntries(folder);
}

function entriesOf({ version, changedAt, placeOf, heldBack, ...entries }: Content): unknown {
  return entries;
}

test('the twelve rounds come back as they went', async () => {
  const content = await loadEntries('content');
  expect(content.talks.length).toBeGreaterThanOrEqual(12);
  expect(entriesOf(await roundTrip(content))).toEqual(entriesOf(content));
});

test('so does a round with every rare key', async () => {
  const folder = await contentFolder({
    [TALK]: (text) =>
      [
        edit(
          'form: meeting',
          'venue: Town Hall\nduration: "12"\nstate: held\nseries: fish\npublish: 2024-05-03T09:00+02:00\nsessions:\n  - { id: one, title: "The sea: cod", date: 2024-05-02, parties: [norway, iceland], duration: an hour }\nform: meeting',
        ),
        edit(
          '- person: hansen',
          '- { person: hansen, head: true, sessions: [one], citations: [{ source: gazette-0503, at: headline, passage: Talks end in Oslo, says: partly, note: "so, or so" }] }',
        ),
        edit('    by: [norway, iceland]', '    by: [norway, iceland]\n    told: [norway]'),
        edit(
          'quote: { text: We can live with it, of: berg }',
          'quote: { text: We can live with it, of: berg, original: Ja da, language: "no" }\n    changes: [{ on: 2024-05-04, how: corrected, was: "= before", why: "a, b", material: true }]',
        ),
      ].reduce((before, by) => by(before), text),
  });
  const content = await loadEntries(folder);
  expect(entriesOf(await roundTrip(content))).toEqual(entriesOf(content));
});

test('names are those of schema.org, texts stand by language, and each citation is an annotation', async () => {
  const { catalogue, annotations } = exportContent(await loadEntries(await contentFolder()));
  const graph = catalogue['@graph'] as readonly Record<string, unknown>[];
  const node = (id: string) => graph.find((one) => one['@id'] === id);
  expect(node('party:norway')).toMatchObject({
    '@type': 'Organization',
    name: { en: 'Norway', ru: 'Норвегия' },
  });
  expect(node('person:hansen')).toMatchObject({ '@type': 'Person', alternateName: ['Kári Hånsen'] });
  expect(node(`talk:${OSLO}`)).toMatchObject({
    '@type': 'Event',
    startDate: '2024-05-02',
    endDate: '2024-05-02',
    location: 'place:oslo',
    name: { en: 'Oslo talks', ru: 'Переговоры в Осло' },
  });
  expect(node(`point:${OSLO}/fair-result`)).toMatchObject({
    'communique:by': ['person:berg'],
    text: { en: 'The result is fair to the crews', ru: 'Для экипажей итог справедлив' },
    hasPart: { '@type': 'Quotation', creator: 'person:berg', 'communique:english': 'We can live with it' },
    citation: [`citation:${OSLO}/fair-result/1`],
  });
  expect(annotations).toMatchObject({ type: 'AnnotationCollection', total: 7 });
  const { items } = annotations.first as { readonly items: readonly { readonly id: string }[] };
  expect(items.find(({ id }) => id === `urn:communique:citation:${OSLO}/cod-quota/2`)).toEqual({
    id: `urn:communique:citation:${OSLO}/cod-quota/2`,
    type: 'Annotation',
    motivation: 'linking',
    body: [
      `urn:communique:point:${OSLO}/cod-quota`,
      { type: 'TextualBody', value: 'for two years', language: 'en', purpose: 'commenting' },
    ],
    target: {
      source: 'urn:communique:source:wire-0503',
      selector: { type: 'TextQuoteSelector', exact: 'the quota stays for two years' },
    },
    'communique:source': 'wire-0503',
    'communique:at': '¶2',
    'communique:says': 'partly',
  });
  // Every name that a node gives for another is the name of one.
  const ids = new Set([
    ...graph.map((one) => one['@id']),
    ...items.map(({ id }) => id.replace('urn:communique:', '')),
  ]);
  const named = [
    ...JSON.stringify(graph).matchAll(
      /"((?:talk|point|person|party|outlet|place|promise|source|citation|topic|subject|session):[^"]+)"/g,
    ),
  ];
  expect(named.map(([, name]) => name).filter((name) => !ids.has(name))).toEqual([]);
});

test('tables for spreadsheets quote what needs it, and hold no formula', async () => {
  const folder = await contentFolder({
    [TALK]: edit('There is no secret deal', '"=No, there is \\"no\\" deal"'),
  });
  const { 'points.csv': points, 'citations.csv': citations } = csvTables(await loadContent(folder));
  const lines = points.split('\r\n');
  expect(lines[0]).toBe(
    'talk,point,date,kind,by,told,topics,subject,text,quote,quote_of,promise,step,changed',
  );
  expect(lines[3]).toBe(
    `${OSLO},no-secret,2024-05-03,denied,fishery-ministry,,fishing,,"'=No, there is ""no"" deal",,,,,`,
  );
  expect(citations.split('\r\n')[1]).toBe(
    `${OSLO},cod-quota,gazette-0503,Gazette,2024-05-03,Talks end in Oslo,https://gazette.example/oslo,¶2,the quota for cod stays the same,so,`,
  );
});

test.each([
  [{ catalogue: {}, annotations: {} }, 'it has no items'],
  [{ catalogue: { '@graph': 7 }, annotations: { first: { items: [] } } }, 'it has no @graph'],
  [
    { catalogue: { '@graph': [{ '@id': 'talk:a', name: 'A' }] }, annotations: { first: { items: [] } } },
    'it has no communique:points',
  ],
])('%j is no export', (given, told) => {
  expect(() => importContent(given)).toThrow(told);
});
