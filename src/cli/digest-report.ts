// The report for operators: why a chat got nothing, and what is due next.

import type { Edition } from '../digests/edition.ts';
import { positionOf, topicsOf } from '../digests/selection.ts';
import { isKnownZone } from '../digests/zones.ts';
import type { Store } from '../store/database.ts';
import type { ChatId, Delivery, Subscription } from '../store/types.ts';
import { NO_THREAD } from '../store/types.ts';

export interface ExplainOptions {
  readonly store: Store;
  readonly edition: Edition;
  /** Epoch ms. */
  readonly now: number;
  /** DIGESTS. */
  readonly digests: boolean;
}

/** How far ahead `due` looks, ms. */
const AHEAD = 86_400_000;
/** How many subscriptions `due` lists. */
const NAMED = 20;

/** Everything about a chat's digests, a line each. */
export async function explainChat(id: ChatId, options: ExplainOptions): Promise<readonly string[]> {
  const { store } = options;
  const chat = await store.chats.get(id);
  const subscriptions = await store.subscriptions.ofChat(chat?.id ?? id);
  if (subscriptions.length === 0) return [`chat ${id} has no subscription`, ...(await surroundings(options))];
  const parts: string[] = [];
  if (chat && chat.id !== id) parts.push(`chat ${id} is now ${chat.id}`);
  if (chat?.status === 'gone') parts.push(`chat ${chat.id} cannot be reached: ${chat.reason}`);
  for (const subscription of subscriptions) {
    const [last] = await store.deliveries.lastOf(subscription.id, 1);
    parts.push(...explainSubscription(subscription, last, options));
  }
  return [...parts, ...(await surroundings(options))];
}

function explainSubscription(
  subscription: Subscription,
  last: Delivery | undefined,
  { edition, now }: ExplainOptions,
): readonly string[] {
  const { chatId, threadId, settings, state } = subscription;
  const { time, zone, days, topics, when } = settings;
  const chosen = topics === 'all' ? 'all topics' : topics.join(', ');
  const place = threadId === NO_THREAD ? `chat ${chatId}` : `chat ${chatId}, topic ${threadId}`;
  return [
    `${place}: ${days} at ${time} ${zone}, ${chosen}, when ${when}`,
    state.status === 'active'
      ? `  next due: ${instant(state.dueAt)}${state.dueAt <= now ? ', to be planned within a minute' : ''}`
      : `  next due: never, as it is ${state.status} (${state.reason})`,
    `  last delivery: ${last ? describeDelivery(last) : 'none'}`,
    `  told so far: ${describePlace(subscription)} of ${edition.latest} points`,
    `  in the next one: ${describeContent(subscription, edition)}`,
    ...obstacles(subscription, edition).map((obstacle) => `  in the way: ${obstacle}`),
  ];
}

function describeDelivery({ state, dueAt, tries, cutOff, messageId, notBefore, reason }: Delivery): string {
  const facts = [
    `${state}, due ${instant(dueAt)}`,
    tries > 0 ? `${tries} ${tries === 1 ? 'try' : 'tries'}` : undefined,
    cutOff > 0
      ? `${cutOff} of them cut off by a crash, after which the message may be there twice`
      : undefined,
    messageId === null ? undefined : `message ${messageId}`,
    notBefore === null ? undefined : `waits until ${instant(notBefore)}`,
    reason === null ? undefined : `because: ${reason}`,
  ];
  return facts.filter((fact) => fact !== undefined).join(', ');
}

function describeContent(subscription: Subscription, edition: Edition): string {
  const selection = edition.select(positionOf(subscription), edition.latest);
  if (!selection) return 'nothing, as there is no point that it has not had';
  const { occasion, news, introduced, changes, older } = selection;
  if (occasion === 'rotation') return 'nothing new, so a look back';
  const counts = [
    [news.length, occasion === 'first' ? 'of the newest rounds' : 'new'],
    [introduced.length, 'of topics chosen since'],
    [changes.length, 'corrected or withdrawn'],
    [older.reduce((sum, { count }) => sum + count, 0), 'of earlier rounds'],
  ] as const;
  const given = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `points: ${given.join(', ')}`;
}

/** `none`; `the first 40`; `the first 40, of ukraine the first 52`. */
function describePlace({ cursor, places }: Subscription): string {
  const further = Object.entries(places).map(([topic, to]) => `of ${topic} the first ${to}`);
  const all = [...(cursor === null ? [] : [`the first ${cursor}`]), ...further];
  return all.length === 0 ? 'none' : all.join(', ');
}

function obstacles({ settings }: Subscription, edition: Edition): readonly string[] {
  const { zone, topics } = settings;
  return [
    ...(isKnownZone(zone) ? [] : [`the time zone ${zone} is not known here`]),
    ...(edition.latest > 0 ? [] : ['no content has been published yet: the bot has not run']),
    ...(topicsOf(edition.catalogue, topics).length > 0 ? [] : ['the content has none of its topics']),
  ];
}

async function surroundings({ store, digests, now }: ExplainOptions): Promise<readonly string[]> {
  const { count, oldest } = await store.deliveries.waiting();
  return [
    ...(digests ? [] : ['digests are off: DIGESTS=off']),
    ...(count > 0 && oldest !== null
      ? [`waiting to be sent: ${count}, the first for ${duration(Math.max(0, now - oldest))}`]
      : []),
  ];
}

/** What is due within a day, the earliest first. */
export async function explainDue(options: ExplainOptions): Promise<readonly string[]> {
  const { store, now } = options;
  let count = 0;
  let nearest: (readonly [dueAt: number, subscription: Subscription])[] = [];
  for await (const subscription of store.subscriptions.all()) {
    const { state } = subscription;
    if (state.status !== 'active' || state.dueAt > now + AHEAD) continue;
    count += 1;
    nearest.push([state.dueAt, subscription]);
    if (nearest.length >= 100 * NAMED) nearest = earliest(nearest);
  }
  return [
    `due by ${instant(now + AHEAD)}: ${count}`,
    ...earliest(nearest).map(
      ([dueAt, { chatId, settings }]) =>
        `${instant(dueAt)}  chat ${chatId}  ${settings.time} ${settings.zone}  ${settings.when}`,
    ),
    ...(count > NAMED ? [`… and ${count - NAMED} more`] : []),
    ...(await surroundings(options)),
  ];
}

function earliest<Value>(list: readonly (readonly [number, Value])[]): (readonly [number, Value])[] {
  return list.toSorted(([a], [b]) => a - b).slice(0, NAMED);
}

function instant(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/:\d{2}\.\d{3}Z$/u, ' UTC')
    .replace('T', ' ');
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
