// Medians, percentiles, and a table that shows each figure beside its target.

export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  readonly holds: boolean;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `share` of the values are at most this; nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A ratio that should be at least, or at most, the target. */
export function ratioRow(what: string, ratio: number, bound: 'at least' | 'at most', target: number): Row {
  return {
    what,
    figure: `${ratio.toFixed(2)} ×`,
    target: `${bound === 'at least' ? '≥' : '≤'} ${target} ×`,
    holds: bound === 'at least' ? ratio >= target : ratio <= target,
  };
}

export function table(rows: readonly Row[]): string {
  const width = (of: (row: Row) => string) => Math.max(...rows.map((row) => of(row).length));
  const [what, figure, target] = [width((r) => r.what), width((r) => r.figure), width((r) => r.target)];
  return rows
    .map(
      (r) =>
        `${r.holds ? '✓' : '✗'} ${r.what.padEnd(what)}  ${r.figure.padStart(figure)}  ${r.target.padStart(target)}`,
    )
    .join('\n');
}
