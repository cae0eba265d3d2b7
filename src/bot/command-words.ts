// What people write instead of a command, as the whole of a message, in English, Russian and Ukrainian.

import { fold, wordsOf } from '../content/words.ts';
import { wordsBesidesRounds } from '../summaries/rounds.ts';

/** By command. */
const WORDS: readonly (readonly [command: string, words: string])[] = [
  [
    'start',
    'start, begin, hello, hi, hey, hi there, hello there, good morning, good evening, good day, topics, menu, home, thanks, thank you, ok, okay, привет, здравствуйте, здравствуй, добрый день, доброе утро, добрый вечер, темы, меню, начать, старт, спасибо, вітаю, привіт, добрий день, доброго дня, добрий ранок, добрий вечір, теми, почати, дякую',
  ],
  [
    'help',
    'help, help me, commands, what can you do, how does this work, how do i use this, who are you, what is this, помощь, помоги, справка, команды, что ты умеешь, что ты можешь, как это работает, кто ты, допомога, довідка, команди, що ти вмієш, як це працює, хто ти',
  ],
  [
    'stop',
    'stop, unsubscribe, unsubscribe me, cancel, end, quit, no more, stop it, stop sending, stop messages, stop digest, stop the digest, no more messages, leave me alone, стоп, хватит, отписаться, отписка, отпиши меня, отпишите меня, прекрати, отмена, не присылай, досить, годі, відписатися, відпишіть мене, скасувати',
  ],
  [
    'digest',
    'digest, digests, subscribe, subscribe me, subscription, get digests, notify me, notifications, дайджест, подписаться, подписка, подпиши меня, уведомления, рассылка, підписатися, підписка, сповіщення, розсилка',
  ],
  [
    'settings',
    'settings, setting, options, language, change language, time zone, timezone, настройки, язык, сменить язык, часовой пояс, налаштування, мова, змінити мову, часовий пояс',
  ],
  [
    'talks',
    'talks, all talks, list of talks, rounds, all rounds, the talks, negotiations, переговоры, все переговоры, раунды, список переговоров, переговори, всі переговори, раунди',
  ],
  ['timeline', 'timeline, chronology, хронология, лента, хронологія'],
  ['quotes', 'quotes, quotations, in their own words, цитаты, цитати'],
  ['privacy', 'privacy, privacy policy, конфиденциальность, приватность, конфіденційність, приватність'],
  ['mydata', 'my data, what do you know about me, мои данные, мої дані'],
  [
    'forget',
    'forget me, delete my data, delete me, удали мои данные, забудь меня, видали мої дані, забудь мене',
  ],
  [
    'latest',
    'new, news, whats new, what is new, what s new, anything new, any news, latest, latest news, update, updates, whats happening, what happened, что нового, новости, новое, последние новости, что случилось, що нового, новини, останні новини, що сталося',
  ],
  ['corrections', 'corrections, what was corrected, исправления, виправлення'],
  ['promises', 'promises, what was promised, обещания, что обещали, обіцянки, що обіцяли'],
  ['compare', 'compare, positions, сравнить, сравнение, позиции, порівняти, порівняння, позиції'],
];

const COMMANDS: ReadonlyMap<string, string> = new Map(
  WORDS.flatMap(([command, words]) => words.split(',').map((one) => [keyOf(one), command] as const)),
);

/** Said of what a command shows as a whole, so that they ask for nothing less: `timeline of the talks`. */
const WHOLE = new Set(['timeline', 'quotes', 'promises', 'compare', 'corrections']);

/** As `commandMeant`, of the words that say something: for commands that show all rounds. */
export function listMeant(text: string): string | undefined {
  const command = commandMeant(wordsBesidesRounds(wordsOf(text)).join(' '));
  return command !== undefined && WHOLE.has(command) ? command : undefined;
}

/** The command that the words stand for; `undefined` where they say something else. */
export function commandMeant(text: string): string | undefined {
  return COMMANDS.get(keyOf(text));
}

function keyOf(text: string): string {
  return wordsOf(text).map(fold).join(' ');
}
