// The people and chats of the preview: a reader in private, a forum, a plain group and a channel.

import type { LocalTelegram } from './telegram/local-telegram.ts';
import type { Actor, LocalChat, LocalUser } from './telegram/model.ts';

/** A person whom the page can act as in one chat. */
export interface Role {
  /** Names the role in the page's requests. */
  readonly key: string;
  readonly actor: Actor;
  readonly role: 'reader' | 'owner' | 'member' | 'anonymous administrator';
}

/** A topic of a forum. General, which every forum has, is not listed. */
export interface Topic {
  /** `message_thread_id`. */
  readonly id: number;
  readonly name: string;
  isClosed: boolean;
}

/** A chat of the preview with the people who can act in it; the first does at the start. */
export interface Scene {
  /** Stays the same when a group becomes a supergroup. */
  readonly key: string;
  chat: LocalChat;
  readonly topics: readonly Topic[];
  readonly roles: readonly [Role, ...Role[]];
}

/** The private chat first. The bot is not in the plain group and the channel yet. */
export function castPreview(telegram: LocalTelegram): readonly Scene[] {
  const person = (first_name: string, language_code = 'en') =>
    telegram.addUser({ first_name, language_code });
  const [anna, omar, boris] = [person('Anna'), person('Omar'), person('Boris')];
  // Content is there in their languages too.
  const [mina, oksana] = [person('Mina', 'ru'), person('Oksana', 'uk')];
  return [
    { key: 'private', chat: telegram.privateChat(anna), topics: [], roles: [role(anna, 'reader')] },
    forum(telegram, omar, [mina, oksana], boris),
    {
      key: 'group',
      chat: telegram.addGroup({
        title: 'Embassy lunch',
        type: 'group',
        bot: 'left',
        members: [
          { user: anna, status: 'creator' },
          { user: mina, status: 'member' },
        ],
      }),
      topics: [],
      roles: [role(anna, 'owner'), role(mina, 'member')],
    },
    {
      key: 'channel',
      chat: telegram.addChannel({
        title: 'Talks in brief',
        bot: 'left',
        members: [{ user: anna, status: 'creator' }],
      }),
      topics: [],
      roles: [role(anna, 'owner')],
    },
  ];
}

function forum(
  telegram: LocalTelegram,
  owner: LocalUser,
  readers: readonly LocalUser[],
  hidden: LocalUser,
): Scene {
  const chat = telegram.addGroup({
    title: 'Peace talks watch',
    type: 'supergroup',
    is_forum: true,
    members: [
      { user: owner, status: 'creator' },
      ...readers.map((user) => ({ user, status: 'member' }) as const),
      { user: hidden, status: 'administrator', is_anonymous: true },
    ],
  });
  const topics = ['Settlement', 'Trade'].map(
    (name): Topic => ({ id: telegram.addTopic(chat.id, name), name, isClosed: false }),
  );
  const anonymous: Role = {
    ...role(hidden, 'anonymous administrator'),
    actor: { user: hidden, anonymous: true },
  };
  const members = readers.map((reader) => role(reader, 'member'));
  return { key: 'forum', chat, topics, roles: [role(owner, 'owner'), ...members, anonymous] };
}

function role(user: LocalUser, is: Role['role']): Role {
  return { key: user.first_name.toLowerCase(), actor: { user }, role: is };
}

/** A chat and who acts in it; `undefined` where there is no such chat or person. */
export function sceneFor(
  scenes: readonly Scene[],
  { chatId, actor }: { readonly chatId: number; readonly actor: string },
): { readonly scene: Scene; readonly actor: Actor } | undefined {
  const scene = scenes.find(({ chat }) => chat.id === chatId);
  const found = scene?.roles.find(({ key }) => key === actor);
  return scene && found && { scene, actor: found.actor };
}
