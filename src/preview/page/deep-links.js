// Links to the bot itself, as Telegram understands them.

const HOSTS = new Set(['t.me', 'telegram.me']);

/** @typedef {'private' | 'group' | 'channel'} Kind which chats a link leads to */

/**
 * Where the link leads, and its parameter; `undefined` for other links.
 * @param {string} address whole
 * @param {string} username the bot's
 * @returns {{ kind: Kind, parameter: string } | undefined}
 */
export function deepLink(address, username) {
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const name = protocol === 'tg:' ? searchParams.get('domain') : HOSTS.has(hostname) && pathname.slice(1);
  if (!name || name.toLowerCase() !== username.toLowerCase()) return undefined;
  for (const [kind, key] of KINDS) {
    const parameter = searchParams.get(key);
    if (parameter !== null) return { kind, parameter };
  }
  return undefined;
}

/** @type {readonly [Kind, string][]} */
const KINDS = [
  ['group', 'startgroup'],
  ['channel', 'startchannel'],
  ['private', 'start'],
];
