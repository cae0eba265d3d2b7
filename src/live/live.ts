// The desk in force: opened at the start, and replaced whole when the content changes.

import { deskOf, type NamelessDesk, openDesk } from '../bot/create-context.ts';
import type { OpenedDesk } from '../bot/open.ts';
import type { Reloaded, Services } from '../bot/request.ts';
import { type Clock, sleep } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import type { ContentProblem } from '../errors.ts';
import type { Logger } from '../ops/log.ts';
import { createReload } from './reload.ts';
import { stampOf } from './stamp.ts';
import type { Watch } from './watch.ts';

export interface DesksOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Opens what outlives a content version. */
  readonly connect: (reload: () => Promise<Reloaded>) => Promise<Connected>;
}

/** What desks need of the services. */
export interface Connected {
  /** Puts a content version in force for digests; gives what its handlers work with. */
  publish(catalogue: Catalogue): Promise<Services>;
}

/** Whom a change of the content concerns beside its readers. */
export interface Audience {
  /** Another desk is in force. */
  onSwap(): void;
  onRefused(problems: readonly ContentProblem[]): void;
  /** Right again after it was refused. */
  onGood(): void;
}

export interface Desks {
  /** The desk in force; whoever asks keeps it until done. */
  now(): OpenedDesk;
  /** From now on a change in the folder is taken over. */
  watch(audience: Audience): void;
  /** Nothing is taken over any more; resolves when what was under way is done. */
  stop(): Promise<void>;
}

/** When the store does not take the new content, it is tried again after so long, ms. */
const TRY_AGAIN_AFTER = 30_000;

/** @throws ContentError with every mistake in the content, UserError as `connect` does */
export async function openDesks(options: DesksOptions): Promise<(botName: string) => Desks> {
  const { folder, connect } = options;
  const stamp = await stampOf(folder);
  let reload: () => Promise<Reloaded> = () => Promise.reject(new Error('the bot is still starting'));
  let services: Connected | undefined;
  const first = await openDesk(folder, {
    async connect(catalogue) {
      services = await connect(() => reload());
      return services.publish(catalogue);
    },
  });
  return (botName) => {
    const desks = new RunningDesks(options, services as Connected, { stamp, first, botName });
    reload = () => desks.reload();
    return desks;
  };
}

class RunningDesks implements Desks {
  readonly #o: DesksOptions;
  readonly #botName: string;
  readonly #services: Connected;
  readonly #stopping = new AbortController();
  #desk: OpenedDesk;
  #audience: Audience | undefined;
  #watch: Promise<Watch> | undefined;
  #under: Promise<unknown> = Promise.resolve();
  readonly reload: () => Promise<Reloaded>;

  constructor(
    options: DesksOptions,
    services: Connected,
    { stamp, first, botName }: { stamp: string; first: NamelessDesk; botName: string },
  ) {
    this.#o = options;
    this.#services = services;
    this.#botName = botName;
    this.#desk = { ...first, botName };
    this.reload = createReload({
      ...{ folder: options.folder, stamp, log: options.log },
      current: () => this.#desk.catalogue,
      swap: (catalogue) => this.#swap(catalogue),
      onRefused: (problems) => this.#audience?.onRefused(problems),
      onGood: () => this.#audience?.onGood(),
    });
  }

  now(): OpenedDesk {
    return this.#desk;
  }

  watch(audience: Audience): void {
    this.#audience = audience;
    this.#watch = this.#startWatch();
    this.#watch.catch((error: unknown) => this.#warn(error));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await (await this.#watch?.catch(() => undefined))?.stop();
    await this.#under;
  }

  async #startWatch(): Promise<Watch> {
    const { watchContent } = await import('./watch.ts');
    const { folder, clock } = this.#o;
    return watchContent({
      ...{ folder, clock },
      onChange: () => {
        this.#under = this.#follow();
      },
      onTrouble: (error) => this.#warn(error),
    });
  }

  /** Never rejects. */
  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.reload();
        return;
      } catch (error) {
        this.#o.log.error({ err: error }, 'new content could not be put in force; it is tried again');
        await sleep(this.#o.clock, TRY_AGAIN_AFTER, this.#stopping.signal);
      }
    }
  }

  async #swap(catalogue: Catalogue): Promise<void> {
    const services = await this.#services.publish(catalogue);
    this.#desk = { ...deskOf(catalogue, services), botName: this.#botName };
    this.#audience?.onSwap();
  }

  #warn(error: unknown): void {
    this.#o.log.warn({ err: error }, 'changes of the content may go unnoticed; /reload looks for them');
  }
}
