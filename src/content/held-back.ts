// Rounds that are not published yet: drafts, and those that wait for their time.

import { instantOf } from './edtf.ts';
import { valueAt } from './problems.ts';

/** `draft`, or the moment of publication, epoch ms. */
export type HeldBack = 'draft' | number;

/** Which rounds of a folder are read. */
export interface Selection {
  /** Epoch ms: rounds that are to be published later are left out. */
  readonly at: number;
  /** Drafts to be read all the same; `all` of them. Where drafts are read, so is what waits. */
  readonly drafts: 'none' | 'all' | ReadonlySet<string>;
  /** A round to be taken as published, whatever its file says. */
  readonly published?: Publication | undefined;
}

/** A round that is to be published. */
export interface Publication {
  readonly id: string;
  /** Epoch ms; at once where there is none. */
  readonly at: number | undefined;
}

/**
 * What keeps a talk.yaml from being published; `undefined` where nothing does.
 * @param data the file's keys; `undefined` where it is not YAML: an unfinished draft should stop nothing, so its text is looked at
 */
export function heldBack(data: unknown, text: () => string): HeldBack | undefined {
  if (data === undefined)
    return /^draft:[ \t]+(["']?)true\1[ \t]*(?:#.*)?\r?$/m.test(text()) ? 'draft' : undefined;
  if (valueAt(data, ['draft']) === 'true') return 'draft';
  const publish = valueAt(data, ['publish']);
  return typeof publish === 'string' ? instantOf(publish) : undefined;
}

export function isRead(id: string, held: HeldBack | undefined, { at, drafts }: Selection): boolean {
  if (held === undefined) return true;
  if (held === 'draft') return drafts === 'all' || (drafts !== 'none' && drafts.has(id));
  return held <= at || drafts !== 'none';
}
