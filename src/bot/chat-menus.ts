// The "/" menu of a chat that speaks another language than the apps of the people who write there.

import { LRUCache } from 'lru-cache';
import type { BotCommand, BotCommandScope, Chat, Update, User } from 'telegraf/types';
import { ApiError, type BotApi } from '../delivery/api.ts';
import { growingTo } from '../growing-cache.ts';
import type { ChatFacts } from '../store/chats.ts';
import type { BotContext } from './bot-context.ts';
import type { Menu } from './command-list.ts';
import { menuOf, setMenu } from './menus.ts';

/** A chat that can have a menu of its own; channels have none. */
export interface MenuChat {
  readonly id: number;
  readonly type: 'private' | 'group';
  /** What the app of the person speaks, a `language_code`. */
  readonly appLanguage: string | undefined;
}

export interface ChatMenus {
  /**
   * After something was handled in a chat: sets its menu where it differs from what the chat chose, and removes it where
   * the menus of everybody do. So new topics reach a chat's own menu when it is next used.
   * @param before what was known of the chat before it was handled
   * @throws ApiError when Telegram refuses.
   */
  follow(chat: MenuChat, before: ChatFacts | undefined, context: BotContext): Promise<void>;
}

export type ChatMenuApi = Pick<BotApi, 'getMyCommands' | 'setMyCommands' | 'deleteMyCommands'>;

/** Chats whose menus are known, some 100 bytes each; another one is asked for at Telegram when it is next used. */
const REMEMBERED = 50_000;
/** The chat has none of its own. */
const NONE = '';

export function createChatMenus(
  api: ChatMenuApi,
  /** Operators have menus of their own in any case, in the language that they chose. */
  setOperators: (operator: number, context: BotContext) => Promise<unknown>,
): ChatMenus {
  const shown = new LRUCache<number, string>(growingTo(REMEMBERED));
  /** By chat: who changes the language twice gets the second menu last. */
  const running = new Map<number, Promise<void>>();

  async function set(chat: MenuChat, language: string, { commands, locales }: BotContext): Promise<void> {
    const locale = locales.pick(language);
    for (const [menu, scope] of scopesOf(chat))
      await setMenu(api, menuOf(commands.all, menu, locale), { scope, language: undefined });
  }

  async function remove(chat: MenuChat): Promise<void> {
    for (const [, scope] of scopesOf(chat)) await api.deleteMyCommands({ scope });
  }

  return {
    async follow(chat, before, context) {
      const { choices, locales, adminIds } = context;
      // What changes is forgotten until it is next needed.
      const after = choices.known(chat.id) ?? (before && (await choices.of(chat.id)));
      if (after === undefined) return;
      const { language } = after;
      const isChanged = before !== undefined && before.language !== language;
      if (chat.type === 'private' && adminIds.includes(chat.id)) {
        if (isChanged) await setOperators(chat.id, context);
        return;
      }
      const isOwn =
        language !== null &&
        (chat.type === 'group' || locales.pick(language) !== locales.pick(chat.appLanguage));
      const wanted = isOwn ? wordsOf(context, language) : NONE;
      const known = shown.get(chat.id) ?? (isChanged ? undefined : NONE);
      if (known === wanted) return;
      shown.set(chat.id, wanted);
      const work = () => (isOwn ? set(chat, language, context) : remove(chat));
      const done = (running.get(chat.id) ?? Promise.resolve()).then(work).catch((error: unknown) => {
        shown.delete(chat.id);
        if (!isUnknownChat(error)) throw error;
      });
      const settled = done.catch(() => {});
      running.set(chat.id, settled);
      await done.finally(() => {
        if (running.get(chat.id) === settled) running.delete(chat.id);
      });
    },
  };
}

/** The chat in which something was written or pressed. Reads with care: updates come from outside. */
export function menuChatOf(update: Update): MenuChat | undefined {
  const { message, callback_query: press } = update as {
    message?: { chat?: Chat; from?: User };
    callback_query?: { message?: { chat?: Chat }; from?: User };
  };
  const chat = message?.chat ?? press?.message?.chat;
  const from = message?.from ?? press?.from;
  const type = chat?.type === 'supergroup' ? 'group' : chat?.type;
  if (typeof chat?.id !== 'number' || (type !== 'private' && type !== 'group')) return undefined;
  return { id: chat.id, type, appLanguage: from?.language_code };
}

/** A group's administrators see more than its members; in private there is one menu. */
function scopesOf({ id, type }: MenuChat): readonly (readonly [Menu, BotCommandScope])[] {
  if (type === 'private') return [['private', { type: 'chat', chat_id: id }]];
  return [
    ['group', { type: 'chat', chat_id: id }],
    ['administrators', { type: 'chat_administrators', chat_id: id }],
  ];
}

/** The language and what its menus say, to see whether that changed; put together once a content version. */
function wordsOf({ commands, locales }: BotContext, language: string): string {
  const byLanguage = WORDS.get(commands) ?? new Map<string, string>();
  WORDS.set(commands, byLanguage);
  const words =
    byLanguage.get(language) ??
    `${language}\n${lines(menuOf(commands.all, 'private', locales.pick(language)))}`;
  byLanguage.set(language, words);
  return words;
}

const WORDS = new WeakMap<BotContext['commands'], Map<string, string>>();

function lines(menu: readonly BotCommand[]): string {
  return menu.map(({ command, description }) => `${command} ${description}`).join('\n');
}

function isUnknownChat(error: unknown): boolean {
  return error instanceof ApiError && error.outcome.type === 'gone';
}
