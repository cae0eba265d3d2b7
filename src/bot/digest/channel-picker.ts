// `/digest channel`: the native picker of one's channels below the typing field, and its end.

import type { Locale } from '../../locales/locale.ts';
import { startLink } from '../../messages/bot-links.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command, Place } from '../request.ts';
import type { Trouble } from './channel-access.ts';

/** After `/digest`: what links and the picker's Cancel stand for too. */
export const CHANNEL_WORD = 'channel';
export const CANCEL_WORDS = `${CHANNEL_WORD} cancel`;
export const CHANNEL_WORDS = /^channel(?:\s+cancel)?$/iu;

/** Comes back with the channel (Bot API `ChatShared.request_id`): tells our picker from any later one. */
export const REQUEST_ID = 1;

/** Bot API `ChatAdministratorRights`: of all rights the one that a digest needs, of the person as of the bot. */
const TO_POST = {
  is_anonymous: false,
  can_manage_chat: false,
  can_delete_messages: false,
  can_manage_video_chats: false,
  can_restrict_members: false,
  can_promote_members: false,
  can_change_info: false,
  can_invite_users: false,
  can_send_welcome_messages: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_post_messages: true,
} as const;

/** Takes the keyboard away again. */
const REMOVED = { remove_keyboard: true } as const;

/** @param words those after `/digest`, which `CHANNEL_WORDS` takes */
export function chooseChannel({ chat, type, locale }: Place, words: string, context: BotContext): Reply {
  if (type !== 'private') return say(elsewhere(locale, context));
  if (words.toLowerCase() === CANCEL_WORDS) {
    const { html } = context.answers.fresh(notice(phrase('channel-cancelled')), locale);
    return say({ html, markup: REMOVED });
  }
  context.questions.ask(chat, { type: 'channel' });
  const question = notice(phrase('channel-question'), phrase('channel-question-hint'));
  return say({ ...context.answers.fresh(question, locale), markup: pickerKeyboard(locale) });
}

/**
 * `/digest @name 09:00` and `/stop @name`, in a private chat: for clients that have no picker. In a group they are about
 * that channel too, and so not about the group's own digest; the answer there says where to go.
 */
export function nameChannel(command: Command, { commands }: Pick<BotContext, 'commands'>): Command {
  const { name, type, words } = command;
  if (!commands.find(name)?.namesChannel) return command;
  const [, channel, rest = ''] = NAMED.exec(words) ?? [];
  if (channel === undefined) return command;
  if (type !== 'private') return { ...command, name: commands.meant('channel'), words: CHANNEL_WORD };
  return { ...command, which: `@${channel}`, words: rest };
}

/** Telegram's usernames: 4 to 32 characters, the first one a letter. */
const NAMED = /^(?:channel\s+)?(?:@|(?:https?:\/\/)?t\.me\/)([a-z]\w{3,31})(?:\s+(.*))?$/iu;

/** What stands in the way, and what to do about it. */
export function troubleMessage(why: Trouble, locale: Locale, { answers }: BotContext): Outgoing {
  return answers.fresh(notice(phrase(`channel-${why}`), phrase(`channel-${why}-hint`)), locale);
}

/** The same over a pressed button, at most 200 characters. An unknown channel means an outdated button. */
export function troubleNotice(why: Trouble, locale: Locale): Reply {
  const text =
    why === 'unknown'
      ? locale.text('stale-button')
      : `${locale.text(`channel-${why}`)} ${locale.text(`channel-${why}-hint`)}`;
  return { type: 'notice', text };
}

/** Only private chats have the picker. */
function elsewhere(locale: Locale, { answers, botName, startPayloads }: BotContext): Outgoing {
  const link = startLink(botName, startPayloads.encode({ type: 'channel' }));
  return answers.fresh(notice(phrase('channel-in-private')), locale, [
    [{ text: locale.text('button-channel'), url: link }],
  ]);
}

/** Bot API `ReplyKeyboardMarkup`. Where the bot is not yet in the channel, Telegram adds it with this right. */
export function pickerKeyboard(locale: Locale): object {
  const request_chat = {
    request_id: REQUEST_ID,
    chat_is_channel: true,
    user_administrator_rights: TO_POST,
    bot_administrator_rights: TO_POST,
  };
  return {
    keyboard: [
      [{ text: locale.text('button-channel-choose'), request_chat }],
      [{ text: locale.text('button-channel-cancel') }],
    ],
    resize_keyboard: true,
    one_time_keyboard: true,
  };
}

/** Said before the panel of the channel that was picked, as a message has one keyboard. */
export function picked({ about, locale }: Place, { answers }: BotContext): Outgoing {
  const channel = { input: about?.title ?? '' };
  return { ...answers.fresh(notice(phrase('channel-picked', { channel })), locale), markup: REMOVED };
}
