// The "/" menus: what each kind of chat and each language is shown, set at Telegram when it changed.

import type { BotCommand, BotCommandScope } from 'telegraf/types';
import type { BotApi } from '../delivery/api.ts';
import type { Locale, Locales } from '../locales/locale.ts';
import type { CommandInfo, Menu } from './command-list.ts';

/** Where each menu is shown, Bot API `BotCommandScope`. */
const SCOPES: Readonly<Record<Menu, BotCommandScope>> = {
  private: { type: 'all_private_chats' },
  group: { type: 'all_group_chats' },
  administrators: { type: 'all_chat_administrators' },
};
const MENUS: readonly Menu[] = ['private', 'group', 'administrators'];

/** The menu for those who have it, in the table's order. */
export function menuOf(commands: readonly CommandInfo[], menu: Menu, locale: Locale): readonly BotCommand[] {
  return commands
    .filter((entry) => entry.menus.includes(menu) && !entry.helpOnly)
    .map((entry) => ({ command: entry.name, description: entry.describe(locale) }));
}

/** The languages that have menus; English is also the menu for every language without one. */
export function languagesOf(locales: Locales): readonly (string | undefined)[] {
  return [undefined, ...locales.languages.filter((language) => language !== 'en')];
}

/**
 * Sets the menus that differ from what Telegram shows now; gives how many.
 * @throws ApiError when Telegram refuses.
 */
export async function setMenus(
  api: MenuApi,
  commands: readonly CommandInfo[],
  locales: Locales,
): Promise<number> {
  const changes = languagesOf(locales).flatMap((language) =>
    MENUS.map((menu) =>
      setMenu(api, menuOf(commands, menu, locales.pick(language)), { scope: SCOPES[menu], language }),
    ),
  );
  const counts = await Promise.all(changes);
  return counts.reduce<number>((sum, count) => sum + count, 0);
}

export type MenuApi = Pick<BotApi, 'getMyCommands' | 'setMyCommands'>;

/** Sets one menu where it differs from what Telegram shows; gives 1 then, else 0. @throws ApiError as above */
export async function setMenu(
  api: MenuApi,
  wanted: readonly BotCommand[],
  { scope, language }: { readonly scope: BotCommandScope; readonly language: string | undefined },
): Promise<number> {
  const where = { scope, ...(language ? { language_code: language } : {}) };
  if (isSame(await api.getMyCommands(where), wanted)) return 0;
  await api.setMyCommands(wanted, where);
  return 1;
}

function isSame(a: readonly BotCommand[], b: readonly BotCommand[]): boolean {
  const lines = (commands: readonly BotCommand[]) =>
    commands.map(({ command, description }) => `${command} ${description}`).join('\n');
  return lines(a) === lines(b);
}
