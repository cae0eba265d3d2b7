// `/digest why`: when the next digest comes, what would be in it, and what stands in the way.

import { topicsOf } from '../../digests/selection.ts';
import type { Delivery } from '../../store/types.ts';
import { notice, type Phrase, phrase } from '../../summaries/blocks.ts';
import type { DigestMatter } from '../../summaries/digest-summary.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing } from '../reply.ts';
import type { Place } from '../request.ts';
import { followsWords, scheduleWords, stateWords, topicsWords } from './description.ts';
import { isSubscribed, type Subscriber, standingOf, subscriberAt } from './subscription.ts';

export async function whyMessage(place: Place, context: BotContext): Promise<Outgoing> {
  const { locale } = place;
  const { answers, digests, store } = context;
  const subscriber = await subscriberAt(place, context);
  const { subscription, settings } = subscriber;
  const follows = followsWords(settings, locale, context);
  const matter = digests.untold(settings, standingOf(subscription));
  const [last] = subscription ? await store.deliveries.lastOf(subscription.id, 1, 'digests') : [];
  const lines: readonly Phrase[] = [
    ...(isSubscribed(subscriber)
      ? [
          scheduleWords(subscriber, locale),
          topicsWords(settings.topics, locale, context),
          ...(follows ? [follows] : []),
        ]
      : []),
    ...(last ? [lastWords(last, subscriber, place)] : []),
    insideWords(matter, place),
    ...obstacles(subscriber, context),
  ];
  const summary = notice(stateWords(subscriber, locale), ...lines);
  const change = { text: locale.text('button-change'), press: { type: 'digest-open' } } as const;
  const preview = { text: locale.text('button-preview'), press: { type: 'digest-preview' } } as const;
  // The buttons of a channel's digest belong to its panel.
  return answers.fresh(summary, locale, place.about ? [] : [matter ? [preview, change] : [change]]);
}

function lastWords(
  { state, dueAt, finishedAt }: Delivery,
  { settings }: Subscriber,
  { locale }: Place,
): Phrase {
  const when = locale.instant(finishedAt ?? dueAt, settings.zone);
  if (finishedAt === null) return phrase('digest-last-waiting', { when });
  return phrase(state === 'sent' ? 'digest-last-sent' : 'digest-last-unsent', { when });
}

function insideWords(matter: DigestMatter | undefined, { locale }: Place): Phrase {
  if (!matter) return phrase('digest-inside-nothing');
  if (matter.occasion === 'rotation') return phrase('digest-inside-look-back');
  const older = matter.older.reduce((sum, { count }) => sum + count, 0);
  const counts = [
    ['digest-inside-points', matter.news.length + matter.introduced.length],
    ['digest-inside-changes', matter.changes.length],
    ['digest-inside-older', older],
  ] as const;
  const what = counts.filter(([, count]) => count > 0).map(([words, count]) => locale.text(words, { count }));
  return phrase('digest-inside', { what: { list: what } });
}

function obstacles({ settings }: Subscriber, { catalogue, broadcaster }: BotContext): readonly Phrase[] {
  const isFollowing = settings.follows?.some(({ paused }) => !paused) === true;
  return [
    ...(topicsOf(catalogue, settings.topics).length > 0 || isFollowing ? [] : [phrase('digest-no-topics')]),
    ...(broadcaster === undefined ? [phrase('digest-none-sent-here')] : []),
  ];
}
