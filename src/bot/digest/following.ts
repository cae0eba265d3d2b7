// What a chat follows besides its topics: added, dropped, paused. It stands with the digest, so that is made where there is none.

import type { FollowAction } from '../../messages/digest-payloads.ts';
import { type Followed, type FollowKey, MOST_FOLLOWS, type SubscriptionSettings } from '../../store/types.ts';
import type { BotContext } from '../bot-context.ts';
import type { Place } from '../request.ts';
import { act, choose, isSubscribed, type Subscriber, subscriberAt } from './subscription.ts';

export interface Following {
  /** `begun`: with it, a digest of what is followed. */
  readonly type: 'begun' | 'added' | 'already' | 'full';
  readonly subscriber: Subscriber;
}

const TOPIC = 'topic:';

/** @param key as content/follows.ts writes it, or `topic:` and a topic's id, which joins the topics of the digest */
export async function addFollow(key: string, place: Place, context: BotContext): Promise<Following> {
  const before = await subscriberAt(place, context);
  const { topics, follows = [] } = before.settings;
  if (!isSubscribed(before)) {
    const only = key.startsWith(TOPIC)
      ? { topics: [key.slice(TOPIC.length)], follows: undefined }
      : { topics: [], follows: [followed(key)] };
    return { type: 'begun', subscriber: await choose(place, context, only, { run: true }) };
  }
  const change = joined({ topics, follows }, key);
  if (change === 'already') {
    const paused = follows.some((one) => one.key === key && one.paused);
    if (!paused) return { type: 'already', subscriber: before };
    return { type: 'added', subscriber: await changeFollow(key as FollowKey, 'resume', place, context) };
  }
  if (change === 'full') return { type: 'full', subscriber: before };
  return { type: 'added', subscriber: await choose(place, context, change, { run: false }) };
}

function joined(
  { topics, follows = [] }: Pick<SubscriptionSettings, 'topics' | 'follows'>,
  key: string,
): Partial<SubscriptionSettings> | 'already' | 'full' {
  if (key.startsWith(TOPIC)) {
    const topic = key.slice(TOPIC.length);
    if (topics === 'all' || topics.includes(topic)) return 'already';
    return { topics: [...topics, topic] };
  }
  if (follows.some((one) => one.key === key)) return 'already';
  return follows.length >= MOST_FOLLOWS ? 'full' : { follows: [...follows, followed(key)] };
}

function followed(key: string): Followed {
  return { key: key as FollowKey, paused: false };
}

/** Without the last thing that it had, the digest ends, and can go on as it was. */
export async function changeFollow(
  key: FollowKey,
  action: FollowAction,
  place: Place,
  context: BotContext,
): Promise<Subscriber> {
  const before = await subscriberAt(place, context);
  const { topics, follows = [] } = before.settings;
  const others = follows.filter((one) => one.key !== key);
  if (!isSubscribed(before)) return before;
  if (action === 'drop') {
    if (others.length === 0 && topics.length === 0) return act('off', place, context);
    return choose(place, context, { follows: others }, { run: false });
  }
  const paused = action === 'pause';
  const changed = follows.map((one) => (one.key === key ? { key, paused } : one));
  return choose(place, context, { follows: changed }, { run: false });
}
