// One version of the content as digests see it: the catalogue, the ledger, and the digests rendered so far.

import { LRUCache } from 'lru-cache';
import { Temporal } from 'temporal-polyfill';
import type { Catalogue, Located } from '../content/catalogue.ts';
import { growingTo } from '../growing-cache.ts';
import type { DigestLeads } from '../messages/digest-keyboards.ts';
import type { Pictured } from '../messages/payloads.ts';
import type { Apart, LedgerChange, LedgerEntry, Sequence, ZoneId } from '../store/types.ts';
import type { Summary } from '../summaries/blocks.ts';
import { digestCard } from '../summaries/cards/digest-card.ts';
import { type ComposedDigest, composeDigest, type DigestUse } from '../summaries/digest-summary.ts';
import type { StatedLine } from '../summaries/stated-lines.ts';
import { createLedgerIndex } from './ledger-index.ts';
import { type DigestSelection, isAnything, type Position, select, selectAgreed } from './selection.ts';

/** A digest as Telegram HTML, at least one message. */
export interface DigestText {
  readonly htmls: readonly string[];
  /** Nothing was new, so it looks back. */
  readonly rotated: boolean;
  /** Where its buttons lead. */
  readonly leads: DigestLeads;
  /** The lines in which it states points. */
  readonly stated: readonly StatedLine[];
  /** The picture that goes with its headline. */
  readonly card: Pictured | undefined;
}

/** The digest of a chat, and the changes after its span that it tells already. */
export interface DatedText extends DigestText {
  readonly ahead: readonly Apart[];
}

/** A message that tells at once of points that were agreed, and which these are. */
export interface AgreedText extends DigestText {
  readonly apart: readonly Apart[];
}

/** Numbers of the ledger: what is after the first, up to the second. */
export interface Range {
  readonly after: Sequence;
  readonly upTo: Sequence;
}

/** A summary in the language of a `language_code`, or in the fallback for `null`, as HTML messages. */
export type RenderDigest = (summary: Summary, language: string | null) => readonly string[];

/** How a digest is written. */
export interface Writing {
  /** The local day, `YYYY-MM-DD`. */
  readonly day: string;
  /** Of the chat; `null` for the fallback. */
  readonly language: string | null;
  readonly use: DigestUse;
}

/** The store's ledger, read whole. */
export interface LedgerContents {
  readonly entries: readonly LedgerEntry[];
  readonly changes: readonly LedgerChange[];
  /** The last number of it that this content agrees with. */
  readonly latest: Sequence;
}

export interface Edition {
  readonly catalogue: Catalogue;
  /** The last sequence number of the ledger. */
  readonly latest: Sequence;
  /** Whether there is anything to send up to that point. */
  isAnything(position: Position, upTo: Sequence): boolean;
  /** What there is to send up to that point; `undefined` when nothing. */
  select(position: Position, upTo: Sequence): DigestSelection | undefined;
  /** The digest; `undefined` when there is nothing to send. Shared between chats. */
  digest(position: Position, upTo: Sequence, writing: Writing): DatedText | undefined;
  /** When the last point of the range that was agreed was published, epoch ms; `undefined` where there is none. */
  agreedAt(range: Range): number | undefined;
  /** Whether there is something agreed to tell a chat at once. */
  isAnyAgreed(position: Position, range: Range): boolean;
  /** What was agreed, to be told at once; `undefined` when there is nothing that the chat was not told. */
  agreed(position: Position, range: Range, writing: Writing): AgreedText | undefined;
  /** The points with these numbers, without those that are gone. */
  located(sequences: readonly number[]): readonly Located[];
}

type Selection = Omit<DigestSelection, 'ahead'>;

/** Digests kept, one for each choice of topics, language and range of news. At some 8 KB each, 16 MB. */
const KEPT = 2_000;
/** What there is to send, by position: some 4 KB each. */
const SELECTIONS = 2_000;
const NOTHING = 'nothing';

export function createEdition(
  catalogue: Catalogue,
  { entries, changes, latest }: LedgerContents,
  render: RenderDigest,
): Edition {
  const ledger = createLedgerIndex(catalogue, entries, changes);
  const kept = new LRUCache<string, DigestText>(growingTo(KEPT));
  const selections = new LRUCache<string, DigestSelection | typeof NOTHING>(growingTo(SELECTIONS));

  function selected(position: Position, upTo: Sequence): DigestSelection | undefined {
    const key = keyOf(position, upTo);
    const known = selections.get(key) ?? select(catalogue, ledger, position, upTo) ?? NOTHING;
    selections.set(key, known);
    return known === NOTHING ? undefined : known;
  }

  function write(selection: Selection, writing: Writing): DigestText {
    const { language } = writing;
    const digest = composeDigest(catalogue.in(language ?? ''), selection, writing);
    return {
      htmls: render(digest.summary, language),
      rotated: selection.occasion === 'rotation',
      leads: leadsOf(digest),
      stated: digest.stated,
      card: cardOf(digest),
    };
  }

  function cardOf({ shown: [headline] }: ComposedDigest): Pictured | undefined {
    const card = headline && digestCard(catalogue, headline);
    return card && { type: 'topic', ...card, part: 1 };
  }

  function written(selection: Selection, writing: Writing): DigestText {
    const { day, language, use } = writing;
    const key = `${day} ${language ?? ''} ${use} ${selection.id}`;
    const known = kept.get(key) ?? write(selection, writing);
    kept.set(key, known);
    return known;
  }

  function leadsOf({ shown, leads, rounds, furtherChanges }: ComposedDigest): DigestLeads {
    const evidence = shown.flatMap(({ talk, point }) => ledger.sequenceOf(talk, point) ?? []);
    return { evidence, first: shown[0], leads, rounds, corrections: furtherChanges.length > 0 };
  }

  return {
    catalogue,
    latest,
    isAnything: (position, upTo) => isAnything(catalogue, ledger, position, upTo),
    select: selected,
    digest(position, upTo, writing) {
      const selection = selected(position, upTo);
      return selection && { ...written(selection, writing), ahead: selection.ahead };
    },
    agreedAt: ({ after, upTo }) =>
      ledger.entries(after, upTo).findLast(({ point }) => point.kind === 'agreed')?.firstSeenAt,
    isAnyAgreed: (position, range) => selectAgreed(catalogue, ledger, position, range) !== undefined,
    agreed(position, range, writing) {
      const selection = selectAgreed(catalogue, ledger, position, range);
      return selection && { ...written(selection, writing), apart: selection.apart };
    },
    located: (sequences) => sequences.flatMap((sequence) => ledger.at(sequence) ?? []),
  };
}

function keyOf(
  { topics, follows, when, cursor, places, apart = [], rotation }: Position,
  upTo: Sequence,
): string {
  const chosen = `${topics === 'all' ? '*' : topics.join()} ${follows.join()}`;
  const ahead = apart.map(({ sequence }) => sequence).join();
  const further = Object.entries(places).join();
  return `${chosen} ${cursor ?? ''} ${further} ${ahead} ${when === 'new' ? '' : rotation} ${upTo}`;
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

/** When the local day of an instant began in a zone that the runtime knows; both epoch ms. */
export function dayBegan(zone: ZoneId, instant: number): number {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).startOfDay()
    .epochMilliseconds;
}
