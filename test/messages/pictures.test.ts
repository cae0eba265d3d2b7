// Pictures by properties: whatever names and texts there are, nothing leaves its place, and captions fit.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flags } from '../../scripts/flags.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { captionOf, MAX_CAPTION_LENGTH } from '../../src/messages/pictures/caption.ts';
import { createDraw, type Laid } from '../../src/messages/pictures/draw.ts';
import { type Drawing, type DrawnRow, drawingOf } from '../../src/messages/pictures/drawing.ts';
import { MOST_HEIGHT } from '../../src/messages/pictures/layout.ts';
import { plainOf } from '../../src/messages/plain.ts';
import type { DelegationsCard, PositionsCard } from '../../src/summaries/cards/card.ts';

const draw = createDraw();

/** Words as content has them, and such as no line of a picture can hold. */
const word = fc.oneof(
  fc.constantFrom(
    'Lavrov',
    'Türkiye',
    'Госдепартамент',
    'прекращение',
    'припинення',
    'Ґданськ',
    '“NATO”',
    '28',
  ),
  fc.constantFrom('W'.repeat(60), 'Щ'.repeat(50), 'm-'.repeat(30)),
);
const words = (most: number) => fc.array(word, { minLength: 1, maxLength: most }).map((all) => all.join(' '));
const side = fc.record({ name: words(4), flag: fc.constantFrom('🇷🇺', '🇺🇦', '🇪🇺', '🛡️', undefined) });
const state = fc.record({ words: words(4), tone: fc.constantFrom('good', 'middle', 'bad', 'neutral') });
const sides = (least: number, most: number) => fc.array(side, { minLength: least, maxLength: most });

const rows: Readonly<Record<Drawing['type'], fc.Arbitrary<DrawnRow>>> = {
  positions: fc.record({
    type: fc.constant('positions'),
    heading: words(8),
    positions: fc.array(
      fc.record({
        sides: sides(1, 3),
        voice: words(6),
        date: fc.constantFrom('', '18 Feb 2025'),
        state: fc.option(state, { nil: undefined }),
        text: words(12),
        sources: words(6),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    silent: sides(0, 3),
    nothing: fc.constant('nothing on record'),
  }),
  delegations: fc.record({
    type: fc.constant('delegation'),
    side,
    part: fc.constantFrom('', 'host', 'принимающая сторона'),
    members: fc.array(fc.record({ name: words(4), role: words(10), isHead: fc.boolean() }), { maxLength: 8 }),
    nameless: fc.constant('no names known'),
  }),
  promises: fc.record({
    type: fc.constant('promise'),
    title: words(14),
    state,
    since: words(6),
    by: sides(1, 3),
    to: sides(0, 2),
    isMutual: fc.boolean(),
  }),
};

const drawing = fc.constantFrom('positions', 'delegations', 'promises').chain((type) =>
  fc.record({
    type: fc.constant(type),
    language: fc.constantFrom('en', 'ru', 'uk'),
    title: words(8),
    subtitle: words(10),
    rows: fc.array(rows[type], { minLength: 1, maxLength: 2 }),
    from: fc.constant('@communique_bot'),
    more: fc.constant(['', '+ 1 more in the bot', '+ 2 more in the bot', '+ 3 more in the bot']),
  }),
);

/** The paths of each text, in the order of the texts. */
function textPaths({ svg }: Laid): readonly (readonly number[])[] {
  return (
    [...svg.matchAll(/ d="([^"]*)"/g)]
      // Boxes with round corners are written in relative coordinates; where they are is known without.
      .filter(([, path = '']) => !/[a-y]/.test(path))
      .map(([, path = '']) => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number))
  );
}

/** Texts of which a line is drawn above or below their box, over something else. */
function spilt(laid: Laid): readonly string[] {
  const texts = laid.boxes.filter(({ text = '' }) => text.trim() !== '');
  const paths = textPaths(laid);
  expect(paths.length).toBe(texts.length);
  return texts.flatMap(({ top, height, text = '' }, index) => {
    const down = (paths[index] ?? []).filter((_, at) => at % 2 === 1);
    return Math.min(...down) < top - 3 || Math.max(...down) > top + height + 3 ? [text] : [];
  });
}

/** How far to the right and down letters and lines are drawn: satori writes text as paths in absolute coordinates. */
function drawnTo(laid: Laid): { readonly right: number; readonly bottom: number } {
  let [right, bottom] = [0, 0];
  for (const numbers of textPaths(laid)) {
    right = Math.max(right, ...numbers.filter((_, index) => index % 2 === 0));
    bottom = Math.max(bottom, ...numbers.filter((_, index) => index % 2 === 1));
  }
  return { right, bottom };
}

test('no name is so long that it leaves its box, and no picture is higher than a chat shows', async () => {
  await fc.assert(
    fc.asyncProperty(drawing, async (one) => {
      const laid = await draw.lay(one);
      for (const { left, top, width, height } of laid.boxes) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(left + width).toBeLessThanOrEqual(laid.width + 0.5);
        expect(top + height).toBeLessThanOrEqual(laid.height + 0.5);
      }
      const { right, bottom } = drawnTo(laid);
      expect(right).toBeGreaterThan(0);
      expect(right).toBeLessThanOrEqual(laid.width - 20);
      expect(bottom).toBeLessThanOrEqual(laid.height);
      expect(spilt(laid)).toEqual([]);
      if (laid.rows > 1) expect(laid.height).toBeLessThanOrEqual(laid.width * MOST_HEIGHT);
    }),
    { numRuns: 5 },
  );
});

/** Satori's `text-wrap: pretty` drew a line of the role more than its box has room for. */
const DELEGATION: Drawing = {
  type: 'delegations',
  language: 'en',
  title: 'Who sat there',
  subtitle: '',
  rows: ['🇺🇸', '🇺🇦'].map((flag) => ({
    type: 'delegation',
    side: { name: 'United States', flag },
    part: '',
    members: [
      {
        name: 'Andrew Peek',
        role: 'Senior director for Europe of the US National Security Council',
        isHead: true,
      },
    ],
    nameless: '',
  })),
  from: '@communique_bot',
  more: ['', '', ''],
};

test('every line of a text is within its box', async () => {
  expect(spilt(await draw.lay(DELEGATION))).toEqual([]);
});

test('a name of one long word is set smaller rather than broken', async () => {
  const voice = 'військовополоненими';
  const position = (name: string) => ({
    sides: [{ name: 'США', flag: '🇺🇸' }],
    voice: name,
    date: '',
    state: undefined,
    text: 'Раунд без дати',
    sources: '',
  });
  const row: DrawnRow = {
    type: 'positions',
    heading: 'Робота посольств',
    positions: [position('Рябков'), position(voice)],
    silent: [],
    nothing: '',
  };
  const laid = await draw.lay({ ...DELEGATION, type: 'positions', rows: [row], more: ['', ''] });
  const height = (name: string) => laid.boxes.find(({ text = '' }) => text.startsWith(name))?.height ?? 0;
  expect(height(voice)).toBeGreaterThan(0);
  expect(height(voice)).toBeLessThanOrEqual(height('Рябков'));
});

test('no line of a text begins with a dash, with a letter or two after a hyphen, or with a last short word', async () => {
  const laid = await draw.lay({
    ...DELEGATION,
    title: 'Би-би-си и son-in-law – обмен 500 на 500',
    subtitle: 'российско-американский и всё – нет',
  });
  const [title, subtitle] = laid.boxes.flatMap(({ text }) => text ?? []);
  expect(title).toBe('Би-\u2060би-\u2060си и son-\u2060in-\u2060law\u00a0– обмен 500 на\u00a0500');
  expect(subtitle).toBe('российско-американский и всё\u00a0– нет');
});

test('a period stays in one line, and no line begins with the dot before it', () => {
  const { subtitle } = drawingOf(
    {
      type: 'delegations',
      title: [],
      subtitle: ['Geneva talks', ' · ', { date: '2026-02-17/2026-02-18' }],
      page: { number: 1, of: 1 },
      rows: [],
    },
    createLocales().pick('en'),
    '',
  );
  expect(subtitle).toBe('Geneva talks\u00a0· 17–\u206018\u00a0Feb\u00a02026');
});

test('where nobody of a delegation is named, picture and caption say so', () => {
  const side = { name: 'Saudi Arabia', flag: '🇸🇦' };
  const one: DelegationsCard = {
    type: 'delegations',
    title: ['Who sat there'],
    subtitle: [],
    page: { number: 1, of: 1 },
    rows: [{ side, members: [] }],
  };
  const locale = createLocales().pick('en');
  expect(drawingOf(one, locale, '').rows).toEqual([
    { type: 'delegation', side, part: '', members: [], nameless: 'no names known' },
  ]);
  expect(plainOf(captionOf(one, 1, locale))).toBe('Who sat there\n\n🇸🇦 Saudi Arabia\nno names known');
});

test('the flags are those of Twemoji; `npm run flags` writes them', () => {
  const file = new URL('../../src/messages/pictures/flags.json', import.meta.url);
  expect(readFileSync(file, 'utf8') === flags()).toBe(true);
});

test('a picture is a PNG of 1280 pixels in width, also with letters and signs of other scripts', async () => {
  const text = 'Щ’є Ґ ї – “Türkiye” İstanbul ₽ € № … «да» → ქ العربية 🇺🇦 🛡️';
  const one: Drawing = {
    type: 'promises',
    language: 'uk',
    title: text,
    subtitle: '',
    rows: [],
    from: '@communique_bot',
    more: [''],
  };
  const { png, rows } = await draw.draw(one);
  expect(Buffer.from(png.subarray(0, 8)).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  expect(new DataView(png.buffer, png.byteOffset).getUint32(16)).toBe(1280);
  expect(rows).toBe(0);
});

const line = words(12).map((text) => [text]);
const card = fc.record({
  type: fc.constant('positions'),
  title: line,
  subtitle: line,
  page: fc.constant({ number: 1, of: 1 }),
  rows: fc.array(
    fc.record({
      heading: line,
      positions: fc.array(
        fc.record({
          sides: sides(1, 2),
          voice: words(3),
          text: words(30).map((text) => [`${text} & <b>`]),
          kind: fc.constant('said'),
          sources: fc.constant([{ link: 'AP', url: 'https://ap.example/a?b&c' }]),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      silent: sides(0, 2),
      points: fc.constant([]),
    }),
    { minLength: 1, maxLength: 5 },
  ),
}) satisfies fc.Arbitrary<PositionsCard>;

test('a caption has the lines of its card, whole, in order, as far as Telegram takes them', () => {
  const locale = createLocales().pick('en');
  fc.assert(
    fc.property(card, (one) => {
      const rest = `\n\n${locale.text('picture-rest')}`;
      const whole = plainOf(captionOf(one, one.rows.length, locale, Number.POSITIVE_INFINITY));
      const text = plainOf(captionOf(one, one.rows.length, locale));
      expect([...text].length).toBeLessThanOrEqual(MAX_CAPTION_LENGTH);
      if ([...whole].length <= MAX_CAPTION_LENGTH) {
        expect(text).toBe(whole);
        return;
      }
      expect(text.endsWith(rest)).toBe(true);
      const kept = text.slice(0, -rest.length);
      expect(whole.startsWith(`${kept}\n`)).toBe(true);
      // As much as there is room for: the next line, or a heading with the line under it, would be too long.
      const next = whole.slice(kept.length).split('\n').slice(0, 4).join('\n');
      expect([...kept, ...next, ...rest].length).toBeGreaterThan(MAX_CAPTION_LENGTH);
    }),
    { numRuns: 100 },
  );
});
