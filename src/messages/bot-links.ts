// Links at t.me: to the bot, its groups and channels, and messages.

/** Bot API, "Links": `parameter` is 1 to 64 of A-Z, a-z, 0-9, `-` and `_`. */
export function startLink(botName: string, parameter: string): string {
  return `${home(botName)}?start=${parameter}`;
}

/** Asks which group, adds the bot as a member, then sends `/start@<bot> <parameter>` there. */
export function groupLink(botName: string, parameter: string): string {
  return `${home(botName)}?startgroup=${parameter}`;
}

/** Asks which channel, and for the right to post there and to correct what was posted. */
export function channelLink(botName: string): string {
  return `${home(botName)}?startchannel&admin=post_messages+edit_messages`;
}

/** Bot API, "Dialog identifiers": a channel's id is -1 000 000 000 000 minus the number in its links. */
const CHANNELS = 1_000_000_000_000;

/** The first post of a channel: works for its members, and carries the channel's id. */
export function postLink(channel: number): string {
  return `${POSTS}${-channel - CHANNELS}/1`;
}

/** A chat, its public name if it has one, and the forum topic. */
export interface MessagePlace {
  readonly chat: number;
  readonly username?: string | undefined;
  readonly thread: number | undefined;
}

/** A link to a message; `undefined` in plain groups, whose messages have none. */
export function messageLink({ chat, username, thread }: MessagePlace, message: number): string | undefined {
  if (chat >= -CHANNELS) return undefined;
  const home = username === undefined ? `${POSTS}${-chat - CHANNELS}` : `https://t.me/${username}`;
  return thread === undefined ? `${home}/${message}` : `${home}/${thread}/${message}`;
}

/** The channel of a link made by `postLink`. */
export function channelOfPost(url: string): number | undefined {
  const [, number] = url.startsWith(POSTS)
    ? (/^([1-9]\d{0,15})\/1$/.exec(url.slice(POSTS.length)) ?? [])
    : [];
  return number === undefined ? undefined : -CHANNELS - Number(number);
}

const POSTS = 'https://t.me/c/';

function home(botName: string): string {
  return `https://t.me/${encodeURIComponent(botName)}`;
}
