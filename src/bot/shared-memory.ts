// What handlers keep in memory, kept consistent over several processes: each hears what the others change.

import type { Cluster } from '../cluster/cluster.ts';
import type { Choices } from './choices.ts';
import type { OthersMembers } from './open.ts';
import { type Questions, readQuestion } from './questions.ts';

interface Memory {
  readonly choices: Choices;
  readonly questions: Questions;
}

type Others = Pick<Cluster, 'listen' | 'tell'>;

/** The memory, with every change told to the other processes and theirs applied here. */
export function shareMemory<M extends Memory>(memory: M, others: Others): M {
  const { choices, questions } = memory;
  others.listen((signal) => {
    if (signal.type === 'changed') choices.forget(signal.chat);
    else if (signal.type === 'missed') choices.forgetAll();
    else if (signal.type === 'answered') questions.take(signal.chat);
    else if (signal.type === 'asked') {
      const question = readQuestion(signal.question);
      if (question) questions.ask(signal.chat, question);
    }
  });
  return { ...memory, choices: toldChoices(choices, others), questions: toldQuestions(questions, others) };
}

function toldChoices(choices: Choices, { tell }: Others): Choices {
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

function toldQuestions(questions: Questions, { tell }: Others): Questions {
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

/** Whose membership of a chat has changed, as told by the other processes and to them. */
export function sharedMembers({ listen, tell }: Others): OthersMembers {
  return {
    tell: (chat, user) => tell({ type: 'member', chat, user: user ?? null }),
    listen(listener) {
      listen((signal) => {
        if (signal.type === 'member') listener(signal.chat, signal.user ?? undefined);
      });
    },
  };
}
