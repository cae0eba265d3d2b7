// What the bot says about itself before anybody has asked: its description, in an empty chat, and the short one of its
// profile, set at Telegram in each language where they differ.

import type { BotApi } from '../delivery/api.ts';
import type { Locales } from '../locales/locale.ts';
import { languagesOf } from './menus.ts';

export type ProfileApi = Pick<
  BotApi,
  'getMyDescription' | 'setMyDescription' | 'getMyShortDescription' | 'setMyShortDescription'
>;

/**
 * Sets the descriptions that differ from what Telegram shows now; gives how many.
 * @throws ApiError when Telegram refuses.
 */
export async function setDescriptions(api: ProfileApi, locales: Locales): Promise<number> {
  let count = 0;
  // The one for every other language first: Telegram gives it where a language has none of its own.
  for (const language of languagesOf(locales)) {
    const locale = locales.pick(language);
    const description = locale.text('bot-description');
    if ((await api.getMyDescription(language)).description !== description) {
      await api.setMyDescription(description, language);
      count += 1;
    }
    const short = locale.text('bot-short-description');
    if ((await api.getMyShortDescription(language)).short_description !== short) {
      await api.setMyShortDescription(short, language);
      count += 1;
    }
  }
  return count;
}
