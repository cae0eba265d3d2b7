// `npm run ask -- /ukraine`: an answer in the terminal, without Telegram and without network.

import { openDesk } from '../bot/create-context.ts';
import { commandOf } from '../bot/update.ts';
import { UserError } from '../errors.ts';
import { renderText } from '../messages/text.ts';
import { loadSettings } from '../ops/settings.ts';
import type { Command } from './command.ts';

export const ask: Command = {
  word: '[TEXT]',
  does: 'prints what the bot answers: to a command such as /ukraine, or to words, which it searches for',
  run: answer,
};

async function answer(text: string): Promise<string> {
  // hasColors() also follows https://no-color.org.
  const colours = process.stdout.isTTY === true && process.stdout.hasColors();
  const nameless = await openDesk(loadSettings().contentDir, {
    render: (summary, locale) => [renderText(summary, locale, colours)],
  });
  // The bot's name occurs only in the links of buttons, which a terminal does not show.
  const desk = { ...nameless, botName: '', standing: async () => undefined };
  const typed = commandOf(text === '' ? '/help' : text) ?? commandOf(`/search ${text}`);
  if (!typed) throw new UserError('Write a command, such as: npm run ask -- /ukraine');
  const entry = desk.commands.find(typed.name);
  if (!entry) throw new UserError(`There is no command /${typed.name}. Try: npm run ask -- /help`);
  const place = {
    chat: 0,
    type: 'private',
    thread: undefined,
    user: undefined,
    asChat: false,
    channel: undefined,
    locale: desk.locales.pick('en'),
  } as const;
  const reply = await entry.handle(
    { ...place, name: typed.name, words: typed.words, addressed: true, message: 0 },
    desk,
  );
  return reply.type === 'messages' ? reply.messages.map(({ html }) => html).join('\n') : '';
}
