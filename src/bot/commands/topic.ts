// `/ukraine`, `/latest` and every other topic: the newest talk that has it, or the talk named.

import type { Talk, Topic } from '../../content/schema.ts';
import { startLink } from '../../messages/bot-links.ts';
import { inlineKeyboard, roundsKeyboard, topicsButton } from '../../messages/buttons.ts';
import { openKeyboard } from '../../messages/share-buttons.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { NOTHING, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';
import { topicLink } from '../sharing/share.ts';
import { namedTalk, talksNamed } from './talk-commands.ts';

/** Other rounds offered where the one asked for has nothing on the topic. */
const MOST_OFFERED = 3;

export function topic(command: Command, context: BotContext): Reply {
  const asked = topicNamed(command, context);
  const among = talksOn(asked, context);
  const to = (talk: Talk) => ({ type: 'topic', talk: talk.id, topic: asked.id, part: 1 }) as const;
  return namedTalk(command, context, { among, to }, (talk) => topicAnswer(asked, talk, command, context));
}

/**
 * The answer to a topic's command in a channel: one message, as no button turns pages there. A talk or topic that does
 * not exist gets none.
 */
export function topicPost(command: Command, context: BotContext): Reply {
  const { words, locale } = command;
  const { catalogue, answers, botName, startPayloads, payloads } = context;
  const asked = topicNamed(command, context);
  const named = words === '' ? [] : talksNamed(words, talksOn(asked, context), context);
  const talk = words === '' ? catalogue.newestTalkOn(asked.id) : named.length === 1 ? named[0] : undefined;
  if (!talk || catalogue.points(talk.id, asked.id).length === 0) return NOTHING;
  const link = startLink(botName, startPayloads.encode(topicLink(talk, asked)));
  const markup = inlineKeyboard(openKeyboard(locale, link), payloads);
  return say({ html: answers.oneMessage(talk, asked, locale), markup });
}

function talksOn({ id }: Topic, { catalogue }: BotContext): readonly Talk[] {
  return catalogue.talks.filter((talk) => catalogue.points(talk.id, id).length > 0);
}

function topicNamed({ name }: Command, { catalogue }: BotContext): Topic {
  const found = catalogue.topicByCommand(name);
  if (!found) throw new Error(`/${name} is no topic's command`);
  return found;
}

function topicAnswer(asked: Topic, named: Talk | undefined, command: Command, context: BotContext): Reply {
  const { catalogue, answers } = context;
  const { locale } = command;
  const talk = named ?? catalogue.newestTalkOn(asked.id);
  if (!talk) return say(hint(answers, locale, phrase('no-content')));
  if (catalogue.points(talk.id, asked.id).length === 0) {
    const own = catalogue.in(locale.language);
    const what = {
      talk: own.talk(talk.id)?.title ?? talk.title,
      topic: own.topic(asked.id)?.name ?? asked.name,
    };
    const others = talksOn(asked, context).slice(0, MOST_OFFERED);
    const to = (other: Talk) => ({ type: 'topic', talk: other.id, topic: asked.id, part: 1 }) as const;
    return say(
      answers.fresh(
        notice(
          phrase('topic-not-in-talk', what),
          phrase('topic-not-in-talk-hint', { command: `/${asked.command}` }),
        ),
        locale,
        [
          ...roundsKeyboard(
            own,
            locale,
            others.map((other) => own.talk(other.id) ?? other),
            to,
          ),
          [topicsButton(locale)],
        ],
      ),
    );
  }
  return say(answers.topic(talk, asked, 1, locale));
}
