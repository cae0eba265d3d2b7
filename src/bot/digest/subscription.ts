// A chat's digest as its panel and its commands see and change it: every choice is stored at once.

import { DAILY } from '../../digests/days.ts';
import type { Standing } from '../../digests/digests.ts';
import type { DigestChange } from '../../digests/schedule-words.ts';
import { writeTime } from '../../digests/times.ts';
import { isKnownZone } from '../../digests/zones.ts';
import type { DigestAction } from '../../messages/digest-payloads.ts';
import { UNTOLD } from '../../store/place.ts';
import {
  type ChatId,
  type ChatType,
  NO_THREAD,
  type Subscription,
  type SubscriptionSettings,
  type ThreadId,
  type ZoneId,
} from '../../store/types.ts';
import type { BotContext } from '../bot-context.ts';
import type { Place } from '../request.ts';
import type { Obstacle } from './obstacles.ts';
import { obstacleTo } from './resuming.ts';

/** What somebody who has not chosen gets: in the morning, every day. */
const DEFAULT_TIME = writeTime(9 * 60);

/** Where a chat's digest stands. */
export interface Subscriber {
  /** Where it is shown, and the channel that it is of, if it is not that chat's own. */
  readonly place: Pick<Place, 'type' | 'about'>;
  /** In which it is written, two letters. */
  readonly language: string;
  /** Whether the chat chose it; if many read there, it is asked for. */
  readonly choseLanguage: boolean;
  /** `undefined` where there has never been one. */
  readonly subscription: Subscription | undefined;
  /** What has just kept it from going on. */
  readonly obstacle?: Obstacle;
  /** What is chosen, or what a first choice would begin with. */
  readonly settings: SubscriptionSettings;
}

/** How far it has been told; nothing where there has never been a digest. */
export function standingOf(subscription: Subscription | undefined): Standing {
  return subscription ?? { ...UNTOLD, rotation: 0 };
}

/** A subscriber who has a digest, running or paused. */
export function isSubscribed({ subscription }: Subscriber): boolean {
  return subscription !== undefined && subscription.state.status !== 'closed';
}

/** The digest of a chat, or of the forum topic that the request came from. */
export async function subscriberAt(place: Place, context: BotContext): Promise<Subscriber> {
  const subscription = await context.store.subscriptions.get(await storedPlace(place, context));
  const known = { place, ...(await languageOf(place, context)) };
  if (subscription)
    return { ...known, subscription, settings: withKnownZone(subscription.settings, context) };
  const zone = await chosenZone(place, context);
  return {
    ...known,
    subscription,
    settings: { time: DEFAULT_TIME, zone, days: DAILY, topics: 'all', when: 'new' },
  };
}

/** The zone that the chat chose last, else the operator's. */
export async function chosenZone(place: Place, { store, timeZone }: BotContext): Promise<ZoneId> {
  const zone = (await store.chats.get(chatOf(place)))?.zone;
  return zone && isKnownZone(zone) ? zone : timeZone;
}

/** Subscribes with what is chosen, or changes it. A paused digest stays paused unless it is to `run`. */
export async function choose(
  place: Place,
  context: BotContext,
  change: DigestChange,
  { run }: { readonly run: boolean },
): Promise<Subscriber> {
  const before = await subscriberAt(place, context);
  const settings = { ...before.settings, ...change };
  await rememberChat(place, context, before.language, change.zone);
  const where = await storedPlace(place, context);
  const due = context.planner.nextDue(settings, context.clock.now());
  const subscription = await context.store.subscriptions.subscribe(where, settings, due, {
    keepsPause: !run,
  });
  return { ...before, subscription, settings };
}

/** Digests are written in this language from now on; `false` for one that the interface does not have. */
export async function chooseLanguageOf(
  place: Place,
  context: BotContext,
  language: string,
): Promise<boolean> {
  if (!context.locales.languages.includes(language)) return false;
  await context.store.chats.remember({ id: chatOf(place), type: typeOf(place) });
  await context.choices.choose(chatOf(place), { language });
  return true;
}

/** Remembers a zone for a chat that has no digest yet. */
export async function chooseZone(place: Place, context: BotContext, zone: ZoneId): Promise<void> {
  const { language } = await languageOf(place, context);
  await rememberChat(place, context, language, zone);
}

/** What a word or a button asks for. */
export function act(action: DigestAction, place: Place, context: BotContext): Promise<Subscriber> {
  return { pause, resume, off: unsubscribe }[action](place, context);
}

async function pause(place: Place, context: BotContext): Promise<Subscriber> {
  const paused = await context.store.subscriptions.pause(await storedPlace(place, context));
  if (paused && place.type === 'group') context.tellOfPause(place);
  return subscriberAt(place, context);
}

/** Goes on where a paused or ended digest stood. */
async function resume(place: Place, context: BotContext): Promise<Subscriber> {
  const before = await subscriberAt(place, context);
  const { language, subscription, settings } = before;
  if (subscription && subscription.state.status !== 'active') {
    const obstacle = isOwn(place) || place.about ? undefined : await obstacleTo(subscription, place, context);
    if (obstacle !== undefined) return { ...before, obstacle };
    await rememberChat(place, context, language);
    await context.store.subscriptions.resume(
      await storedPlace(place, context),
      context.planner.nextDue(settings, context.clock.now()),
    );
  }
  return subscriberAt(place, context);
}

async function unsubscribe(place: Place, context: BotContext): Promise<Subscriber> {
  const { subscriptions } = context.store;
  const places = isOwn(place)
    ? (await subscriptions.ofChat(chatOf(place))).filter(({ state }) => state.status !== 'closed')
    : [await storedPlace(place, context)];
  for (const one of places) await subscriptions.close(one, 'unsubscribed');
  return subscriberAt(place, context);
}

/**
 * Stores the chat, a person's own with its language, since digests are written when nobody is asking. Of a group or a
 * channel that is chosen, and never its administrator's by accident.
 */
async function rememberChat(
  place: Place,
  context: BotContext,
  language: string,
  zone?: ZoneId,
): Promise<void> {
  const id = chatOf(place);
  const news = { ...(isOwn(place) ? { language } : {}), ...(zone ? { zone } : {}) };
  await context.store.chats.back(id);
  await context.store.chats.remember({ id, type: typeOf(place), ...news });
  context.choices.forget(id);
}

/** The chat whose digest it is: where it was asked for, or the channel that it is about. */
function chatOf({ chat, about }: Place): ChatId {
  return (about?.id ?? chat) as ChatId;
}

/**
 * The language of the chat's digests: the one it chose. Else a person's own, and for a group or a channel the one in
 * which the content is written, whatever its administrators read.
 */
async function languageOf(
  place: Place,
  { choices, locales, catalogue }: BotContext,
): Promise<Pick<Subscriber, 'language' | 'choseLanguage'>> {
  const { language } = await choices.of(chatOf(place));
  const unchosen = isOwn(place) ? place.locale : locales.pick(catalogue.languages[0]);
  return { language: language ?? unchosen.language, choseLanguage: language !== null };
}

interface StoredPlace {
  readonly chatId: ChatId;
  readonly threadId: ThreadId;
}

/**
 * Where the digest is stored. A private chat has one, whichever of its topics it was set up in or is asked about from
 * (Bot API 9.3: private chats can have topics).
 */
async function storedPlace(place: Place, { store }: BotContext): Promise<StoredPlace> {
  const chatId = chatOf(place);
  if (!isOwn(place)) {
    const threadId = (place.about ? undefined : place.thread) ?? NO_THREAD;
    return { chatId, threadId: threadId as ThreadId };
  }
  const all = await store.subscriptions.ofChat(chatId);
  return (
    all.find(({ state }) => state.status === 'active') ??
    all.find(({ state }) => state.status === 'paused') ??
    all[0] ?? { chatId, threadId: NO_THREAD }
  );
}

/** A person's own digest, in the private chat; any other is read by many. */
export function isOwn({ type, about }: Pick<Place, 'type' | 'about'>): boolean {
  return type === 'private' && about === undefined;
}

/** Ids of supergroups and channels begin with -100 (Bot API, "Chat identifiers"). */
function typeOf({ type, chat, about }: Place): ChatType {
  if (about) return 'channel';
  if (type !== 'group') return type;
  return chat < -1_000_000_000_000 ? 'supergroup' : 'group';
}

/** Replaces a zone that the runtime no longer knows by the operator's. */
function withKnownZone(settings: SubscriptionSettings, { timeZone }: BotContext): SubscriptionSettings {
  return isKnownZone(settings.zone) ? settings : { ...settings, zone: timeZone };
}
