// Digests as the rest of the program asks for them: publish content, what would a chat get, when is it due.

import type { Clock } from '../clock.ts';
import type { Claim } from '../cluster/version.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { Ledger, Publication, PublishRule } from '../store/ledger.ts';
import type { TakenDigest } from '../store/take.ts';
import { NOTHING_YET, type Schedule, type Sequence, type SubscriptionSettings } from '../store/types.ts';
import type { Readers } from '../summaries/digest-summary.ts';
import { createEdition, type Edition, localDay, type RenderDigest } from './edition.ts';
import { publishCatalogue } from './publish.ts';
import { createPlanner, LATEST, type Planner } from './schedule.ts';

export interface DigestsOptions {
  readonly store: { readonly ledger: Pick<Ledger, 'publish' | 'since' | 'stand'> };
  readonly clock: Pick<Clock, 'now'>;
  readonly render: RenderDigest;
  /** False where this process sends none: then it leaves the ledger to those that do. True when absent. */
  readonly sends?: boolean;
  /** What published points may do; `recorded` when absent. */
  readonly rule?: PublishRule;
}

/** The digest of a delivery, or why there is none. */
export type DeliveryContent =
  | { readonly type: 'digest'; readonly htmls: readonly string[]; readonly rotated: boolean }
  | { readonly type: 'nothing'; readonly reason: 'nothing new' | 'late' };

export interface Digests {
  readonly planner: Planner;
  /** The content as published last. @throws before `publish` */
  readonly edition: Edition;
  /** Previews of the edition of this moment, also when another one has been published meanwhile. */
  pinned(): Pick<Digests, 'preview'>;
  /** False while another process has newer content: what is due is that one's to tell. */
  readonly isNewest: boolean;
  /**
   * Takes over a content version: new and changed points get their numbers. Called before anything else. Where another
   * process has newer content the ledger stays as it is, and `edition.latest` is the last point that this one can tell.
   * @throws ContentError naming every published point that changed or went without saying so
   */
  publish(catalogue: Catalogue): Promise<Publication>;
  /** Looks whose the ledger is now, and takes it over where the newer content was taken back. To be called each minute. */
  refresh(): Promise<void>;
  /**
   * What a chat would get now, as the HTML of its messages; empty when nothing is new for it.
   * @param language the chat's; `null` for the fallback
   * @param cursor the last point it has had; `null` for a first digest
   * @param rotation how many digests of the rotation it has had
   */
  preview(
    settings: SubscriptionSettings,
    language: string | null,
    cursor: Sequence | null,
    rotation?: number,
    readers?: Readers,
  ): Promise<readonly string[]>;
  /** Epoch ms of the next digest, later than now. @throws RangeError for a zone that the runtime does not know */
  nextDue(schedule: Schedule): number;
  /** What to send for a delivery that was taken. */
  contentOf(taken: TakenDigest): DeliveryContent;
}

/**
 * After the database was away, those with the newest content first get the time to show themselves: they do so each
 * minute, ms.
 */
const UNSEEN_FOR = 90_000;

export function createDigests({
  store,
  clock,
  render,
  sends = true,
  rule = 'recorded',
}: DigestsOptions): Digests {
  const planner = createPlanner();
  const startedAt = clock.now();
  let published: Edition | undefined;
  let isNewest = true;
  /**
   * Since when nobody has shown the newest content, as far as this process has seen, epoch ms; and when it was shown
   * last, by the clock of who did: while that changes somebody is there, whatever their clock says.
   */
  let unseen: { readonly since: number; readonly seenAt: number | undefined } | undefined;
  let under: Promise<unknown> = Promise.resolve();

  function edition(): Edition {
    if (!published) throw new Error('no content has been published yet');
    return published;
  }

  function previewer({ latest, digest }: Edition): Digests['preview'] {
    return async (settings, language, cursor, rotation = 0, readers = 'chat') => {
      const standing = { topics: settings.topics, when: settings.when, cursor, rotation };
      const text = digest(standing, latest, localDay(settings.zone, clock.now()), language, readers);
      return text?.htmls ?? [];
    };
  }

  /** One after another: a look at the ledger must not put an older edition back. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = under.then(work);
    under = result.catch(() => {});
    return result;
  }

  async function publish(catalogue: Catalogue, claim: Claim = 'older'): Promise<Publication> {
    const publication = await publishCatalogue(store.ledger, catalogue, {
      claim: sends ? claim : 'none',
      // A version that an operator took back is older: its points may well be fewer.
      rule: claim === 'unseen' ? 'drafts' : rule,
    });
    const entries = await store.ledger.since(NOTHING_YET);
    published = createEdition(catalogue, entries, publication.latest, render);
    isNewest = publication.standing === 'newest';
    return publication;
  }

  return {
    planner,
    get edition() {
      return edition();
    },
    get isNewest() {
      return isNewest;
    },
    publish: (catalogue) => inTurn(() => publish(catalogue)),
    refresh: () =>
      inTurn(async () => {
        if (!published) return;
        const { catalogue } = published;
        const { standing, seenAt } = await store.ledger.stand(catalogue, sends ? 'older' : 'none');
        if (standing !== 'unseen') unseen = undefined;
        else if (unseen?.seenAt !== seenAt || !unseen) unseen = { since: clock.now(), seenAt };
        const isTakenBack = unseen !== undefined && clock.now() - unseen.since >= UNSEEN_FOR;
        // Another process with this version may have taken the ledger over, and changed it.
        const isNewestAgain = standing === 'newest' && !isNewest;
        if (standing === 'newer' || isNewestAgain) await publish(catalogue);
        else if (isTakenBack) await publish(catalogue, 'unseen');
        else isNewest = standing === 'newest';
      }),
    preview: async (...args) => previewer(edition())(...args),
    pinned: () => ({ preview: previewer(edition()) }),
    nextDue: (schedule) => planner.nextDue(schedule, clock.now()),
    contentOf({ delivery, subscription, language, chatType }) {
      // What lay in the queue while the process was down; what waits for its turn is never too late.
      if (delivery.dueAt < startedAt - LATEST) return { type: 'nothing', reason: 'late' };
      const { settings, cursor, rotation } = subscription;
      const standing = { topics: settings.topics, when: settings.when, cursor, rotation };
      const day = localDay(settings.zone, delivery.dueAt);
      const readers = chatType === 'channel' ? 'channel' : 'chat';
      const text = edition().digest(standing, delivery.toSequence, day, language, readers);
      return text ? { type: 'digest', ...text } : { type: 'nothing', reason: 'nothing new' };
    },
  };
}
