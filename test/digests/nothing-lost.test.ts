// Whatever is published, chosen, followed, paused, moved or restarted: every point of a chat's topics and of what it follows is
// in the text of one digest, or told at once as it was agreed, or counted by name in one digest, and every change of a point that it had is told once. Read off the texts, as a reader would.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { createAgreedPlan } from '../../src/digests/agreed.ts';
import { createDigests, type Digests } from '../../src/digests/digests.ts';
import { createPlan } from '../../src/digests/plan.ts';
import { createPlanner } from '../../src/digests/schedule.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { render } from '../../src/messages/render.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { strandsOf } from '../../src/store/place.ts';
import type { TakenDelivery } from '../../src/store/taken-delivery.ts';
import { type ChatId, NO_THREAD, type SubscriptionSettings, type Topics } from '../../src/store/types.ts';
import { catalogueOf, type PlainTalk } from '../support/catalogue.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';
import { visibleText } from '../support/telegram-html.ts';

const NOON = Date.UTC(2026, 2, 2, 12);
const DAY = 86_400_000;
const TOPICS = ['overview', 'delegations', 'summit', 'ukraine', 'europe'] as const;
const KINDS = ['agreed', 'said', 'reported', 'background'] as const;
const SPEAKERS = ['lavrov', 'zelensky'] as const;
const WORDS = ['amber', 'basalt', 'cobalt'] as const;
const FOLLOWS = ['person:lavrov', 'person:zelensky', 'words:amber', 'words:cobalt'] as const;

const locales = createLocales();

/** What the test knows of a point. */
interface Known {
  readonly id: string;
  readonly topics: readonly string[];
  readonly kind: (typeof KINDS)[number];
  readonly by: (typeof SPEAKERS)[number];
  readonly word: (typeof WORDS)[number];
  readonly changes: { readonly how: 'reworded' | 'corrected' | 'withdrawn'; readonly was: string }[];
  text: string;
  isWithdrawn: boolean;
  /** In a digest of the chat, by its text or a count. */
  isTold: boolean;
  /** What the chat was told where that has changed since. */
  outdated: string | undefined;
}

interface KnownRound {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly points: Known[];
}

const someTopics = fc.subarray([...TOPICS], { minLength: 1 });
const somePoint = fc.record({
  topics: someTopics,
  kind: fc.constantFrom(...KINDS),
  by: fc.constantFrom(...SPEAKERS),
  word: fc.constantFrom(...WORDS),
});
type SomePoint = Pick<Known, 'topics' | 'kind' | 'by' | 'word'>;
const action = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('publish' as const),
      rounds: fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 3 }) },
        { weight: 1, arbitrary: fc.integer({ min: 4, max: 40 }) },
      ),
      days: fc.infiniteStream(fc.nat(400)),
      points: fc.infiniteStream(fc.array(somePoint, { minLength: 1, maxLength: 6 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('add' as const), at: fc.nat(), point: somePoint }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('change' as const),
      at: fc.nat(),
      how: fc.constantFrom('reworded' as const, 'corrected' as const, 'withdrawn' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('topics' as const),
      topics: fc.oneof(fc.constant('all' as const), fc.subarray([...TOPICS])),
      follows: fc.subarray([...FOLLOWS]),
      paused: fc.boolean(),
      atOnce: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constantFrom({ type: 'pause' as const }, { type: 'resume' as const }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { type: 'move' as const },
      { type: 'restart' as const },
      { type: 'save' as const },
    ),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('day' as const),
      isKilled: fc.boolean(),
      // Published between the plan and the send.
      meanwhile: fc.option(
        fc.record({ at: fc.nat(), how: fc.constantFrom('corrected' as const, 'withdrawn' as const) }),
        { nil: undefined },
      ),
    }),
  },
);
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

/** The bot's part that makes digests, and what a reader of one chat knows. */
class Desk implements AsyncDisposable {
  readonly #clock: ManualClock;
  readonly #store: Store;
  readonly #rounds: KnownRound[] = [];
  readonly #planner = createPlanner();
  #digests: Digests;
  #chat = -1000;
  #chosen: Pick<SubscriptionSettings, 'topics' | 'follows' | 'agreedAtOnce'> = { topics: 'all' };
  #isPaused = false;
  /** A point that the chat had, and that was changed after today's digest was planned. */
  #next: Known | undefined;

  private constructor(clock: ManualClock, store: Store) {
    this.#clock = clock;
    this.#store = store;
    this.#digests = this.#made();
  }

  static async open(): Promise<Desk> {
    const clock = manualClock(NOON);
    const desk = new Desk(clock, await openStore(':memory:', { now: clock.now }));
    await desk.#subscribe();
    await desk.#planAgreed();
    return desk;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#store.close();
  }

  async act(one: Action): Promise<void> {
    switch (one.type) {
      case 'publish':
        for (let count = 0; count < one.rounds; count += 1)
          this.#begin(one.days.next().value ?? 0, one.points.next().value ?? []);
        return;
      case 'add': {
        const round = this.#rounds[one.at % Math.max(1, this.#rounds.length)];
        if (round) round.points.push(pointIn(round, one.point));
        return;
      }
      case 'change': {
        const point = this.#somePoint(one.at);
        if (point) change(point, one.how);
        return;
      }
      case 'topics':
        return this.#choose(one);
      case 'pause':
        this.#isPaused = true;
        await this.#store.subscriptions.pause(this.#place);
        return;
      case 'resume':
        this.#isPaused = false;
        await this.#store.subscriptions.resume(this.#place, this.#nextDue());
        return;
      case 'move': {
        const to = this.#chat - 1_000_000_000_000;
        await this.#store.moveChat(this.#chat as ChatId, to as ChatId);
        this.#chat = to;
        return;
      }
      case 'restart':
        this.#digests = this.#made();
        return this.#publish();
      case 'save':
        return this.#publish();
      case 'day':
        return this.#day(one);
    }
  }

  get #place() {
    return { chatId: this.#chat as ChatId, threadId: NO_THREAD };
  }

  #settings(): SubscriptionSettings {
    return { time: '09:00', zone: 'UTC', days: 'daily', ...this.#chosen, when: 'new' } as never;
  }

  #nextDue(): number {
    return this.#planner.nextDue(this.#settings(), this.#clock.now());
  }

  async #choose({ topics, follows, paused, atOnce }: Extract<Action, { type: 'topics' }>): Promise<void> {
    const followed = follows.map((key, index) => ({ key: key as never, paused: paused && index === 0 }));
    this.#chosen = {
      topics: topics.length === 0 && follows.length === 0 ? 'all' : (topics as Topics),
      ...(followed.length === 0 ? {} : { follows: followed }),
      agreedAtOnce: atOnce,
    };
    await this.#subscribe();
  }

  async #subscribe(): Promise<void> {
    const keepsPause = { keepsPause: true };
    await this.#store.subscriptions.subscribe(this.#place, this.#settings(), this.#nextDue(), keepsPause);
  }

  #made(): Digests {
    return createDigests({
      store: this.#store,
      clock: this.#clock,
      render: (summary, language) => render(summary, locales.pick(language ?? undefined)),
    });
  }

  #begin(day: number, points: readonly SomePoint[]): void {
    const number = this.#rounds.length;
    const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
    const round: KnownRound = { id: `round-${number}`, title: `Round ${number}`, date, points: [] };
    for (const point of points) round.points.push(pointIn(round, point));
    this.#rounds.push(round);
  }

  async #publish(): Promise<void> {
    if (this.#rounds.length > 0) await this.#digests.publish(this.#catalogue());
  }

  #catalogue(): Catalogue {
    const talks = this.#rounds.map(
      ({ id, title, date, points }): PlainTalk => ({
        ...{ id, title, date },
        points: points.map(({ id: point, topics, kind, by, text, changes }) => ({
          ...{ id: point, topics, kind, text },
          ...(kind === 'agreed' ? { by: ['russia', 'usa'] } : { by: [by] }),
          ...(changes.length === 0 ? {} : { changes: changes.map(written) }),
        })),
      }),
    );
    return catalogueOf(...talks);
  }

  #somePoint(at: number): Known | undefined {
    const points = this.#rounds.flatMap((round) => round.points).filter(({ isWithdrawn }) => !isWithdrawn);
    return points[at % Math.max(1, points.length)];
  }

  /** The next due time comes; the digest, if there is one, is read. */
  async #day({ isKilled, meanwhile }: Extract<Action, { type: 'day' }>): Promise<void> {
    this.#clock.jump(DAY);
    if (this.#rounds.length === 0) return;
    await this.#publish();
    const quiet = { info: () => {}, warn: () => {} };
    const plan = createPlan({
      ...{ planning: this.#store.planning, planner: this.#planner, clock: this.#clock, log: quiet },
      edition: () => this.#digests.edition,
      onQueued: () => {},
      onZoneLost: () => {},
    });
    await plan();
    await this.#planAgreed();
    const changed = meanwhile && this.#somePoint(meanwhile.at);
    if (changed && meanwhile) {
      // Where it waits for no earlier change, it is told with the next digest.
      if (changed.isTold && changed.outdated === undefined) this.#next = changed;
      change(changed, meanwhile.how);
      await this.#publish();
    }
    let digests = 0;
    for (let mayBeKilled = isKilled; ; mayBeKilled = false) {
      let [taken, ...others] = await this.#store.deliveries.take(10);
      if (taken && mayBeKilled) {
        await this.#store.deliveries.requeueInterrupted();
        this.#digests = this.#made();
        await this.#publish();
        [taken, ...others] = await this.#store.deliveries.take(10);
      }
      expect(others).toEqual([]);
      if (!taken) break;
      digests += await this.#deliver(taken);
    }
    if (digests === 0) this.#readNothing();
    this.#next = undefined;
  }

  async #planAgreed(): Promise<void> {
    if (this.#rounds.length === 0) {
      await this.#store.meta.set('agreed-to', '0');
      return;
    }
    const plan = createAgreedPlan({
      ...{ planning: this.#store.planning, meta: this.#store.meta, clock: this.#clock },
      edition: () => this.#digests.edition,
      onQueued: () => {},
      log: { info: () => {} },
    });
    await plan();
  }

  /** How many digests it was: none where it tells at once what was agreed. */
  async #deliver(taken: TakenDelivery): Promise<number> {
    if (taken.type !== 'digest') throw new Error('a broadcast');
    const { id, tries, agreedAfter } = taken.delivery;
    const sent = { id, tries, type: 'sent', messageId: 1, rotated: false } as const;
    if (agreedAfter === undefined) {
      const content = this.#digests.contentOf(taken);
      if (content.type === 'nothing') {
        // Told at once since it was planned; that nothing is due is read below.
        await this.#store.deliveries.record([{ id, tries, type: 'rejected', reason: content.reason }]);
        return 0;
      }
      const topics = strandsOf(taken.subscription.settings);
      await this.#store.deliveries.record([{ ...sent, topics, ahead: content.ahead }]);
      this.#read(content.htmls.map(visibleText).join('\n\n'));
      return 1;
    }
    const content = this.#digests.agreedOf(taken, agreedAfter);
    if (content.type === 'nothing')
      await this.#store.deliveries.record([{ id, tries, type: 'rejected', reason: 'nothing new' }]);
    else {
      await this.#store.deliveries.record([{ ...sent, apart: content.apart }]);
      this.#readAgreed(content.htmls.map(visibleText).join('\n\n'));
    }
    return 0;
  }

  #wanted(): readonly Known[] {
    const points = this.#rounds.flatMap((round) => round.points);
    const strands = strandsOf(this.#chosen);
    if (strands === 'all') return points;
    const bring = (one: Known) => [...one.topics, ...(one.kind === 'agreed' ? [] : [`person:${one.by}`])];
    return points.filter((one) => [...bring(one), `words:${one.word}`].some((id) => strands.includes(id)));
  }

  /** Only points that were agreed, that the chat wants and has not been told. */
  #readAgreed(text: string): void {
    const shown = this.#rounds.flatMap(({ points }) => points).filter((one) => text.includes(one.text));
    const wanted = this.#wanted();
    expect(shown.length, text).toBeGreaterThan(0);
    for (const one of shown) {
      expect(one).toMatchObject({ kind: 'agreed', isTold: false, isWithdrawn: false });
      expect(wanted).toContain(one);
      one.isTold = true;
    }
    expect(text.match(/\d+ (?:more|points?):/gu), text).toBe(null);
  }

  #readNothing(): void {
    if (this.#isPaused) return;
    const due = this.#wanted().filter((one) => (one.isTold ? this.#isOutdated(one) : !one.isWithdrawn));
    expect(due.map(({ id }) => id)).toEqual([]);
  }

  #read(text: string): void {
    const wanted = this.#wanted();
    const untold = wanted.filter((one) => !one.isTold && !one.isWithdrawn);
    const outdated = wanted.filter((one) => one.isTold && this.#isOutdated(one));
    this.#readChanges(text, outdated);
    // Of what changed, the new words stand in the text too.
    const shown = this.#rounds
      .flatMap(({ points }) => points)
      .filter((one) => text.includes(one.text) && !outdated.includes(one));
    expect(shown.filter((one) => !untold.includes(one)).map(({ id }) => id)).toEqual([]);
    for (const one of shown) expect(text.split(one.text).length - 1, one.id).toBe(1);
    let counted = 0;
    const further = [...text.matchAll(/and (\d+) in (?:one|\d+) more/gu)].map(([, count]) => Number(count));
    for (const round of this.#rounds) {
      const own = untold.filter((one) => round.points.includes(one));
      const left = own.filter((one) => !shown.includes(one)).length;
      const named = countOf(text, round.title);
      if (named === undefined)
        expect(
          shown.some((one) => round.points.includes(one)),
          text,
        ).toBe(false);
      // A round that is named for a change may be among those from before that are only counted together.
      else if (named > 0 || further.length === 0) {
        expect(named, `${round.title} in ${text}`).toBe(left);
        counted += named;
      }
    }
    counted += further.reduce((sum, count) => sum + count, 0);
    expect(shown.length + counted, text).toBe(untold.length);
    for (const one of untold) one.isTold = true;
    for (const one of outdated) one.outdated = undefined;
  }

  #isOutdated(one: Known): boolean {
    return one.outdated !== undefined && one !== this.#next;
  }

  #readChanges(text: string, outdated: readonly Known[]): void {
    const told = outdated.filter((one) =>
      one.isWithdrawn
        ? text.includes(`Withdrawn: “${one.outdated}”`)
        : text.includes(`Corrected: ${one.text}`) && text.includes(`It said: “${one.outdated}”`),
    );
    const all = text.match(/✏️ (?:Corrected|Withdrawn):/gu)?.length ?? 0;
    const [, more = '0'] = /^and (one|\d+) more corrections?$/mu.exec(text) ?? [];
    expect(told.length, text).toBe(all);
    expect(told.length + (more === 'one' ? 1 : Number(more)), text).toBe(outdated.length);
  }
}

function written({ how, was }: Known['changes'][number]): object {
  return {
    ...{ on: '2026-03-01', how },
    ...(how === 'reworded' ? {} : { was, why: 'The source says so' }),
  };
}

/** How many of the round's points the digest only counts; `undefined` where it does not name the round. */
function countOf(text: string, title: string): number | undefined {
  const older = new RegExp(`${title}, \\d[^();]* \\((\\d+)\\)`, 'u').exec(text);
  if (older) return Number(older[1]);
  const parts = text.split('\n\n');
  const at = parts.findIndex((one) => one.startsWith(`${title} ·`));
  if (at < 0) return undefined;
  // Of a round that a change has named, the points follow below without its name.
  const below = parts[at + 1]?.startsWith('• ') ? `\n${parts[at + 1]}` : '';
  const part = `${parts[at]}${below}`;
  const [, count, topics = ''] = /^• (\d+) (?:more|points?): (.*)$/mu.exec(part) ?? [];
  const sum = [...topics.matchAll(/ (\d+)(?=,| and |$)/gu)].reduce((all, [, one]) => all + Number(one), 0);
  expect(sum).toBe(Number(count ?? 0));
  return Number(count ?? 0);
}

function pointIn(round: KnownRound, point: SomePoint): Known {
  const id = `${round.id}-p${round.points.length}`;
  const state = { isWithdrawn: false, isTold: false, outdated: undefined };
  return { id, ...point, changes: [], text: `Point ${id} of ${point.word} in first words`, ...state };
}

function change(point: Known, how: 'reworded' | 'corrected' | 'withdrawn'): void {
  point.changes.push({ how, was: point.text });
  if (how !== 'reworded' && point.isTold) point.outdated ??= point.text;
  if (how === 'withdrawn') point.isWithdrawn = true;
  else point.text = `Point ${point.id} of ${point.word} in ${point.changes.length} words`;
}

test('every point and every change is told once, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 3, maxLength: 25, size: 'max' }), async (actions) => {
      await using desk = await Desk.open();
      for (const one of actions) await desk.act(one);
      // What is left comes the next day at the latest.
      await desk.act({ type: 'resume' });
      for (let day = 0; day < 2; day += 1)
        await desk.act({ type: 'day', isKilled: false, meanwhile: undefined });
    }),
    { numRuns: 40 },
  );
});
