// Which chats a broadcast is for, as a query.

import type { StoreContext } from '../context.ts';
import type { ChatId } from '../types.ts';

/** Of the chats that can be reached. */
export interface Audience {
  readonly who: 'all' | 'subscribers';
  /** Only chats that are answered in this language; `null` for any. */
  readonly language: string | null;
}

/** The language of chats that chose none; the same as `FALLBACK_LANGUAGE` of locales/. */
const DEFAULT_LANGUAGE = 'en';

type Reader = Pick<StoreContext['db'], 'selectFrom'>;

/** The chats of an audience; only those with an id below `below`, unless that is `null`. */
export function recipients(db: Reader, { who, language }: Audience, below: ChatId | null = null) {
  return db
    .selectFrom('chat')
    .where('chat.gone_reason', 'is', null)
    .$if(below !== null, (query) => query.where('chat.id', '<', below as ChatId))
    .$if(language !== null, (query) =>
      query.where((eb) => eb(eb.fn.coalesce('chat.language', eb.val(DEFAULT_LANGUAGE)), '=', language)),
    )
    .$if(who === 'subscribers', (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('subscription')
            .select('subscription.id')
            .whereRef('subscription.chat_id', '=', 'chat.id')
            .where('subscription.status', '=', 'active'),
        ),
      ),
    );
}

/** How many they are. */
export async function countRecipients(
  db: Reader,
  audience: Audience,
  below: ChatId | null = null,
): Promise<number> {
  const row = await recipients(db, audience, below)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}
