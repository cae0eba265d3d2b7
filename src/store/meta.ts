// Small facts about the bot itself that outlive a restart: the content's version, hashes of the menus that are set.
// Called at start by whoever must know whether something changed.

import type { StoreContext } from './context.ts';

export type Meta = ReturnType<typeof createMeta>;

export function createMeta({ db }: StoreContext) {
  async function get(key: string): Promise<string | undefined> {
    const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value;
  }

  async function set(key: string, value: string): Promise<void> {
    await db
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  }

  return { get, set };
}
