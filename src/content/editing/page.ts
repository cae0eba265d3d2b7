// A page of HTML → the article in it: its paragraphs, and what the page says of it.

import { UserError } from '../../errors.ts';
import { isLanguage } from '../countries.ts';

/** A text before it is a source. */
export interface Article {
  readonly title: string | undefined;
  /** What the site calls itself. */
  readonly site: string | undefined;
  /** `YYYY-MM-DD`, as the page has it. */
  readonly published: string | undefined;
  /** Two letters. */
  readonly language: string | undefined;
  readonly url: string | undefined;
  readonly paragraphs: readonly Paragraph[];
}

export interface Paragraph {
  readonly text: string;
  /** The heading right before it, which may name who speaks. */
  readonly heading: string | undefined;
}

/** What is used of the document that linkedom makes: its types need those of a browser. */
interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<PageNode>;
}
interface PageElement extends PageNode {
  getAttribute(name: string): string | null;
}
interface PageDocument extends PageNode {
  readonly documentElement: PageElement;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}
interface Readable {
  readonly title?: string | null | undefined;
  readonly content?: string | null | undefined;
  readonly siteName?: string | null | undefined;
  readonly lang?: string | null | undefined;
}

/** An article has at least so many letters; less is a notice that scripts are off, or a page of links. */
const SHORTEST = 200;

/** @throws UserError where no article is found on the page */
export async function readPage(html: string): Promise<Article> {
  const [{ Readability }, { parseHTML }] = await Promise.all([
    import('@mozilla/readability'),
    import('linkedom'),
  ]);
  const parse = (text: string) => parseHTML(text).document as unknown as PageDocument;
  const page = parse(html);
  // Looked at first: Readability takes the page apart.
  const said = factsOf(page);
  const article: Readable | null = new Readability(
    page as unknown as ConstructorParameters<typeof Readability>[0],
  ).parse();
  const content = article?.content ?? '';
  const title = said.title ?? tidied(article?.title);
  const paragraphs = paragraphsIn(parse(`<html><body>${content}</body></html>`), title);
  if (paragraphs.reduce((sum, { text }) => sum + text.length, 0) < SHORTEST)
    throw new UserError(
      'There is no article on that page, or it needs scripts to show it; copy the text into a .txt file and give that, with --url',
    );
  return {
    ...said,
    title,
    site: said.site ?? tidied(article?.siteName),
    language: said.language ?? languageOf(article?.lang ?? undefined),
    paragraphs,
  };
}

function factsOf(page: PageDocument): Omit<Article, 'paragraphs'> {
  const meta = (...names: readonly string[]) => {
    for (const name of names) {
      const found = page.querySelector(
        `meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`,
      );
      const content = tidied(found?.getAttribute('content'));
      if (content !== undefined) return content;
    }
    return undefined;
  };
  const attribute = (selector: string, name: string) =>
    tidied(page.querySelector(selector)?.getAttribute(name));
  return {
    title: meta('og:title', 'twitter:title'),
    site: meta('og:site_name', 'application-name'),
    published: firstDay([
      meta('article:published_time', 'og:article:published_time'),
      publishedInData(page),
      meta('datePublished', 'date', 'pubdate', 'publish-date', 'DC.date.issued', 'DC.date', 'dcterms.date'),
      attribute('[itemprop="datePublished"]', 'datetime'),
      attribute('article time[datetime]', 'datetime'),
      attribute('time[datetime]', 'datetime'),
    ]),
    language: languageOf(
      tidied(page.documentElement.getAttribute('lang')) ?? meta('og:locale', 'content-language', 'language'),
    ),
    url: addressOf(attribute('link[rel="canonical"]', 'href') ?? meta('og:url')),
  };
}

/** `datePublished` of the page's JSON-LD. */
function publishedInData(page: PageDocument): string | undefined {
  for (const { textContent } of page.querySelectorAll('script[type="application/ld+json"]')) {
    const found = /"datePublished"\s*:\s*"([^"]{4,40})"/.exec(textContent ?? '')?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstDay(dates: readonly (string | undefined)[]): string | undefined {
  for (const date of dates) {
    const day = date === undefined ? undefined : dayOf(date);
    if (day !== undefined) return day;
  }
  return undefined;
}

/** The day as it is written, in the page's own time zone. */
function dayOf(date: string): string | undefined {
  const written = /^(\d{4})-?(\d{2})-?(\d{2})/.exec(date);
  const at = Date.parse(written ? `${written[1]}-${written[2]}-${written[3]}` : date);
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : undefined;
}

function languageOf(tag: string | undefined): string | undefined {
  const language = tag?.toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2}$/.test(language) && isLanguage(language) ? language : undefined;
}

/** An address of its own: not a path, not a file on this machine. */
export function addressOf(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  url.hash = '';
  return url.href;
}

/** On one line, without what nobody sees; `undefined` for nothing. */
export function tidied(text: string | null | undefined): string | undefined {
  const line = (text ?? '')
    .replace(/[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line === '' ? undefined : line;
}

const HEADING = /^H[1-6]$/;
const BLOCK =
  /^(?:ADDRESS|ARTICLE|ASIDE|BLOCKQUOTE|BODY|DD|DETAILS|DIV|DL|DT|FOOTER|HEADER|HR|LI|MAIN|OL|P|PRE|SECTION|SUMMARY|TABLE|TBODY|TR|UL)$/;
/** Captions are no paragraphs of the article. */
const SKIPPED = /^(?:BUTTON|FIGURE|FORM|IFRAME|NAV|NOSCRIPT|SCRIPT|STYLE|SVG|TEMPLATE)$/i;
const TEXT_NODE = 3;

function paragraphsIn(page: PageDocument, title: string | undefined): readonly Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let heading: string | undefined;
  let line = '';
  let breaks = 0;
  const close = () => {
    const text = tidied(line);
    line = '';
    breaks = 0;
    if (text === undefined) return;
    paragraphs.push({ text, heading });
    heading = undefined;
  };
  const walk = (node: PageNode): void => {
    const name = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT_NODE) {
      const text = node.textContent ?? '';
      if (text.trim() !== '') breaks = 0;
      line += text;
    } else if (name === 'BR') {
      breaks += 1;
      line += ' ';
      if (breaks >= 2) close();
    } else if (HEADING.test(name)) {
      close();
      const text = tidied(node.textContent);
      if (text !== title) heading = text ?? heading;
    } else if (!SKIPPED.test(name)) {
      const isBlock = BLOCK.test(name);
      if (isBlock) close();
      if (name === 'TD' || name === 'TH') line += ' ';
      for (const child of node.childNodes) walk(child);
      if (isBlock) close();
    }
  };
  for (const child of page.documentElement.childNodes) walk(child);
  close();
  return paragraphs;
}
