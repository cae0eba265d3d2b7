// The content's JSON Schemas, from the zod schemas: editors complete and underline YAML by them.

import { z } from 'zod';
import {
  OutletsFile,
  PartiesFile,
  PeopleFile,
  PlacesFile,
  PromisesFile,
  SourcesFile,
  SubjectsFile,
  Talk,
  TopicsFile,
  TranslationFile,
} from './schema.ts';

/** Where in the content folder the schemas lie. */
export const SCHEMA_FOLDER = 'schema';

/** The text of each schema file, by its name. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    'outlets.schema.json': text(OutletsFile),
    'parties.schema.json': text(PartiesFile),
    'people.schema.json': text(PeopleFile),
    'places.schema.json': text(PlacesFile),
    'promises.schema.json': text(PromisesFile),
    'sources.schema.json': text(SourcesFile),
    'subjects.schema.json': text(SubjectsFile),
    'talk.schema.json': text(Talk),
    'topics.schema.json': text(TopicsFile),
    'translation.schema.json': text(TranslationFile),
  };
}

/** `io: input`: what an editor writes, before defaults are filled in. */
function text(schema: z.ZodType): string {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // Content is read as strings; editors read `true` as what it looks like.
      if (jsonSchema.const === 'true') {
        jsonSchema.const = true;
        jsonSchema.type = 'boolean';
      }
    },
  });
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
