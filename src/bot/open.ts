// The bot, opened for one gateway and one desk: its API, its guards, its menus at Telegram.
// Called by app.ts once Telegram has said who the bot is.

import type { Clock } from '../clock.ts';
import { BotApi } from '../delivery/api.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { createBot, type HandleUpdate, type UserFromGetMe } from './bot.ts';
import { createChannels } from './channels.ts';
import { createFloodGuard, INLINE_RATE, SEARCH_RATE, SENDER_RATE } from './flood.ts';
import { createManagers } from './managers.ts';
import { setMenus } from './menus.ts';
import type { Desk } from './request.ts';
import { createRespond, createRespondInline } from './respond.ts';
import { createRoute } from './route.ts';
import { warnOfMissingModes } from './setup.ts';
import { createTold } from './told.ts';

export interface OpenBotOptions {
  readonly gateway: Gateway;
  readonly me: UserFromGetMe;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly log: Record<'debug' | 'info' | 'warn', (fields: object, message: string) => void>;
  /** What became of the answer to an inline query, for figures. */
  readonly onInline?: (outcome: Outcome['type']) => void;
}

/** What handles updates. The menus are set meanwhile: nobody waits for them. */
export function openBot({ gateway, me, desk, clock, log, onInline }: OpenBotOptions): HandleUpdate {
  const api = new BotApi(gateway);
  warnOfMissingModes(me, log);
  setMenus(api, desk.commands.all, desk.locales).then(
    (changed) => changed > 0 && log.info({ changed }, 'command menus set'),
    (error: unknown) => log.warn({ err: error }, 'the command menus could not be set'),
  );
  const managers = createManagers(api, me.id, clock);
  const searchGuard = createFloodGuard(clock, SEARCH_RATE);
  return createBot({
    ...{ api, me, log, managers },
    route: createRoute({
      managers,
      channels: createChannels(api, managers),
      told: createTold(clock),
      searchGuard,
    }),
    desk: () => desk,
    respond: createRespond({ gateway, clock, log }),
    respondInline: createRespondInline(gateway, log, onInline),
    guard: createFloodGuard(clock, SENDER_RATE),
    inlineGuard: createFloodGuard(clock, INLINE_RATE),
  });
}
