// Buttons that fit a phone: a row whose labels would be cut becomes several narrower ones.

/** Letters that fit a button of a row of one, two, three and four at 360 px; longer rows are of numbers. */
const LONGEST = [32, 16, 9, 7];

const graphemes = new Intl.Segmenter('en');

/** The same buttons in the same order. */
export function fittedRows<Labelled extends { readonly text: string }>(
  rows: readonly (readonly Labelled[])[],
): readonly (readonly Labelled[])[] {
  return rows.flatMap((row) => {
    const width = widthFor(row);
    if (width >= row.length) return [row];
    return Array.from({ length: Math.ceil(row.length / width) }, (_, number) =>
      row.slice(number * width, (number + 1) * width),
    );
  });
}

/** Whether the label is shown whole by a button that has a row to itself. */
export function fitsAlone(text: string): boolean {
  return fits(text, 1);
}

/** As many in a row as there are, or the most that all fit; a label that is too long for a whole row stays alone. */
function widthFor(row: readonly { readonly text: string }[]): number {
  if (row.length > LONGEST.length) return row.length;
  let width = row.length;
  while (width > 1 && !row.every(({ text }) => fits(text, width))) width -= 1;
  return width;
}

function fits(text: string, width: number): boolean {
  const longest = LONGEST[width - 1] ?? 0;
  // Letters are never more than UTF-16 units: few labels need to be counted.
  return text.length <= longest || [...graphemes.segment(text)].length <= longest;
}
