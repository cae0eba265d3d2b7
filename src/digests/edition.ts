// One version of the content as digests see it: catalogue, ledger, and the messages rendered so far.

import { Temporal } from 'temporal-polyfill';
import type { Catalogue } from '../content/catalogue.ts';
import type { LedgerEntry, Sequence, ZoneId } from '../store/types.ts';
import type { Summary } from '../summaries/blocks.ts';
import { composeDigest, type Readers } from '../summaries/digest-summary.ts';
import { createLedgerIndex } from './ledger-index.ts';
import { type Selection, type Standing, sectionsOf, select } from './selection.ts';

/** A digest as Telegram HTML, at least one message. */
export interface DigestText {
  readonly htmls: readonly string[];
  /** It was a topic's turn, as nothing was new. */
  readonly rotated: boolean;
}

/** A summary in the language of a `language_code`, or in the fallback for `null`, as HTML messages. */
export type RenderDigest = (summary: Summary, language: string | null) => readonly string[];

export interface Edition {
  readonly catalogue: Catalogue;
  /** The last sequence number given out. */
  readonly latest: Sequence;
  /** What there is to send up to that point; `undefined` when nothing. */
  select(standing: Standing, upTo: Sequence): Selection | undefined;
  /** The digest of a local day (`YYYY-MM-DD`); `undefined` when there is nothing to send. Shared between chats. */
  digest(
    standing: Standing,
    upTo: Sequence,
    day: string,
    language: string | null,
    readers?: Readers,
  ): DigestText | undefined;
}

/** Digests kept: one for each choice of topics, language and span of news. At some 8 KB each, 16 MB. */
const KEPT = 2_000;

export function createEdition(
  catalogue: Catalogue,
  entries: readonly LedgerEntry[],
  latest: Sequence,
  render: RenderDigest,
): Edition {
  const ledger = createLedgerIndex(catalogue, entries);
  const kept = new Map<string, DigestText>();

  function compose(selection: Selection, day: string, language: string | null, readers: Readers): DigestText {
    const own = catalogue.in(language ?? '');
    const sections = sectionsOf(own, ledger, selection);
    const summary = composeDigest(own, sections, selection.occasion, day, readers);
    return { htmls: render(summary, language), rotated: selection.occasion === 'rotation' };
  }

  return {
    catalogue,
    latest,
    select: (standing, upTo) => select(catalogue, ledger, standing, upTo),
    digest(standing, upTo, day, language, readers = 'chat') {
      const selection = select(catalogue, ledger, standing, upTo);
      if (!selection) return undefined;
      const key = `${day} ${language ?? ''} ${readers} ${keyOf(selection)}`;
      const known = kept.get(key);
      if (known) return known;
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
      const made = compose(selection, day, language, readers);
      kept.set(key, made);
      return made;
    },
  };
}

function keyOf(selection: Selection): string {
  if (selection.occasion === 'rotation') return `rotation ${selection.topic.id}`;
  const { occasion, topics, span } = selection;
  return `${occasion} ${topics === 'all' ? '*' : topics.toSorted().join()} ${span.first} ${span.last}`;
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
