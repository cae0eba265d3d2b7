// A new, empty database of each kind for a measurement: a file of SQLite, or one on a real PostgreSQL.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startPostgres } from '../support/postgres-server.ts';

export interface Database {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** As in DATABASE_URL. */
  readonly url: string;
  /** What it takes on the disk, MB: SQLite's with its write-ahead log. */
  size(): Promise<number>;
  remove(): Promise<void>;
}

export async function openSqlite(): Promise<Database> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  return {
    name: 'SQLite',
    url: path.join(folder, 'bench.db'),
    async size() {
      const sizes = fs.readdirSync(folder).map((name) => fs.statSync(path.join(folder, name)).size);
      return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
    },
    async remove() {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** With the server's own settings: each commit is on the disk. */
async function openPostgres(): Promise<Database> {
  const server = await startPostgres();
  const url = server.url('postgres');
  return {
    name: 'PostgreSQL',
    url,
    async size() {
      const client = new pg.Client(url);
      await client.connect();
      try {
        const { rows } = await client.query<{ size: string }>(
          'select pg_database_size(current_database()) size',
        );
        return Number(rows[0]?.size) / 1e6;
      } finally {
        await client.end();
      }
    },
    remove: () => server.remove(),
  };
}

const OPENERS = { SQLite: openSqlite, PostgreSQL: openPostgres } as const;

export type OpenDatabase = () => Promise<Database>;

/** How to open the one of that name, or both. */
export function databasesNamed(name?: string): readonly OpenDatabase[] {
  if (name === undefined) return Object.values(OPENERS);
  const open = Object.entries(OPENERS).find(([known]) => known.toLowerCase() === name.toLowerCase())?.[1];
  if (!open) throw new Error(`--on=${name}: write one of ${Object.keys(OPENERS).join(', ')}`);
  return [open];
}
