// Which chats a broadcast is for, as a query.
// Called by broadcasts.ts, to count them, and by broadcast-plan.ts, to queue their deliveries.

import type { StoreContext } from './context.ts';

/** Which chats that can be reached. */
export interface Audience {
  readonly who: 'all' | 'subscribers';
  /** Only chats that are answered in this language; `null` for any. */
  readonly language: string | null;
}

/** What chats that chose no language get, as `FALLBACK_LANGUAGE` of locales/. */
const DEFAULT_LANGUAGE = 'en';

/** The chats of an audience. */
export function recipients(db: Pick<StoreContext['db'], 'selectFrom'>, { who, language }: Audience) {
  return db
    .selectFrom('chat')
    .where('chat.gone_reason', 'is', null)
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
