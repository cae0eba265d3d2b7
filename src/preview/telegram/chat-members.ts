// What members of a chat may do: whether they have the rights that are wanted.

import type { LocalRights } from './picker-types.ts';
import type { Member } from './world.ts';

/** Owners may do everything, administrators what they were given, others nothing that is a right. */
export function has(member: Member | undefined, wanted: LocalRights): boolean {
  if (member?.status === 'creator') return true;
  if (member?.status !== 'administrator') return false;
  return Object.entries(wanted).every(([right, is]) => !is || allows(member, right));
}

function allows({ rights }: Member, right: string): boolean {
  return rights?.[right] ?? right !== 'can_promote_members';
}
