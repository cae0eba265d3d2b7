// All that the local Telegram consists of behind its HTTP: what the bot's methods and people's actions work on.

import type { CommandMenu, Profile } from './bot-profile.ts';
import type { Events } from './events.ts';
import type { Queries } from './queries.ts';
import type { UpdateQueue } from './update-queue.ts';
import type { WebhookPoster } from './webhook-poster.ts';
import type { World } from './world.ts';

export interface TelegramState {
  readonly world: World;
  readonly events: Events;
  readonly updates: UpdateQueue;
  readonly webhook: WebhookPoster;
  readonly queries: Queries;
  readonly menu: CommandMenu;
  readonly profile: Profile;
  /** Privacy mode: the bot does not get what people say among themselves in groups. */
  readonly privacy: boolean;
  /** Whether the bot gets inline queries. */
  readonly inline: boolean;
  /** Whether the bot is told which result of an inline query was chosen. */
  readonly inlineFeedback: boolean;
}
