// The notice to an administrator that something in the chat has paused digests: why, and a button to resume.

import type { Button } from '../../messages/buttons.ts';
import type { ChatPayload } from '../../messages/chat-payloads.ts';
import { type ChatId, NO_THREAD, type Subscription, type ThreadId } from '../../store/types.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing, Reply } from '../reply.ts';
import type { Place, Press } from '../request.ts';
import { scheduleWords, stateWords } from './description.ts';
import { obstacleOf } from './obstacles.ts';
import { obstacleTo } from './resuming.ts';

/** More would be a wall of text; the rest follows once these are resumed. */
const MOST = 5;

/**
 * `undefined` where none is paused any more.
 * @param options isTold leaves out the digest of this very place, which the answer itself describes; chat is set where the
 * notice stands in somebody's private chat
 */
export async function pausedNotice(
  place: Place,
  context: BotContext,
  { isTold = false, chat }: { readonly isTold?: boolean; readonly chat?: number | undefined } = {},
): Promise<Outgoing | undefined> {
  const { locale } = place;
  const all = await context.store.subscriptions.ofChat(place.chat as ChatId);
  const told = isTold ? (place.thread ?? NO_THREAD) : undefined;
  const paused = all.filter((one) => one.threadId !== told && obstacleOf(one) !== undefined);
  if (paused.length === 0) return undefined;
  const lines = paused.slice(0, MOST).map((one) => {
    const schedule = context.answers.words(
      scheduleWords({ place, language: locale.language, choseLanguage: true, ...withSettings(one) }, locale),
      locale,
    );
    return phrase(`paused-${obstacleOf(one)}`, { schedule });
  });
  const buttons = paused.slice(0, MOST).map(({ threadId, settings }): readonly Button[] => [
    {
      text:
        paused.length === 1
          ? locale.text('button-resume')
          : locale.text('button-resume-one', { time: settings.time }),
      press: { type: 'resume', thread: threadId, ...(chat === undefined ? {} : { chat }) },
    },
  ]);
  const title = phrase('paused-title', { count: paused.length });
  return context.answers.fresh(notice(title, ...lines), locale, buttons);
}

type ResumePayload = Extract<ChatPayload, { type: 'resume' }>;

/** The digest goes on where it was; one whose topic is gone goes on where the button was pressed. */
export async function pressResume(
  { thread, chat }: ResumePayload,
  press: Press,
  context: BotContext,
): Promise<Reply> {
  const { locale } = press;
  const place = { chatId: press.chat as ChatId, threadId: thread as ThreadId };
  const { subscriptions } = context.store;
  const before = await subscriptions.get(place);
  if (!before) return { type: 'notice', text: locale.text('stale-button') };
  const obstacle = await obstacleTo(before, press, context);
  if (obstacle !== undefined) return { type: 'notice', text: locale.text(`digest-paused-${obstacle}`) };
  const due = context.planner.nextDue(before.settings, context.clock.now());
  const isLost = obstacleOf(before) === 'topic-deleted';
  const here = (press.thread ?? NO_THREAD) as ThreadId;
  const after = isLost
    ? await subscriptions.relocate(place, here, due)
    : ((await subscriptions.resume(place, due)) ?? before);
  if (!after) return { type: 'notice', text: locale.text('paused-taken') };
  const rest = await pausedNotice(press, context, { chat });
  if (rest) return { type: 'edit', message: rest, notice: locale.text('paused-resumed') };
  const subscriber = { place: press, language: locale.language, choseLanguage: true, ...withSettings(after) };
  const lines = [scheduleWords(subscriber, locale), stateWords(subscriber, locale)];
  const message = hint(context.answers, locale, phrase('paused-resumed'), ...lines);
  return { type: 'edit', message, notice: locale.text('paused-resumed') };
}

function withSettings(subscription: Subscription) {
  return { subscription, settings: subscription.settings };
}
