// What handlers work with, put together for one content version.

import { systemClock } from '../clock.ts';
import type { Catalogue } from '../content/catalogue.ts';
import { loadWithDrafts } from '../content/load.ts';
import type { DigestQuestions } from '../digests/digests.ts';
import { createPlanner } from '../digests/schedule.ts';
import { UTC } from '../digests/zones.ts';
import { ContentError, UserError } from '../errors.ts';
import { createLocales } from '../locales/locale.ts';
import { createPayloads } from '../messages/payloads.ts';
import { createPicturesOf } from '../messages/pictures/pictures.ts';
import { render as renderHtml } from '../messages/render.ts';
import { createStartPayloads } from '../messages/start-payloads.ts';
import { openStore } from '../store/database.ts';
import { NOTHING_YET } from '../store/types.ts';
import { createAnswers, type Render } from './answers.ts';
import type { BotContext } from './bot-context.ts';
import { createChoices } from './choices.ts';
import { commandList } from './commands.ts';
import { createQuestions } from './questions.ts';

/** What outlives a content version. */
export type LastingContext = Omit<
  BotContext,
  'catalogue' | 'payloads' | 'startPayloads' | 'answers' | 'pictures' | 'commands' | 'digests'
>;

export function createContext(
  catalogue: Catalogue,
  digests: DigestQuestions,
  lasting: LastingContext,
  render: Render = renderHtml,
): BotContext {
  const payloads = createPayloads(catalogue);
  return {
    ...lasting,
    catalogue,
    digests,
    payloads,
    startPayloads: createStartPayloads(catalogue),
    answers: createAnswers(catalogue, payloads, render),
    pictures: lasting.picturesOf(catalogue),
    commands: commandList(catalogue),
  };
}

const NO_DIGESTS: DigestQuestions = {
  preview: () => undefined,
  news: () => ({ text: undefined, upTo: NOTHING_YET }),
  untold: () => undefined,
  located: () => [],
};

/**
 * For single answers without Telegram: the content of a folder, with its drafts, over a store in memory, in which nothing is kept.
 * @throws ContentError with every mistake in the content
 */
export async function openContext(
  contentDir: string,
  { render, locales }: { readonly render?: Render; readonly locales?: URL } = {},
): Promise<BotContext> {
  const { catalogue, problems } = await loadWithDrafts(contentDir);
  if (catalogue === undefined) throw new ContentError(problems);
  const clock = systemClock;
  const store = await openStore(':memory:', { now: clock.now });
  const lasting: LastingContext = {
    store,
    clock,
    choices: createChoices(store.chats, clock),
    questions: createQuestions(),
    planner: createPlanner(),
    locales: createLocales(locales),
    picturesOf: createPicturesOf({
      paint: () => Promise.reject(new UserError('There is nowhere to show a picture.')),
      botName: () => '',
    }),
    log: { warn: () => {} },
    timeZone: UTC,
    adminIds: [],
    // It stands only in links of buttons.
    botName: '',
    broadcaster: undefined,
    reload: () => Promise.reject(new UserError('There is nothing to reload: each answer reads the content.')),
    say: async () => false,
    tellOfPause: () => {},
    standing: async () => undefined,
  };
  return createContext(catalogue, NO_DIGESTS, lasting, render);
}
