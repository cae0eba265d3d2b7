// `/help`: the command table in words, and how to read an answer.

import type { Locale } from '../../locales/locale.ts';
import { topicsButton } from '../../messages/buttons.ts';
import { type Block, type Item, type Line, phrase, type Summary } from '../../summaries/blocks.ts';
import { foldOf } from '../../summaries/one-screen.ts';
import type { BotContext } from '../bot-context.ts';
import type { CommandInfo } from '../command-list.ts';
import { type Outgoing, type Reply, say } from '../reply.ts';
import type { Command, Place } from '../request.ts';
import { roundWords } from './talk-commands.ts';

export function help(command: Command, context: BotContext): Reply {
  return say(helpMessage(command, context));
}

export function helpMessage(place: Place, context: BotContext): Outgoing {
  return context.answers.fresh(helpSummary(place, context), place.locale, [[topicsButton(place.locale)]]);
}

/** In a group, what only its administrators may do stands by itself. */
function helpSummary({ type, locale }: Place, { commands, catalogue }: BotContext): Summary {
  const inGroup = type === 'group';
  const shown = inGroup ? commands.all.filter(({ menus }) => menus.includes('group')) : commands.all;
  const items = (entries: readonly CommandInfo[]) => entries.map((entry) => commandItem(entry, locale));
  const of = (origin: CommandInfo['origin']) => items(shown.filter((entry) => entry.origin === origin));
  const managed = inGroup ? commands.all.filter(({ who }) => who === 'managers') : [];
  const talk = catalogue.talks[0];
  const own = catalogue.in(locale.language);
  const topic = catalogue.topics[1] ?? catalogue.topics[0];
  const example: readonly Block[] =
    talk && topic
      ? [
          {
            type: 'text',
            lines: [[phrase('help-talk', { example: `/${topic.command} ${roundWords(own, talk, locale)}` })]],
          },
        ]
      : [];
  return {
    title: [{ bold: phrase('help-title') }],
    blocks: [
      { type: 'section', heading: [{ bold: phrase('help-topics') }], items: of('topic') },
      ...example,
      foldOf([
        { heading: [{ bold: phrase('help-commands') }], items: of('bot') },
        ...(managed.length > 0
          ? [{ heading: [{ bold: phrase('help-administrators') }], items: items(managed) }]
          : []),
        {
          heading: [{ bold: phrase('help-statuses') }],
          items: STATUS_LINES.map((id) => item([phrase(id)])),
        },
      ]),
    ],
  };
}

const STATUS_LINES = ['help-agreed', 'help-said', 'help-reported', 'help-analysis', 'help-evidence'];

function commandItem({ name, describe }: CommandInfo, locale: Locale): Item {
  return item([phrase('help-line', { command: `/${name}`, description: describe(locale) })]);
}

function item(line: Line): Item {
  return { marker: 'bullet', lines: [line], points: [] };
}
