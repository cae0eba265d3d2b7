// Generates src/preview/telegram/methods.schema.json: the parameters of every served method, from @gramio/types.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { METHOD_NAMES } from '../../src/preview/telegram/method-names.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

export const SCHEMA_FILE = new URL('../../src/preview/telegram/methods.schema.json', import.meta.url);

const TYPES = new URL('../../node_modules/@gramio/types/', import.meta.url);

/** Methods that Telegram documents without parameters. */
const WITHOUT_PARAMETERS: ReadonlySet<string> = new Set(['getMe', 'getWebhookInfo']);

/** The few numbers of the Bot API that may have a fraction. */
const FLOATS = /^(latitude|longitude|horizontal_accuracy|scale|[xy]_shift|.*_percentage)$/;

/** The content of the file: `methods` by name, and their shared `definitions`. */
export function methodsSchema(): JsonObject {
  const generator = createGenerator({
    path: fileURLToPath(new URL('out/params.d.ts', TYPES)),
    tsconfig: fileURLToPath(new URL('../../tsconfig.json', import.meta.url)),
    skipTypeCheck: true,
    jsDoc: 'none',
    additionalProperties: false,
    topRef: false,
  });
  const methods: Record<string, Json> = {};
  const definitions: Record<string, Json> = {};
  for (const method of METHOD_NAMES) {
    if (WITHOUT_PARAMETERS.has(method)) {
      methods[method] = { type: 'object', additionalProperties: false };
      continue;
    }
    const name = `${method.charAt(0).toUpperCase()}${method.slice(1)}Params`;
    const { definitions: shared, $schema: _, ...schema } = generator.createSchema(name) as JsonObject;
    methods[method] = refine(schema);
    for (const [key, definition] of Object.entries((shared ?? {}) as JsonObject)) {
      if (key !== BLOB) definitions[key] = refine(definition);
    }
  }
  return { $comment: `From @gramio/types ${version()}`, methods, definitions };
}

const BLOB = 'global.Blob';

/** Removes what only TypeScript callers may pass, and adds what exists only in HTTP requests. */
function refine(node: Json | undefined, property = ''): Json {
  if (node === undefined) return {};
  if (Array.isArray(node)) return node.map((item) => refine(item as Json, property));
  if (typeof node !== 'object' || node === null) return node;
  const object = node as JsonObject;
  if (object.$ref === `#/definitions/${BLOB}`) return { upload: true };
  if (Array.isArray(object.anyOf)) {
    const kept = object.anyOf.filter((branch) => !isConvertible(branch as Json));
    return kept.length === 1 ? refine(kept[0] as Json, property) : { anyOf: refine(kept, property) };
  }
  const refined: Record<string, Json> = {};
  for (const [key, value] of Object.entries(object)) {
    if (key === 'type') refined[key] = integers(value, property);
    else if (key === 'properties') {
      refined[key] = Object.fromEntries(
        Object.entries(value as JsonObject).map(([name, schema]) => [name, refine(schema, name)]),
      );
    } else refined[key] = refine(value, property);
  }
  return refined;
}

/** `{ toString(): string }` and `{ toJSON(): … }`: conveniences of TypeScript clients, never sent. */
function isConvertible(branch: Json): boolean {
  const properties = Object.keys(((branch as JsonObject).properties ?? {}) as JsonObject);
  return properties.length === 1 && (properties[0] === 'toString' || properties[0] === 'toJSON');
}

function integers(type: Json, property: string): Json {
  if (FLOATS.test(property)) return type;
  if (Array.isArray(type)) return type.map((one) => integers(one as Json, property));
  return type === 'number' ? 'integer' : type;
}

function version(): string {
  return (JSON.parse(readFileSync(new URL('package.json', TYPES), 'utf8')) as { version: string }).version;
}

if (import.meta.main) writeFileSync(SCHEMA_FILE, `${JSON.stringify(methodsSchema())}\n`);
