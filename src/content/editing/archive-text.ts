// An article as the archive keeps it: numbered paragraphs, headings between them, the address on top.

import type { Article } from './page.ts';

/** The text of `<source id>.txt`. */
export function archiveText({ url, paragraphs }: Pick<Article, 'url' | 'paragraphs'>): string {
  const blocks = paragraphs.map(({ heading, text }, index) => {
    // A number in front keeps a paragraph that begins with # or [ from being taken for something else.
    const numbered = `¶${index + 1} ${text}`;
    return heading === undefined ? numbered : `# ${heading}\n${numbered}`;
  });
  const top = url === undefined ? [] : [`#url ${url}`];
  return `${[...top, ...blocks].join('\n\n')}\n`;
}
