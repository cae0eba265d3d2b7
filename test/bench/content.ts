// A thousand talks with fifty thousand points in three languages: how long they take to load, in how much memory, how
// quickly they are found and answered from, and how long a reload keeps the bot from doing anything else.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { openContext } from '../../src/bot/create-context.ts';
import { loadContent } from '../../src/content/load.ts';
import { type Point, Talk, TRANSLATIONS } from '../../src/content/schema.ts';
import { notesOf, notesOfTalk, stampOfPoint, stampOfTalk } from '../../src/content/translations.ts';
import { percentile, type Row } from './figures.ts';
import { COMMUNIQUE } from './process.ts';

const TALKS = 1_000;
const QUERIES = [
  ...['ukraine', 'embassies', 'lavrov', 'sanctons', 'the', 'economy banks', 'nato troops', 'rub'],
  ...['Лавров', 'санкции', 'Україна', 'прекращение огня', 'зеленски'],
];
const ROUNDS = 50;
const LONGEST = 'riyadh-2025-02-18';

interface Figures {
  readonly talks: number;
  readonly points: number;
  readonly loadMs: number;
  readonly peakMb: number;
  readonly searchMs: number;
  readonly answerMs: number;
  readonly reloadMs: number;
  readonly stallMs: number;
}

/** Our own talks again and again, under other ids, each with sources and translations of its own. */
function writeContent(folder: string): void {
  fs.cpSync('content', folder, { recursive: true });
  const originals = fs.readdirSync(path.join('content', 'talks'));
  for (const id of originals) {
    writeTranslations(path.join(folder, 'talks', id));
    // Copies cite what stands in other talks, which no seal knows of.
    const sources = path.join(folder, 'talks', id, 'sources.yaml');
    const text = fs.readFileSync(sources, 'utf8');
    fs.writeFileSync(sources, text.replace(/^ *seal: \{.*elsewhere.*\}\n/gm, ''));
  }
  // The first talks have three times as many points as the others: with them in every third turn, fifty a talk.
  const others = originals.filter((id) => id !== LONGEST);
  const turns = [...others, ...others, ...others, LONGEST];
  for (let n = originals.length; n < TALKS; n += 1) {
    const original = turns[n % turns.length] ?? '';
    const id = `copy-${n}`;
    const from = path.join(folder, 'talks', original);
    const to = path.join(folder, 'talks', id);
    fs.mkdirSync(to);
    for (const name of fs.readdirSync(from)) {
      const text = fs.readFileSync(path.join(from, name), 'utf8');
      fs.writeFileSync(path.join(to, name), renamed(name, text, original, id, n));
    }
  }
}

/** Sources have ids of their own in each copy; what is cited of another talk stays that talk's. */
function renamed(name: string, text: string, from: string, to: string, n: number): string {
  if (name === 'talk.yaml') {
    return text
      .replace(`id: ${from}`, `id: ${to}`)
      .replace(/^series: .*\n/m, '')
      .replaceAll(
        /source: ([a-z0-9-]+)/g,
        (_all, id: string) => `source: ${own.has(`${from} ${id}`) ? `${id}-${n}` : id}`,
      );
  }
  if (name !== 'sources.yaml') return text;
  return text
    .replaceAll(/^( {2}- id: )([a-z0-9-]+)/gm, (_all, key: string, id: string) => {
      own.add(`${from} ${id}`);
      return `${key}${id}-${n}`;
    })
    .replaceAll(/^( {4}carries: )([a-z0-9-]+)/gm, (_all, key: string, id: string) =>
      own.has(`${from} ${id}`) ? `${key}${id}-${n}` : `${key}${id}`,
    );
}
/** `talk source`: the sources that stand in the talk's own file. */
const own = new Set<string>();

/** What is not translated yet is written in other letters: to the search it is as good as another language. */
function writeTranslations(folder: string): void {
  const talk = Talk.parse(
    parse(fs.readFileSync(path.join(folder, 'talk.yaml'), 'utf8'), { schema: 'failsafe' }),
  );
  for (const language of TRANSLATIONS) {
    const file = path.join(folder, `${language}.yaml`);
    if (fs.existsSync(file)) continue;
    const write = (text: string) => JSON.stringify(inOtherLetters(text, language));
    const members = talk.delegations.flatMap((delegation) => delegation.members);
    const head = [
      `of: "${stampOfTalk(talk)}"`,
      `title: ${write(talk.title)}`,
      `about: ${write(talk.about)}`,
      ...(talk.venue === undefined ? [] : [`venue: ${write(talk.venue)}`]),
      ...(talk.duration === undefined ? [] : [`duration: ${write(talk.duration)}`]),
      `sessions: { ${(talk.sessions ?? []).map(({ id, title }) => `${id}: ${write(title)}`).join(', ')} }`,
      `roles: { ${members.flatMap(({ person, role }) => (role === undefined ? [] : `${person}: ${write(role)}`)).join(', ')} }`,
      `notes: [${notesOfTalk(talk).map(write).join(', ')}]`,
    ];
    const points = talk.points.map(
      (point) => `  ${point.id}: { ${pointKeys(point, language, write).join(', ')} }`,
    );
    fs.writeFileSync(file, `talk: { ${head.join(', ')} }\npoints:\n${points.join('\n')}\n`);
  }
}

function pointKeys(point: Point, language: string, write: (text: string) => string): readonly string[] {
  const { quote, changes = [] } = point;
  const isShownAsSaid = quote?.original !== undefined && quote.language === language;
  const changed = changes.map(({ was, why }) =>
    `{ ${[was && `was: ${write(was)}`, why && `why: ${write(why)}`].filter(Boolean).join(', ')} }`.replace(
      '{  }',
      '{}',
    ),
  );
  return [
    `of: "${stampOfPoint(point)}"`,
    `text: ${write(point.text)}`,
    ...(quote === undefined || isShownAsSaid ? [] : [`quote: ${write(quote.text)}`]),
    ...(point.citations.some(({ note }) => note !== undefined)
      ? [`notes: [${notesOf(point.citations).map(write).join(', ')}]`]
      : []),
    ...(changed.length === 0 ? [] : [`changes: [${changed.join(', ')}]`]),
  ];
}

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
const CYRILLIC = { ru: 'абцдефгхийклмнопярстувщыйз', uk: 'абцдефґхійклмнопярстувщїйз' } as const;

function inOtherLetters(text: string, language: 'ru' | 'uk'): string {
  return text.replaceAll(/[a-z]/g, (letter) => CYRILLIC[language][LATIN.indexOf(letter)] ?? letter);
}

async function figuresOf(folder: string): Promise<Figures> {
  const began = performance.now();
  const { catalogue, answers, locales } = await openContext(folder);
  const loadMs = performance.now() - began;
  const peakMb = process.resourceUsage().maxRSS / 1000;
  const timed = (work: () => unknown) => {
    const at = performance.now();
    work();
    return performance.now() - at;
  };
  const searches = QUERIES.flatMap((query) =>
    Array.from({ length: ROUNDS }, () => timed(() => catalogue.search(query, 10))),
  );
  // Each for the first time: what is kept costs nothing. Of all talks: of fifty, most of the hundredth part would be V8 warming up.
  const topics = catalogue.talks.flatMap((talk) =>
    catalogue
      .topicsOf(talk.id)
      .flatMap((topic) =>
        ['en', 'ru'].map((language) => timed(() => answers.topic(talk, topic, 1, locales.pick(language)))),
      ),
  );
  const { reloadMs, stallMs } = await reload(folder);
  return {
    talks: catalogue.talks.length,
    points: catalogue.talks.reduce((sum, talk) => sum + talk.points.length, 0),
    loadMs,
    peakMb,
    searchMs: percentile(searches, 0.99),
    answerMs: percentile(topics, 0.99),
    reloadMs,
    stallMs,
  };
}

/** The content again, and the longest time meanwhile in which a timer of 1 ms was not heard. */
async function reload(folder: string): Promise<{ readonly reloadMs: number; readonly stallMs: number }> {
  let [heard, longest] = [performance.now(), 0];
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - heard);
    heard = now;
  }, 1);
  const began = performance.now();
  await loadContent(folder);
  const reloadMs = performance.now() - began;
  longest = Math.max(longest, performance.now() - heard);
  clearInterval(timer);
  return { reloadMs, stallMs: longest };
}

export async function benchContent(): Promise<readonly Row[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bench-content-'));
  try {
    writeContent(folder);
    const { stdout } = spawnSync(
      process.execPath,
      [...(COMMUNIQUE.flags ?? []), import.meta.filename, folder],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const figures = JSON.parse(stdout) as Figures;
    const row = (what: string, value: number, unit: string, most: number): Row => ({
      what: `${figures.talks} talks, ${figures.points} points, 3 languages: ${what}`,
      figure: `${value.toFixed(1)} ${unit}`,
      target: `< ${most} ${unit}`,
      holds: value < most,
    });
    return [
      row('load', figures.loadMs / 1000, 's', 6),
      row('peak memory of a load', figures.peakMb, 'MB', 500),
      row('p99 of a search', figures.searchMs, 'ms', 10),
      row('p99 of a topic’s first answer', figures.answerMs, 'ms', 2),
      row('longest stall of a reload', figures.stallMs, 'ms', 100),
    ];
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) process.stdout.write(JSON.stringify(await figuresOf(process.argv[2] ?? '')));
