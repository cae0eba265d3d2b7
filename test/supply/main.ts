// The entry of `npm run licences`: writes docs/licences.md.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageLock from '../../package-lock.json' with { type: 'json' };
import { licencesPage } from './licences.ts';

writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'licences.md'), licencesPage(packageLock));
