// What handlers work with: the content version in force, the store and everything that stands on it.

import type { Clock } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { DigestQuestions } from '../digests/digests.ts';
import type { Planner } from '../digests/schedule.ts';
import type { Reloaded } from '../live/reload.ts';
import type { Locales } from '../locales/locale.ts';
import type { Payloads } from '../messages/payloads.ts';
import type { Pictures, PicturesOf } from '../messages/pictures/pictures.ts';
import type { StartPayloads } from '../messages/start-payloads.ts';
import type { Store } from '../store/database.ts';
import type { ZoneId } from '../store/types.ts';
import type { Answers } from './answers.ts';
import type { Choices } from './choices.ts';
import type { CommandList } from './command-list.ts';
import type { BotRights } from './group/managers.ts';
import type { Questions } from './questions.ts';
import type { Outgoing } from './reply.ts';
import type { Place } from './request.ts';

/** What handlers work with; made once for each content version. */
export interface BotContext {
  readonly catalogue: Catalogue;
  readonly payloads: Payloads;
  readonly startPayloads: StartPayloads;
  readonly answers: Answers;
  readonly pictures: Pictures;
  readonly commands: CommandList;
  readonly digests: DigestQuestions;
  readonly store: Store;
  readonly choices: Choices;
  readonly questions: Questions;
  readonly planner: Planner;
  readonly locales: Locales;
  readonly clock: Clock;
  /** The pictures of a content version. */
  readonly picturesOf: PicturesOf;
  readonly log: { warn(facts: object, message: string): void };
  /** For chats that chose none: TIME_ZONE. */
  readonly timeZone: ZoneId;
  /** User ids of the operators: ADMIN_IDS. */
  readonly adminIds: readonly number[];
  /** The bot's user name, without the at sign. */
  readonly botName: string;
  /** Sends operators' messages; `undefined` where only commands are answered. */
  readonly broadcaster: { wake(): void } | undefined;
  /** Reloads the content if its files changed. */
  reload(): Promise<Reloaded>;
  /** Says something in a chat where nobody asked; whether Telegram took it. */
  say(place: Place, message: Outgoing): Promise<boolean>;
  /** Tells another administrator of the group that somebody has paused its digest there; without waiting for it. */
  tellOfPause(place: Place): void;
  /** What the bot may do in a chat; `undefined` when Telegram did not say. */
  standing(chat: number): Promise<BotRights | undefined>;
}
