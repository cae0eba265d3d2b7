// Who may change what a chat gets: in a private chat its person, anywhere else the administrators.

import { LRUCache } from 'lru-cache';
import type { ChatMember } from 'telegraf/types';
import { answeredWithin, type Clock, cacheClock } from '../../clock.ts';
import type { Cluster } from '../../cluster/cluster.ts';
import type { BotApi } from '../../delivery/api.ts';
import { growingTo } from '../../growing-cache.ts';
import type { Place } from '../request.ts';

/** `unknown`: Telegram did not say. */
export type Permission = 'yes' | 'no' | 'unknown';

/** What the bot itself may do in a group or channel. */
export interface BotRights {
  readonly isAdministrator: boolean;
  /** Whether it may delete what others have written: Bot API `can_delete_messages`. */
  readonly mayDelete: boolean;
  /** Whether it may write, in a group: a restricted one may have lost that. */
  readonly mayWrite: boolean;
  /** Whether it may post, in a channel: Bot API `can_post_messages`. */
  readonly mayPost: boolean;
}

export interface Managers {
  /** Whether the person who asks or presses is an administrator of the chat. */
  mayManage(place: Place): Promise<Permission>;
  /** Whether the last answer said so, lately: good enough for who is answered first, and nothing else. */
  wasManager(place: Place): boolean;
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

/** Telegram's answer is awaited for this long, ms, while the person waits, and others of the chat behind them. */
const ANSWER_WITHIN = 3_000;
/** Administrators remembered for who is answered first, and for how long, ms. */
const MANAGERS = 5_000;
const MANAGER_FOR = 3_600_000;

interface Known {
  /** What was asked; an answer that is under way when somebody's place changes is not kept. */
  readonly people: LRUCache<number, Promise<Permission>>;
  standing?: BotRights;
  /** Questions about the chat that Telegram has not answered in time: until it does, no more are asked. */
  overdue: number;
}

export function createManagers(
  api: Pick<BotApi, 'getChatMember' | 'getChat'>,
  me: number,
  clock: Pick<Clock, 'monotonic' | 'after'>,
): Managers {
  const chats = new LRUCache<number, Known>({
    ...growingTo(CHATS),
    ttl: REMEMBERED_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });

  /** By `chat person`. */
  const seen = new LRUCache<string, true>({
    ...growingTo(MANAGERS),
    ttl: MANAGER_FOR,
    ttlResolution: 0,
    perf: cacheClock(clock),
  });

  function knownOf(chat: number): Known {
    const known = chats.get(chat);
    if (known) return known;
    const fresh: Known = { people: new LRUCache({ max: PEOPLE }), overdue: 0 };
    chats.set(chat, fresh);
    return fresh;
  }

  /** @throws Error where Telegram does not answer in time, at once where it has just not done so */
  async function ask<Answer extends object>(known: Known, question: () => Promise<Answer>): Promise<Answer> {
    if (known.overdue > 0) throw new Error('Telegram has just not answered');
    const asked = question();
    const answer = await answeredWithin(clock, ANSWER_WITHIN, asked);
    if (answer) return answer;
    known.overdue += 1;
    const end = () => {
      known.overdue -= 1;
    };
    void asked.then(end, end);
    throw new Error('Telegram has not answered in time');
  }

  async function standing(chat: number): Promise<BotRights | undefined> {
    const known = knownOf(chat);
    try {
      known.standing ??= standingOf(await ask(known, () => api.getChatMember(chat, me)));
    } catch {
      return undefined;
    }
    return known.standing;
  }

  async function judgePerson(chat: number, user: number): Promise<Permission> {
    const known = knownOf(chat);
    const { people } = known;
    const before = people.get(user);
    if (before !== undefined) return before;
    const asked = ask(known, () => api.getChatMember(chat, user)).then(
      (member): Permission => (isAdministrator(member) ? 'yes' : 'no'),
    );
    people.set(user, asked);
    const [verdict, own] = await Promise.allSettled([asked, standing(chat)]);
    const isKept = verdict.status === 'fulfilled' && own.status === 'fulfilled' && own.value?.isAdministrator;
    if (!isKept && people.get(user) === asked) people.delete(user);
    return asked;
  }

  /** Only administrators of a channel can write in its name; any other channel is a guest. */
  async function judgeChannel(chat: number, channel: number): Promise<Permission> {
    return linkedTo(await ask(knownOf(chat), () => api.getChat(chat))) === channel ? 'yes' : 'no';
  }

  async function judge({ type, chat, user, asChat, channel }: Place): Promise<Permission> {
    // Only administrators can write as the group itself.
    if (type === 'private' || asChat) return 'yes';
    try {
      if (channel !== undefined) return await judgeChannel(chat, channel);
      return user === undefined ? 'no' : await judgePerson(chat, user);
    } catch {
      return 'unknown';
    }
  }

  return {
    async mayManage(place) {
      const verdict = await judge(place);
      if (verdict === 'yes' && place.type === 'group') seen.set(seenKey(place), true);
      if (verdict === 'no') seen.delete(seenKey(place));
      return verdict;
    },
    wasManager: (place) => place.asChat || seen.has(seenKey(place)),
    standing,
    changed(chat, user) {
      if (user === undefined) chats.delete(chat);
      else {
        chats.get(chat)?.people.delete(user);
        seen.delete(`${chat} ${user}`);
      }
    },
  };
}

function seenKey({ chat, user, channel }: Place): string {
  return `${chat} ${channel ?? user ?? ''}`;
}

function standingOf(member: ChatMember): BotRights {
  return {
    isAdministrator: isAdministrator(member),
    mayWrite: mayWrite(member),
    mayDelete: member.status === 'administrator' && member.can_delete_messages,
    mayPost: member.status === 'administrator' && member.can_post_messages === true,
  };
}

/** Bot API `ChatMemberRestricted`; anybody else inside may. */
export function mayWrite(member: ChatMember): boolean {
  return member.status !== 'restricted' || (member.is_member && member.can_send_messages);
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
