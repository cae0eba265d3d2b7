// SVG → PNG, with a font of our own: the same picture on every machine.

import { createRequire } from 'node:module';

const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];
const FAMILY = 'DejaVu Sans';

/** Renders off the event loop, in some 50 ms. @throws {Error} where there is no renderer for this machine */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const { resolve } = createRequire(import.meta.url);
  const fontFiles = FONTS.map((font) => resolve(`dejavu-fonts-ttf/ttf/${font}`));
  const image = await renderAsync(svg, {
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: FAMILY },
  });
  return image.asPng();
}
