// The committed schema of the methods' parameters matches the types.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { methodsSchema, SCHEMA_FILE } from '../support/methods-schema.ts';

test('methods.schema.json is current; `node test/support/methods-schema.ts` writes it', () => {
  expect(JSON.parse(readFileSync(SCHEMA_FILE, 'utf8'))).toEqual(methodsSchema());
});
