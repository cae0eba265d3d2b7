// Where everything stands on a picture: a tree of boxes with styles, as satori lays them out.

import type { Side } from '../../summaries/cards/card.ts';
import type { Drawing, DrawnPosition, DrawnRow, State, Tone } from './drawing.ts';

/** A box, a text or an image; the styles are CSS's, as far as satori knows them. */
export interface Box {
  readonly type: 'div' | 'img';
  readonly props: {
    readonly style: Readonly<Record<string, string | number>>;
    readonly children?: string | readonly Box[];
    readonly src?: string;
    readonly width?: number;
    readonly height?: number;
  };
}

/** Gives the image of an emoji's flag as an address; `undefined` where there is none. */
export type FlagImage = (emoji: string) => string | undefined;

/**
 * Units. A phone of 390 pixels shows a picture of 800 at about 0.48 of them, so a text of 26 looks like 12.5. The wider ones, where
 * letters look smaller, are for what does not fit otherwise, as far as it is to be whole.
 */
export const WIDTHS: Readonly<Record<Drawing['type'], readonly [number, ...number[]]>> = {
  positions: [800, 880, 960, 1020],
  promises: [800, 880],
  delegations: [800, 880, 960, 1040],
};
/** Height by width: higher pictures are cut off in a chat, or shown narrower. */
export const MOST_HEIGHT = 1.6;

const MARGIN = 36;
const GAP = 20;
const SHEET_PADDING = 26;
/** Of the letters' size: the mean width of a Cyrillic letter in long words, with a little to spare. */
const WIDE_LETTER = 0.66;
/** Letters that are kept in one line; more might not fit. */
const LONGEST_BOUND = 15;
/** Between two sides. */
const SIDES_GAP = 28;
/** Of a flag, and between it and what follows. */
const FLAG = { size: 34, gap: 10 } as const;
const INK = '#17212b';
const FAINT = '#5d6b79';
const GROUND = '#eef2f6';
const PAPER = '#ffffff';
const RULE = '#dde4ea';

/** Each text on its ground has a contrast of 4.5 : 1 at least (WCAG 2.2, 1.4.3). */
const TONES: Readonly<Record<Tone, { readonly text: string; readonly ground: string }>> = {
  good: { text: '#11632f', ground: '#dcf3e3' },
  middle: { text: '#7a4a00', ground: '#fdf0d2' },
  bad: { text: '#9a1c1c', ground: '#fbe0de' },
  neutral: { text: '#27496b', ground: '#e1ecf7' },
};

/** The first `count` rows of the drawing, with a line for the others, so many units wide. */
export function layout(drawing: Drawing, width: number, count: number, flag: FlagImage): Box {
  const left = drawing.rows.length - count;
  return column({ width, padding: MARGIN, gap: GAP, backgroundColor: GROUND, color: INK }, [
    column({ gap: 6 }, [
      text(drawing.title, { fontSize: 42, fontWeight: 700, lineHeight: 1.2 }),
      ...(drawing.subtitle === '' ? [] : [text(drawing.subtitle, { fontSize: 26, color: FAINT })]),
    ]),
    ...rowBoxes(drawing.rows.slice(0, count), width - 2 * MARGIN, flag),
    row({ justifyContent: 'space-between', gap: GAP }, [
      text(drawing.more[left] ?? '', { fontSize: 24, color: FAINT, flexShrink: 1 }),
      text(drawing.from, { fontSize: 24, color: FAINT, flexShrink: 0 }),
    ]),
  ]);
}

function rowBoxes(rows: readonly DrawnRow[], width: number, flag: FlagImage): readonly Box[] {
  const boxes = rows.map((drawn) => rowBox(drawn, width, flag));
  // Delegations stand beside each other, as at the table.
  if (rows[0]?.type !== 'delegation' || rows.length === 1) return boxes;
  return pairsOf(boxes).map((pair) => row({ gap: GAP, alignItems: 'stretch' }, pair));
}

function rowBox(drawn: DrawnRow, width: number, flag: FlagImage): Box {
  switch (drawn.type) {
    case 'positions':
      return positionsBox(drawn, width, flag);
    case 'delegation':
      return delegationBox(drawn, flag);
    case 'promise':
      return promiseBox(drawn, flag);
  }
}

function pairsOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, pair) => all.slice(pair * 2, pair * 2 + 2));
}

function sheet(children: readonly Box[], style: Box['props']['style'] = {}): Box {
  return column(
    {
      padding: `22px ${SHEET_PADDING}px`,
      gap: 18,
      backgroundColor: PAPER,
      borderRadius: 18,
      border: `1px solid ${RULE}`,
      ...style,
    },
    children,
  );
}

/** Two sides beside each other in each line; one that is left over has the whole width. */
function positionsBox(
  { heading, positions, silent, nothing }: Extract<DrawnRow, { type: 'positions' }>,
  width: number,
  flag: FlagImage,
): Box {
  const whole = width - 2 * SHEET_PADDING - 2;
  return sheet([
    text(heading, { fontSize: 31, fontWeight: 700, lineHeight: 1.25 }),
    ...pairsOf(positions).map((pair) =>
      row(
        { gap: SIDES_GAP, alignItems: 'flex-start' },
        pair.map((position) =>
          positionBox(position, pair.length === 1 ? whole : (whole - SIDES_GAP) / 2, flag),
        ),
      ),
    ),
    ...(silent.length === 0 ? [] : [silentBox(silent, nothing, flag)]),
  ]);
}

function positionBox(
  { sides, voice, date, state, text: words, sources }: DrawnPosition,
  width: number,
  flag: FlagImage,
): Box {
  const small = [date, sources].filter((part) => part !== '').join('\u00a0· ');
  const room = width - sides.length * (FLAG.size + FLAG.gap);
  return column({ flexGrow: 1, flexBasis: 0, gap: 8 }, [
    row({ gap: FLAG.gap, alignItems: 'center' }, [
      ...sides.map((side) => mark(side, flag)),
      text(voice, { fontSize: voiceSize(voice, room), fontWeight: 600, flexShrink: 1, lineHeight: 1.2 }),
    ]),
    ...(state === undefined ? [] : [pill(state)]),
    text(words, { fontSize: 26, lineHeight: 1.36 }),
    ...(small === '' ? [] : [text(small, { fontSize: 21, color: FAINT, lineHeight: 1.3 })]),
  ]);
}

/** Smaller where a word, such as `військовополоненими`, would break in two; what no size saves breaks. */
function voiceSize(voice: string, room: number): number {
  const [most, least] = [27, 21];
  const longest = Math.max(
    ...bound(voice)
      .split(/ |-(?!\u2060)/u)
      .map((word) => [...word].length),
  );
  return Math.max(least, Math.min(most, Math.floor(room / (longest * WIDE_LETTER))));
}

function silentBox(silent: readonly Side[], nothing: string, flag: FlagImage): Box {
  return row({ gap: 10, alignItems: 'center', flexWrap: 'wrap' }, [
    ...silent.flatMap((side) => [mark(side, flag), text(side.name, { fontSize: 24, color: FAINT })]),
    text(`– ${nothing}`, { fontSize: 24, color: FAINT }),
  ]);
}

function delegationBox(
  { side, part, members, nameless }: Extract<DrawnRow, { type: 'delegation' }>,
  flag: FlagImage,
): Box {
  const heading = row({ gap: 14, alignItems: 'center' }, [
    mark(side, flag, 44),
    column({ flexShrink: 1 }, [
      text(side.name, { fontSize: 30, fontWeight: 700, lineHeight: 1.2 }),
      ...(part === '' ? [] : [text(part, { fontSize: 22, color: FAINT, lineHeight: 1.25 })]),
    ]),
  ]);
  const people = members.map(({ name, role, isHead }) =>
    column({ gap: 2 }, [
      text(name, { fontSize: 26, fontWeight: isHead ? 700 : 600, lineHeight: 1.25 }),
      ...(role === '' ? [] : [text(role, { fontSize: 23, color: FAINT, lineHeight: 1.28 })]),
    ]),
  );
  const named = people.length > 0 ? people : [text(nameless, { fontSize: 23, color: FAINT })];
  return sheet([heading, ...named], { flexGrow: 1, flexBasis: 0, gap: 16 });
}

function promiseBox(
  { title, state, since, by, to, isMutual }: Extract<DrawnRow, { type: 'promise' }>,
  flag: FlagImage,
): Box {
  const named = (sides: readonly Side[]) =>
    sides.map((side) =>
      row({ gap: 10, alignItems: 'center' }, [mark(side, flag, 30), text(side.name, { fontSize: 24 })]),
    );
  const [first, ...others] = named(by);
  const owing = isMutual && first ? [first, arrow('both'), ...others] : named(by);
  return sheet(
    [
      text(title, { fontSize: 28, fontWeight: 600, lineHeight: 1.28 }),
      row({ gap: 14, alignItems: 'center', flexWrap: 'wrap' }, [
        ...owing,
        ...(to.length > 0 ? [arrow('there'), ...named(to)] : []),
      ]),
      row({ gap: 12, alignItems: 'center', flexWrap: 'wrap' }, [
        pill(state),
        text(since, { fontSize: 22, color: FAINT, flexShrink: 1, lineHeight: 1.3 }),
      ]),
    ],
    { padding: `18px ${SHEET_PADDING}px`, gap: 10 },
  );
}

function pill({ words, tone }: State): Box {
  const { text: color, ground } = TONES[tone];
  return row({}, [
    text(words, {
      fontSize: 21,
      fontWeight: 600,
      color,
      backgroundColor: ground,
      borderRadius: 10,
      padding: '4px 12px',
      lineHeight: 1.25,
    }),
  ]);
}

/** The flag; where a party has none that can be drawn, its first letter. */
function mark({ name, flag: emoji }: Side, flag: FlagImage, size: number = FLAG.size): Box {
  const src = emoji === undefined ? undefined : flag(emoji);
  if (src !== undefined) return image(src, size, size);
  return text([...name][0] ?? '', {
    width: size,
    height: size,
    flexShrink: 0,
    alignItems: 'center',
    justifyContent: 'center',
    fontSize: size * 0.56,
    fontWeight: 700,
    color: TONES.neutral.text,
    backgroundColor: TONES.neutral.ground,
    borderRadius: 8,
  });
}

/** Drawn, since the fonts have no arrows. */
function arrow(way: 'there' | 'both'): Box {
  const back = way === 'both' ? 'M8 3 3 8l5 5' : '';
  const path = `<path d="M3 8h26M24 3l5 5-5 5${back}" fill="none" stroke="${FAINT}" stroke-width="2"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="16" viewBox="0 0 32 16">${path}</svg>`;
  return image(`data:image/svg+xml,${encodeURIComponent(svg)}`, 32, 16);
}

function image(src: string, width: number, height: number): Box {
  return { type: 'img', props: { src, width, height, style: { width, height, flexShrink: 0 } } };
}

function row(style: Box['props']['style'], children: readonly Box[]): Box {
  return { type: 'div', props: { style: { display: 'flex', boxSizing: 'border-box', ...style }, children } };
}

function column(style: Box['props']['style'], children: readonly Box[]): Box {
  return row({ flexDirection: 'column', ...style }, children);
}

/**
 * Words that are longer than their box break anywhere. No `text-wrap: pretty`: satori sometimes draws a line more then
 * than the box has room for, over what stands below.
 */
function text(words: string, style: Box['props']['style']): Box {
  return {
    type: 'div',
    props: {
      style: {
        display: 'flex',
        boxSizing: 'border-box',
        wordBreak: 'break-word',
        ...style,
      },
      children: bound(words),
    },
  };
}

/** With what no line begins or ends in bound to its neighbour: a dash, the end of `son-in-law`, a last short word. */
function bound(words: string): string {
  return words
    .replaceAll(' – ', '\u00a0– ')
    .replace(/\S+/gu, (word) =>
      word.length > LONGEST_BOUND ? word : word.replace(/-(?=\p{L}{1,3}(?!\p{L}))/gu, '-\u2060'),
    )
    .replace(/(\S*[^\s–]) (\S{1,6})$/u, (end, before: string, last: string) =>
      end.length > LONGEST_BOUND ? end : `${before}\u00a0${last}`,
    );
}
