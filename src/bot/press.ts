// A pressed button: the message becomes what the button stands for. What is out of date is said kindly.
// Called by bot.ts.

import type { Payload } from '../messages/payloads.ts';
import { helpMessage } from './commands/help.ts';
import { settingsMessage } from './commands/house.ts';
import { type Desk, NOTHING, type Outgoing, type Press, type Reply } from './request.ts';

export function handlePress({ payload, locale }: Press, desk: Desk): Reply {
  if (payload?.type === 'noop') return NOTHING;
  const message = payload && messageFor(payload, { payload, locale }, desk);
  return message ? { type: 'edit', message } : { type: 'notice', text: locale.text('stale-button') };
}

function messageFor(
  payload: Payload,
  { locale }: Pick<Press, 'payload' | 'locale'>,
  desk: Desk,
): Outgoing | undefined {
  const { catalogue, answers } = desk;
  switch (payload.type) {
    case 'topic':
    case 'evidence': {
      const talk = catalogue.talk(payload.talk);
      const topic = catalogue.topic(payload.topic);
      if (!talk || !topic) return undefined;
      return payload.type === 'topic'
        ? answers.topic(talk, topic, payload.part, locale)
        : answers.evidence(talk, topic, payload.page, locale);
    }
    case 'timeline':
    case 'quotes': {
      const talk = catalogue.talk(payload.talk);
      return talk && answers[payload.type](talk, payload.part, locale);
    }
    case 'talks':
      return answers.talks(payload.page, locale);
    case 'start':
      return answers.start(locale);
    case 'help':
      return helpMessage(locale, desk);
    case 'settings':
      return settingsMessage(locale, desk);
    case 'noop':
      return undefined;
  }
}
