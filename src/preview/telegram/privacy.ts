// Which messages of a chat reach the bot: Telegram's privacy mode.

import type { LocalMessage, LocalUser } from './model.ts';
import type { Room } from './world.ts';

/** See "Privacy mode" in Telegram's page on bot features. */
export function hears(bot: LocalUser, room: Room, message: LocalMessage, privacy: boolean): boolean {
  const { type } = room.chat;
  if (type === 'private') return true;
  const status = room.members.get(bot.id)?.status ?? 'left';
  if (status === 'left' || status === 'kicked') return false;
  if (status === 'administrator' || status === 'creator') return true;
  if (type === 'channel') return false;
  return (
    !privacy || message.via_bot?.id === bot.id || isReplyTo(bot, room, message) || isCommandFor(bot, message)
  );
}

function isReplyTo(bot: LocalUser, { messages }: Room, { reply_to_message_id }: LocalMessage): boolean {
  return messages.get(reply_to_message_id ?? 0)?.from?.id === bot.id;
}

/** `/command@bot`, or a plain `/command`: the bot is the only one that it can be meant for. */
function isCommandFor(bot: LocalUser, { text, entities }: LocalMessage): boolean {
  return entities.some(({ type, offset, length }) => {
    if (type !== 'bot_command') return false;
    const [, addressee] = text.slice(offset, offset + length).split('@');
    return addressee === undefined || addressee.toLowerCase() === bot.username?.toLowerCase();
  });
}
