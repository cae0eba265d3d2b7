// The figures, the page that explains them, the dashboard and the alerts: each speaks only of what there is.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics, type FiguresSource, type Metrics } from '../../src/ops/metrics.ts';
import { manualClock } from '../support/clock.ts';
import { readFigures } from '../support/figures.ts';
import { ROOT } from '../support/program.ts';

interface AlertTest {
  readonly input_series: readonly { readonly series: string }[];
  readonly alert_rule_test: readonly {
    readonly alertname: string;
    readonly exp_alerts: readonly { readonly exp_labels: { readonly severity: string } }[];
  }[];
}

const read = (file: string) => readFileSync(join(ROOT, 'docs', file), 'utf8');

const SOURCE: FiguresSource = {
  storeFigures: async () => ({ waiting: 8, waitingFor: 1500, overdueFor: 2500, copiesWaiting: 6 }),
  subscriptions: async () => 41,
  contentFigures: () => ({ version: 'abc', talks: 1, topics: 8, points: 72, isRefused: false }),
};
const metricsOf = (source: FiguresSource | undefined, clock = manualClock()) =>
  createMetrics({ clock, source: () => source, sends: () => 3, silence: () => 0 });

/** Everything that can be counted, once. */
function countAll(metrics: Metrics): void {
  metrics.update('message', 'answered', 12);
  metrics.send('sent', 'reply', 250);
  metrics.flood('all');
  metrics.inline('sent');
  metrics.planned({ queued: 5, idle: 2, late: 1 });
  metrics.dropped();
  metrics.request('readyz', 503, 2);
}

/** Name without the endings of a histogram → its labels. */
let known: Map<string, Set<string>>;

beforeAll(async () => {
  const metrics = metricsOf(SOURCE);
  countAll(metrics);
  known = new Map();
  for (const figure of readFigures((await metrics.expose()).text).keys()) {
    const [, name = '', labels = ''] =
      /^([a-z0-9_]+?)(?:_bucket|_sum|_count)?(?:\{(.*)\})?$/.exec(figure) ?? [];
    const set = known.get(name) ?? new Set();
    for (const [, label = ''] of labels.matchAll(/([a-z_]+)="/g)) if (label !== 'le') set.add(label);
    known.set(name, set);
  }
});

const own = () => [...known.keys()].filter((name) => name.startsWith('communique_'));

/** Figures that an expression of PromQL asks for, with the labels it names in braces. */
function askedBy(expression: string): { name: string; labels: string[] }[] {
  return [...expression.matchAll(/\b((?:communique|process|nodejs)_[a-z0-9_]+)(?:\{([^}]*)\})?/g)].map(
    ([, name = '', labels = '']) => ({
      name: name.replace(/_(bucket|sum|count)$/, ''),
      labels: [...labels.matchAll(/([a-z_]+)(?:=|!|~)/g)].flatMap(([, label]) => label ?? []),
    }),
  );
}

/** Prometheus adds these to every figure. */
const ADDED = new Set(['job', 'instance']);

function expectKnown(expression: string): void {
  const asked = askedBy(expression);
  if (asked.length === 0) expect(expression).toContain('up{job="communique"}');
  for (const { name, labels } of asked) {
    expect([...known.keys()], expression).toContain(name);
    for (const label of labels.filter((one) => !ADDED.has(one)))
      expect([...(known.get(name) ?? [])], `${label} in ${expression}`).toContain(label);
  }
  for (const [open, close] of ['()', '{}', '[]'])
    expect(expression.split(open ?? '').length, expression).toBe(expression.split(close ?? '').length);
}

describe('the dashboard', () => {
  const dashboard = JSON.parse(read('operations/dashboard.json'));

  it('shows only figures that exist, each panel in its place', () => {
    const places = new Set<string>();
    for (const panel of dashboard.panels) {
      for (const { expr } of panel.targets ?? []) expectKnown(expr);
      const { x, y, w } = panel.gridPos;
      expect(x + w).toBeLessThanOrEqual(24);
      places.add(`${x} ${y}`);
    }
    expect(places.size).toBe(dashboard.panels.length);
    expect(new Set(dashboard.panels.map(({ id }: { id: number }) => id)).size).toBe(dashboard.panels.length);
  });

  it('shows every figure of the bot’s own', () => {
    const shown = new Set(askedBy(JSON.stringify(dashboard)).map(({ name }) => name));
    for (const name of own()) expect([...shown]).toContain(name);
  });
});

describe('the alerts', () => {
  const rules: { alert: string; expr: string; labels: { severity: string }; annotations: object }[] = parse(
    read('operations/alerts.yaml'),
  ).groups.flatMap(({ rules: some }: { rules: object[] }) => some);

  it('ask only for figures that exist', () => {
    for (const { expr } of rules) expectKnown(expr);
  });

  const rule = (name: string) => rules.find(({ alert }) => alert === name)?.expr ?? '';

  it('see one process of several that is down, and all of them', () => {
    expect(rule('CommuniqueDown')).toMatch(/up\{job="communique"\} == 0 or absent\(up\{job="communique"\}\)/);
  });

  it('see what was counted before the first scrape of a process', () => {
    // `increase` alone sees 1, 1, 1, where digests are dropped half a second after the start.
    expect(rule('CommuniqueDigestsDropped')).toMatch(
      /increase\([\s\S]* or [\s\S]*process_start_time_seconds/,
    );
  });

  it('each have examples of figures at which they fire', () => {
    const { tests }: { tests: AlertTest[] } = parse(read('operations/alerts.test.yaml'));
    const expected = tests.flatMap(({ alert_rule_test: some }) => some);
    const fired = expected.filter(({ exp_alerts: alerts }) => alerts.length > 0);
    expect(new Set(fired.map(({ alertname }) => alertname))).toEqual(
      new Set(rules.map(({ alert }) => alert)),
    );
    // What only looks like a figure would never be there.
    for (const { series } of tests.flatMap(({ input_series: inputs }) => inputs))
      if (!series.startsWith('up{')) expectKnown(series.replace(/,le="[^"]+"/, ''));
    for (const { alertname, exp_alerts: alerts } of fired) {
      const { severity } = rules.find(({ alert }) => alert === alertname)?.labels ?? {};
      for (const { exp_labels: labels } of alerts) expect(labels.severity).toBe(severity);
    }
  });

  it('fire at those examples, where Prometheus’s own tool is at hand to say so', () => {
    const folder = join(ROOT, 'docs/operations');
    const told = spawnSync('promtool', ['test', 'rules', 'alerts.test.yaml'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const isAtHand = told.error === undefined;
    expect(isAtHand ? told.status : 0, told.stdout + told.stderr).toBe(0);
  });

  it('and the dashboard never show the figures of other programs', () => {
    const everywhere = [
      ...rules.map(({ expr }) => expr),
      read('operations/dashboard.json').replaceAll('\\"', '"'),
    ];
    for (const text of everywhere)
      for (const [, labels = ''] of text.matchAll(/\b(?:process|nodejs)_\w+(?:\{([^}]*)\})?/g))
        expect(labels).toContain('job="communique"');
  });

  it('say how urgent they are, and operations.md what to do', () => {
    const advice = read('operations.md');
    for (const { alert, labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels.severity);
      expect(Object.keys(annotations)).toEqual(['summary']);
      expect(advice).toContain(`\`${alert}\``);
    }
    for (const [, named = ''] of advice.matchAll(/`(Communique[A-Za-z]+)`/g))
      expect(rules.map(({ alert }) => alert)).toContain(named);
  });
});

it('metrics.md explains every figure with its labels, and no other', () => {
  const rows = [...read('operations/metrics.md').matchAll(/^\| `(communique_[a-z_]+)` \|([^|]*)\|/gm)];
  const explained = new Map(
    rows.map(([, name = '', labels = '']) => [
      name,
      [...labels.matchAll(/`([a-z]+)`/g)].map(([, one]) => one),
    ]),
  );
  expect([...explained.keys()].toSorted()).toEqual(own().toSorted());
  for (const [name, labels] of explained)
    expect([name, labels.toSorted()]).toEqual([name, [...(known.get(name) ?? [])].toSorted()]);
});

it('what the store does not say is no number, and the rest is there', async () => {
  const gone: FiguresSource = { ...SOURCE, storeFigures: () => Promise.reject(new Error('away')) };
  for (const source of [gone, undefined]) {
    const metrics = metricsOf(source);
    countAll(metrics);
    const figures = readFigures((await metrics.expose()).text);
    expect(figures.get('communique_store_up')).toBe(0);
    expect(figures.get('communique_queue_depth')).toBeNaN();
    expect(figures.get('communique_sends_pending')).toBe(3);
    expect(figures.get('communique_digests_total{outcome="idle"}')).toBe(2);
  }
});

it('what happens seldom begins at 0, so that an alert sees the first time', async () => {
  const figures = readFigures((await metricsOf(SOURCE).expose()).text);
  const outcomes = [
    ...read('operations/alerts.yaml').matchAll(/increase\((communique_\w+)\{(\w+)=~?"([^"]+)"\}/g),
  ];
  expect(outcomes.length).toBeGreaterThan(1);
  for (const [, name, label, values = ''] of outcomes)
    for (const value of values.split('|')) {
      const series = [...figures].filter(
        ([key]) => key.startsWith(`${name}{`) && key.includes(`${label}="${value}"`),
      );
      expect(series, `${name} ${value}`).not.toEqual([]);
      for (const [, figure] of series) expect(figure).toBe(0);
    }
});

it('two bots in one process count apart', async () => {
  const [one, other] = [metricsOf(SOURCE), metricsOf(SOURCE)];
  one.flood('chat');
  const of = async (metrics: Metrics) =>
    readFigures((await metrics.expose()).text).get('communique_flood_waits_total{whose="chat"}');
  expect([await of(one), await of(other)]).toEqual([1, 0]);
});
