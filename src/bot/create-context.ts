// Everything that handlers work with, put together for one content version: content, words, answers,
// commands.

import { systemClock } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import { loadContent } from '../content/load.ts';
import { createPlanner } from '../digests/schedule.ts';
import { UTC } from '../digests/zones.ts';
import { UserError } from '../errors.ts';
import { createLocales } from '../locales/locale.ts';
import { createPayloads } from '../messages/payloads.ts';
import { render as renderHtml } from '../messages/render.ts';
import { createStartPayloads } from '../messages/start-payloads.ts';
import { createAnswers, type Render } from './answers.ts';
import { createChoices } from './choices.ts';
import { commandTable } from './commands.ts';
import { createQuestions } from './questions.ts';
import type { Desk, Services } from './request.ts';

export interface DeskOptions {
  /** The store and what stands on it; one in memory, for a single answer, unless told otherwise. */
  readonly connect?: (catalogue: Catalogue) => Services | Promise<Services>;
  /** Telegram HTML unless told otherwise. */
  readonly render?: Render;
  /** The folder of the languages' .ftl files; the one of the sources unless told otherwise. */
  readonly locales?: URL;
}

/** A desk before the bot's name is known: Telegram tells that while the content is being read. */
export type NamelessDesk = Omit<Desk, 'botName' | 'standing'>;

/**
 * Loads and checks the content.
 * @throws ContentError with every mistake in it.
 */
export async function openDesk(
  contentDir: string,
  { connect = () => inMemory(locales), render = renderHtml, locales }: DeskOptions = {},
): Promise<NamelessDesk> {
  const catalogue = await loadContent(contentDir);
  return deskOf(catalogue, await connect(catalogue), render);
}

/** The desk of a content version, over services that outlive it. */
export function deskOf(catalogue: Catalogue, services: Services, render: Render = renderHtml): NamelessDesk {
  const payloads = createPayloads(catalogue);
  return {
    ...services,
    ...{ catalogue, payloads },
    startPayloads: createStartPayloads(catalogue),
    answers: createAnswers(catalogue, payloads, render),
    commands: commandTable(catalogue),
  };
}

/** What handlers keep in memory for as long as the process runs. */
export function createMemory({
  store,
  clock,
}: Pick<Services, 'store' | 'clock'>): Pick<Services, 'choices' | 'planner' | 'questions'> {
  return {
    choices: createChoices(store.chats, clock),
    planner: createPlanner(),
    questions: createQuestions(),
  };
}

/** A desk for a single answer: nothing is kept. */
async function inMemory(folder?: URL): Promise<Services> {
  const { openStore } = await import('../store/database.ts');
  const store = await openStore(':memory:', { now: systemClock.now });
  return {
    ...{ store, clock: systemClock, timeZone: UTC, adminIds: [] },
    ...createMemory({ store, clock: systemClock }),
    broadcaster: undefined,
    log: { warn: () => {} },
    locales: createLocales(folder),
    digests: { preview: async () => [] },
    reload: () => Promise.reject(new UserError('There is nothing to reload: each answer reads the content.')),
  };
}
