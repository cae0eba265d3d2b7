// A group's digest has been paused by something that happened there: an administrator is told at once, in private.

import type { User } from 'telegraf/types';
import type { BotApi } from '../../delivery/api.ts';
import type { ChatId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { obstacleOf } from '../digest/obstacles.ts';
import { type Outgoing, say } from '../reply.ts';
import type { Place } from '../request.ts';
import { placeOfPerson } from '../requests.ts';
import type { Respond } from '../respond.ts';

export interface PauseNews {
  /**
   * Tells the first administrator whom the bot may write to: the person who did it, then those who have chosen something
   * here, then the owner and the others. In the group, the next command of an administrator is answered with it too.
   * @param by who did it, where that is known
   */
  paused(chat: number, by?: User): Promise<void>;
}

export interface PauseNewsOptions {
  readonly api: Pick<BotApi, 'getChat' | 'getChatAdministrators'>;
  readonly respond: Respond;
  readonly context: () => BotContext;
  readonly log: { debug(fields: object, message: string): void };
}

/** Administrators who are tried; most who never opened the bot can't be written to. */
const TRIED = 5;

export function createPauseNews({ api, respond, context, log }: PauseNewsOptions): PauseNews {
  /** Groups of which somebody is being told: several digests may be paused at once. */
  const telling = new Set<number>();

  async function tell(chat: number, by: User | undefined): Promise<void> {
    const about = await api.getChat(chat);
    if (about.type !== 'group' && about.type !== 'supergroup') return;
    const title = about.title;
    for (const person of (await peopleOf(chat, by)).slice(0, TRIED)) {
      const place = placeOfPerson(person, context().locales);
      if (!place) continue;
      const locale = context().choices.known(place.chat)?.language ?? undefined;
      const reader = locale === undefined ? place : { ...place, locale: context().locales.pick(locale) };
      const message = await newsOf({ chat, title, by }, reader);
      if (!message) return;
      if ((await respond({ type: 'event', place: reader }, say(message))) !== undefined) return;
    }
  }

  async function peopleOf(chat: number, by: User | undefined): Promise<readonly User[]> {
    const administrators = await api.getChatAdministrators(chat).catch(() => []);
    const people = administrators
      .toSorted((a, b) => Number(b.status === 'creator') - Number(a.status === 'creator'))
      .map(({ user }) => user)
      .filter(({ is_bot }) => !is_bot);
    const known = await Promise.all(people.map(({ id }) => context().store.chats.get(id as ChatId)));
    const familiar = people.filter((_, index) => known[index]?.status === 'present');
    const all = [...(by && !by.is_bot ? [by] : []), ...familiar, ...people];
    return [...new Map(all.map((person) => [person.id, person])).values()];
  }

  /** `undefined` where everything goes on by now. */
  async function newsOf(
    { chat, title, by }: { readonly chat: number; readonly title: string; readonly by: User | undefined },
    { locale, chat: reader }: Place,
  ): Promise<Outgoing | undefined> {
    const { store, answers } = context();
    const paused = (await store.subscriptions.ofChat(chat as ChatId)).filter(
      (one) => obstacleOf(one) !== undefined,
    );
    const [first] = paused;
    const why = first && obstacleOf(first);
    if (!first || why === undefined) return undefined;
    const told = notice(
      phrase('pause-news', { group: { input: title } }),
      why === 'silent' && by && by.id !== reader
        ? phrase('pause-news-silent-by', { person: { input: by.first_name } })
        : phrase(`pause-news-${why}`),
    );
    const buttons = paused.slice(0, TRIED).map(({ threadId, settings: { time } }) => [
      {
        text: paused.length === 1 ? locale.text('button-resume') : locale.text('button-resume-one', { time }),
        press: { type: 'resume', thread: threadId, chat },
      } as const,
    ]);
    return answers.fresh(told, locale, buttons);
  }

  return {
    async paused(chat, by) {
      if (telling.has(chat)) return;
      telling.add(chat);
      try {
        await tell(chat, by);
      } catch (error) {
        log.debug({ err: error, chat }, 'no administrator could be told of a paused digest');
      } finally {
        telling.delete(chat);
      }
    },
  };
}
