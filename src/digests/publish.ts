// Content → the ledger: points that are new or corrected get their sequence numbers; what may not change is refused.

import type { Catalogue, Located } from '../content/catalogue.ts';
import { byPlace } from '../content/problems.ts';
import { inSlices, type Slices } from '../content/slices.ts';
import { ContentError } from '../errors.ts';
import { contentHash } from '../store/content-hash.ts';
import type { Claim } from '../store/content-version.ts';
import type { Publication, PublishedPoint, PublishOptions, PublishRule, Refusal } from '../store/ledger.ts';

export interface PublishLedger {
  publish(points: readonly PublishedPoint[], options?: PublishOptions): Promise<Publication>;
}

/**
 * The oldest talk first, so that newer talks have later numbers.
 * @throws ContentError naming every published point that changed or went without saying so
 */
export async function publishCatalogue(
  ledger: PublishLedger,
  catalogue: Catalogue,
  { claim, rule }: { readonly claim?: Claim; readonly rule?: PublishRule } = {},
): Promise<Publication> {
  const points = await publishedPoints(catalogue);
  const publication = await ledger.publish(points, { content: catalogue, claim, rule });
  if (publication.refused.length > 0) throw await refusalError(catalogue, publication.refused);
  return publication;
}

/** The points as the ledger compares them. */
export function publishedPoints(catalogue: Catalogue): Promise<readonly PublishedPoint[]> {
  return inSlices(hashed(catalogue));
}

function* hashed(catalogue: Catalogue): Slices<readonly PublishedPoint[]> {
  const points: PublishedPoint[] = [];
  for (const { talk, point } of catalogue.everyPoint()) {
    points.push({
      talkId: talk.id,
      pointId: point.id,
      hash: contentHash(substanceOf(point)),
      changes: (point.changes ?? []).map(({ how }) => how !== 'reworded'),
    });
    yield;
  }
  return points;
}

/** All that a reader was told of the point. Another source, topic or subject does not change the claim. */
function substanceOf({ kind, by, told = [], date = '', text, quote }: Located['point']): string {
  const words = quote === undefined ? [] : [quote.of, quote.text, quote.original ?? ''];
  return [kind, ...by, ...told, date, text, ...words].join(' ');
}

const WHAT: Readonly<Record<Refusal['why'], string>> = {
  changed:
    'was published and has changed; write under changes what was done to it (reworded, corrected, withdrawn), or put it back',
  forgotten: 'was published with changes that are gone; put them back',
  vanished:
    'was published and is gone; put it back, with changes: [{ how: withdrawn }] if it does not hold (content -- forget lets it go without a word to readers)',
};

const HELD_BACK =
  'was published already, so it cannot become a draft or wait; take out draft and publish, and correct its points under changes';

/** The refusals as mistakes in the content's files, sorted by place. */
export async function refusalError(catalogue: Catalogue, refused: readonly Refusal[]): Promise<ContentError> {
  const ofTalks = refused.filter(({ talkId }) => catalogue.talk(talkId) !== undefined);
  // Of a talk that is gone, each point is.
  const gone = new Set(refused.map(({ talkId }) => talkId).filter((id) => catalogue.talk(id) === undefined));
  const problems = [
    ...ofTalks.map(async ({ talkId, pointId, why }) => ({
      ...(await catalogue.placeOf(talkId, pointId)),
      entry: `point ${pointId}`,
      what: WHAT[why],
    })),
    ...[...gone].map(async (talkId) => ({
      ...(await catalogue.placeOf(talkId)),
      entry: `talk ${talkId}`,
      what: catalogue.isHeldBack(talkId) ? HELD_BACK : WHAT.vanished,
    })),
  ];
  return new ContentError((await Promise.all(problems)).sort(byPlace));
}
