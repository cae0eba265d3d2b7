// Content → the ledger: points that are new or changed get their sequence numbers.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point } from '../content/schema.ts';
import type { Claim, ContentVersion } from '../store/content-version.ts';
import type { Publication, PublishedPoint } from '../store/ledger.ts';

export interface PublishLedger {
  publish(points: readonly PublishedPoint[], content?: ContentVersion, claim?: Claim): Promise<Publication>;
}

/** The oldest talk first, so that newer talks have later numbers. */
export function publishCatalogue(
  ledger: PublishLedger,
  catalogue: Catalogue,
  claim?: Claim,
): Promise<Publication> {
  const points = catalogue.talks
    .toReversed()
    .flatMap((talk) =>
      talk.points.map((point) => ({ talkId: talk.id, pointId: point.id, substance: substanceOf(point) })),
    );
  return ledger.publish(points, catalogue, claim);
}

/**
 * What a digest shows of a point: that a promise was kept, or that somebody else said it, is news as much as another
 * text. A mended source or another topic is not.
 */
function substanceOf({ kind, by, commitment, text }: Point): string {
  return [kind, ...by, commitment?.status ?? '', text].join(' ');
}
