// Links to the bot itself, as Telegram understands them.
// Called by main.js.

const HOSTS = new Set(['t.me', 'telegram.me']);

/**
 * What the link makes a person send, and where; `undefined` for a link to anything else.
 * @param {string} address whole
 * @param {string} username the bot's
 * @returns {{ isPrivate: boolean, text: string } | undefined}
 */
export function deepLink(address, username) {
  const { protocol, hostname, pathname, searchParams } = new URL(address);
  const name = protocol === 'tg:' ? searchParams.get('domain') : HOSTS.has(hostname) && pathname.slice(1);
  if (!name || name.toLowerCase() !== username.toLowerCase()) return undefined;
  const group = searchParams.get('startgroup');
  if (group !== null) return { isPrivate: false, text: `/start@${username} ${group}`.trim() };
  const start = searchParams.get('start');
  return start === null ? undefined : { isPrivate: true, text: `/start ${start}`.trim() };
}
