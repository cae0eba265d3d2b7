// The bot, opened for one gateway and the desk in force: its API, its guards, its menus, what operators are
// told.

import type { Clock } from '../clock.ts';
import { BotApi } from '../delivery/api.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { isQuiet } from '../digests/quiet.ts';
import { isKnownZone } from '../digests/zones.ts';
import type { ContentProblem } from '../errors.ts';
import { warnOfMissingModes } from '../incoming/setup.ts';
import { createBot, type HandleUpdate, type Update, type UserFromGetMe } from './bot.ts';
import { chatChangedBy } from './changes.ts';
import { createChannels } from './digest/channel-access.ts';
import { createFloodGuard, INLINE_RATE, SEARCH_RATE, SENDER_RATE } from './flood.ts';
import { createGroupRespond } from './group/group-respond.ts';
import { createIntroductions } from './group/introductions.ts';
import { createManagers, type Managers } from './group/managers.ts';
import { createTold } from './group/refusal-notices.ts';
import { createRepeats } from './group/repeated-questions.ts';
import { setMenus } from './menus.ts';
import { createContentNotices } from './operators/content-notices.ts';
import { createOperatorMenus } from './operators/operator-menus.ts';
import type { Desk } from './request.ts';
import { createRespond, createRespondInline } from './respond.ts';
import { createRoute } from './route.ts';

/** A desk before the bot is there to ask Telegram what it may do. */
export type OpenedDesk = Omit<Desk, 'standing'>;

export interface OpenBotOptions {
  readonly gateway: Gateway;
  readonly me: UserFromGetMe;
  /** The desk in force. */
  readonly desk: () => OpenedDesk;
  readonly clock: Clock;
  readonly log: Record<'debug' | 'info' | 'warn', (fields: object, message: string) => void>;
  /** What became of the answer to an inline query, for figures. */
  readonly onInline?: (outcome: Outcome['type']) => void;
  /** Each of several processes hears of some members. */
  readonly others: OthersMembers;
}

/** Whose place in a chat has changed; the bot's own without a `user`. */
export interface OthersMembers {
  tell(chat: number, user: number | undefined): void;
  listen(listener: (chat: number, user: number | undefined) => void): void;
}

export interface OpenBot {
  readonly handle: HandleUpdate;
  /** The chat whose choices the update may change. */
  chatChangedBy(update: Update): number | undefined;
  /** Another desk is in force: the menus follow it. */
  onSwap(): void;
  /** The content is wrong, and what it was before stays in force. */
  onRefused(problems: readonly ContentProblem[]): void;
  /** Right again after it was refused. */
  onGood(): void;
}

/** What handles updates. The menus are set meanwhile: nobody waits for them. */
export function openBot({ gateway, me, desk, clock, log, onInline, others }: OpenBotOptions): OpenBot {
  const api = new BotApi(gateway);
  warnOfMissingModes(me, log);
  const { store, adminIds, choices, locales } = desk();
  const operators = createOperatorMenus({ api, meta: store.meta });
  const notices = createContentNotices({
    ...{ gateway, adminIds, choices, locales, log },
    meta: store.meta,
  });
  const managers = sharedManagers(createManagers(api, me.id, clock), others);
  const deskNow = equipped(desk, managers);
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  let menus: Promise<unknown> = Promise.resolve();

  /** One after another: the last content's menus must be the last to be set. */
  function followDesk(): void {
    menus = menus
      .then(async () => {
        const now = deskNow();
        const changed = (await setMenus(api, now.commands.all, now.locales)) + (await operators.set(now));
        if (changed > 0) log.info({ changed }, 'command menus set');
      })
      .catch(failed('the command menus could not be set'));
  }

  followDesk();
  notices.started().catch(failed('operators could not be told'));
  const searchGuard = createFloodGuard(clock, SEARCH_RATE);
  const repeats = createRepeats(clock);
  const isQuiet = (chat: number) => isQuietIn(chat, desk());
  const respond = createRespond({ gateway, clock, log, isQuiet });
  const handle = createBot({
    ...{ api, me, log, managers, desk: deskNow },
    route: createRoute({
      managers,
      channels: createChannels(api, managers),
      told: createTold(clock),
      repeats,
      searchGuard,
    }),
    respond: createGroupRespond({ respond, repeats, managers, gateway, desk: deskNow, log }),
    introductions: createIntroductions(clock),
    respondInline: createRespondInline(gateway, log, onInline),
    guard: createFloodGuard(clock, SENDER_RATE),
    inlineGuard: createFloodGuard(clock, INLINE_RATE),
  });
  return {
    chatChangedBy: (update) => chatChangedBy(update, desk()),
    handle(update) {
      const met =
        'message' in update && update.message.chat.type === 'private' ? update.message.chat.id : undefined;
      if (met !== undefined && adminIds.includes(met))
        operators.met(met, deskNow()).catch(failed('an operator’s menu could not be set'));
      return handle(update);
    },
    onSwap: followDesk,
    onRefused: (problems) => void notices.refused(problems).catch(failed('operators could not be told')),
    onGood: () => void notices.good().catch(failed('operators could not be told')),
  };
}

/** The desk in force, made once for each content version. */
function equipped(desk: () => OpenedDesk, { standing }: Managers): () => Desk {
  let last: { readonly from: OpenedDesk; readonly made: Desk } | undefined;
  return () => {
    const from = desk();
    if (last?.from !== from) last = { from, made: { ...from, standing } };
    return last.made;
  };
}

/** Whether the chat wants no sound now; one that is not remembered chose nothing, or has just come. */
function isQuietIn(chat: number, { choices, clock, timeZone }: OpenedDesk): boolean {
  const { quietHours = null, zone = null } = choices.known(chat) ?? {};
  return isQuiet(quietHours, zone !== null && isKnownZone(zone) ? zone : timeZone, clock.now());
}

/** What is remembered of managers is forgotten by all processes. */
function sharedManagers(managers: Managers, others: OthersMembers): Managers {
  others.listen(managers.changed);
  return {
    ...managers,
    changed(chat, user) {
      managers.changed(chat, user);
      others.tell(chat, user);
    },
  };
}
