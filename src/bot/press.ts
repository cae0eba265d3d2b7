// A pressed button: the message becomes what the button stands for. What is out of date is said kindly.

import { bodyOfPicture } from '../copies/body.ts';
import type { BroadcastPayload } from '../messages/broadcast-payloads.ts';
import type { ChatPayload } from '../messages/chat-payloads.ts';
import type { DigestPayload } from '../messages/digest-payloads.ts';
import type { MemoryPayload } from '../messages/memory-payloads.ts';
import { isMemoryPayload } from '../messages/memory-payloads.ts';
import { isOpenPayload, type OpenPayload } from '../messages/open-payloads.ts';
import { isChatPayload, isDigestPayload, type Payload, type Pictured } from '../messages/payloads.ts';
import type { ChatId } from '../store/types.ts';
import type { BotContext } from './bot-context.ts';
import { chooseLanguage, pressGroupChoice, settingsMessage } from './commands/chat-settings.ts';
import { helpMessage } from './commands/help.ts';
import { memoryMessage } from './commands/memory.ts';
import { pressForget } from './commands/personal.ts';
import { searchMessage } from './commands/search.ts';
import { pressDigest } from './digest/panel-press.ts';
import { pressResume } from './digest/paused-notice.ts';
import { pressOpen } from './opened.ts';
import { NOTHING, type Outgoing, type Reply } from './reply.ts';
import type { Press } from './request.ts';
import { isSharePayload, pressShare, type SharePayload } from './sharing/share.ts';

/** Buttons that only their chat's managers may press, because they show or change what is stored. */
type ManagersPayload =
  | DigestPayload
  | ChatPayload
  | Extract<Payload, { type: 'settings' | 'language' | 'forget' }>;

export function isForManagers(payload: Payload): payload is ManagersPayload {
  const { type } = payload;
  return (
    isDigestPayload(payload) ||
    isChatPayload(payload) ||
    type === 'settings' ||
    type === 'language' ||
    type === 'forget'
  );
}

export function handlePress(press: Press, context: BotContext): Reply | Promise<Reply> {
  const { payload } = press;
  // Those of operators are answered by route.ts.
  if (payload?.type === 'broadcast') return stale(press);
  if (payload?.type === 'noop') return NOTHING;
  if (payload && isForManagers(payload)) return manage(payload, press, context);
  if (payload && isSharePayload(payload)) return pressShare(payload, press, context);
  if (payload && isOpenPayload(payload)) return pressOpen(payload, press.locale, context) ?? stale(press);
  if (payload && isMemoryPayload(payload)) return edit(memoryMessage(payload, press.locale, context), press);
  if (payload?.type === 'picture') return pictureReply(payload.of, press, context);
  return edit(payload && contentFor(payload, press, context), press);
}

function edit(message: Outgoing | undefined, press: Press): Reply {
  return message ? { type: 'edit', message } : stale(press);
}

/** Who goes home has not answered which city it is, and what they write next is no city. */
function leaveQuestion({ chat }: Press, { questions }: BotContext): void {
  const { type } = questions.waiting(chat) ?? {};
  if (type === 'first city' || type === 'city') questions.take(chat);
}

/** What a button *Picture* stands for. */
function pictureReply(of: Pictured, press: Press, { pictures, store }: BotContext): Reply {
  const { locale } = press;
  if (!pictures.has(of)) return stale(press);
  return {
    type: 'picture',
    make: () => pictures.make(of, locale),
    async keep(chat, message) {
      const { caption } = await pictures.make(of, locale);
      const place = { chatId: chat as ChatId, messageId: message };
      await store.copies.keepMessage(place, bodyOfPicture(of, caption, 'chat', pictures, locale));
    },
    failed: locale.text('picture-failed'),
    refused: { html: locale.text('picture-refused') },
  };
}

/** The button means nothing any more, or not to this person. */
export function stale({ locale }: Press): Reply {
  return { type: 'notice', text: locale.text('stale-button') };
}

async function manage(payload: ManagersPayload, press: Press, context: BotContext): Promise<Reply> {
  switch (payload.type) {
    case 'settings':
      return edit(await settingsMessage(press, context), press);
    case 'language':
      return (await chooseLanguage(payload.language, press, context)) ?? stale(press);
    case 'forget':
      return pressForget(payload.sure, press, context);
    case 'resume':
      return pressResume(payload, press, context);
    case 'who-may-ask':
    case 'delete-questions':
    case 'quiet-choices':
    case 'quiet':
      return pressGroupChoice(payload, press, context);
    default:
      return pressDigest(payload, press, context);
  }
}

function contentFor(
  payload: Exclude<
    Payload,
    ManagersPayload | SharePayload | BroadcastPayload | MemoryPayload | OpenPayload | { type: 'picture' }
  >,
  press: Press,
  context: BotContext,
): Outgoing | undefined {
  const { locale } = press;
  const { catalogue, answers } = context;
  switch (payload.type) {
    case 'topic':
    case 'evidence': {
      const talk = catalogue.talk(payload.talk);
      const topic = catalogue.topic(payload.topic);
      if (!talk || !topic) return undefined;
      return payload.type === 'topic'
        ? answers.topic(talk, topic, payload.part, locale)
        : answers.evidence({ talk, topic }, payload.page, locale);
    }
    case 'point': {
      const talk = catalogue.talk(payload.talk);
      const topic = catalogue.topic(payload.topic);
      const point = talk && catalogue.point(talk.id, payload.point);
      return topic && point && answers.point(talk, topic, point, locale, payload.from);
    }
    case 'view-evidence': {
      const talk = catalogue.talk(payload.talk);
      return talk && answers.evidence({ talk, view: payload.view }, payload.page, locale);
    }
    case 'timeline':
    case 'quotes': {
      const talk = catalogue.talk(payload.talk);
      return talk && answers.view(talk, payload.type, payload.part, locale);
    }
    case 'talks':
      return answers.talks(payload.page, locale, payload.between);
    case 'search':
      return searchMessage(payload.words, payload.page, locale, context);
    case 'start':
      leaveQuestion(press, context);
      return answers.start(locale);
    case 'help':
      return helpMessage(press, context);
    case 'noop':
      return undefined;
  }
}
