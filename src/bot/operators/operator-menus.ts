// The "/" menu in an operator's private chat: everybody's commands and the operators' own, in the language that the
// operator chose, else in each.

import type { BotCommandScope } from 'telegraf/types';
import { ApiError, type BotApi } from '../../delivery/api.ts';
import type { Meta } from '../../store/meta.ts';
import type { BotContext } from '../bot-context.ts';
import { languagesOf, menuOf, setMenu } from '../menus.ts';

export interface OperatorMenus {
  /** Sets those that differ; deletes those of people who are operators no more. Gives how many were set. */
  set(context: BotContext): Promise<number>;
  /** An operator chose another language. */
  setFor(operator: number, context: BotContext): Promise<number>;
  /** Somebody wrote to the bot: Telegram takes no menu for a chat that it does not know yet. */
  met(user: number | undefined, context: BotContext): Promise<void>;
}

export interface OperatorMenusOptions {
  readonly api: Pick<BotApi, 'getMyCommands' | 'setMyCommands' | 'deleteMyCommands'>;
  readonly meta: Pick<Meta, 'get' | 'set'>;
}

/** Whose menus are set at Telegram: ids between commas. */
const KEY = 'operators-with-menus';

export function createOperatorMenus({ api, meta }: OperatorMenusOptions): OperatorMenus {
  /** Chats that Telegram did not know when their menu was to be set. */
  const unknown = new Set<number>();

  async function setFor(operator: number, { commands, locales, choices }: BotContext): Promise<number> {
    try {
      const { language: chosen } = await choices.of(operator);
      let count = 0;
      for (const language of languagesOf(locales)) {
        const locale = locales.pick(chosen ?? language);
        const wanted = [
          ...menuOf(commands.all, 'private', locale),
          ...menuOf(commands.operators, 'private', locale),
        ];
        count += await setMenu(api, wanted, { scope: scopeOf(operator), language });
      }
      unknown.delete(operator);
      return count;
    } catch (error) {
      if (!isUnknownChat(error)) throw error;
      unknown.add(operator);
      return 0;
    }
  }

  async function deleteFor(operator: number, { locales }: BotContext): Promise<void> {
    for (const language of languagesOf(locales)) {
      await api
        .deleteMyCommands({ scope: scopeOf(operator), ...(language ? { language_code: language } : {}) })
        .catch((error: unknown) => {
          if (!isUnknownChat(error)) throw error;
        });
    }
  }

  return {
    setFor,
    async set(context) {
      const before = (await meta.get(KEY))?.split(',').filter(Boolean).map(Number) ?? [];
      for (const operator of before)
        if (!context.adminIds.includes(operator)) await deleteFor(operator, context);
      const now = context.adminIds.join();
      if (now !== before.join()) await meta.set(KEY, now);
      let count = 0;
      for (const operator of context.adminIds) count += await setFor(operator, context);
      return count;
    },
    async met(user, context) {
      if (user !== undefined && unknown.has(user)) await setFor(user, context);
    },
  };
}

/** A private chat has the id of its person. */
function scopeOf(operator: number): BotCommandScope {
  return { type: 'chat', chat_id: operator };
}

function isUnknownChat(error: unknown): boolean {
  return error instanceof ApiError && error.outcome.type === 'gone';
}
