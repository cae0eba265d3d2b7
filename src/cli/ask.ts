// Prints an answer in the terminal: `npm run ask -- /ukraine`. No Telegram, no network.

import { openDesk } from '../bot/create-context.ts';
import { commandOf } from '../bot/update.ts';
import { UserError } from '../errors.ts';
import { renderText } from '../messages/text.ts';
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
  const nameless = await openDesk(loadSettings().contentDir, {
    render: (summary, locale) => [renderText(summary, locale, colours)],
  });
  // The name stands only in links of buttons, and a terminal has none.
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
  if (reply.type !== 'messages') return;
  for (const { html } of reply.messages) process.stdout.write(`${html}\n`);
}
