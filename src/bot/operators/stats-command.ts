// `/stats`: what operators want to know at a glance, with a picture of the last two weeks. For ADMIN_IDS
// alone.

import { lastDays } from '../../digests/last-days.ts';
import type { Locale } from '../../locales/locale.ts';
import { barChart } from '../../messages/bar-chart.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { pngOf } from '../picture.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

const DAY_MS = 86_400_000;
const DAYS = 14;
/** Distinct for colour-blind readers too, by their lightness. */
const KINDS = [
  { outcome: 'sent', colour: '#2f80c2' },
  { outcome: 'gone', colour: '#f2a33a' },
  { outcome: 'rejected', colour: '#b3261e' },
] as const;

export async function stats({ locale }: Command, context: BotContext): Promise<Reply> {
  const text = await figures(locale, context);
  try {
    const photo = await pngOf(await chart(locale, context));
    return { type: 'photo', photo, filename: 'digests.png', caption: text };
  } catch (error) {
    // The figures are what was asked for.
    context.log.warn({ err: error }, 'the picture of /stats could not be made');
    return say(text);
  }
}

async function figures(locale: Locale, context: BotContext): Promise<Outgoing> {
  const { catalogue, store, clock, answers } = context;
  const { chats, subscriptions, deliveries } = await store.stats(clock.now() - DAY_MS);
  const copies = await store.copies.counts();
  const waiting = deliveries.queued + deliveries.sending + deliveries.retry;
  const { sent, gone, rejected } = deliveries;
  const points = catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0);
  const summary = notice(
    phrase('stats-title'),
    phrase('stats-chats', { count: chats }),
    phrase('stats-subscriptions', { ...subscriptions }),
    phrase('stats-deliveries', { sent, waiting, gone, rejected }),
    phrase('stats-copies', {
      corrected: copies.corrected,
      waiting: copies.waiting,
      failed: copies.reasons.values().reduce((sum, count) => sum + count, 0),
    }),
    ...(copies.reasons.size === 0
      ? []
      : [
          phrase('stats-copies-reasons', {
            // As they stand in the log, which is in English.
            reasons: [...copies.reasons].map(([reason, count]) => `${reason} ${count}`).join(', '),
          }),
        ]),
    phrase('stats-content', { talks: catalogue.talks.length, points, version: catalogue.version }),
  );
  return answers.fresh(summary, locale);
}

async function chart(locale: Locale, { store, clock, timeZone }: BotContext): Promise<string> {
  const days = lastDays(DAYS, timeZone, clock.now());
  const counts = await store.finishedOn(days);
  const first = days[0]?.date ?? '';
  const last = days.at(-1)?.date ?? '';
  return barChart({
    title: locale.text('stats-chart', { first: locale.date(first), last: locale.date(last) }),
    axes: { x: locale.text('stats-chart-days', { zone: timeZone }), y: locale.text('stats-chart-digests') },
    kinds: KINDS.map(({ outcome, colour }) => ({ name: locale.text(`stats-chart-${outcome}`), colour })),
    bars: days.map(({ date }, day) => ({
      label: String(Number(date.slice(-2))),
      counts: KINDS.map(({ outcome }) => counts[day]?.[outcome] ?? 0),
    })),
    number: locale.number,
  });
}
