// What the bot says about itself, by language: its commands by scope, its name and descriptions.

import type { LocalChat, MemberStatus } from './model.ts';
import { badRequest } from './refusal.ts';

/** An entry of the "/" menu. */
export interface LocalCommand {
  readonly command: string;
  readonly description: string;
}

export interface Scope {
  readonly type: string;
  readonly chat_id?: number | string;
  readonly user_id?: number;
}

/** Bot API, setMyCommands and BotCommand; the last two in characters. */
const LIST_LIMIT = 100;
const NAME_LIMIT = 32;
const DESCRIPTION_LIMIT = 256;
/** Characters: Bot API, setMyName, setMyDescription, setMyShortDescription. */
const PROFILE_LIMITS = { name: 64, description: 512, short_description: 120 } as const;

export type ProfileField = keyof typeof PROFILE_LIMITS;

export class CommandMenu {
  readonly #lists = new Map<string, readonly LocalCommand[]>();

  /** Throws `Refusal`. An empty list deletes. */
  set(commands: readonly LocalCommand[], scope: Scope | undefined, language: string | undefined): void {
    if (commands.length > LIST_LIMIT) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    const checked = commands.map(checkCommand);
    const key = keyOf(scope, checkLanguage(language));
    if (checked.length === 0) this.#lists.delete(key);
    else this.#lists.set(key, checked);
  }

  get(scope: Scope | undefined, language: string | undefined): readonly LocalCommand[] {
    return this.#lists.get(keyOf(scope, checkLanguage(language))) ?? [];
  }

  /** What a person sees, by the order in "Determining list of commands" of the Bot API. */
  seenBy(
    person: { readonly id: number; readonly language: string; readonly status: MemberStatus },
    chat: LocalChat,
  ): readonly LocalCommand[] {
    for (const scope of scopesFor(person.id, person.status, chat)) {
      const list = this.#lists.get(keyOf(scope, person.language)) ?? this.#lists.get(keyOf(scope, undefined));
      if (list) return list;
    }
    return [];
  }
}

function scopesFor(userId: number, status: MemberStatus, { id: chat_id, type }: LocalChat): Scope[] {
  if (type === 'private') {
    return [{ type: 'chat', chat_id }, { type: 'all_private_chats' }, { type: 'default' }];
  }
  const administrator = status === 'creator' || status === 'administrator';
  return [
    { type: 'chat_member', chat_id, user_id: userId },
    ...(administrator ? [{ type: 'chat_administrators', chat_id }] : []),
    { type: 'chat', chat_id },
    ...(administrator ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
    { type: 'default' },
  ];
}

function keyOf(scope: Scope | undefined, language: string | undefined): string {
  const { type, chat_id = '', user_id = '' } = scope ?? { type: 'default' };
  return `${type} ${chat_id} ${user_id} ${language || ''}`;
}

function checkCommand({ command, description }: LocalCommand): LocalCommand {
  const name = command.replace(/^\//, '');
  if (name.length < 1) throw badRequest('command must be non-empty');
  if (name.length > NAME_LIMIT) throw badRequest(`command length must not exceed ${NAME_LIMIT}`);
  if (!/^[a-z0-9_]+$/.test(name)) throw badRequest('BOT_COMMAND_INVALID');
  if (!description.trim()) throw badRequest('command description must be non-empty');
  if ([...description].length > DESCRIPTION_LIMIT) {
    throw badRequest(`command description length must not exceed ${DESCRIPTION_LIMIT}`);
  }
  return { command: name, description };
}

export class Profile {
  readonly #texts = new Map<string, string>();
  readonly #name: string;

  /** @param name the bot's name until it sets another. */
  constructor(name: string) {
    this.#name = name;
  }

  /** An empty text restores the default. Throws `Refusal`. */
  set(field: ProfileField, text: string | undefined, language: string | undefined): void {
    const value = text ?? '';
    if ([...value].length > PROFILE_LIMITS[field]) throw badRequest(`bot ${field} is too long`);
    const key = `${field} ${checkLanguage(language) ?? ''}`;
    if (value) this.#texts.set(key, value);
    else this.#texts.delete(key);
  }

  get(field: ProfileField, language: string | undefined): Readonly<Record<string, string>> {
    const texts = this.#texts;
    const own = texts.get(`${field} ${checkLanguage(language) ?? ''}`) ?? texts.get(`${field} `);
    return { [field]: own ?? (field === 'name' ? this.#name : '') };
  }
}

/** A two-letter ISO 639-1 code, or none. */
function checkLanguage(language: string | undefined): string | undefined {
  if (language === undefined || language === '') return undefined;
  if (!/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return language;
}
