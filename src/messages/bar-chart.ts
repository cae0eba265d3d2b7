// A bar chart of figures by day, stacked, as SVG.

import { escapeHtml } from './html.ts';

export interface BarChart {
  readonly title: string;
  readonly axes: { readonly x: string; readonly y: string };
  /** Stacked from the bottom up. */
  readonly kinds: readonly { readonly name: string; readonly colour: string }[];
  /** `counts`: one for each kind. */
  readonly bars: readonly { readonly label: string; readonly counts: readonly number[] }[];
  /** Numbers as the reader's language writes them. */
  readonly number: (value: number) => string;
}

/** Pixels. A phone shows the picture at about 0.4 of this width, where 30 looks like 12 in a text. */
const WIDTH = 1000;
const HEIGHT = 680;
const TEXT = 28;
const PLOT = { left: 120, right: 970, top: 170, bottom: 540 } as const;
/** A count of one among thousands must still be visible. */
const LOWEST_BAR = 7;
const STEPS = 4;
const MARGIN = 40;
/** In the legend: a square of colour with the space after it, and the space between entries. */
const SWATCH = 36;
const GAP = 28;
/** Average width of a letter of DejaVu Sans, also Cyrillic, as a part of the font size. */
const LETTER = 0.61;

/** With its own background, it reads the same in light and dark themes. */
const INK = '#1d2733';
const FAINT = '#5b6b7c';
const LINES = '#d5dce3';
const GROUND = '#f6f8fa';

export function barChart(chart: BarChart): string {
  const highest = Math.max(0, ...chart.bars.map(({ counts }) => sum(counts)));
  const top = roundUp(highest);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="DejaVu Sans" font-size="${TEXT}" fill="${INK}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${GROUND}"/>`,
    text(MARGIN, 62, chart.title, 'font-size="38" font-weight="bold"'),
    ...legend(chart),
    ...grid(chart, top),
    ...chart.bars.flatMap((bar, index) => stack(chart, bar, index, top)),
    text(PLOT.left, PLOT.top - 22, chart.axes.y, `fill="${FAINT}"`),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 36, chart.axes.x, `fill="${FAINT}" text-anchor="middle"`),
    '</svg>',
  ].join('\n');
}

function legend({ kinds, bars, number }: BarChart): string[] {
  const entries = kinds.map(
    ({ name }, kind) => `${name} ${number(sum(bars.map(({ counts }) => counts[kind] ?? 0)))}`,
  );
  const room = PLOT.right - MARGIN - kinds.length * (SWATCH + GAP);
  const size = Math.min(TEXT, room / (LETTER * entries.join('').length));
  let x = MARGIN;
  return kinds.flatMap(({ colour }, kind) => {
    const words = entries[kind] ?? '';
    const left = round(x);
    x += SWATCH + words.length * size * LETTER + GAP;
    return [
      `<rect x="${left}" y="84" width="24" height="24" rx="4" fill="${colour}"/>`,
      text(left + SWATCH, 106, words, `font-size="${round(size)}"`),
    ];
  });
}

function grid({ number }: BarChart, top: number): string[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const y = PLOT.bottom - ((PLOT.bottom - PLOT.top) * step) / STEPS;
    const line = `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y}" y2="${y}" stroke="${LINES}" stroke-width="2"/>`;
    const words = number((top * step) / STEPS);
    const size = Math.min(TEXT, (PLOT.left - 20) / (LETTER * words.length));
    return [line, text(PLOT.left - 14, y + 10, words, `text-anchor="end" font-size="${round(size)}"`)];
  }).flat();
}

function stack(
  { kinds, bars }: BarChart,
  { label, counts }: BarChart['bars'][number],
  index: number,
  top: number,
): string[] {
  const room = (PLOT.right - PLOT.left) / bars.length;
  const left = PLOT.left + room * (index + 0.15);
  let bottom: number = PLOT.bottom;
  const parts = kinds.flatMap(({ colour }, kind) => {
    const count = counts[kind] ?? 0;
    if (count === 0) return [];
    const height = Math.max(LOWEST_BAR, ((PLOT.bottom - PLOT.top) * count) / top);
    bottom -= height;
    return [
      `<rect x="${round(left)}" y="${round(bottom)}" width="${round(room * 0.7)}" height="${round(height)}" fill="${colour}"/>`,
    ];
  });
  return [...parts, text(round(left + room * 0.35), PLOT.bottom + 40, label, 'text-anchor="middle"')];
}

function text(x: number, y: number, words: string, more = ''): string {
  return `<text x="${x}" y="${y}" ${more}>${escapeHtml(words)}</text>`;
}

/** The next of 4, 8, 12, 16, 20, 40, 80, …: every grid line is a round whole number. */
function roundUp(highest: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 3, 4, 5]) if (step * power * STEPS >= highest) return step * power * STEPS;
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
