// A topic's answer: agreed, who says what, reported with its denial, the fold, the source.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { spansOf } from '../../src/messages/spans.ts';
import { renderText } from '../../src/messages/terminal.ts';
import type { Group, Item, Line } from '../../src/summaries/blocks.ts';
import { composeTopic } from '../../src/summaries/compose.ts';
import { catalogueOf, type PlainPoint, type PlainTalk, talkIn, topicIn } from '../support/catalogue.ts';
import { somePoints } from '../support/points.ts';

const english = createLocales().pick('en');

function answer(topic: string, ...talks: readonly PlainTalk[]): string {
  const catalogue = catalogueOf(...talks);
  return renderText(composeTopic(catalogue, talkIn(catalogue), topicIn(catalogue, topic)), english, false);
}

describe('the answer to a topic', () => {
  test('reads from the most to the least reliable', () => {
    expect(answer('ukraine')).toBe(`Ukraine
Riyadh talks · 18 Feb 2025
Everything here rests on one source: Izvestia.

✅ Agreed
• Both sides will name negotiators · Izvestia

❓ Reported, not confirmed
• US media: A plan in three stages (denied by Russia) · Izvestia

🇷🇺 Russia
• Lavrov: No NATO troops · Izvestia

│ ▸ 4 more
│ 🇺🇸 United States
│ • White House: A first step · Izvestia
│ 
│ 💬 Others
│ • 🇺🇦 Zelensky: Does not recognise the outcome · Izvestia
│ 
│ Analysis
│ • Izvestia: It is too early to tell · Izvestia
│ 
│ Background
│ • Ukraine was not at the table · Izvestia

1 source`);
  });

  test('shows the sides of a subject beside each other, and folds what a phone has no room for', () => {
    const said = (id: string, by: string, text: string, subject?: string): PlainPoint => ({
      id,
      topics: ['ukraine'],
      kind: 'said',
      by: [by],
      text,
      ...(subject === undefined ? {} : { subject }),
    });
    const long = 'words of which each is needed '.repeat(9).trim();
    const text = answer('ukraine', {
      points: [
        said('a', 'lavrov', 'No troops from there', 'troops'),
        ...Array.from({ length: 12 }, (_, index) =>
          said(`b-${index}`, 'lavrov', `Something else, number ${index}`),
        ),
        said('c', 'zelensky', 'Troops from there are wanted', 'troops'),
      ],
    });
    expect(text).toContain('↔ Troops\n• 🇷🇺 Lavrov: No troops from there · Izvestia\n• ');
    expect(text).toMatch(/│ ▸ \d+ more\n│ 🇷🇺 Russia\n│ • Lavrov: Something else/u);
    // Of a side, what has room beside the other one; the rest in its order.
    const roomy = answer('ukraine', {
      points: [
        said('a', 'lavrov', `First ${long}`, 'troops'),
        said('b', 'lavrov', 'No troops', 'troops'),
        said('c', 'zelensky', `Troops ${long}`, 'troops'),
        said('d', 'zelensky', 'They are wanted', 'troops'),
      ],
    });
    expect(roomy).toContain(`
↔ Troops
• 🇷🇺 Lavrov: No troops · Izvestia
• 🇺🇦 Zelensky: They are wanted · Izvestia

│ ▸ 2 more
│ ↔ Troops
│ • 🇷🇺 Lavrov: First`);
    // Where all of it has room, and in the fold, they are beside each other too.
    const short = answer('ukraine', {
      points: [
        said('a', 'zelensky', 'They are wanted', 'troops'),
        said('b', 'lavrov', 'No troops', 'troops'),
        said('c', 'lavrov', 'None at all', 'troops'),
        said('d', 'rubio', 'Others will speak of them', 'troops'),
      ],
    });
    expect(short).toMatch(
      /^↔ Troops\n• .*Lavrov: No troops.*\n• .*Rubio: .*\n• .*Zelensky: .*\n• .*Lavrov: None/mu,
    );
    // Under a headline they may take some lines more; first those between whom the round was.
    const crowded = answer('ukraine', {
      points: [
        { id: 'a', topics: ['ukraine'], kind: 'agreed', text: `Agreed ${long.slice(0, 130)}` },
        said('b', 'zelensky', 'They are wanted', 'troops'),
        said('c', 'lavrov', 'No troops from there, as has been said many times before', 'troops'),
        said('d', 'rubio', 'Troops are for others to speak of', 'troops'),
      ],
    });
    expect(crowded).toMatch(
      /^↔ Troops\n• 🇷🇺 Lavrov: No .*\n• 🇺🇸 Rubio: Troops .*\n\n│ ▸ 1 more\n│ ↔ Troops\n│ • 🇺🇦 Z/mu,
    );
  });

  test('begins an overview with where, how long and who; where points take the room, with who led', () => {
    expect(answer('overview')).toContain(`Riyadh talks, 18 Feb 2025
Everything here rests on one source: Izvestia.

Russia–United States
Riyadh, Saudi Arabia · about four and a half hours
🇷🇺 Russia: Lavrov
🇺🇸 United States: Rubio
🇸🇦 Saudi Arabia (host)

✅ Agreed`);
    const points = Array.from({ length: 9 }, (_, index): PlainPoint => {
      return { id: `p${index}`, topics: ['overview'], kind: 'agreed', text: `Number ${index}` };
    });
    const long = answer('overview', { points });
    expect(long).toContain(
      'Russia–United States\n🇷🇺 Lavrov · 🇺🇸 Rubio\n\n✅ Agreed\n• Number 0 · Izvestia\n',
    );
    expect(long).toContain(`│ Who sat there
│ • Riyadh, Saudi Arabia · about four and a half hours
│ • 🇷🇺 Russia: Lavrov
│ • 🇺🇸 United States: Rubio
│ • 🇸🇦 Saudi Arabia (host)`);
  });

  test('lists the delegations with roles before what is said of them', () => {
    expect(answer('delegations')).toContain(`🇷🇺 Russia
• Sergey Lavrov, Foreign Minister

🇺🇸 United States
• Marco Rubio, Secretary of State

🇸🇦 Saudi Arabia (host)

Background`);
  });

  test('names who agreed where not all at the table did', () => {
    const point = {
      id: 'p',
      topics: ['ukraine'],
      kind: 'agreed',
      by: ['usa', 'ukraine-state'],
      text: 'Talk on',
    } as const;
    expect(answer('ukraine', { points: [point] })).toContain('• United States and Ukraine: Talk on');
  });

  test('links the sources behind each line, and counts them at the end', () => {
    const points = [
      { id: 'a', topics: ['ukraine'], kind: 'agreed', text: 'One' },
      {
        id: 'b',
        topics: ['ukraine'],
        kind: 'background',
        text: 'Two',
        sources: [
          { id: 'kommersant', at: '¶1' },
          { id: 'izvestia', at: '¶2' },
        ],
      },
    ] as const;
    const text = answer('ukraine', { points });
    expect(text).toContain('• One · Izvestia');
    expect(text).toContain('• Two · Kommersant <https://example.org/?a=1&b=2>, Izvestia');
    expect(text).toMatch(/2 sources · one origin for 1 line$/);
    expect(text).not.toContain('Everything here');
  });

  test('does not repeat the year that a text names', () => {
    const points = [
      { id: 'a', topics: ['ukraine'], kind: 'background', text: 'Envoy since 2023', date: '2023' },
      { id: 'b', topics: ['ukraine'], kind: 'background', text: 'Envoy for years', date: '2022' },
    ] as const;
    const text = answer('ukraine', { points });
    expect(text).toContain('• Envoy since 2023 · ');
    expect(text).toContain('• Envoy for years (2022) · ');
  });

  test('gives every point’s line a status and an owner, whatever the points are', () => {
    fc.assert(
      fc.property(somePoints, fc.constantFrom('overview', 'ukraine', 'delegations'), (points, topic) => {
        const catalogue = catalogueOf({ points });
        const talk = talkIn(catalogue);
        if (catalogue.points(talk.id, topicIn(catalogue, topic).id).length === 0) return;
        const { blocks } = composeTopic(catalogue, talk, topicIn(catalogue, topic));
        const groups = blocks.flatMap((block): readonly Group[] => {
          if (block.type === 'text') return [];
          return block.type === 'section' ? [block] : block.groups.map((group) => ({ ...group }));
        });
        for (const { heading = [], items } of groups) {
          for (const item of items.filter((candidate) => candidate.points.length > 0)) {
            expect(isAttributed(wordsOf(heading), item, points), wordsOf(heading)).toBe(true);
          }
        }
        const end = blocks.at(-1);
        expect(end?.type === 'text' ? wordsOf(end.lines[0] ?? []) : '').toMatch(/^\d+ sources?/);
      }),
    );
  });
});

/** Whether the section gives the status of the item's point, and the section or a lead its owner. */
function isAttributed(
  heading: string,
  item: Item,
  points: readonly { id: string; kind: string; text: string }[],
) {
  const point = points.find(({ id }) => id === String(item.points[0]?.point));
  const line = wordsOf(item.lines[0]);
  const hasLead = point !== undefined && line.indexOf(': ') > 0 && !line.startsWith(point.text);
  switch (point?.kind) {
    case 'agreed':
      return heading === '✅ Agreed';
    case 'said':
      return hasLead && (heading === '💬 Others' || /Russia|United States|Saudi Arabia/u.test(heading));
    case 'reported':
      return hasLead && heading === '❓ Reported, not confirmed';
    case 'open':
      return hasLead && heading === '🔸 Raised, not agreed';
    case 'denied':
      return hasLead && heading === '🚫 Denied';
    case 'analysis':
      return hasLead && heading === 'Analysis';
    default:
      return heading === 'Background';
  }
}

function wordsOf(line: Line): string {
  return spansOf(line, english)
    .map(({ text }) => text)
    .join('');
}
