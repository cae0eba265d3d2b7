// The command table and the names that topics may not take are the same; whatever stands for a command leads to one.

import { expect, test } from 'vitest';
import type { Meaning } from '../../src/bot/command-list.ts';
import { commandList, handlersOf } from '../../src/bot/commands.ts';
import { menuOf } from '../../src/bot/menus.ts';
import { loadContent } from '../../src/content/load.ts';
import { RESERVED_COMMANDS } from '../../src/content/schema.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { catalogueOf } from '../support/catalogue.ts';

const MEANINGS: Readonly<Record<Meaning, true>> = {
  start: true,
  digest: true,
  channel: true,
  talks: true,
  timeline: true,
  quotes: true,
  'plain words': true,
  'answer to city': true,
  'answer to first city': true,
  'answer to broadcast': true,
  'answer to channel': true,
};

const list = commandList(catalogueOf());
const own = [...list.all.filter(({ origin }) => origin === 'bot'), ...list.operators].map(({ name }) => name);

test('no topic may take the name of a command', () => {
  expect([...RESERVED_COMMANDS].toSorted()).toEqual(own.toSorted());
});

test('whatever stands for a command leads to one that is answered', () => {
  for (const meaning of Object.keys(MEANINGS) as Meaning[]) {
    const entry = list.find(list.meant(meaning));
    expect(entry && handlersOf(entry).handle).toBeTypeOf('function');
  }
});

test.each(['private', 'group', 'administrators'] as const)(
  'the menu of %s is short enough to be read',
  async (menu) => {
    const { all } = commandList(await loadContent('content'));
    const names = menuOf(all, menu, createLocales().pick('en')).map(({ command }) => command);
    expect(names.length).toBeLessThanOrEqual(15);
    expect(names).toEqual(
      expect.arrayContaining(['latest', 'talks', 'promises', 'compare', 'search', 'help']),
    );
  },
);
