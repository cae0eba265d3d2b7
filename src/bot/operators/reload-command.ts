// `/reload`: reloads changed content and says what changed or what is wrong. For
// ADMIN_IDS alone.

import type { Reloaded } from '../../live/reload.ts';
import { type Line, notice, phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';
import { problemLines } from './content-notices.ts';

/** Talks named of each kind. */
const NAMED = 10;

export async function reload({ locale }: Command, context: BotContext): Promise<Reply> {
  const reloaded = await context.reload();
  const { answers } = context;
  switch (reloaded.type) {
    case 'same':
      return say(
        hint(answers, locale, phrase('reload-same'), phrase('reload-version', { version: reloaded.version })),
      );
    case 'refused': {
      const title = phrase('reload-refused', { count: reloaded.problems.length });
      const lines = [...problemLines(reloaded.problems), [phrase('reload-goes-on')]];
      return say(answers.fresh(notice(title, ...lines), locale));
    }
    case 'changed':
      return say(answers.fresh(notice(phrase('reload-done'), ...changeLines(reloaded)), locale));
  }
}

function changeLines({ changes, version }: Extract<Reloaded, { type: 'changed' }>): readonly Line[] {
  const { talks, points } = changes;
  const named = (['added', 'changed', 'removed'] as const).flatMap((what): readonly Line[] => {
    const ids = talks[what];
    if (ids.length === 0) return [];
    const more = ids.length - NAMED;
    const names: Line = ids.slice(0, NAMED).flatMap((id) => [' ', { code: id }]);
    return [
      [
        phrase(`reload-talks-${what}`, { count: ids.length }),
        ...names,
        ...(more > 0 ? [' ', phrase('reload-more', { count: more })] : []),
      ],
    ];
  });
  return [...named, [phrase('reload-points', { ...points })], [phrase('reload-version', { version })]];
}
