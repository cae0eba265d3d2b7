// The keyboard under a digest: the subscriber's buttons, or in a channel one link to the bot.

import type { Locale } from '../locales/locale.ts';
import { digestKeyboard, inlineKeyboard } from './buttons.ts';
import { encodePayload } from './payloads.ts';
import { openKeyboard } from './share-buttons.ts';

/** Bot API `InlineKeyboardMarkup`. */
export type DigestKeyboards = (locale: Locale, place: 'chat' | 'channel') => object;

/** @param link opens the bot */
export function createDigestKeyboards(link: () => string): DigestKeyboards {
  const made = new Map<string, object>();
  return (locale, place) => {
    const key = `${locale.language} ${place}`;
    const known = made.get(key);
    if (known) return known;
    const keyboard = place === 'channel' ? openKeyboard(locale, link()) : digestKeyboard(locale, 'active');
    const markup = inlineKeyboard(keyboard, { encode: encodePayload });
    made.set(key, markup);
    return markup;
  };
}
