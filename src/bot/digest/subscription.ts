// A chat's digest as its panel and its commands see and change it: every choice is stored at once.

import { DAILY } from '../../digests/days.ts';
import type { DigestChange } from '../../digests/schedule-words.ts';
import { writeTime } from '../../digests/times.ts';
import { isKnownZone } from '../../digests/zones.ts';
import type { DigestAction } from '../../messages/digest-payloads.ts';
import {
  type ChatId,
  type ChatType,
  NO_THREAD,
  type Subscription,
  type SubscriptionSettings,
  type ThreadId,
  type ZoneId,
} from '../../store/types.ts';
import type { Desk, Place } from '../request.ts';

/** What somebody who has not chosen gets: in the morning, every day. */
const DEFAULT_TIME = writeTime(9 * 60);

/** Where a chat's digest stands. */
export interface Subscriber {
  /** Where it is shown, and the channel that it is of, if it is not that chat's own. */
  readonly place: Pick<Place, 'type' | 'about'>;
  /** In which it is written, two letters. */
  readonly language: string;
  /** `undefined` where there has never been one. */
  readonly subscription: Subscription | undefined;
  /** What is chosen, or what a first choice would begin with. */
  readonly settings: SubscriptionSettings;
}

/** A subscriber who has a digest, running or paused. */
export function isSubscribed({ subscription }: Subscriber): boolean {
  return subscription !== undefined && subscription.state.status !== 'closed';
}

/** The digest of a chat, or of the forum topic that the request came from. */
export async function subscriberAt(place: Place, desk: Desk): Promise<Subscriber> {
  const subscription = await desk.store.subscriptions.get(storePlace(place));
  const language = await languageOf(place, desk, subscription);
  if (subscription)
    return { place, language, subscription, settings: reckonable(subscription.settings, desk) };
  const zone = await chosenZone(place, desk);
  return {
    ...{ place, language },
    subscription,
    settings: { time: DEFAULT_TIME, zone, days: DAILY, topics: 'all', when: 'new' },
  };
}

/** The zone that the chat chose last, else the operator's. */
export async function chosenZone(place: Place, { store, timeZone }: Desk): Promise<ZoneId> {
  const zone = (await store.chats.get(chatOf(place)))?.zone;
  return zone && isKnownZone(zone) ? zone : timeZone;
}

/** Subscribes with what is chosen, or changes it. A paused digest stays paused unless it is to `run`. */
export async function choose(
  place: Place,
  desk: Desk,
  change: DigestChange,
  { run }: { readonly run: boolean },
): Promise<Subscriber> {
  const { language, subscription, settings: before } = await subscriberAt(place, desk);
  const settings = { ...before, ...change };
  await rememberChat(place, desk, language, change.zone);
  const where = storePlace(place);
  const due = desk.planner.nextDue(settings, desk.clock.now());
  const saved = await desk.store.subscriptions.subscribe(where, settings, due);
  const paused = subscription?.state.status === 'paused' && !run;
  const now = paused ? await desk.store.subscriptions.pause(where, subscription.state.reason) : saved;
  return { place, language, subscription: now ?? saved, settings };
}

/** Digests are written in this language from now on; `false` for one that the interface does not have. */
export async function chooseLanguageOf(place: Place, desk: Desk, language: string): Promise<boolean> {
  if (!desk.locales.languages.includes(language)) return false;
  await rememberChat(place, desk, language);
  await desk.choices.choose(chatOf(place), { language });
  return true;
}

/** Remembers a zone for a chat that has no digest yet. */
export async function chooseZone(place: Place, desk: Desk, zone: ZoneId): Promise<void> {
  await rememberChat(place, desk, await languageOf(place, desk), zone);
}

/** What a word or a button asks for. */
export function act(action: DigestAction, place: Place, desk: Desk): Promise<Subscriber> {
  return { pause, resume, off: unsubscribe }[action](place, desk);
}

async function pause(place: Place, desk: Desk): Promise<Subscriber> {
  await desk.store.subscriptions.pause(storePlace(place));
  return subscriberAt(place, desk);
}

/** Goes on where a paused or ended digest stood. */
async function resume(place: Place, desk: Desk): Promise<Subscriber> {
  const { language, subscription, settings } = await subscriberAt(place, desk);
  if (subscription && subscription.state.status !== 'active') {
    await rememberChat(place, desk, language);
    await desk.store.subscriptions.resume(
      storePlace(place),
      desk.planner.nextDue(settings, desk.clock.now()),
    );
  }
  return subscriberAt(place, desk);
}

async function unsubscribe(place: Place, desk: Desk): Promise<Subscriber> {
  await desk.store.subscriptions.close(storePlace(place), 'unsubscribed');
  return subscriberAt(place, desk);
}

/**
 * The chat with its language: digests are written when nobody is there to tell it. Somebody who speaks as a group or a
 * channel has no language that Telegram tells, so it stays as it is.
 */
async function rememberChat(place: Place, desk: Desk, language: string, zone?: ZoneId): Promise<void> {
  const id = chatOf(place);
  const isTold = place.user !== undefined && !place.asChat && place.channel === undefined;
  const news = { ...(isTold ? { language } : {}), ...(zone ? { zone } : {}) };
  await desk.store.chats.back(id);
  await desk.store.chats.remember({ id, type: typeOf(place), ...news });
  desk.choices.forget(id);
}

/** The chat whose digest it is: where it was asked for, or the channel that it is about. */
function chatOf({ chat, about }: Place): ChatId {
  return (about?.id ?? chat) as ChatId;
}

/**
 * The language of the chat's digests: the one it chose, or else the one of whoever asks. A channel whose digest a post has
 * set up gets it in the language for those who chose none, whatever its administrators read.
 */
async function languageOf(
  place: Place,
  { choices, locales }: Desk,
  subscription?: Subscription,
): Promise<string> {
  const { language } = await choices.of(chatOf(place));
  const isWritten = place.about !== undefined && subscription !== undefined;
  return language ?? (isWritten ? locales.pick(undefined) : place.locale).language;
}

function storePlace(place: Place): { readonly chatId: ChatId; readonly threadId: ThreadId } {
  const threadId = (place.about ? undefined : place.thread) ?? NO_THREAD;
  return { chatId: chatOf(place), threadId: threadId as ThreadId };
}

/** Ids of supergroups and channels begin with -100 (Bot API, "Chat identifiers"). */
function typeOf({ type, chat, about }: Place): ChatType {
  if (about) return 'channel';
  if (type !== 'group') return type;
  return chat < -1_000_000_000_000 ? 'supergroup' : 'group';
}

/** A zone that the runtime no longer knows cannot be reckoned with; the operator's stands in for it. */
function reckonable(settings: SubscriptionSettings, { timeZone }: Desk): SubscriptionSettings {
  return isKnownZone(settings.zone) ? settings : { ...settings, zone: timeZone };
}
