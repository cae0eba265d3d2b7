// What a bot shows at /metrics, as numbers to look up.

/** `name{label="value",…}` → value, as Prometheus would read it. */
export type Figures = ReadonlyMap<string, number>;

export async function scrape(url: string): Promise<Figures> {
  const answer = await fetch(`${url}/metrics`);
  if (answer.status !== 200) throw new Error(`/metrics answers ${answer.status}`);
  return readFigures(await answer.text());
}

/** @throws for a line that is neither a figure nor a comment */
export function readFigures(text: string): Figures {
  const figures = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value] = /^([a-z0-9_]+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw new Error(`not a figure: ${line}`);
    figures.set(name, value === 'Nan' || value === 'NaN' ? Number.NaN : Number(value));
  }
  return figures;
}
