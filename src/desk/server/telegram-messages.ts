// What readers will get, in each language: an answer, the evidence of a point, as the chat page shows messages.

import type { Catalogue } from '../../content/catalogue.ts';
import type { Locales } from '../../locales/locale.ts';
import { render } from '../../messages/render.ts';
import { parseHtml } from '../../preview/telegram/html-mode.ts';
import type { Summary } from '../../summaries/blocks.ts';
import { composeTopic } from '../../summaries/compose.ts';
import { composePointEvidence } from '../../summaries/evidence.ts';
import type { LanguageMessages, RoundMessages } from './views.ts';

/** `undefined` where nothing of the round can be shown yet. */
export function roundMessages(
  catalogue: Catalogue,
  locales: Locales,
  {
    talk: id,
    point: pointId,
    topic,
  }: { readonly talk: string; readonly point?: string; readonly topic?: string },
): RoundMessages | undefined {
  const known = catalogue.talk(id);
  if (known === undefined) return undefined;
  const asked =
    catalogue.topics.find((one) => one.id === topic) ??
    catalogue.topics.find(
      (one) => one.id === known.points.find(({ id: own }) => own === pointId)?.topics[0],
    ) ??
    catalogue.topics[0];
  if (asked === undefined) return undefined;
  const languages = catalogue.languages.map((language): LanguageMessages => {
    const locale = locales.pick(language);
    const own = catalogue.in(language);
    const talk = own.talk(id) ?? known;
    const point = talk.points.find((one) => one.id === pointId);
    const shown = (summary: Summary) => render(summary, locale).map(parseHtml);
    return {
      language,
      name: new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language,
      answer: shown(composeTopic(own, talk, own.topic(asked.id) ?? asked)),
      evidence: point === undefined ? [] : shown(composePointEvidence(own, talk, point)),
    };
  });
  // The command alone shows the newest round, which one that is written later need not be.
  const round = catalogue.newestTalkOn(asked.id)?.id === known.id ? '' : ` ${id}`;
  return { command: `/${asked.command}${round}`, languages };
}
