// A command that does not exist: the nearest one in a private chat, silence in a group that did not ask us.

import { closest, distance } from 'fastest-levenshtein';
import { phrase } from '../../summaries/blocks.ts';
import { hint } from '../answers.ts';
import type { BotContext } from '../bot-context.ts';
import { NOTHING, type Reply, say } from '../reply.ts';
import type { Command } from '../request.ts';

export function unknownCommand(
  { name, addressed, locale }: Command,
  { commands, answers }: BotContext,
): Reply {
  if (!addressed) return NOTHING;
  const command = `/${name}`;
  const nearest = nearestName(
    name,
    commands.all.map((entry) => entry.name),
  );
  const title = nearest
    ? phrase('unknown-command-suggestion', { command: { input: command }, suggestion: `/${nearest}` })
    : phrase('unknown-command', { command: { input: command } });
  return say(hint(answers, locale, title, phrase('unknown-command-hint')));
}

/** A name that somebody may have meant: half of its letters right. */
function nearestName(name: string, names: readonly string[]): string | undefined {
  const nearest = closest(name, [...names]);
  return distance(name, nearest) <= Math.floor(nearest.length / 2) ? nearest : undefined;
}
