// Gets what a source is made from: a page of the web, or a file that was saved.

import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../errors.ts';
import { type Article, addressOf, type Paragraph, readPage, tidied } from './page.ts';

/** The largest page that is read, bytes. */
const LARGEST = 10_000_000;
/** How long a page may take, ms. */
const PATIENCE = 30_000;
/** Some sites answer nothing to a program that does not say what it is. */
const HEADERS = {
  'user-agent': 'Mozilla/5.0 (compatible; Communique editor)',
  accept: 'text/html, text/plain',
};
const INSTEAD = 'open it in a browser, save it (the HTML alone), and give the file, with --url';

/** A page that was saved, or a text that was copied. */
export interface SavedText {
  /** `text/html` or `text/plain`. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** @throws UserError that says what failed and what to do instead */
export async function articleFrom(place: string | SavedText): Promise<Article> {
  if (typeof place !== 'string') return articleOf(place.bytes, place.type, undefined);
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place) ? fromWeb(place) : fromFile(place);
}

async function fromWeb(address: string): Promise<Article> {
  const url = addressOf(address);
  if (url === undefined)
    throw new UserError(`${address} is no address of a page; write one that begins with https:// or http://`);
  const { bytes, type, at } = await download(url);
  const article = await articleOf(bytes, type, at);
  // The page's own address leaves out what only says where a reader came from.
  const isOwn = article.url !== undefined && new URL(article.url).host === new URL(at).host;
  return { ...article, url: isOwn ? article.url : at };
}

async function download(
  url: string,
): Promise<{ readonly bytes: Uint8Array; readonly type: string; readonly at: string }> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent();
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const response = await fetch(url, { headers: HEADERS, signal, dispatcher });
    if (!response.ok)
      throw new UserError(
        `${url} answers ${response.status} ${response.statusText}; ${INSTEAD}`.replace(' ;', ';'),
      );
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > LARGEST)
        throw new UserError(`${url} has more than ${LARGEST / 1_000_000} MB; copy the text into a .txt file`);
      chunks.push(chunk);
    }
    return {
      bytes: Buffer.concat(chunks),
      type: response.headers.get('content-type') ?? 'text/html',
      at: addressOf(response.url) ?? url,
    };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${url} cannot be read: ${whyNot(error)}; ${INSTEAD}`);
  } finally {
    await dispatcher.destroy();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no machine has that name, or this one is not connected',
  EAI_AGAIN: 'no machine has that name, or this one is not connected',
  ECONNREFUSED: 'nothing answers there',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that machine',
  UND_ERR_CONNECT_TIMEOUT: 'nothing answers there',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'nobody vouches for its certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'nobody vouches for its certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it took longer than ${PATIENCE / 1_000} seconds`;
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return REASONS[code] ?? cause.message;
}

async function fromFile(file: string): Promise<Article> {
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile())
    throw new UserError(`There is no file ${file}; write its path, or an address that begins with https://`);
  if (info.size > LARGEST)
    throw new UserError(`${file} has more than ${LARGEST / 1_000_000} MB; copy the text into a .txt file`);
  const type = {
    '.html': 'text/html',
    '.htm': 'text/html',
    '.xhtml': 'text/html',
    '.txt': 'text/plain',
    '.md': 'text/plain',
  }[path.extname(file).toLowerCase()];
  if (type === undefined)
    throw new UserError(`${file} is neither .html nor .txt; copy its text into a .txt file and give that`);
  const article = await articleOf(await readFile(file), type, undefined);
  return article;
}

/** @param at the address of the page, where it has been fetched */
async function articleOf(bytes: Uint8Array, type: string, at: string | undefined): Promise<Article> {
  const text = decoded(bytes, type);
  if (/^(?:text\/html|application\/xhtml\+xml)/i.test(type)) return readPage(text);
  if (/^text\/plain/i.test(type)) return plainArticle(text);
  throw new UserError(
    `${at ?? 'That'} is ${type.split(';')[0]}, not a page; copy its text into a .txt file and give that, with --url`,
  );
}

/** In the encoding that the server, the file's first bytes or the page itself says; else UTF-8. */
function decoded(bytes: Uint8Array, type: string): string {
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  const said =
    mark ??
    /charset=["']?([\w-]+)/i.exec(type)?.[1] ??
    /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1] ??
    'utf-8';
  try {
    return new TextDecoder(said).decode(bytes);
  } catch {
    throw new UserError(
      `The page is written in ${said}, which is not known here; save it as UTF-8 and give the file`,
    );
  }
}

/** A text that was copied by hand: empty lines part its paragraphs; without any, each line is one. */
function plainArticle(text: string): Article {
  const lines = text.split(/\r?\n|\r/);
  const isParted = text.trim().search(/\n[^\S\n]*\r?\n/) >= 0;
  const blocks = isParted ? text.split(/(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)/) : lines;
  const paragraphs = blocks.flatMap((block): readonly Paragraph[] => {
    const line = tidied(block);
    return line === undefined ? [] : [{ text: line, heading: undefined }];
  });
  if (paragraphs.length === 0) throw new UserError('There is no text in that file; copy the article into it');
  return {
    title: undefined,
    site: undefined,
    published: undefined,
    language: undefined,
    url: undefined,
    paragraphs,
  };
}
