// The bot, put together: what it asks Telegram, who guards it, who answers, what follows new content.

import type { Update, UserFromGetMe } from 'telegraf/types';
import type { Clock } from '../clock.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { ApiError, BotApi } from '../delivery/api.ts';
import type { Gateway } from '../delivery/gateway.ts';
import type { Outcome } from '../delivery/outcome.ts';
import { isQuiet } from '../digests/quiet.ts';
import { isKnownZone } from '../digests/zones.ts';
import { warnOfMissingModes } from '../incoming/setup.ts';
import type { HandleUpdate } from '../incoming/updates.ts';
import type { Audience, Live } from '../live/live.ts';
import type { BotContext } from './bot-context.ts';
import { chatChangedBy } from './chat-changes.ts';
import { createChatMenus, menuChatOf } from './chat-menus.ts';
import { createContext, type LastingContext } from './create-context.ts';
import { createChannels } from './digest/channel-access.ts';
import { createFloodGuard, INLINE_RATE, SENDER_RATE, SLOW_LATE_LIMIT, SLOW_RATE } from './flood.ts';
import { createGroupRespond } from './group/group-respond.ts';
import { createIntroductions } from './group/introductions.ts';
import { createManagers, shareManagers } from './group/managers.ts';
import { createPauseNews } from './group/pause-news.ts';
import { createRefusals } from './group/refusals.ts';
import { createRepeats } from './group/repeated-questions.ts';
import { createHandlers } from './handlers.ts';
import { setMenus } from './menus.ts';
import { createContentNotices } from './operators/content-notices.ts';
import { createOperatorMenus } from './operators/operator-menus.ts';
import { setDescriptions } from './profile.ts';
import { say } from './reply.ts';
import { createRespond, createRespondInline } from './respond.ts';
import { createRoute } from './route.ts';
import { createInlineSharing } from './sharing/inline-copies.ts';

export interface BotOptions {
  readonly gateway: Gateway;
  readonly me: UserFromGetMe;
  readonly live: Pick<Live, 'catalogue' | 'reload'>;
  /** Previews of digests of the content in force. */
  readonly digests: { pinned(): BotContext['digests'] };
  /** What handlers work with that outlives a content version. */
  readonly lasting: Omit<LastingContext, 'botName' | 'say' | 'standing' | 'tellOfPause' | 'reload'>;
  readonly cluster: Pick<Cluster, 'tell' | 'listen'>;
  readonly clock: Clock;
  readonly log: Record<'debug' | 'info' | 'warn', (fields: object, message: string) => void>;
  /** What became of the answer to an inline query, for figures. */
  readonly onInline?: (outcome: Outcome['type']) => void;
}

export interface Bot {
  readonly handle: HandleUpdate;
  /** The chat whose choices the update may change. */
  chatChangedBy(update: Update): number | undefined;
  /** A digest of the chat could not be delivered there and is paused. */
  paused(chat: number): void;
  /** What follows a change of the content: other menus, and words to the operators. */
  readonly audience: Audience;
}

/** Sets the command menus in the background: answers do not wait for them. */
export function createBot(options: BotOptions): Bot {
  const { gateway, me, live, digests, cluster, clock, log, onInline } = options;
  const { store, adminIds, choices, locales } = options.lasting;
  const api = new BotApi(gateway);
  warnOfMissingModes(me, log);
  const managers = shareManagers(createManagers(api, me.id, clock), cluster);
  const lasting: LastingContext = {
    ...options.lasting,
    botName: me.username,
    tellOfPause: (place) => void pauseNews.pausedBy(place),
    say: async (place, message) => (await respond({ type: 'event', place }, say(message))) !== undefined,
    standing: managers.standing,
    reload: () => live.reload(),
  };
  let inForce = createContext(live.catalogue, digests.pinned(), lasting);
  const context = () => inForce;

  const operatorMenus = createOperatorMenus({ api, meta: store.meta });
  const chatMenus = createChatMenus(api, operatorMenus.setFor);
  const notices = createContentNotices({ gateway, adminIds, choices, locales, log, meta: store.meta });
  const failed = (what: string) => (error: unknown) => {
    // A bot that is stopped at its start was not going to use them.
    const isStopping =
      error instanceof ApiError && error.outcome.type === 'rejected' && error.outcome.why === 'stopping';
    if (!isStopping) log.warn({ err: error }, what);
  };
  let menus: Promise<unknown> = Promise.resolve();

  /** One after another: the last content's menus must be the last to be set. */
  function setAllMenus(): void {
    menus = menus
      .then(async () => {
        const { commands } = context();
        const changed = (await setMenus(api, commands.all, locales)) + (await operatorMenus.set(context()));
        if (changed > 0) log.debug({ changed }, 'command menus set');
      })
      .catch(failed('the command menus could not be set'));
  }

  setAllMenus();
  setDescriptions(api, locales)
    .then((changed) => {
      if (changed > 0) log.debug({ changed }, 'descriptions set');
    })
    .catch(failed('the bot’s descriptions could not be set'));
  notices.started().catch(failed('operators could not be told'));
  const repeats = createRepeats(clock);
  const respond = createRespond({
    gateway,
    clock,
    log,
    isQuiet: (chat) => isQuietIn(chat, context()),
    wasManager: managers.wasManager,
  });
  const pauseNews = createPauseNews({ api, respond, context, log });
  const handle = createHandlers({
    pauseNews,
    api,
    me,
    log,
    managers,
    context,
    route: createRoute({
      managers,
      channels: createChannels(api, managers),
      refusals: createRefusals(clock),
      repeats,
      slowGuard: createFloodGuard(clock, SLOW_RATE, SLOW_LATE_LIMIT),
    }),
    respond: createGroupRespond({ respond, repeats, managers, gateway, context, log }),
    sharing: createInlineSharing({ gateway, clock, log }),
    introductions: createIntroductions(clock),
    respondInline: createRespondInline(gateway, log, onInline, clock),
    guard: createFloodGuard(clock, SENDER_RATE),
    inlineGuard: createFloodGuard(clock, INLINE_RATE),
  });
  return {
    paused: (chat) => void pauseNews.prevented(chat),
    chatChangedBy: (update) => chatChangedBy(update, context()),
    async handle(update) {
      const met =
        'message' in update && update.message.chat.type === 'private' ? update.message.chat.id : undefined;
      if (met !== undefined && adminIds.includes(met))
        operatorMenus.met(met, context()).catch(failed('an operator’s menu could not be set'));
      const menuChat = menuChatOf(update);
      const before = menuChat && choices.known(menuChat.id);
      try {
        return await handle(update);
      } finally {
        if (menuChat)
          chatMenus.follow(menuChat, before, context()).catch(failed('a chat’s menu could not be set'));
      }
    },
    audience: {
      onSwap() {
        inForce = createContext(live.catalogue, digests.pinned(), lasting);
        setAllMenus();
      },
      onRefused: (problems) => void notices.refused(problems).catch(failed('operators could not be told')),
      onGood: () => void notices.good().catch(failed('operators could not be told')),
    },
  };
}

/** Whether the chat wants no sound now; one that is not remembered chose nothing, or has just come. */
function isQuietIn(chat: number, { choices, clock, timeZone }: BotContext): boolean {
  const { quietHours = null, zone = null } = choices.known(chat) ?? {};
  return isQuiet(quietHours, zone !== null && isKnownZone(zone) ? zone : timeZone, clock.now());
}
