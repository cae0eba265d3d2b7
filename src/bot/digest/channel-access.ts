// The channel that a private chat sets up: which one is meant, and whether this person and the bot may do it.

import { ApiError, type BotApi } from '../../delivery/api.ts';
import type { BotRights, Managers } from '../group/managers.ts';
import type { Channel, Place } from '../request.ts';

/** What stands in the way, each with its own words: `channel-unknown` and so on. */
export type Trouble =
  /** There is no such channel, or it is no channel. */
  | 'unknown'
  /** The bot is no administrator there. */
  | 'bot-absent'
  /** It is one, without the right to post. */
  | 'bot-silent'
  | 'not-yours'
  /** Telegram did not say. */
  | 'unanswered';

export type ChannelAccess = { readonly type: 'open'; readonly channel: Channel } | { readonly type: Trouble };

export interface Channels {
  /** @param which the channel's id or its `@name`, as a button, a message or a person says */
  access(place: Place, which: number | string): Promise<ChannelAccess>;
}

export function createChannels(api: Pick<BotApi, 'getChat'>, managers: Managers): Channels {
  /** The title is Telegram's, at each time: none is stored. */
  async function lookUp(which: number | string): Promise<ChannelAccess> {
    try {
      const chat = await api.getChat(which);
      return chat.type === 'channel'
        ? { type: 'open', channel: { id: chat.id, title: chat.title } }
        : { type: 'unknown' };
    } catch (error) {
      return { type: troubleOf(error) };
    }
  }

  /** Asks again before bad news: the update that ends it may arrive after the message that needs it. */
  async function standing(id: number): Promise<BotRights | undefined> {
    const known = await managers.standing(id);
    if (known?.mayPost) return known;
    managers.changed(id);
    return managers.standing(id);
  }

  return {
    async access(place, which) {
      if (place.type !== 'private') return { type: 'unknown' };
      const found = await lookUp(which);
      if (found.type !== 'open') return found;
      const { id } = found.channel;
      // First the bot itself: unless it is an administrator, it can't ask who is (Bot API, getChatMember).
      const own = await standing(id);
      if (!own) return { type: 'unanswered' };
      if (!own.isAdministrator) return { type: 'bot-absent' };
      const verdict = await managers.mayManage({
        ...place,
        type: 'channel',
        chat: id,
        asChat: false,
        channel: undefined,
      });
      if (verdict !== 'yes') return { type: verdict === 'no' ? 'not-yours' : 'unanswered' };
      return own.mayPost ? found : { type: 'bot-silent' };
    },
  };
}

function troubleOf(error: unknown): Trouble {
  const outcome = error instanceof ApiError ? error.outcome : undefined;
  if (outcome?.type === 'gone') return outcome.why === 'chat not found' ? 'unknown' : 'bot-absent';
  return outcome?.type === 'rejected' ? 'unknown' : 'unanswered';
}
