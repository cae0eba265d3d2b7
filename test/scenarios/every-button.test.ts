// Nothing leads nowhere: each kind of button that people meet is pressed, in three languages, two presses deep.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLocales, type Locale } from '../../src/locales/locale.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';
import { buttonsOf } from '../support/expected.ts';
import type { Person } from '../support/people.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' });
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const ASKED = [
  '/latest',
  '/ukraine istanbul',
  '/ukraine previous',
  '/embassies geneva',
  '/timeline',
  '/quotes',
  '/compare ukraine',
  '/who lavrov troops',
  '/who nobodyatall',
  '/promises russia',
  '/corrections',
  '/talks',
  '/search прекращение огня',
  '/digest 25:00',
  '/follow 🙂',
  '/help',
];
/** Pictures are drawn in a scenario of their own. */
const PICTURE = 'button-picture';
/** Letters that fit a button, by how many stand in its row. */
const LONGEST = [34, 16, 9, 7];

const graphemes = new Intl.Segmenter('en');
const lettersOf = (text: string) => [...graphemes.segment(text)].length;

/** A button's kind: the letter of its type, after the version (messages/payload-letters.ts). */
function kindOf(data: string): string {
  return data.slice(0, 2);
}

/** The message after the press, or the notice where nothing is shown. */
async function pressed(person: Person, message: LocalMessage, data: string): Promise<LocalMessage> {
  await person.pressesData(data, message);
  return person.sees(/./u);
}

function faultsOf({ inline_keyboard: rows = [], text }: LocalMessage, locale: Locale): readonly string[] {
  const labels = rows.flat().map((button) => button.text);
  const home = ['button-topics', 'button-home', 'button-back'].map((id) => locale.text(id));
  const isHome = text.startsWith(locale.text('start-title'));
  const isChoice = text.includes(locale.text('search-topics'));
  const cut = rows.flatMap((row) =>
    row.filter((button) => lettersOf(button.text) > (LONGEST[row.length - 1] ?? 34)),
  );
  return [
    ...cut.map((button) => `cut: ${button.text}`),
    ...(isHome || isChoice || labels.some((label) => home.includes(label)) ? [] : ['no way home']),
    ...(text.includes(locale.text('went-wrong')) ? ['went wrong'] : []),
  ];
}

it.each(['en', 'ru', 'uk'])(
  'in %s, each kind of button leads on, and home',
  { timeout: 120_000 },
  async (language) => {
    const locale = createLocales().pick(language);
    const seen = new Set<string>();
    const faults: string[] = [];
    const note = (path: string, message: LocalMessage) =>
      faults.push(...faultsOf(message, locale).map((fault) => `${path}: ${fault}`));
    const fresh = (message: LocalMessage) =>
      buttonsOf(message).flatMap(({ text, callback_data: data }) => {
        const isOther = data !== undefined && !seen.has(kindOf(data)) && text !== locale.text(PICTURE);
        if (!isOther || text.startsWith('·')) return [];
        seen.add(kindOf(data));
        return [{ text, data }];
      });
    for (const asked of ASKED) {
      seen.clear();
      const person = stage.people.someone(language);
      await person.sends(asked);
      const first = await person.sees(/./u);
      note(asked, first);
      for (const { text, data } of fresh(first)) {
        const reader = stage.people.someone(language);
        await reader.sends(asked);
        const again = await reader.sees(/./u);
        const next = await pressed(reader, again, data);
        note(`${asked} > ${text}`, next);
        const [deeper] = fresh(next);
        if (deeper) note(`${asked} > ${text} > ${deeper.text}`, await pressed(reader, next, deeper.data));
      }
    }
    expect(faults).toEqual([]);
  },
);
