// Reads Telegram HTML as a client would: what is visible, and whether every tag is closed in order.

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

export function unescapeHtml(html: string): string {
  return html.replace(/&(?:lt|gt|quot|amp);/gu, (entity) => ENTITIES[entity] ?? entity);
}

/** The text without its markup. Throws where tags are unknown, crossed or left open. */
export function visibleText(html: string): string {
  const open: string[] = [];
  let text = '';
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/gu)) {
    const tag = /^<(\/?)(b|i|code|a|blockquote)(?: expandable| href="[^"<>]*")?>$/u.exec(token);
    if (!token.startsWith('<')) text += unescapeHtml(token);
    else if (tag === null) throw new Error(`unknown tag ${token}`);
    else if (tag[1] === '') open.push(tag[2] ?? '');
    else if (open.pop() !== tag[2]) throw new Error(`${token} closes another tag`);
  }
  if (open.length > 0) throw new Error(`${open.join()} left open`);
  return text;
}
