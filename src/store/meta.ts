// Small facts about the bot itself: the content's version, hashes of the menus that are set.

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

  /** As `set`; `false` where the value was there already, also when another process has just set it. */
  async function change(key: string, value: string): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('meta')
      .values({ key, value })
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet({ value }).where('meta.value', '<>', value),
      )
      .executeTakeFirstOrThrow();
    return (numInsertedOrUpdatedRows ?? 0n) > 0n;
  }

  return { get, set, change };
}
