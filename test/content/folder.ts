// A small content folder that is right, and ways to make it wrong.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { loadContent } from '../../src/content/load.ts';
import { ContentError } from '../../src/errors.ts';

/** The talk that most tests change. */
export const TALK = 'talks/oslo-2024-05-02.yaml';

const FILES: Readonly<Record<string, string>> = {
  'topics.yaml': `topics:
  - id: overview
    command: latest
    name: Overview
    description: The talks in short
  - id: fishing
    command: fishing
    name: Fishing
    description: Quotas and waters
`,
  'parties.yaml': `parties:
  - id: norway
    name: Norway
  - id: iceland
    name: Iceland
  - id: fishery-ministry
    name: Fishery Ministry
    of: norway
`,
  'people.yaml': `people:
  - id: hansen
    name: Kari Hansen
    short: Hansen
    also: [Kári Hånsen]
  - id: jonsson
    name: Ari Jónsson
    short: Jónsson
  - id: berg
    name: Ola Berg
    short: Berg
`,
  'sources.yaml': `sources:
  - id: gazette
    name: Gazette
    published: 2024-05-03
  - id: wire
    name: Wire
    via: gazette
`,
  [TALK]: `id: oslo-2024-05-02
title: Oslo talks
about: Norway–Iceland
date: 2024-05-02
place: { city: Oslo, country: Norway }
delegations:
  - party: norway
    part: host
    members:
      - person: hansen
        role: Minister
        since: 2021
    sources: [{ id: gazette, at: ¶1 }]
  - party: iceland
    part: delegation
    members:
      - person: jonsson
        role: Envoy
    sources: [{ id: gazette, at: ¶1 }]
speakers:
  - person: berg
    role: Skipper
    until: 2024-06
timeline:
  - { date: 2019, text: The old treaty ends, point: cod-quota }
  - { date: 2024-05-02, text: The talks, point: cod-quota }
points:
  - id: cod-quota
    topics: [overview, fishing]
    kind: agreed
    by: [norway, iceland]
    text: The cod quota stays as it is
    commitment: { status: announced }
    sources: [{ id: gazette, at: ¶2 }]
  - id: secret-deal
    topics: [fishing]
    kind: reported
    by: [wire]
    text: A secret deal on herring exists
    sources: [{ id: gazette, at: ¶3 }]
  - id: no-secret
    topics: [fishing]
    kind: denied
    by: [fishery-ministry]
    text: There is no secret deal
    denies: secret-deal
    sources: [{ id: gazette, at: ¶3 }]
  - id: fair-result
    topics: [fishing]
    kind: said
    by: [berg]
    text: The result is fair to the crews
    quote: We can live with it
    sources: [{ id: gazette, at: ¶4 }]
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

/** A folder with the changes made, gone when the test is over. */
export async function contentFolder(changes: Changes = {}): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'content-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, 'talks'));
  for (const name of new Set([...Object.keys(FILES), ...Object.keys(changes)])) {
    const change = changes[name];
    const text = FILES[name] ?? '';
    const content = change === undefined ? text : typeof change === 'function' ? change(text) : change;
    if (content !== null) await writeFile(path.join(folder, name), content);
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
