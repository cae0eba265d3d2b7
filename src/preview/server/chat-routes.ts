// What a person does to a chat rather than in it: admits the bot, blocks it, upgrades a group, closes a
// topic, shares a chat.

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Scene, sceneFor } from '../cast.ts';
import type { LocalTelegram } from '../telegram/local-telegram.ts';
import type { Actor } from '../telegram/model.ts';
import { refuse } from './refuse.ts';

const Place = { chatId: z.int(), actor: z.string() };
const Change = z.union([
  z.strictObject({ ...Place, bot: z.enum(['administrator', 'member', 'restricted', 'left']) }),
  z.strictObject({ ...Place, blocked: z.boolean() }),
  z.strictObject({ ...Place, upgrade: z.literal(true) }),
  z.strictObject({ ...Place, threadId: z.int(), closed: z.boolean() }),
]);
const Choices = z.strictObject({ ...Place, button: z.string() });
const Share = z.strictObject({ ...Place, button: z.string(), picked: z.int() });

interface Options {
  readonly telegram: LocalTelegram;
  readonly scenes: readonly Scene[];
}

/** `POST /preview/chat` changes a chat; `/preview/choices` and `/preview/share` are the native chat picker. */
export function chatRoutes(app: FastifyInstance, { telegram, scenes }: Options): void {
  app.post('/preview/chat', (request, reply) => {
    const change = Change.safeParse(request.body);
    const place = change.success && sceneFor(scenes, change.data);
    if (!change.success || !place) return refuse(reply, 'This cannot be changed here.');
    try {
      apply(telegram, place.scene, place.actor, change.data);
    } catch {
      return refuse(reply, 'This cannot be changed now.');
    }
    return reply.code(204).send();
  });

  app.post('/preview/choices', (request, reply) => {
    const asked = Choices.safeParse(request.body);
    const place = asked.success && sceneFor(scenes, asked.data);
    if (!asked.success || !place) return refuse(reply, 'This button cannot be pressed.');
    try {
      return {
        chats: telegram.choices(place.actor, asked.data.chatId, asked.data.button).map(({ id }) => id),
      };
    } catch {
      return refuse(reply, 'This button is not there any more.');
    }
  });

  app.post('/preview/share', (request, reply) => {
    const share = Share.safeParse(request.body);
    const place = share.success && sceneFor(scenes, share.data);
    if (!share.success || !place) return refuse(reply, 'This chat cannot be shared.');
    const { chatId, button, picked } = share.data;
    try {
      telegram.share(place.actor, chatId, button, picked);
    } catch {
      return refuse(reply, 'This chat cannot be shared any more.');
    }
    return reply.code(204).send();
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
