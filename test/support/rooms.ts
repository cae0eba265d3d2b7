// The groups and channels of scenario tests: who owns them, who is in them, what the bot may do there.

import type { LocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import type { LocalChat, LocalRights, MemberStatus } from '../../src/preview/telegram/model.ts';
import type { Person } from './people.ts';

export interface GroupOptions {
  readonly type?: 'group' | 'supergroup';
  readonly is_forum?: boolean;
  readonly owner?: Person;
  readonly members?: readonly Person[];
  /** Administrators who hide behind the group's name. */
  readonly anonymous?: readonly Person[];
}

export interface ChannelOptions {
  readonly username?: string;
  readonly owner?: Person;
  readonly administrators?: readonly Person[];
  readonly subscribers?: readonly Person[];
  /** The bot's place: an administrator with every right unless told otherwise. */
  readonly bot?: MemberStatus;
  readonly botRights?: LocalRights;
}

export function addGroup(
  telegram: LocalTelegram,
  title: string,
  { owner, members = [], anonymous = [], ...options }: GroupOptions,
): LocalChat {
  const member = (person: Person, status: MemberStatus, is_anonymous = false) => ({
    user: person.user,
    status,
    is_anonymous,
  });
  return telegram.addGroup({
    title,
    ...options,
    members: [
      ...(owner ? [member(owner, 'creator')] : []),
      ...members.map((person) => member(person, 'member')),
      ...anonymous.map((person) => member(person, 'administrator', true)),
    ],
  });
}

export function addChannel(telegram: LocalTelegram, title: string, options: ChannelOptions): LocalChat {
  const { owner, administrators = [], subscribers = [], ...rest } = options;
  return telegram.addChannel({
    title,
    ...rest,
    members: [
      ...(owner ? [{ user: owner.user, status: 'creator' as const }] : []),
      ...administrators.map(({ user }) => ({ user, status: 'administrator' as const })),
      ...subscribers.map(({ user }) => ({ user, status: 'member' as const })),
    ],
  });
}
