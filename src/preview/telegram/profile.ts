// What the bot says of itself: its name and descriptions, by language.

import { checkLanguage } from './bot-profile.ts';
import { badRequest } from './refusal.ts';

/** Characters: Bot API, setMyName, setMyDescription, setMyShortDescription. */
const LIMITS = { name: 64, description: 512, short_description: 120 } as const;

export type ProfileField = keyof typeof LIMITS;

export class Profile {
  readonly #texts = new Map<string, string>();
  readonly #name: string;

  /** @param name the bot's name until it sets another. */
  constructor(name: string) {
    this.#name = name;
  }

  /** An empty text goes back to the default. Throws `Refusal`. */
  set(field: ProfileField, text: string | undefined, language: string | undefined): true {
    const value = text ?? '';
    if ([...value].length > LIMITS[field]) throw badRequest(`bot ${field} is too long`);
    const key = `${field} ${checkLanguage(language) ?? ''}`;
    if (value) this.#texts.set(key, value);
    else this.#texts.delete(key);
    return true;
  }

  get(field: ProfileField, language: string | undefined): Readonly<Record<string, string>> {
    const texts = this.#texts;
    const own = texts.get(`${field} ${checkLanguage(language) ?? ''}`) ?? texts.get(`${field} `);
    return { [field]: own ?? (field === 'name' ? this.#name : '') };
  }
}
