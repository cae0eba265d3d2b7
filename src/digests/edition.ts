// One version of the content as digests see it: the catalogue, the ledger, and the digests rendered so far.

import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../content/catalogue.ts';
import type { LedgerEntry, Sequence, ZoneId } from '../store/types.ts';
import type { Summary } from '../summaries/blocks.ts';
import { composeDigest, type Readers } from '../summaries/digest-summary.ts';
import { createLedgerIndex } from './ledger-index.ts';
import { type DigestSelection, type Position, sectionsOf, select } from './selection.ts';

/** A digest as Telegram HTML, at least one message. */
export interface DigestText {
  readonly htmls: readonly string[];
  /** Nothing was new, so it repeats a topic. */
  readonly rotated: boolean;
}

/** A summary in the language of a `language_code`, or in the fallback for `null`, as HTML messages. */
export type RenderDigest = (summary: Summary, language: string | null) => readonly string[];

export interface Edition {
  readonly catalogue: Catalogue;
  /** The last sequence number of the ledger. */
  readonly latest: Sequence;
  /** What there is to send up to that point; `undefined` when nothing. */
  select(position: Position, upTo: Sequence): DigestSelection | undefined;
  /** The digest of a local day (`YYYY-MM-DD`); `undefined` when there is nothing to send. Shared between chats. */
  digest(
    position: Position,
    upTo: Sequence,
    day: string,
    language: string | null,
    readers?: Readers,
  ): DigestText | undefined;
}

/** Digests kept, one for each choice of topics, language and range of news. At some 8 KB each, 16 MB. */
const KEPT = 2_000;

export function createEdition(
  catalogue: Catalogue,
  entries: readonly LedgerEntry[],
  latest: Sequence,
  render: RenderDigest,
): Edition {
  const ledger = createLedgerIndex(catalogue, entries);
  const kept = new LRUCache<string, DigestText>({ max: KEPT });

  function compose(
    selection: DigestSelection,
    day: string,
    language: string | null,
    readers: Readers,
  ): DigestText {
    const own = catalogue.in(language ?? '');
    const sections = sectionsOf(own, ledger, selection);
    const summary = composeDigest(own, sections, selection.occasion, day, readers);
    return { htmls: render(summary, language), rotated: selection.occasion === 'rotation' };
  }

  return {
    catalogue,
    latest,
    select: (position, upTo) => select(catalogue, ledger, position, upTo),
    digest(position, upTo, day, language, readers = 'chat') {
      const selection = select(catalogue, ledger, position, upTo);
      if (!selection) return undefined;
      const key = `${day} ${language ?? ''} ${readers} ${keyOf(selection)}`;
      const known = kept.get(key);
      if (known) return known;
      const made = compose(selection, day, language, readers);
      kept.set(key, made);
      return made;
    },
  };
}

function keyOf(selection: DigestSelection): string {
  if (selection.occasion === 'rotation') return `rotation ${selection.topic.id}`;
  const { occasion, topics, range } = selection;
  return `${occasion} ${topics === 'all' ? '*' : topics.toSorted().join()} ${range.first} ${range.last}`;
}

/** The date (`YYYY-MM-DD`) in the zone at an instant, epoch ms; in UTC where the runtime does not know the zone. */
export function localDay(zone: ZoneId, instant: number): string {
  const at = Temporal.Instant.fromEpochMilliseconds(instant);
  try {
    return at.toZonedDateTimeISO(zone).toPlainDate().toString();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  }
}
