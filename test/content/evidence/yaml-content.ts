// Content read straight from its YAML, without the schema: what the gates need of it.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EvidenceContent } from '../../../src/content/evidence/model.ts';

/** Whether a folder has content in folders by talk. */
export function hasTalkFolders(folder: string): boolean {
  const talks = join(folder, 'talks');
  return existsSync(talks) && readdirSync(talks).some((talk) => existsSync(join(talks, talk, 'talk.yaml')));
}

export function readYamlContent(folder: string): EvidenceContent {
  const read = (path: string) => parse(readFileSync(join(folder, path), 'utf8'), { schema: 'failsafe' });
  const registry = (name: string) =>
    read(`${name}.yaml`)[name].map((entry: { readonly unnamed?: string }) => ({
      ...entry,
      unnamed: entry.unnamed === 'true',
    }));
  return {
    talks: readdirSync(join(folder, 'talks'))
      .sort()
      .map((id) => ({
        talk: read(`talks/${id}/talk.yaml`),
        sources: read(`talks/${id}/sources.yaml`).sources,
      })),
    people: registry('people'),
    parties: registry('parties'),
    outlets: registry('outlets'),
    places: registry('places'),
  };
}
