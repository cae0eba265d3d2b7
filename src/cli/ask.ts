// `npm run ask -- /ukraine`: an answer in the terminal, without Telegram and without network.

import { commandOf } from '../bot/command-text.ts';
import { handlersOf } from '../bot/commands.ts';
import { openContext } from '../bot/create-context.ts';
import type { Outgoing } from '../bot/reply.ts';
import type { Command as BotCommand } from '../bot/request.ts';
import { UserError } from '../errors.ts';
import { renderText } from '../messages/terminal.ts';
import { loadContentPlaces } from '../ops/settings.ts';
import type { Command } from './command.ts';

export const ask: Command = {
  word: '[TEXT]',
  options: { language: 'CODE' },
  does: 'prints what the bot answers: to a command such as /ukraine, or to words, which it searches for',
  run: (text, { options }) => answer(text, options.language),
};

async function answer(text: string, language = 'en'): Promise<string> {
  // hasColors() also follows https://no-color.org.
  const colours = process.stdout.isTTY === true && process.stdout.hasColors();
  const context = await openContext(loadContentPlaces().contentDir, {
    render: (summary, locale) => [renderText(summary, locale, colours)],
  });
  const { languages } = context.catalogue;
  if (!languages.includes(language))
    throw new UserError(`There is nothing in ${language}; write one of ${languages.join(', ')}`);
  const typed = commandOf(text === '' ? '/help' : text) ?? commandOf(`/search ${text}`);
  if (!typed) throw new UserError('Write a command, such as: npm run ask -- /ukraine');
  const entry = context.commands.find(typed.name);
  if (!entry) throw new UserError(`There is no command /${typed.name}. Try: npm run ask -- /help`);
  const command: BotCommand = {
    chat: 0,
    type: 'private',
    thread: undefined,
    user: undefined,
    asChat: false,
    channel: undefined,
    locale: context.locales.pick(language),
    name: typed.name,
    words: typed.words,
    addressed: true,
    message: 0,
  };
  const reply = await handlersOf(entry).handle(command, context);
  if (reply.type !== 'messages') return '';
  return reply.messages
    .flatMap((message) => [message.html, ...choicesUnder(message, command.locale.text('button-topics'))])
    .join('\n');
}

/**
 * What the answer says to choose from: buttons that stand one a row. Those that lead on stand side by side.
 * @param home the words of the button that leads home
 */
function choicesUnder({ markup }: Outgoing, home: string): readonly string[] {
  const { inline_keyboard: rows = [] }: { inline_keyboard?: readonly (readonly { text: string }[])[] } =
    markup ?? {};
  return rows.length > 1 && rows.every((row) => row.length === 1)
    ? rows.flatMap((row) => row.flatMap(({ text }) => (text === home ? [] : `• ${text}`)))
    : [];
}
