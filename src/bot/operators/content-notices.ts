// What operators are told about the content: once when it is refused, once when it is right again.

import { LRUCache } from 'lru-cache';
import type { Gateway } from '../../delivery/gateway.ts';
import { textMessage } from '../../delivery/message.ts';
import { type ContentProblem, formatProblem } from '../../errors.ts';
import { render } from '../../messages/render.ts';
import type { Meta } from '../../store/meta.ts';
import { type Line, notice, phrase, type Summary } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';

export interface ContentNotices {
  refused(problems: readonly ContentProblem[]): Promise<void>;
  good(): Promise<void>;
  /** The bot has started with good content, which settles mistakes reported before. */
  started(): Promise<void>;
}

export interface ContentNoticesOptions extends Pick<BotContext, 'adminIds' | 'locales'> {
  readonly choices: Pick<BotContext['choices'], 'of'>;
  readonly gateway: Pick<Gateway, 'send'>;
  readonly meta: Pick<Meta, 'change' | 'get'>;
  readonly log: { warn(fields: object, message: string): void };
}

/** Mistakes shown; the log has them all. */
const SHOWN = 5;
/** Characters of one line: paths can be long, and the whole must be read on a phone. */
const LINE_LENGTH = 300;
/** Sets of mistakes remembered as reported. */
const TOLD = 100;
/** What operators were told last, by any process: the mistakes, or that all is well. */
const KEY = 'content-told';
const ALL_IS_WELL = 'good';

export function createContentNotices(options: ContentNoticesOptions): ContentNotices {
  const { gateway, adminIds, choices, locales, meta, log } = options;
  /** Sets of mistakes reported since the content was last right. */
  const told = new LRUCache<string, true>({ max: TOLD });

  async function tell(summary: Summary): Promise<void> {
    for (const admin of adminIds) {
      const locale = locales.pick((await choices.of(admin)).language ?? undefined);
      const [html = ''] = render(summary, locale);
      const payload = textMessage({ chat: admin }, { html });
      const outcome = await gateway.send(admin, 'sendMessage', payload, 'reply');
      if (outcome.type !== 'sent') log.warn({ admin, why: outcome.type }, 'an operator could not be told');
    }
  }

  async function good(): Promise<void> {
    told.clear();
    if (await meta.change(KEY, ALL_IS_WELL)) await tell(notice(phrase('reload-good-again')));
  }

  return {
    good,
    async started() {
      if (((await meta.get(KEY)) ?? ALL_IS_WELL) !== ALL_IS_WELL) await good();
    },
    async refused(problems) {
      const set = problems.map(formatProblem).join('\n');
      if (told.has(set)) return;
      const isNews = await meta.change(KEY, set);
      told.set(set, true);
      if (!isNews) return;
      const title = phrase('reload-refused', { count: problems.length });
      await tell(notice(title, ...problemLines(problems), [phrase('reload-goes-on')]));
    },
  };
}

/** The first mistakes, as editors can jump to them, and how many more there are. */
export function problemLines(problems: readonly ContentProblem[]): readonly Line[] {
  const more = problems.length - SHOWN;
  return [
    ...problems.slice(0, SHOWN).map((problem): Line => [{ code: shortened(formatProblem(problem)) }]),
    ...(more > 0 ? [[phrase('reload-more', { count: more })]] : []),
  ];
}

function shortened(line: string): string {
  const characters = [...line];
  return characters.length > LINE_LENGTH ? `${characters.slice(0, LINE_LENGTH).join('')}…` : line;
}
