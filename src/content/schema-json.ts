// The content's JSON Schemas, made from the zod schemas, for editors.

import { z } from 'zod';
import { PartiesFile, PeopleFile, SourcesFile, Talk, TopicsFile } from './schema.ts';

/** The folder inside the content folder. */
export const SCHEMA_FOLDER = 'schema';

/** The text of each schema file, by its name. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    'parties.schema.json': text(PartiesFile),
    'people.schema.json': text(PeopleFile),
    'sources.schema.json': text(SourcesFile),
    'talk.schema.json': text(Talk),
    'topics.schema.json': text(TopicsFile),
  };
}

/** `io: input`: what an editor writes, before defaults are filled in. */
function text(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), undefined, 2)}\n`;
}
