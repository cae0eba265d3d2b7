// A group's digest has been paused: an administrator is told at once, in private, why and by whom.

import type { User } from 'telegraf/types';
import type { BotApi } from '../../delivery/api.ts';
import { type ChatId, NO_THREAD, type Subscription } from '../../store/types.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { obstacleOf } from '../digest/obstacles.ts';
import { type Outgoing, say } from '../reply.ts';
import type { Place } from '../request.ts';
import { placeOfPerson } from '../requests.ts';
import type { Respond } from '../respond.ts';

export interface PauseNews {
  /**
   * Something in the group keeps its digests from coming. Told is the person who did it, else an administrator who has
   * chosen something here, else the owner or another whom the bot may write to. The next command of an administrator in
   * the group is answered with it too.
   * @param by the user who did it, where that is known
   */
  prevented(chat: number, by?: number): Promise<void>;
  /** Somebody has paused the digest of this place: told is another administrator, in the same order. */
  pausedBy(place: Place): Promise<void>;
}

export interface PauseNewsOptions {
  readonly api: Pick<BotApi, 'getChat' | 'getChatAdministrators'>;
  readonly respond: Respond;
  readonly context: () => BotContext;
  readonly log: { debug(fields: object, message: string): void };
}

interface News {
  readonly chat: number;
  /** Who did it. */
  readonly by: number | undefined;
  readonly isAbout: (subscription: Subscription) => boolean;
  /** In what words, to this reader. */
  readonly words: (first: Subscription, by: User | undefined, reader: number) => Phrase;
}

/** Administrators who are tried; most who never opened the bot can't be written to. */
const TRIED = 5;

export function createPauseNews({ api, respond, context, log }: PauseNewsOptions): PauseNews {
  /** Groups of which somebody is being told: several digests may be paused at once. */
  const telling = new Set<number>();

  async function tell(news: News, isToldTo: (user: number) => boolean): Promise<void> {
    const { chat, by } = news;
    const about = await api.getChat(chat);
    if (about.type !== 'group' && about.type !== 'supergroup') return;
    const people = await administratorsOf(chat, by);
    const doer = people.find(({ id }) => id === by);
    for (const person of people.filter(({ id }) => isToldTo(id)).slice(0, TRIED)) {
      const place = placeOfPerson(person, context().locales);
      if (!place) continue;
      const { language } = await context().choices.of(place.chat);
      const reader = language === null ? place : { ...place, locale: context().locales.pick(language) };
      const message = await messageOf(news, about.title, doer, reader);
      if (!message) return;
      if ((await respond({ type: 'event', place: reader }, say(message))) !== undefined) return;
    }
  }

  /** First the one who did it, then those who have chosen something here, then the owner. */
  async function administratorsOf(chat: number, by: number | undefined): Promise<readonly User[]> {
    const administrators = await api.getChatAdministrators(chat);
    const people = administrators.filter(({ user }) => !user.is_bot);
    const known = await Promise.all(people.map(({ user }) => context().store.chats.get(user.id as ChatId)));
    const rank = people.map(({ user, status }, index) =>
      user.id === by ? 0 : known[index]?.status === 'present' ? 1 : status === 'creator' ? 2 : 3,
    );
    return people
      .map(({ user }, index) => ({ user, rank: rank[index] ?? 0 }))
      .toSorted((a, b) => a.rank - b.rank)
      .map(({ user }) => user);
  }

  /** `undefined` where everything goes on by now. */
  async function messageOf(
    { chat, isAbout, words }: News,
    title: string,
    doer: User | undefined,
    { locale, chat: reader }: Place,
  ): Promise<Outgoing | undefined> {
    const { store, answers } = context();
    const paused = (await store.subscriptions.ofChat(chat as ChatId)).filter(isAbout);
    const [first] = paused;
    if (!first) return undefined;
    const buttons = paused.slice(0, TRIED).map(({ threadId, settings: { time } }) => [
      {
        text: paused.length === 1 ? locale.text('button-resume') : locale.text('button-resume-one', { time }),
        press: { type: 'resume', thread: threadId, chat },
      } as const,
    ]);
    const text = notice(phrase('pause-news', { group: { input: title } }), words(first, doer, reader));
    return answers.fresh(text, locale, buttons);
  }

  async function tellOnce(news: News, isToldTo: (user: number) => boolean): Promise<void> {
    const { chat } = news;
    if (telling.has(chat)) return;
    telling.add(chat);
    try {
      await tell(news, isToldTo);
    } catch (error) {
      log.debug({ err: error, chat }, 'no administrator could be told of a paused digest');
    } finally {
      telling.delete(chat);
    }
  }

  return {
    prevented: (chat, by) =>
      tellOnce(
        {
          chat,
          by,
          isAbout: (one) => obstacleOf(one) !== undefined,
          words(first, doer, reader) {
            const why = obstacleOf(first) ?? 'silent';
            return why === 'silent' && doer && doer.id !== reader
              ? phrase('pause-news-silent-by', { person: { input: doer.first_name } })
              : phrase(`pause-news-${why}`);
          },
        },
        () => true,
      ),
    pausedBy: ({ chat, user, thread = NO_THREAD }) =>
      tellOnce(
        {
          chat,
          by: user,
          isAbout: ({ threadId, state }) => threadId === thread && state.status === 'paused',
          words: (_, doer) =>
            doer
              ? phrase('pause-news-by', { person: { input: doer.first_name } })
              : phrase('pause-news-by-somebody'),
        },
        (id) => id !== user,
      ),
  };
}
