// `/help`: the command table in words, and how to read an answer.
// Listed by commands.ts; press.ts leads here too.

import type { Locale } from '../../locales/locale.ts';
import { type Block, type Item, type Line, phrase, type Summary } from '../../summaries/blocks.ts';
import type { CommandEntry } from '../commands.ts';
import { type Command, type Desk, type Outgoing, type Reply, say } from '../request.ts';

export function help({ locale }: Command, desk: Desk): Reply {
  return say(helpMessage(locale, desk));
}

export function helpMessage(locale: Locale, desk: Desk): Outgoing {
  return desk.answers.fresh(helpSummary(locale, desk), locale);
}

function helpSummary(locale: Locale, { commands, catalogue }: Desk): Summary {
  const of = (origin: CommandEntry['origin']) =>
    commands.all.filter((entry) => entry.origin === origin).map((entry) => commandItem(entry, locale));
  const talk = catalogue.talks[0];
  const topic = catalogue.topics[1] ?? catalogue.topics[0];
  const example: readonly Block[] =
    talk && topic
      ? [{ type: 'text', lines: [[phrase('help-talk', { example: `/${topic.command} ${talk.id}` })]] }]
      : [];
  return {
    title: [{ bold: phrase('help-title') }],
    blocks: [
      { type: 'section', heading: [{ bold: phrase('help-topics') }], items: of('topic') },
      ...example,
      { type: 'section', heading: [{ bold: phrase('help-commands') }], items: of('bot') },
      {
        type: 'section',
        heading: [{ bold: phrase('help-statuses') }],
        items: STATUS_LINES.map((id) => item([phrase(id)])),
      },
    ],
  };
}

const STATUS_LINES = ['help-agreed', 'help-said', 'help-reported', 'help-analysis', 'help-evidence'];

function commandItem({ name, describe }: CommandEntry, locale: Locale): Item {
  return item([phrase('help-line', { command: `/${name}`, description: describe(locale) })]);
}

function item(line: Line): Item {
  return { marker: 'bullet', lines: [line], points: [] };
}
