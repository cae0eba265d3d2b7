// Who may change what a chat gets: in a private chat its person, anywhere else the administrators.
// Asked by bot.ts at every command and press that changes something.

import type { BotApi } from '../delivery/api.ts';
import type { Place } from './request.ts';

/** `unknown`: Telegram did not say. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Asks Telegram each time: who was an administrator yesterday may not be one now. */
export async function mayManage(place: Place, api: Pick<BotApi, 'getChatMember'>): Promise<Verdict> {
  // Only administrators can write as the group itself.
  if (place.type === 'private' || place.asChat) return 'yes';
  if (place.user === undefined) return 'no';
  try {
    const { status } = await api.getChatMember(place.chat, place.user);
    return status === 'creator' || status === 'administrator' ? 'yes' : 'no';
  } catch {
    return 'unknown';
  }
}
