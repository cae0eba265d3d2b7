// A drawing as a PNG: satori lays it out, resvg makes pixels. Loaded only in a thread of its own.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { renderAsync } from '@resvg/resvg-js';
import satori, { type Font } from 'satori';
import type { Drawing } from './drawing.ts';
import { type Box, layout, MOST_HEIGHT, WIDTHS } from './layout.ts';

/** A finished picture. */
export interface Drawn {
  readonly png: Uint8Array;
  /** How many of the drawing's rows are on it. */
  readonly rows: number;
}

/** A laid-out box, in the drawing's units. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly text: string | undefined;
}

const SUBSETS = ['latin', 'cyrillic', 'latin-ext', 'cyrillic-ext'] as const;
const FALLBACK = [
  { file: 'DejaVuSans.ttf', weight: 400 },
  { file: 'DejaVuSans-Bold.ttf', weight: 700 },
] as const;
const WEIGHTS = [400, 600, 700] as const;
/** Of the width: sharp on phones, and with the height no side over 2560, the longest that Telegram keeps. */
const PIXELS = 1280;

/** A layout as SVG, in units, with the number of rows that fit. */
export interface Laid {
  readonly svg: string;
  readonly boxes: readonly Placed[];
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface Draw {
  /** @throws {Error} for what cannot be laid out or drawn */
  draw(drawing: Drawing): Promise<Drawn>;
  /** The layout alone. */
  lay(drawing: Drawing): Promise<Laid>;
}

/** Reads the fonts and the flags. */
export function createDraw(): Draw {
  const { resolve } = createRequire(import.meta.url);
  const fonts = SUBSETS.flatMap((subset) =>
    WEIGHTS.map(
      (weight): Font => ({
        name: subset === 'latin' ? 'Inter' : `Inter ${subset}`,
        data: readFileSync(resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff`)),
        weight,
        style: 'normal',
      }),
    ),
  );
  const fontFamily = SUBSETS.map((subset) => (subset === 'latin' ? 'Inter' : `'Inter ${subset}'`)).join(', ');
  const { flags } = JSON.parse(readFileSync(new URL('flags.json', import.meta.url), 'utf8')) as {
    flags: Readonly<Record<string, string>>;
  };
  const flag = (emoji: string): string | undefined => {
    const svg = flags[emoji];
    return svg === undefined ? undefined : `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  };

  let fallback: Font[] | undefined;
  /** For letters that Inter lacks: arrows, other scripts. Read when they are met. */
  function others(): Font[] {
    fallback ??= FALLBACK.map(({ file, weight }) => ({
      name: 'DejaVu Sans',
      data: readFileSync(resolve(`dejavu-fonts-ttf/ttf/${file}`)),
      weight,
      style: 'normal',
    }));
    return fallback;
  }

  async function layAt(drawing: Drawing, width: number, rows: number): Promise<Laid> {
    const boxes: Placed[] = [];
    const tree = layout(drawing, width, rows, flag);
    const root: Box = { ...tree, props: { ...tree.props, style: { ...tree.props.style, fontFamily } } };
    const svg = await satori(root, {
      width,
      fonts,
      loadAdditionalAsset: async (kind, words) => (kind === 'emoji' ? flag(words) : undefined) ?? others(),
      onNodeDetected: ({ left, top, width, height, textContent }) =>
        boxes.push({ left, top, width, height, text: textContent }),
    });
    return { svg, boxes, rows, width, height: Number(/height="([\d.]+)"/.exec(svg)?.[1]) };
  }

  async function lay(drawing: Drawing): Promise<Laid> {
    const widths = WIDTHS[drawing.type];
    for (let rows = drawing.rows.length; rows > 1; rows -= 1) {
      const first = await layAt(drawing, widths[0], rows);
      if (fits(first)) return first;
      // Smaller letters are worth it where nothing is left out then, or where one row would stand alone.
      const wider = rows === drawing.rows.length ? widths.slice(1) : widths.slice(1, rows === 2 ? 3 : 2);
      for (const width of wider) {
        if (!mayFit(first, width)) continue;
        const laid = await layAt(drawing, width, rows);
        if (fits(laid)) return laid;
      }
    }
    // One row is drawn whole, however high.
    return layAt(drawing, widths[0], Math.min(drawing.rows.length, 1));
  }

  return {
    lay,
    async draw(drawing) {
      const { svg, rows } = await lay(drawing);
      const image = await renderAsync(svg, {
        fitTo: { mode: 'width', value: PIXELS },
        font: { loadSystemFonts: false },
      });
      return { png: image.asPng(), rows };
    },
  };
}

function fits({ width, height }: Laid): boolean {
  return height <= width * MOST_HEIGHT;
}

/** A text in a box that is wider by a tenth is lower by a tenth; a layout takes too long to try what is far from fitting. */
function mayFit({ width, height }: Laid, wider: number): boolean {
  return height * (width / wider) <= wider * MOST_HEIGHT * 1.1;
}
