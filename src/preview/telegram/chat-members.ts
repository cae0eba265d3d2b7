// Members of a chat and what they may do.

import type { LocalChat, LocalRights, LocalUser, MemberStatus } from './model.ts';

export interface Member {
  readonly status: MemberStatus;
  readonly is_anonymous: boolean;
  /** An administrator's, every usual one when absent; or a restricted member's, none when absent. */
  readonly rights?: LocalRights | undefined;
}

/** Owners may do everything, administrators what they were given, others nothing. */
export function hasRights(member: Member | undefined, wanted: LocalRights): boolean {
  if (member?.status === 'creator') return true;
  if (member?.status !== 'administrator') return false;
  return Object.entries(wanted).every(([right, is]) => !is || allows(member, right));
}

function allows({ rights }: Member, right: string): boolean {
  return rights?.[right] ?? right !== 'can_promote_members';
}

export function isInside(member: Member | undefined): boolean {
  return member !== undefined && member.status !== 'left' && member.status !== 'kicked';
}

/** What an administrator of the local Telegram may do by default. Bot API `ChatMemberAdministrator`. */
const RIGHTS = {
  can_be_edited: false,
  can_manage_chat: true,
  can_delete_messages: true,
  can_manage_video_chats: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_change_info: true,
  can_invite_users: true,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
} as const;

/** Bot API: these two exist in channels only. */
const CHANNEL_RIGHTS = { can_post_messages: true, can_edit_messages: true } as const;

/** Bot API `ChatMember` of a chat of that type. */
export function memberForm(
  user: LocalUser,
  member: Member | undefined,
  type: LocalChat['type'],
): Record<string, unknown> {
  const { status, is_anonymous, rights }: Member = member ?? { status: 'left', is_anonymous: false };
  switch (status) {
    case 'creator':
      return { status, user, is_anonymous };
    case 'administrator':
      return {
        status,
        user,
        is_anonymous,
        ...RIGHTS,
        ...(type === 'channel' ? CHANNEL_RIGHTS : {}),
        ...rights,
      };
    case 'restricted':
      return { status, user, is_member: true, until_date: 0, can_send_messages: false, ...rights };
    case 'kicked':
      return { status, user, until_date: 0 };
    default:
      return { status, user };
  }
}
