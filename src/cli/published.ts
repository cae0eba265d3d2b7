// What has been published, as the database of a bot has it, and the chats that follow it.

import { existsSync } from 'node:fs';
import type { Point } from '../content/schema.ts';
import { countTouched } from '../copies/touched.ts';
import { UserError } from '../errors.ts';
import { databaseMistake } from '../ops/database-address.ts';
import { openStore, type Store } from '../store/database.ts';
import type { Foreseen } from '../store/ledger.ts';
import type { StoreAccess } from '../store/store-options.ts';
import { type ChatId, NOTHING_YET, type Sequence } from '../store/types.ts';

/** @throws UserError for an address with a slip, and for a file that is not there: none is made */
export async function openPublished(database: string, access: StoreAccess): Promise<Store> {
  const mistake = databaseMistake(database);
  if (mistake !== undefined) throw new UserError(`--since ${mistake}`);
  if (!/^postgres(ql)?:/u.test(database) && !existsSync(database))
    throw new UserError(`There is no database ${database}; name the bot's own`);
  return openStore(database, { now: Date.now, access });
}

/** How many messages that were sent the bot will correct where they stand, as a line; none where it is none. */
export async function correctedInPlace(
  store: Store,
  foreseen: readonly Foreseen[],
): Promise<readonly string[]> {
  const corrected = foreseen.filter(({ what }) => what === 'corrected');
  const count = await countTouched(store.copies, corrected);
  return count === 0
    ? []
    : [`Corrected where they stand: ${count} message${count === 1 ? '' : 's'} sent in the last 30 days.`];
}

/** Chats that follow a point's topics. */
export interface Followers {
  /** How many will get it in a digest, once it is published. */
  waiting(points: readonly Pick<Point, 'topics'>[]): number;
  /** How many have got digests up to the ledger's entry or beyond, and how many that digests still go to have not. */
  told(point: Pick<Point, 'topics'>, sequence: Sequence): { readonly told: number; readonly waiting: number };
}

interface Follower {
  readonly chat: ChatId;
  readonly isActive: boolean;
  readonly cursor: Sequence;
}

/** Reads all subscriptions once. */
export async function followersIn(store: Store): Promise<Followers> {
  const byTopics = new Map<string, Follower[]>();
  for await (const { chatId, settings, state, cursor } of store.subscriptions.all()) {
    const key = settings.topics === 'all' ? ALL : settings.topics.join();
    const own = byTopics.get(key) ?? [];
    byTopics.set(key, own);
    own.push({ chat: chatId, isActive: state.status === 'active', cursor: cursor ?? NOTHING_YET });
  }
  const following = ({ topics }: Pick<Point, 'topics'>) =>
    [...byTopics].flatMap(([key, own]) =>
      key === ALL || key.split(',').some((one) => topics.some((topic) => topic === one)) ? own : [],
    );
  return {
    waiting: (points) =>
      new Set(
        points.flatMap((point) => following(point).flatMap(({ chat, isActive }) => (isActive ? chat : []))),
      ).size,
    told(point, sequence) {
      const all = following(point);
      const told = new Set(all.flatMap(({ chat, cursor }) => (cursor >= sequence ? chat : [])));
      const waiting = new Set(all.flatMap(({ chat, isActive }) => (isActive && !told.has(chat) ? chat : [])));
      return { told: told.size, waiting: waiting.size };
    },
  };
}

const ALL = '*';
