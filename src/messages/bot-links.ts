// Addresses at t.me that open the bot, or add it to a group or a channel.
// Called by bot/ for the buttons of the share panel and of inline results.

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

function home(botName: string): string {
  return `https://t.me/${encodeURIComponent(botName)}`;
}
