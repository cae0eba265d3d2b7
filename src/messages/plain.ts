// Telegram HTML back to plain text, for when Telegram refuses the formatting.

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The text of Telegram HTML without its tags, the four named entities decoded (Bot API "HTML style"). */
export function plainOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
