// Publishes content to the ledger, where new and changed points get their sequence numbers.

import type { Catalogue } from '../content/catalogue.ts';
import type { Point } from '../content/schema.ts';
import type { Claim, ContentVersion } from '../store/content-version.ts';
import type { Publication, PublishedPoint } from '../store/ledger.ts';

export interface PublishLedger {
  publish(points: readonly PublishedPoint[], content?: ContentVersion, claim?: Claim): Promise<Publication>;
}

/** The oldest talk first, so that newer talks get higher numbers. */
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
 * What makes a point news: a promise that was kept or another speaker as much as another text, but not a corrected
 * source or another topic.
 */
function substanceOf({ kind, by, commitment, text }: Point): string {
  return [kind, ...by, commitment?.status ?? '', text].join(' ');
}
