// `/stats`: what operators want to know at a glance. For ADMIN_IDS alone, and in nobody's menu.
// Listed by commands.ts.

import { notice, phrase } from '../../summaries/blocks.ts';
import { type Command, type Desk, type Reply, say } from '../request.ts';

const DAY_MS = 86_400_000;

export async function stats({ locale }: Command, desk: Desk): Promise<Reply> {
  const { catalogue, store, clock, answers } = desk;
  const { chats, subscriptions, deliveries } = await store.stats(clock.now() - DAY_MS);
  const waiting = deliveries.queued + deliveries.sending + deliveries.retry;
  const { sent, gone, rejected } = deliveries;
  const points = catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0);
  const summary = notice(
    phrase('stats-title'),
    phrase('stats-chats', { count: chats }),
    phrase('stats-subscriptions', { ...subscriptions }),
    phrase('stats-deliveries', { sent, waiting, gone, rejected }),
    phrase('stats-content', { talks: catalogue.talks.length, points, version: catalogue.version }),
  );
  return say(answers.fresh(summary, locale));
}
