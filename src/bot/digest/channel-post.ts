// What a post in a channel is answered with: its digest in one line for whoever set it, a summary for its
// readers.

import { parseDigestWords } from '../../digests/schedule-words.ts';
import { startLink } from '../../messages/bot-links.ts';
import { inlineKeyboard } from '../../messages/buttons.ts';
import { openKeyboard } from '../../messages/share-buttons.ts';
import type { ChatId } from '../../store/types.ts';
import { type Phrase, phrase } from '../../summaries/blocks.ts';
import type { CommandEntry } from '../commands.ts';
import { type Command, type Desk, NOTHING, type Reply, say } from '../request.ts';
import { topicLink } from '../sharing/share.ts';
import { scheduleWords, stateWords } from './description.ts';
import { setZone, topicOf, ZONE_WORD } from './digest-command.ts';
import { exampleOf, titleOf } from './schedule-problems.ts';
import { act, choose, isSubscribed, type Subscriber, subscriberAt } from './subscription.ts';

/** The topic in one message, as in a channel no button turns pages; a talk or topic that there is not is left. */
export function topicPost(entry: CommandEntry, { words, locale }: Command, desk: Desk): Reply {
  const { catalogue, answers, botName, startPayloads, payloads } = desk;
  const topic = catalogue.topicByCommand(entry.name);
  const talk =
    topic && (words === '' ? catalogue.newestTalkOn(topic.id) : catalogue.talk(words.toLowerCase()));
  if (!talk || catalogue.points(talk.id, topic.id).length === 0) return NOTHING;
  const link = startLink(botName, startPayloads.encode(topicLink(talk, topic)));
  const markup = inlineKeyboard(openKeyboard(locale, link), payloads);
  return say({ html: answers.oneMessage(talk, topic, locale), markup });
}

/** `/digest …`, `/stop` and `/forget`: done, and told in one line of plain text. */
export async function digestPost(command: Command, desk: Desk): Promise<string> {
  const { name, words, locale } = command;
  const say = (what: Phrase) => desk.answers.words(what, locale);
  const line = (subscriber: Subscriber) => say(lineOf(subscriber, command, desk));
  if (name === 'forget') {
    await desk.store.forgetChat(command.chat as ChatId);
    desk.choices.forget(command.chat);
    return locale.text('forget-done');
  }
  if (name === 'stop') return line(await act('off', command, desk));
  if (ZONE_WORD.test(words)) {
    const zone = words.replace(ZONE_WORD, '');
    if (await setZone(zone, command, desk)) return line(await subscriberAt(command, desk));
    return `${say(phrase('digest-bad-zone', { word: { input: zone } }))} ${say(exampleOf('zone'))}`;
  }
  const read = parseDigestWords(words, (word) => topicOf(word, desk));
  switch (read.type) {
    case 'panel':
      return line(await subscriberAt(command, desk));
    case 'action':
      // A look ahead is for one person, so in a channel it is no more than a look at what is chosen.
      return line(
        read.action === 'now' ? await subscriberAt(command, desk) : await act(read.action, command, desk),
      );
    case 'change':
      return line(await choose(command, desk, read.change, { run: true }));
    case 'problem':
      return `${say(titleOf(read))} ${say(exampleOf(read.expected))}`;
  }
}

function lineOf(subscriber: Subscriber, { locale }: Command, { answers }: Desk): Phrase {
  const state = answers.words(stateWords(subscriber, locale), locale);
  if (!isSubscribed(subscriber)) return phrase('channel-line-none', { state });
  return phrase('channel-line', {
    schedule: answers.words(scheduleWords(subscriber, locale), locale),
    state,
  });
}
