// Who is in the preview: a reader in a private chat, and a group with its owner, a member and a hidden administrator.
// Set up by preview.ts; server.ts shows them to the page, which acts as one of them at a time.

import type { Actor, LocalChat, LocalTelegram } from './types.ts';

/** Somebody whom the page can act as, in one chat. */
export interface Role {
  /** Names the role in the page's requests. */
  readonly key: string;
  readonly actor: Actor;
  readonly role: 'reader' | 'owner' | 'member' | 'anonymous administrator';
}

/** A chat of the preview with those who can act in it; the first one does at the start. */
export interface Scene {
  readonly chat: LocalChat;
  readonly roles: readonly [Role, ...Role[]];
}

/** The chats of the preview, the private one first. */
export function castPreview(telegram: LocalTelegram): readonly Scene[] {
  const [anna, omar, mina, boris] = ['Anna', 'Omar', 'Mina', 'Boris'].map((first_name) =>
    telegram.addUser({ first_name, language_code: 'en' }),
  );
  if (!anna || !omar || !mina || !boris) throw new Error('the cast of the preview is not complete');
  const group = telegram.addGroup({
    title: 'Peace talks watch',
    type: 'supergroup',
    members: [
      { user: omar, status: 'creator' },
      { user: mina, status: 'member' },
      { user: boris, status: 'administrator', is_anonymous: true },
    ],
  });
  return [
    {
      chat: telegram.privateChat(anna),
      roles: [{ key: 'anna', actor: { user: anna }, role: 'reader' }],
    },
    {
      chat: group,
      roles: [
        { key: 'omar', actor: { user: omar }, role: 'owner' },
        { key: 'mina', actor: { user: mina }, role: 'member' },
        { key: 'boris', actor: { user: boris, anonymous: true }, role: 'anonymous administrator' },
      ],
    },
  ];
}
