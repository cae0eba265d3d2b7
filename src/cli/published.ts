// What has been published, as the database of a bot has it, and the chats that follow it.

import { existsSync } from 'node:fs';
import type { Catalogue, Located } from '../content/catalogue.ts';
import { pointsFollowed, readFollow } from '../content/follows.ts';
import { countTouched } from '../copies/touched.ts';
import { UserError } from '../errors.ts';
import { databaseMistake } from '../ops/database-address.ts';
import { openStore, type Store } from '../store/database.ts';
import type { Foreseen } from '../store/ledger.ts';
import { type Place, strandsOf, toldIn } from '../store/place.ts';
import type { StoreAccess } from '../store/store-options.ts';
import type { ChatId, Sequence, Strand } from '../store/types.ts';

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

/** Chats that a point reaches, by its topics or by what they follow. */
export interface Followers {
  /** How many will get it in a digest, once it is published. */
  waiting(points: readonly Located[]): number;
  /** How many have got digests up to the ledger's entry or beyond, and how many that digests still go to have not. */
  told(point: Located, sequence: Sequence): { readonly told: number; readonly waiting: number };
}

interface Follower {
  readonly chat: ChatId;
  readonly isActive: boolean;
  readonly place: Place;
}

/** Reads all subscriptions once. */
export async function followersIn(store: Store, catalogue: Catalogue): Promise<Followers> {
  const byStrands = new Map<
    string,
    { readonly strands: 'all' | readonly Strand[]; readonly own: Follower[] }
  >();
  for await (const { chatId, settings, state, cursor, places, apart } of store.subscriptions.all()) {
    const strands = strandsOf(settings);
    const key = strands === 'all' ? strands : strands.join();
    const own = byStrands.get(key)?.own ?? [];
    byStrands.set(key, { strands, own });
    own.push({ chat: chatId, isActive: state.status === 'active', place: { cursor, places, apart } });
  }
  const isOn = strandTest(catalogue);
  /** Each with what brings the point to it. */
  const following = (point: Located) =>
    [...byStrands.values()].flatMap(({ strands, own }) => {
      const bring = strands === 'all' ? point.point.topics : strands.filter((one) => isOn(one, point));
      return bring.length === 0 ? [] : own.map((follower) => ({ ...follower, bring }));
    });
  return {
    waiting: (points) =>
      new Set(
        points.flatMap((point) => following(point).flatMap(({ chat, isActive }) => (isActive ? chat : []))),
      ).size,
    told(point, sequence) {
      const all = following(point);
      const hasIt = ({ place, bring }: (typeof all)[number]) =>
        bring.some((strand) => toldIn(place, strand) >= sequence) ||
        place.apart?.some((one) => one.sequence === sequence) === true;
      const told = new Set(all.flatMap((one) => (hasIt(one) ? one.chat : [])));
      const waiting = new Set(all.flatMap(({ chat, isActive }) => (isActive && !told.has(chat) ? chat : [])));
      return { told: told.size, waiting: waiting.size };
    },
  };
}

/** Whether a topic, or something that is followed, has the point; each is looked up once. */
function strandTest(catalogue: Catalogue): (strand: Strand, point: Located) => boolean {
  const known = new Map<Strand, ReadonlySet<string>>();
  const followed = (strand: Strand) => {
    const follow = readFollow(strand);
    const found = known.get(strand) ?? (follow ? pointsFollowed(catalogue, follow) : new Set<string>());
    known.set(strand, found);
    return found;
  };
  return (strand, { talk, point }) =>
    strand.includes(':')
      ? followed(strand).has(`${talk.id} ${point.id}`)
      : point.topics.some((topic) => topic === strand);
}
