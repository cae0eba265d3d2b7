// Sharing: what a followed link asks for, and the panel that hands an answer on.

import {
  OVERVIEW,
  type Point,
  type Talk,
  type TalkId,
  type Topic,
  type TopicId,
} from '../../content/schema.ts';
import type { Locale } from '../../locales/locale.ts';
import { channelLink, groupLink, startLink } from '../../messages/bot-links.ts';
import { inlineKeyboard, type Keyboard } from '../../messages/buttons.ts';
import type { Payload } from '../../messages/payloads.ts';
import { type ShareTargets, shareKeyboard } from '../../messages/share-buttons.ts';
import type { StartPayload } from '../../messages/start-payloads.ts';
import { topicOfPoint } from '../../summaries/statement.ts';
import type { View } from '../../summaries/views.ts';
import type { BotContext } from '../bot-context.ts';
import { CHANNEL_WORD } from '../digest/channel-picker.ts';
import type { Outgoing, Reply } from '../reply.ts';
import type { Command, Press } from '../request.ts';

/** Buttons that open the ways to share something. */
export type SharePayload = Extract<Payload, { type: 'share' | `share-${string}` }>;

export function isSharePayload(payload: Payload): payload is SharePayload {
  return payload.type === 'share' || payload.type.startsWith('share-');
}

/**
 * A link's parameter as the command that the link stands for, so that a link may do exactly what the command may. A
 * link to a point stays as it is, and so does one that means nothing: it is greeted.
 */
export function followLink(command: Command, context: BotContext): Command {
  if (command.words === '' || !context.commands.find(command.name)?.followsLinks) return command;
  const payload = context.startPayloads.decode(command.words);
  const linked = payload && linkedCommand(payload, context);
  return linked ? { ...command, ...linked } : command;
}

function linkedCommand(
  payload: StartPayload,
  { catalogue, commands }: BotContext,
): Pick<Command, 'name' | 'words'> | undefined {
  const commandOn = (topic: string) => catalogue.topic(topic)?.command ?? topic;
  switch (payload.type) {
    case 'topic':
      return { name: commandOn(payload.topic), words: '' };
    case 'talk':
      return { name: commandOn(OVERVIEW), words: payload.talk };
    case 'talk-topic':
      return { name: commandOn(payload.topic), words: payload.talk };
    case 'timeline':
    case 'quotes':
      return { name: commands.meant(payload.type), words: payload.talk };
    case 'talks':
    case 'digest':
      return { name: commands.meant(payload.type), words: '' };
    case 'channel':
      return { name: commands.meant(payload.type), words: CHANNEL_WORD };
    case 'point':
    case 'start':
      return undefined;
  }
}

/** The point that `/start` with a link leads to, if it is such a link. */
export function pointOf({ words, locale }: Command, context: BotContext): Outgoing | undefined {
  const { catalogue, answers, startPayloads } = context;
  const payload = words === '' ? undefined : startPayloads.decode(words);
  if (payload?.type !== 'point') return undefined;
  const talk = catalogue.talk(payload.talk);
  const point = catalogue.point(payload.talk, payload.point);
  const topic = point && catalogue.topic(topicOfPoint(catalogue, point));
  return talk && topic && answers.point(talk, topic, point, locale);
}

/** The answer stays; its buttons become the ways to share it. */
export function pressShare(payload: SharePayload, { locale }: Press, context: BotContext): Reply {
  const keyboard = keyboardFor(payload, context, locale);
  if (!keyboard) return { type: 'notice', text: locale.text('stale-button') };
  return { type: 'keyboard', markup: inlineKeyboard(keyboard, context.payloads) };
}

function keyboardFor(payload: SharePayload, context: BotContext, locale: Locale): Keyboard | undefined {
  switch (payload.type) {
    case 'share-talks':
      return shareKeyboard(locale, sharedTalks(payload, context));
    case 'share-timeline':
      return shareKeyboard(locale, sharedView('timeline', payload, context));
    case 'share-quotes':
      return shareKeyboard(locale, sharedView('quotes', payload, context));
    default:
      return keyboardOnTopic(payload, context, locale);
  }
}

function keyboardOnTopic(
  payload: Extract<SharePayload, { topic: TopicId }>,
  context: BotContext,
  locale: Locale,
): Keyboard | undefined {
  const { catalogue } = context;
  const talk = catalogue.talk(payload.talk);
  const topic = catalogue.topic(payload.topic);
  if (!talk || !topic) return undefined;
  switch (payload.type) {
    case 'share':
      return shareKeyboard(locale, sharedTopic(payload, talk, topic, context));
    case 'share-point': {
      const point = catalogue.point(talk.id, payload.point);
      return point && shareKeyboard(locale, sharedPoint(payload, talk, topic, point, context));
    }
  }
}

/** The list is handed on by its link; in a chat one of its talks is chosen. */
function sharedTalks(
  { type: _, ...list }: Extract<SharePayload, { type: 'share-talks' }>,
  context: BotContext,
): ShareTargets {
  return { ...wayIn(context, { type: 'talks' }), query: '', back: { type: 'talks', ...list } };
}

function sharedView(
  view: View,
  { talk, part }: { readonly talk: TalkId; readonly part: number },
  context: BotContext,
): ShareTargets {
  return {
    ...wayIn(context, { type: view, talk }),
    query: `${view} ${talk}`,
    back: { type: view, talk, part },
  };
}

function sharedTopic(
  { part }: Extract<SharePayload, { type: 'share' }>,
  talk: Talk,
  topic: Topic,
  context: BotContext,
): ShareTargets {
  const { catalogue, botName, startPayloads } = context;
  const newest = startPayloads.encode({ type: 'topic', topic: topic.id });
  const isNewest = catalogue.newestTalkOn(topic.id) === talk;
  return {
    ...wayIn(context, topicLink(talk, topic)),
    ...(isNewest ? { newestLink: startLink(botName, newest) } : {}),
    query: topicQuery(talk, topic),
    back: { type: 'topic', talk: talk.id, topic: topic.id, part },
  };
}

function sharedPoint(
  { from }: Extract<SharePayload, { type: 'share-point' }>,
  talk: Talk,
  topic: Topic,
  point: Point,
  context: BotContext,
): ShareTargets {
  const alone: Payload = { type: 'point', talk: talk.id, topic: topic.id, point: point.id };
  const back: Payload =
    from?.type === 'evidence' || from?.type === 'view-evidence'
      ? from
      : { ...alone, ...(from === undefined ? {} : { from }) };
  return {
    ...wayIn(context, { type: 'point', talk: talk.id, point: point.id }),
    query: pointQuery(talk, point),
    back,
  };
}

function wayIn(
  { botName, startPayloads }: BotContext,
  payload: StartPayload,
): Pick<ShareTargets, 'link' | 'groupLink' | 'channelLink'> {
  return {
    link: startLink(botName, startPayloads.encode(payload)),
    groupLink: groupLink(botName, startPayloads.encode({ type: 'digest' })),
    channelLink: channelLink(botName),
  };
}

/** What a link to the answer carries. */
export function topicLink(talk: Talk, topic: Topic): StartPayload {
  if (topic.id === OVERVIEW) return { type: 'talk', talk: talk.id };
  return { type: 'talk-topic', talk: talk.id, topic: topic.id };
}

/** Typed after the bot's name, it finds this very answer: `ukraine riyadh-2025-02-18`. */
function topicQuery(talk: Talk, topic: Topic): string {
  return `${topic.command} ${talk.id}`;
}

/** Typed after the bot's name, it finds this very point: `riyadh-2025-02-18 no-troops`. */
function pointQuery(talk: Talk, point: Point): string {
  return `${talk.id} ${point.id}`;
}
