// Who may change what a chat gets: in a private chat its person, anywhere else the administrators.

import { LRUCache } from 'lru-cache';
import type { ChatMember } from 'telegraf/types';
import { type Clock, cacheClock } from '../../clock.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { BotApi } from '../../delivery/api.ts';
import type { Place } from '../request.ts';

/** `unknown`: Telegram did not say. */
export type Permission = 'yes' | 'no' | 'unknown';

/** What the bot itself may do in a group or channel. */
export interface BotRights {
  readonly isAdministrator: boolean;
  /** Whether it may delete what others have written: Bot API `can_delete_messages`. */
  readonly mayDelete: boolean;
  /** Whether it may post, in a channel: Bot API `can_post_messages`. */
  readonly mayPost: boolean;
}

export interface Managers {
  /** Whether the person who asks or presses is an administrator of the chat. */
  mayManage(place: Place): Promise<Permission>;
  /** The bot's own place; `undefined` when Telegram did not say. */
  standing(chat: number): Promise<BotRights | undefined>;
  /** Somebody's place has changed; the bot's own, or the chat's id, without a `user`. */
  changed(chat: number, user?: number): void;
}

/**
 * How long Telegram's answers are remembered, ms. Answers about people are remembered only where the bot is an
 * administrator, since only there does it hear of changes (Bot API, `chat_member`).
 */
const REMEMBERED_FOR = 60_000;
/** Chats remembered, and people in each. */
const CHATS = 5_000;
const PEOPLE = 50;

interface Known {
  /** What was asked; an answer that is under way when somebody's place changes is not kept. */
  readonly people: LRUCache<number, Promise<Permission>>;
  standing?: BotRights;
}

export function createManagers(
  api: Pick<BotApi, 'getChatMember' | 'getChat'>,
  me: number,
  clock: Pick<Clock, 'monotonic'>,
): Managers {
  const chats = new LRUCache<number, Known>({
    max: CHATS,
    ttl: REMEMBERED_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });

  function knownOf(chat: number): Known {
    const known = chats.get(chat);
    if (known) return known;
    const fresh: Known = { people: new LRUCache({ max: PEOPLE }) };
    chats.set(chat, fresh);
    return fresh;
  }

  async function standing(chat: number): Promise<BotRights | undefined> {
    const known = knownOf(chat);
    try {
      known.standing ??= standingOf(await api.getChatMember(chat, me));
    } catch {
      return undefined;
    }
    return known.standing;
  }

  async function judgePerson(chat: number, user: number): Promise<Permission> {
    const { people } = knownOf(chat);
    const before = people.get(user);
    if (before !== undefined) return before;
    const asked = api
      .getChatMember(chat, user)
      .then((member): Permission => (isAdministrator(member) ? 'yes' : 'no'));
    people.set(user, asked);
    const [verdict, own] = await Promise.allSettled([asked, standing(chat)]);
    const isKept = verdict.status === 'fulfilled' && own.status === 'fulfilled' && own.value?.isAdministrator;
    if (!isKept && people.get(user) === asked) people.delete(user);
    return asked;
  }

  /** Only administrators of a channel can write in its name; any other channel is a guest. */
  async function judgeChannel(chat: number, channel: number): Promise<Permission> {
    return linkedTo(await api.getChat(chat)) === channel ? 'yes' : 'no';
  }

  return {
    async mayManage({ type, chat, user, asChat, channel }) {
      // Only administrators can write as the group itself.
      if (type === 'private' || asChat) return 'yes';
      try {
        if (channel !== undefined) return await judgeChannel(chat, channel);
        return user === undefined ? 'no' : await judgePerson(chat, user);
      } catch {
        return 'unknown';
      }
    },
    standing,
    changed(chat, user) {
      if (user === undefined) chats.delete(chat);
      else chats.get(chat)?.people.delete(user);
    },
  };
}

function standingOf(member: ChatMember): BotRights {
  return {
    isAdministrator: isAdministrator(member),
    mayDelete: member.status === 'administrator' && member.can_delete_messages,
    mayPost: member.status === 'administrator' && member.can_post_messages === true,
  };
}

function isAdministrator({ status }: ChatMember): boolean {
  return status === 'creator' || status === 'administrator';
}

/** Bot API `ChatFullInfo.linked_chat_id`. */
function linkedTo(chat: object): unknown {
  return 'linked_chat_id' in chat ? chat.linked_chat_id : undefined;
}

/** The same over several processes: what one hears, all forget. */
export function shareManagers(
  managers: Managers,
  { tell, listen }: Pick<Cluster, 'tell' | 'listen'>,
): Managers {
  listen((signal) => {
    if (signal.type === 'member') managers.changed(signal.chat, signal.user ?? undefined);
  });
  return {
    ...managers,
    changed(chat, user) {
      managers.changed(chat, user);
      tell({ type: 'member', chat, user: user ?? null });
    },
  };
}
