// The face of digests to the other rooms: publish content, what would a chat get, when is it due.

import type { Clock } from '../clock.ts';
import type { Catalogue, Located } from '../content/catalogue.ts';
import type { Claim } from '../store/content-version.ts';
import type { Ledger, Publication, PublishRule } from '../store/ledger.ts';
import type { Place } from '../store/place.ts';
import type { TakenDigest } from '../store/taken-delivery.ts';
import { NOTHING_YET, type Schedule, type Sequence, type SubscriptionSettings } from '../store/types.ts';
import type { DigestMatter } from '../summaries/digest-summary.ts';
import {
  type AgreedText,
  createEdition,
  type DatedText,
  type DigestText,
  type Edition,
  localDay,
  type RenderDigest,
} from './edition.ts';
import { publishCatalogue } from './publish.ts';
import { createPlanner, type Planner } from './schedule.ts';
import { positionOf } from './selection.ts';
import { UTC } from './zones.ts';

export interface DigestsOptions {
  readonly store: { readonly ledger: Pick<Ledger, 'publish' | 'since' | 'changes' | 'reportVersion'> };
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly render: RenderDigest;
  /** False where this process sends no digests, and so leaves the ledger to those that do. True when absent. */
  readonly sends?: boolean;
  /** What published points may do; `recorded` when absent. */
  readonly rule?: PublishRule;
}

/** The digest of a delivery, or why there is none. */
export type DigestContent =
  | ({ readonly type: 'digest' } & DatedText)
  | { readonly type: 'nothing'; readonly reason: 'nothing new' };
export type AgreedContent =
  | ({ readonly type: 'digest' } & AgreedText)
  | { readonly type: 'nothing'; readonly reason: 'nothing new' };

/** What a chat has been told so far. */
export type Standing = Place & { readonly rotation: number };

/** Questions about digests, answered from one edition. */
export interface DigestQuestions {
  /**
   * What a chat would get now, marked as a preview; `undefined` when nothing is new for it.
   * @param language the chat's; `null` for the fallback
   */
  preview(
    settings: SubscriptionSettings,
    language: string | null,
    standing: Standing,
  ): DigestText | undefined;
  /**
   * What was published, corrected or moved after that point of the ledger, on all topics; `undefined` where nothing was.
   * @param after `null` for what is known so far
   * @param language of the chat
   */
  news(after: Sequence | null, language: string): News;
  /** What there would be to tell now. */
  untold(settings: SubscriptionSettings, standing: Standing): DigestMatter | undefined;
  /** The points with these numbers in the ledger, without those that are gone. */
  located(sequences: readonly number[]): readonly Located[];
}

export interface News {
  readonly text: DigestText | undefined;
  /** The last point of the ledger: after it, everything will be new. */
  readonly upTo: Sequence;
}

export interface Digests extends DigestQuestions {
  readonly planner: Planner;
  /** The content that was published last. @throws before `publish` */
  readonly edition: Edition;
  /** What handlers ask, of the edition of this moment, even after another one is published. */
  pinned(): DigestQuestions;
  /** False while another process has newer content: that one sends what is due. */
  readonly isNewest: boolean;
  /**
   * Puts a content version into force: new and changed points get their numbers. To be called before anything else.
   * Where another process has newer content, the ledger stays as it is, and `edition.latest` is the last point of it
   * that this process has.
   * @throws ContentError naming every published point that changed or went without saying so
   */
  publish(catalogue: Catalogue): Promise<Publication>;
  /** Takes the ledger over if the newer content in it was withdrawn. To be called each minute. */
  refresh(): Promise<void>;
  /** Epoch ms of the next digest, later than now. @throws RangeError for a zone that the runtime does not know */
  nextDue(schedule: Schedule): number;
  /** What to send for a delivery that was taken. */
  contentOf(taken: TakenDigest): DigestContent;
  /** The same for one that tells at once what was agreed after this number. */
  agreedOf(taken: TakenDigest, after: Sequence): AgreedContent;
}

/**
 * The newest content counts as withdrawn when no process has shown it for this long, ms. Longer than the minute at which
 * each shows what it has, so that after an outage of the database all get the time to do so.
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
  let published: Edition | undefined;
  let isNewest = true;
  /**
   * Since when no process has shown the newest content, monotonic ms, and when it was shown last, by the clock
   * of the process that did: as long as `seenAt` changes, one has it, whatever its clock says.
   */
  let unseen: { readonly since: number; readonly seenAt: number | undefined } | undefined;
  let inFlight: Promise<unknown> = Promise.resolve();

  function edition(): Edition {
    if (!published) throw new Error('no content has been published yet');
    return published;
  }

  function questions({ latest, digest, select, located }: Edition): DigestQuestions {
    return {
      preview(settings, language, standing) {
        const day = localDay(settings.zone, clock.now());
        return digest(positionOf({ settings, ...standing }), latest, { day, language, use: 'preview' });
      },
      news(after, language) {
        const none = { follows: [], places: {}, rotation: 0 };
        const all = { topics: 'all', when: 'new', cursor: after, ...none } as const;
        const day = localDay(UTC, clock.now());
        return { text: digest(all, latest, { day, language, use: 'news' }), upTo: latest };
      },
      untold: (settings, standing) => select(positionOf({ settings, ...standing }), latest),
      located,
    };
  }

  /** One after another, so that a slow refresh does not put an older edition back. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = inFlight.then(work);
    inFlight = result.catch(() => {});
    return result;
  }

  async function publish(catalogue: Catalogue, claim: Claim = 'older'): Promise<Publication> {
    const publication = await publishCatalogue(store.ledger, catalogue, {
      claim: sends ? claim : 'none',
      // A version that an operator took back is older: its points may well be fewer.
      rule: claim === 'unseen' ? 'drafts' : rule,
    });
    const entries = await store.ledger.since(NOTHING_YET);
    const changes = await store.ledger.changes();
    published = createEdition(catalogue, { entries, changes, latest: publication.latest }, render);
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
        const { standing, seenAt } = await store.ledger.reportVersion(catalogue, sends ? 'older' : 'none');
        if (standing !== 'unseen') unseen = undefined;
        else if (unseen?.seenAt !== seenAt || !unseen) unseen = { since: clock.monotonic(), seenAt };
        const isWithdrawn = unseen !== undefined && clock.monotonic() - unseen.since >= UNSEEN_FOR;
        // Another process with this version may have taken the ledger over and changed it.
        const isNewestAgain = standing === 'newest' && !isNewest;
        if (standing === 'newer' || isNewestAgain) await publish(catalogue);
        else if (isWithdrawn) await publish(catalogue, 'unseen');
        else isNewest = standing === 'newest';
      }),
    preview: (...args) => questions(edition()).preview(...args),
    news: (...args) => questions(edition()).news(...args),
    untold: (...args) => questions(edition()).untold(...args),
    located: (sequences) => edition().located(sequences),
    pinned: () => questions(edition()),
    nextDue: (schedule) => planner.nextDue(schedule, clock.now()),
    contentOf({ delivery, subscription, language }) {
      const position = positionOf(subscription);
      const day = localDay(subscription.settings.zone, delivery.dueAt);
      const text = edition().digest(position, delivery.toSequence, { day, language, use: 'digest' });
      return text ? { type: 'digest', ...text } : { type: 'nothing', reason: 'nothing new' };
    },
    agreedOf({ delivery, subscription, language }, after) {
      const range = { after, upTo: delivery.toSequence };
      const day = localDay(subscription.settings.zone, clock.now());
      const text = edition().agreed(positionOf(subscription), range, { day, language, use: 'digest' });
      return text ? { type: 'digest', ...text } : { type: 'nothing', reason: 'nothing new' };
    },
  };
}
