// The archive: the texts of the sources as they were read, one file a source. Not in the repository, because the texts are other people's.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { codeOf } from '../../errors.ts';
import { normalForm, readable } from './normal-form.ts';

/** A source's text by its paragraphs. */
export interface ArchivedText {
  /** All blocks in normal form, placeholders of left-out paragraphs too: what the seal is made of. */
  readonly blocks: readonly string[];
  /** The paragraphs that were copied out, by their number. */
  readonly paragraphs: ReadonlyMap<number, string>;
  /** The headings (`# …`) that stand right before a paragraph; no part of the text, but they may name who speaks. */
  readonly headings: ReadonlyMap<number, string>;
}

export interface Archive {
  /** `undefined` where the archive has no such text. */
  read(source: string): ArchivedText | undefined;
}

/** Characters of texts that are kept at hand. A talk's sources come to about 100 000. */
const KEPT_CHARACTERS = 2_000_000;

/** The archive in a folder of `<source id>.txt`. Reads a text when it is asked for and keeps the latest few. */
export function openArchive(folder: string, keptCharacters = KEPT_CHARACTERS): Archive {
  const kept = new Map<string, { readonly text: ArchivedText; readonly characters: number }>();
  let characters = 0;
  let latest: string | undefined;
  return {
    read(source) {
      const known = kept.get(source);
      if (source === latest && known !== undefined) return known.text;
      latest = source;
      if (known !== undefined) {
        kept.delete(source);
        kept.set(source, known);
        return known.text;
      }
      const raw = readText(folder, source);
      if (raw === undefined) return undefined;
      const entry = { text: parseText(raw), characters: raw.length };
      kept.set(source, entry);
      characters += entry.characters;
      for (const [oldest, { characters: freed }] of kept) {
        if (characters <= keptCharacters || oldest === source) break;
        kept.delete(oldest);
        characters -= freed;
      }
      return entry.text;
    },
  };
}

/** Ids are slugs; anything else could lead out of the folder. */
export function readText(folder: string, source: string): string | undefined {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(source)) return undefined;
  try {
    return readFileSync(path.join(folder, `${source}.txt`), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Lines that begin with `#`, and a first line `date 2025-02-18 …`, are not text. Paragraphs are parted by empty lines; a text without any has a
 * paragraph a line. `[skip 3]` stands for three paragraphs, any other line in brackets for one; `¶7 ` at the head of a paragraph gives its number.
 */
export function parseText(raw: string): ArchivedText {
  return parse(raw, normalForm);
}

/** The same for people's eyes: quotation marks and dashes are those of the text; a passage may be copied out of it. */
export function parseForReading(raw: string): Omit<ArchivedText, 'blocks'> {
  return parse(raw, readable);
}

function parse(raw: string, form: (text: string) => string): ArchivedText {
  const all = raw.replace(/^\ufeff/, '').split(/\r?\n|\r/);
  const first = all.findIndex((line) => !line.startsWith('#'));
  if (/^date \d{4}-\d{2}-\d{2}/.test(all[first] ?? '')) all.splice(first, 1);
  const parted =
    all
      .filter((line) => !line.startsWith('#'))
      .join('\n')
      .trim()
      .search(/\n[^\S\n]*\n/) >= 0;
  const blocks: string[] = [];
  const paragraphs = new Map<number, string>();
  const headings = new Map<number, string>();
  let number = 0;
  let heading = '';
  let pending: string[] = [];
  const close = () => {
    const block = form(pending.join(' '));
    pending = [];
    if (block === '') return;
    blocks.push(block);
    const skipped = /^\[skip (\d+)\]$/.exec(block)?.[1];
    if (skipped !== undefined) {
      number += Number(skipped);
      return;
    }
    const [head, given] = /^¶(\d+) /.exec(block) ?? [''];
    number = given === undefined ? number + 1 : Number(given);
    if (!/^\[[^[\]]*\]$/.test(block)) paragraphs.set(number, block.slice(head.length));
    if (heading !== '') headings.set(number, heading);
    heading = '';
  };
  for (const line of all) {
    if (line.startsWith('#')) {
      if (pending.length === 0 && !/^#+ ?(?:url|date)\b/.test(line))
        heading = form(`${heading} ${line.replace(/^#+/, '')}`);
      continue;
    }
    if (line.trim() === '') close();
    else pending.push(line);
    if (!parted) close();
  }
  close();
  return { blocks, paragraphs, headings };
}
