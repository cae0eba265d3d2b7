// Everything that handlers work with, put together for one content version: content, words, answers, commands.
// Loaded by app.ts while Telegram is being asked for updates, and by ask.ts.

import { createAnswers, type Render } from './bot/answers.ts';
import { commandTable } from './bot/commands.ts';
import type { Desk } from './bot/request.ts';
import { loadContent } from './content/load.ts';
import { createLocales } from './locales/locale.ts';
import { createPayloads } from './messages/payloads.ts';
import { render as renderHtml } from './messages/render.ts';

export { createBot } from './bot/bot.ts';
export { setMenus } from './bot/menus.ts';
export { createRespond } from './bot/respond.ts';
export { BotApi } from './delivery/api.ts';

/**
 * Loads and checks the content; answers are Telegram HTML unless told otherwise.
 * @throws ContentError with every mistake in it.
 */
export async function openDesk(contentDir: string, render: Render = renderHtml): Promise<Desk> {
  const catalogue = await loadContent(contentDir);
  const payloads = createPayloads(catalogue);
  const answers = createAnswers(catalogue, payloads, render);
  return { catalogue, locales: createLocales(), payloads, answers, commands: commandTable(catalogue) };
}
