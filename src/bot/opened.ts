// The buttons under a digest: its text stays, and what they stand for comes in a message of its own.

import type { Locale } from '../locales/locale.ts';
import { evidenceKeyboard } from '../messages/buttons.ts';
import type { OpenPayload } from '../messages/open-payloads.ts';
import { composeEvidence } from '../summaries/evidence.ts';
import type { BotContext } from './bot-context.ts';
import { memoryMessage } from './commands/memory.ts';
import { type Outgoing, type Reply, say } from './reply.ts';

/** `undefined` where what it stands for is gone. */
export function pressOpen(payload: OpenPayload, locale: Locale, context: BotContext): Reply | undefined {
  const message = messageOf(payload, locale, context);
  if (!message) return undefined;
  return payload.type === 'proof' && !payload.isNew ? { type: 'edit', message } : say(message);
}

function messageOf(payload: OpenPayload, locale: Locale, context: BotContext): Outgoing | undefined {
  const { answers, catalogue } = context;
  switch (payload.type) {
    case 'open':
      return opened(payload.what, locale, context);
    case 'open-topic': {
      const talk = catalogue.talk(payload.talk);
      const topic = catalogue.topic(payload.topic);
      return talk && topic && answers.topic(talk, topic, 1, locale);
    }
    case 'proof':
      return proof(payload, locale, context);
  }
}

function opened(
  what: Extract<OpenPayload, { type: 'open' }>['what'],
  locale: Locale,
  context: BotContext,
): Outgoing {
  switch (what) {
    case 'rounds':
      return context.answers.talks(1, locale);
    case 'topics':
      return context.answers.start(locale);
    case 'corrections':
      return memoryMessage({ type: 'corrections', page: 1 }, locale, context);
  }
}

/** The evidence of what a digest states. */
function proof(
  { points, page: number }: Extract<OpenPayload, { type: 'proof' }>,
  locale: Locale,
  { catalogue, digests, answers }: BotContext,
): Outgoing | undefined {
  const located = digests.located(points);
  if (located.length === 0) return undefined;
  const evidence = composeEvidence(catalogue.in(locale.language), { points: located }, number);
  const keyboard = evidenceKeyboard(locale, evidence, (page) => ({
    type: 'proof',
    points,
    page,
    isNew: false,
  }));
  return answers.whole({ summary: evidence.summary, keyboard }, locale);
}
