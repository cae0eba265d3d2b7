// What a person does to a chat: admits or blocks the bot, upgrades a group, closes a topic, shares a chat.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Scene } from '../cast.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { Actor } from '../telegram/model.ts';
import { type ActOptions, actRoute, PLACE } from './act-route.ts';

const Change = z.union([
  z.strictObject({ ...PLACE, bot: z.enum(['administrator', 'member', 'restricted', 'left']) }),
  z.strictObject({ ...PLACE, blocked: z.boolean() }),
  z.strictObject({ ...PLACE, upgrade: z.literal(true) }),
  z.strictObject({ ...PLACE, threadId: z.int(), closed: z.boolean() }),
]);

/** `/preview/choices` and `/preview/share` are the native chat picker. */
export function chatRoutes(app: FastifyInstance, { telegram, scenes }: ActOptions): void {
  actRoute(app, '/preview/chat', scenes, {
    schema: Change,
    invalid: 'This cannot be changed here.',
    impossible: 'This cannot be changed now.',
    run: (change, { scene, actor }) => apply(telegram, scene, actor, change),
  });

  actRoute(app, '/preview/choices', scenes, {
    schema: z.strictObject({ ...PLACE, button: z.string() }),
    invalid: 'This button cannot be pressed.',
    impossible: 'This button is not there any more.',
    run: ({ chatId, button }, { actor }) => ({
      chats: telegram.choices(actor, chatId, button).map(({ id }) => id),
    }),
  });

  actRoute(app, '/preview/share', scenes, {
    schema: z.strictObject({ ...PLACE, button: z.string(), picked: z.int() }),
    invalid: 'This chat cannot be shared.',
    impossible: 'This chat cannot be shared any more.',
    run: ({ chatId, button, picked }, { actor }) => {
      telegram.share(actor, chatId, button, picked);
    },
  });
}

/** Throws where the chat is of another kind. */
function apply(telegram: LocalTelegram, scene: Scene, actor: Actor, change: z.infer<typeof Change>): void {
  if ('bot' in change) telegram.setBot(scene.chat.id, change.bot, actor);
  else if ('blocked' in change) telegram.block(actor.user, change.blocked);
  else if ('upgrade' in change) scene.chat = telegram.migrate(scene.chat.id);
  else closeTopic(telegram, scene, change);
}

function closeTopic(
  telegram: LocalTelegram,
  { chat, topics }: Scene,
  { threadId, closed }: { readonly threadId: number; readonly closed: boolean },
): void {
  const topic = topics.find(({ id }) => id === threadId);
  if (!topic) throw new Error(`there is no topic ${threadId}`);
  topic.isClosed = closed;
  telegram.setTopic(chat.id, threadId, closed ? 'closed' : 'open');
}
