// What handlers remember of chats, kept right over several processes: each hears what the others change.

import type { Cluster } from '../cluster/cluster.ts';
import type { Choices } from './choices.ts';
import { type Questions, readQuestion } from './questions.ts';

type Others = Pick<Cluster, 'listen' | 'tell'>;

export function shareChoices(choices: Choices, { listen, tell }: Others): Choices {
  listen((signal) => {
    if (signal.type === 'changed') choices.forget(signal.chat);
    else if (signal.type === 'missed') choices.forgetAll();
  });
  return {
    ...choices,
    async choose(chat, chosen) {
      await choices.choose(chat, chosen);
      tell({ type: 'changed', chat });
    },
    forget(chat) {
      choices.forget(chat);
      tell({ type: 'changed', chat });
    },
  };
}

export function shareQuestions(questions: Questions, { listen, tell }: Others): Questions {
  listen((signal) => {
    if (signal.type === 'answered') questions.take(signal.chat);
    else if (signal.type === 'asked') {
      const question = readQuestion(signal.question);
      if (question) questions.ask(signal.chat, question);
    }
  });
  return {
    ...questions,
    ask(chat, question) {
      questions.ask(chat, question);
      tell({ type: 'asked', chat, question: JSON.stringify(question) });
    },
    take(chat) {
      const question = questions.take(chat);
      if (question) tell({ type: 'answered', chat });
      return question;
    },
  };
}
