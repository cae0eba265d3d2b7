// Every change of the tables, oldest first. Add a new one at the end; never alter one after a release.

import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';
import type { Tables } from '../tables.ts';
import { up as ground } from './0001-ground.ts';
import { up as processes } from './0002-processes.ts';
import { up as chatChoices } from './0003-chat-choices.ts';
import { up as jobs } from './0004-jobs.ts';
import { up as shared } from './0005-shared.ts';
import { up as broadcasts } from './0006-broadcasts.ts';
import { up as parts } from './0007-parts.ts';
import { up as changes } from './0008-changes.ts';
import { up as places } from './0009-places.ts';
import { up as copies } from './0010-copies.ts';
import { up as follows } from './0011-follows.ts';
import { up as news } from './0012-news.ts';
import { up as furtherCopies } from './0013-further-copies.ts';

export interface Migration {
  readonly name: string;
  up(db: Kysely<Tables>, dialect: Dialect): Promise<void>;
}

export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-ground', up: ground },
  { name: '0002-processes', up: processes },
  { name: '0003-chat-choices', up: chatChoices },
  { name: '0004-jobs', up: jobs },
  { name: '0005-shared', up: shared },
  { name: '0006-broadcasts', up: broadcasts },
  { name: '0007-parts', up: parts },
  { name: '0008-changes', up: changes },
  { name: '0009-places', up: places },
  { name: '0010-copies', up: copies },
  { name: '0011-follows', up: follows },
  { name: '0012-news', up: news },
  { name: '0013-further-copies', up: furtherCopies },
];
