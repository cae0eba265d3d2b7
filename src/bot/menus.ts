// The "/" menus: what each kind of chat and each language is shown, set at Telegram when it changed.
// Called by app.ts once the bot is known to Telegram, and after new content.

import type { BotCommand, BotCommandScope } from 'telegraf/types';
import type { BotApi } from '../delivery/api.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import type { CommandEntry, Menu } from './commands.ts';

/** Where each menu is shown, Bot API `BotCommandScope`. */
const SCOPES: Readonly<Record<Menu, BotCommandScope>> = {
  private: { type: 'all_private_chats' },
  group: { type: 'all_group_chats' },
};

/** The menu for a kind of chat, in the table's order. */
export function menuOf(commands: readonly CommandEntry[], menu: Menu, locale: Locale): readonly BotCommand[] {
  return commands
    .filter((entry) => entry.menus.includes(menu))
    .map((entry) => ({ command: entry.name, description: entry.describe(locale) }));
}

/**
 * Sets the menus that differ from what Telegram shows now; gives how many. English is also the menu for every
 * language without one.
 * @throws ApiError when Telegram refuses.
 */
export async function setMenus(
  api: Pick<BotApi, 'getMyCommands' | 'setMyCommands'>,
  commands: readonly CommandEntry[],
  locales: Locales,
): Promise<number> {
  const languages = [undefined, ...locales.languages.filter((language) => language !== 'en')];
  const changes = languages.flatMap((language) =>
    (['private', 'group'] as const).map(async (menu) => {
      const wanted = menuOf(commands, menu, locales.pick(language));
      const where = { scope: SCOPES[menu], ...(language ? { language_code: language } : {}) };
      if (isSame(await api.getMyCommands(where), wanted)) return 0;
      await api.setMyCommands(wanted, where);
      return 1;
    }),
  );
  const counts = await Promise.all(changes);
  return counts.reduce<number>((sum, count) => sum + count, 0);
}

function isSame(a: readonly BotCommand[], b: readonly BotCommand[]): boolean {
  const lines = (commands: readonly BotCommand[]) =>
    commands.map(({ command, description }) => `${command} ${description}`).join('\n');
  return lines(a) === lines(b);
}
