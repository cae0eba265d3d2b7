// Prints an answer in the terminal: `npm run ask -- /ukraine`. No Telegram, no network.

import { commandOf } from '../bot/command-text.ts';
import { handlersOf } from '../bot/commands.ts';
import { openContext } from '../bot/create-context.ts';
import type { Command } from '../bot/request.ts';
import { UserError } from '../errors.ts';
import { renderText } from '../messages/terminal.ts';
import { loadSettings } from '../ops/settings.ts';

try {
  await ask(process.argv.slice(2).join(' '));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function ask(text: string): Promise<void> {
  // https://no-color.org and the terminal's own word.
  const colours = process.stdout.isTTY === true && process.stdout.hasColors();
  const context = await openContext(loadSettings().contentDir, {
    render: (summary, locale) => [renderText(summary, locale, colours)],
  });
  const typed = commandOf(text === '' ? '/help' : text) ?? commandOf(`/search ${text}`);
  if (!typed) throw new UserError('Write a command, such as: npm run ask -- /ukraine');
  const entry = context.commands.find(typed.name);
  if (!entry) throw new UserError(`There is no command /${typed.name}. Try: npm run ask -- /help`);
  const command: Command = {
    chat: 0,
    type: 'private',
    thread: undefined,
    user: undefined,
    asChat: false,
    channel: undefined,
    locale: context.locales.pick('en'),
    name: typed.name,
    words: typed.words,
    addressed: true,
    message: 0,
  };
  const reply = await handlersOf(entry).handle(command, context);
  if (reply.type !== 'messages') return;
  for (const { html } of reply.messages) process.stdout.write(`${html}\n`);
}
