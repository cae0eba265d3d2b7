// Everything that handlers work with, put together for one content version: content, words, answers, commands.
// Loaded by app.ts while Telegram is being asked for updates, and by ask.ts.

import { createAnswers, type Render } from './bot/answers.ts';
import { commandTable } from './bot/commands.ts';
import { createLanguages } from './bot/languages.ts';
import { createQuestions } from './bot/questions.ts';
import type { Desk, Services } from './bot/request.ts';
import { systemClock } from './clock.ts';
import type { Catalogue } from './content/catalogue.ts';
import { loadContent } from './content/load.ts';
import { createPlanner } from './digests/schedule.ts';
import { UTC } from './digests/zones.ts';
import { createLocales, type Locales } from './locales/locale.ts';
import { createPayloads, type Payloads } from './messages/payloads.ts';
import { render as renderHtml } from './messages/render.ts';
import { createStartPayloads } from './messages/start-payloads.ts';

/** The content that services are opened for. */
export interface Content {
  readonly catalogue: Catalogue;
  readonly locales: Locales;
  readonly payloads: Payloads;
}

export interface DeskOptions {
  /** The store and what stands on it; one in memory, for a single answer, unless told otherwise. */
  readonly connect?: (content: Content) => Services | Promise<Services>;
  /** Telegram HTML unless told otherwise. */
  readonly render?: Render;
  /** The folder of the languages' .ftl files; the one of the sources unless told otherwise. */
  readonly locales?: URL;
}

/** A desk before the bot's name is known: Telegram tells that while the content is being read. */
export type NamelessDesk = Omit<Desk, 'botName'>;

/**
 * Loads and checks the content.
 * @throws ContentError with every mistake in it.
 */
export async function openDesk(
  contentDir: string,
  { connect = inMemory, render = renderHtml, locales: folder }: DeskOptions = {},
): Promise<NamelessDesk> {
  const catalogue = await loadContent(contentDir);
  const locales = createLocales(folder);
  const payloads = createPayloads(catalogue);
  const services = await connect({ catalogue, locales, payloads });
  return {
    ...services,
    ...{ catalogue, locales, payloads },
    startPayloads: createStartPayloads(catalogue),
    answers: createAnswers(catalogue, payloads, render),
    commands: commandTable(catalogue),
    planner: createPlanner(),
    languages: createLanguages(services.store.chats),
    questions: createQuestions(),
  };
}

/** A desk for a single answer: nothing is kept. */
async function inMemory(): Promise<Services> {
  const { openStore } = await import('./store/database.ts');
  const store = await openStore(':memory:', { now: systemClock.now });
  return { store, digests: { preview: async () => [] }, clock: systemClock, timeZone: UTC, adminIds: [] };
}
