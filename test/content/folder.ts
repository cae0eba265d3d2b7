// A small content folder that is right, and ways to make it wrong.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { ContentError } from '../../src/errors.ts';

/** The talk that most tests change. */
export const OSLO = 'oslo-2024-05-02';
export const TALK = `talks/${OSLO}/talk.yaml`;
export const SOURCES = `talks/${OSLO}/sources.yaml`;
export const RUSSIAN = `talks/${OSLO}/ru.yaml`;

export const FILES: Readonly<Record<string, string>> = {
  'topics.yaml': `topics:
  - id: overview
    command: latest
    name: Overview
    description: The talks in short
    names: { ru: { name: Главное, description: Коротко }, uk: { name: Головне, description: Коротко } }
  - id: fishing
    command: fishing
    name: Fishing
    description: Quotas and waters
    names: { ru: { name: Рыболовство, description: Квоты }, uk: { name: Рибальство, description: Квоти } }
`,
  'subjects.yaml': `subjects:
  - { id: quotas, topic: fishing, name: Quotas, names: { ru: Квоты, uk: Квоти } }
`,
  'parties.yaml': `parties:
  - id: norway
    name: Norway
    country: 'NO'
    names: { ru: Норвегия, uk: Норвегія }
  - id: iceland
    name: Iceland
    country: IS
    names: { ru: Исландия, uk: Ісландія }
  - id: fishery-ministry
    name: Fishery Ministry
    of: norway
    names: { ru: Министерство рыболовства, uk: Міністерство рибальства }
`,
  'people.yaml': `people:
  - id: hansen
    name: Kari Hansen
    short: Hansen
    also: [Kári Hånsen]
    names: { ru: { name: Кари Хансен, short: Хансен }, uk: { name: Карі Гансен, short: Гансен } }
    roles:
      - { role: Deputy Minister, party: norway, until: 2020, names: { ru: замминистра, uk: замміністра } }
      - { role: Minister, party: norway, since: 2021, names: { ru: министр, uk: міністр } }
  - id: jonsson
    name: Ari Jónsson
    short: Jónsson
    names: { ru: { name: Ари Йонссон, short: Йонссон }, uk: { name: Арі Йонссон, short: Йонссон } }
    roles:
      - { role: Envoy, party: iceland, names: { ru: посланник, uk: посланець } }
  - id: berg
    name: Ola Berg
    short: Berg
    names: { ru: { name: Ола Берг, short: Берг }, uk: { name: Ола Берг, short: Берг } }
    roles:
      - { role: Skipper, names: { ru: шкипер, uk: шкіпер } }
`,
  'outlets.yaml': `outlets:
  - { id: gazette, name: Gazette, country: 'NO', owner: private }
  - { id: wire, name: Wire, country: IS, owner: state }
`,
  'promises.yaml': `promises:
  - id: quota-kept
    title: The cod quota stays
    by: [norway, iceland]
    names: { ru: { title: Квота трески остаётся }, uk: { title: Квота тріски лишається } }
`,
  'places.yaml': `places:
  - { id: oslo, name: Oslo, country: 'NO', names: { ru: Осло, uk: Осло } }
`,
  [SOURCES]: `sources:
  - id: gazette-0503
    outlet: gazette
    title: Talks end in Oslo
    form: article
    language: en
    published: 2024-05-03
    url: https://gazette.example/oslo
    read: whole
  - id: wire-0503
    outlet: wire
    form: article
    title: Norway and Iceland agree
    language: en
    published: 2024-05-03
    carries: gazette-0503
    read: excerpt
`,
  [TALK]: `id: oslo-2024-05-02
title: Oslo talks
about: Norway–Iceland
date: 2024-05-02
place: oslo
form: meeting
lead: [cod-quota]
delegations:
  - party: norway
    part: host
    members:
      - person: hansen
    citations:
      - { source: gazette-0503, at: ¶1, passage: the minister received the guests }
  - party: iceland
    part: delegation
    members:
      - person: jonsson
        role: Special envoy
    citations:
      - { source: gazette-0503, at: ¶1, passage: the envoy of Iceland came }
points:
  - id: cod-quota
    topics: [overview, fishing]
    subject: quotas
    kind: agreed
    by: [norway, iceland]
    text: The cod quota stays as it is
    promise: { id: quota-kept, step: made }
    citations:
      - { source: gazette-0503, at: ¶2, passage: the quota for cod stays the same }
      - { source: wire-0503, at: ¶2, passage: the quota stays for two years, says: partly, note: for two years }
  - id: secret-deal
    topics: [fishing]
    kind: reported
    by: [wire]
    text: A secret deal on herring exists
    citations:
      - { source: wire-0503, at: ¶3, passage: a secret deal on herring was made }
  - id: no-secret
    topics: [fishing]
    kind: denied
    by: [fishery-ministry]
    text: There is no secret deal
    date: 2024-05-03
    answers:
      - { to: secret-deal, how: denies }
    citations:
      - { source: gazette-0503, at: ¶3, passage: there is no such deal }
  - id: fair-result
    topics: [fishing]
    kind: said
    by: [berg]
    text: The result is fair to the crews
    quote: { text: We can live with it, of: berg }
    citations:
      - { source: gazette-0503, at: ¶4, passage: we can live with it }
`,
  [RUSSIAN]: `talk: { of: "3e6777", title: Переговоры в Осло, about: Норвегия–Исландия, roles: { jonsson: спецпосланник } }
points:
  cod-quota: { of: "d78b76", text: Квота трески остаётся прежней, notes: [на два года] }
  fair-result: { of: "752dc4", text: Для экипажей итог справедлив, quote: Нас это устраивает }
`,
};

/** What differs from the right folder: a file's text, its bytes, how to change it, or `null` for no such file. */
export type Changes = Readonly<Record<string, string | Uint8Array | null | ((text: string) => string)>>;

/** Replaces a text that has to be there. */
export function edit(from: string, to: string): (text: string) => string {
  return (text) => {
    if (!text.includes(from)) throw new Error(`the fixture has no ${JSON.stringify(from)}`);
    return text.replace(from, () => to);
  };
}

/** The file as the changes leave it; `undefined` for one that is not there. */
export function changed(name: string, changes: Changes): string | Uint8Array | undefined {
  const change = changes[name];
  const text = FILES[name];
  if (change === undefined) return text;
  return (typeof change === 'function' ? change(text ?? '') : change) ?? undefined;
}

/** Where a snippet begins in the changed file, as messages say it: `12:5`. */
export function placeOf(name: string, changes: Changes, snippet: string): string {
  const text = String(changed(name, changes));
  const index = text.indexOf(snippet);
  if (index < 0) throw new Error(`${name} has no ${JSON.stringify(snippet)}`);
  const before = text.slice(0, index).split('\n');
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

/** A folder with the changes made, gone when the test is over. */
export async function contentFolder(changes: Changes = {}): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'content-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const name of new Set([...Object.keys(FILES), ...Object.keys(changes)])) {
    const content = changed(name, changes);
    if (content === undefined) continue;
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

/** The lines of the error that loading ends with, paths relative to the folder. */
export async function problemLines(folder: string): Promise<readonly string[]> {
  try {
    await loadContent(folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.message.split('\n').map((line) => line.replaceAll(`${folder}/`, ''));
  }
}

export async function problemsWith(changes: Changes): Promise<readonly string[]> {
  return problemLines(await contentFolder(changes));
}
