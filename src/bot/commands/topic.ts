// `/ukraine`, `/latest` and every other topic: the newest talk that has it, or the talk named.

import type { Talk, Topic } from '../../content/schema.ts';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { Handler } from '../commands.ts';
import { type Command, type Desk, type Reply, say } from '../request.ts';
import { namedTalk } from './talk-commands.ts';

/** The handler of a topic's command. */
export function topicCommand(topic: Topic): Handler {
  return (command, desk) => namedTalk(command, desk, (talk) => topicAnswer(topic, talk, command, desk));
}

function topicAnswer(topic: Topic, named: Talk | undefined, command: Command, desk: Desk): Reply {
  const { catalogue, answers } = desk;
  const { locale } = command;
  const talk = named ?? catalogue.newestTalkOn(topic.id);
  if (!talk) return say(hint(answers, locale, phrase('no-content')));
  if (catalogue.points(talk.id, topic.id).length === 0) {
    return say(
      hint(
        answers,
        locale,
        phrase('topic-not-in-talk', { talk: talk.title, topic: topic.name }),
        phrase('topic-not-in-talk-hint', { command: `/${topic.command}` }),
      ),
    );
  }
  return say(answers.topic(talk, topic, 1, locale));
}
