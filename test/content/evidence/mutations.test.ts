// The gates proved: every point is spoilt in every way, one at a time, and the fault has to be seen.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openArchive } from '../../../src/content/evidence/archive.ts';
import { checkEvidence } from '../../../src/content/evidence/check-evidence.ts';
import { madeUp } from './made-up.ts';
import { type Caught, FAULTS, type Fault, mutate, type Rates, WITHOUT_SEALS } from './mutations.ts';
import { hasTalkFolders, readYamlContent } from './yaml-content.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
/** The bot's own content, or that of CONTENT_DIR. */
const CONTENT = process.env.CONTENT_DIR ?? join(ROOT, 'content');
const ARCHIVE = process.env.CONTENT_ARCHIVE ?? join(ROOT, '..', 'shared', 'content', 'texts');
const hasContent = hasTalkFolders(CONTENT);
const hasArchive = existsSync(ARCHIVE);

const say = (text: string) => process.stdout.write(`${text}\n`);
const rate = (caught: number, made: number) => (made === 0 ? 1 : caught / made);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(8);

function table(title: string, rates: Rates): string {
  const isSealed = FAULTS.some((fault) => rates[fault].sealed > 0);
  const shown = FAULTS.filter((fault) => rates[fault].made > 0 && (!isSealed || rates[fault].sealed > 0));
  const rows = shown.map((fault) => {
    const { made, errors, any, seals, sealed } = rates[fault];
    const seen = isSealed
      ? `seals${percent(rate(seals, sealed))}`
      : `errors${percent(rate(errors, made))}  with warnings${percent(rate(Math.max(any, errors), made))}`;
    return `  ${fault.padEnd(32)}${String(made).padStart(6)}  ${seen}`;
  });
  return [title, ...rows].join('\n');
}

function expectSealed(rates: Rates): void {
  for (const fault of FAULTS) {
    if (WITHOUT_SEALS.has(fault)) continue;
    const { seals, sealed } = rates[fault];
    expect(`${fault}: ${seals} of ${sealed}`).toBe(`${fault}: ${sealed} of ${sealed}`);
  }
}

function expectSeen(
  rates: Rates,
  least: Readonly<Partial<Record<Fault, number>>>,
  by: (caught: Caught) => number,
): void {
  for (const fault of FAULTS) {
    const share = least[fault];
    if (share === undefined) continue;
    const { made, missed } = rates[fault];
    expect(
      rate(by(rates[fault]), made),
      `${fault}; missed: ${missed.slice(0, 5).join(' | ')}`,
    ).toBeGreaterThanOrEqual(share);
  }
}

/** What the texts must show by errors alone. Where a number stands in a cited paragraph for the same thing too, only a seal can see it. */
const BY_ERRORS: Readonly<Partial<Record<Fault, number>>> = {
  'passage word': 1,
  'passage in another paragraph': 1,
  'passage in another source': 1,
  'quotation word': 1,
  number: 1,
  'number that stands there': 0.25,
  'date in the text': 1,
  place: 1,
  'person in the text': 0.95,
  'party in the text': 0.95,
  speaker: 0.94,
  'speaker who is named there': 0.35,
  party: 0.65,
  'not at the table': 1,
  'reprint counted': 1,
};
const BY_WARNINGS: Readonly<Partial<Record<Fault, number>>> = {
  'date of the point': 0.9,
  speaker: 0.97,
  'speaker who is named there': 0.6,
  party: 0.72,
};

test('in the made-up talk nothing passes', () => {
  const { content, archive } = madeUp();
  const rates = mutate(content, archive, () => true);
  for (const fault of FAULTS) expect(rates[fault].made, fault).toBeGreaterThan(0);
  expectSeen(rates, BY_ERRORS, ({ errors }) => errors);
  expectSealed(mutate(content, undefined, () => true));
});

test('a gate that is open is noticed', () => {
  const { content } = madeUp();
  const rates = mutate(content, { read: () => undefined }, () => true);
  // Headlines are held against the titles, without a text.
  expect(rates['passage word'].errors).toBe(3);
  expect(() => expectSeen(rates, BY_ERRORS, ({ errors }) => errors)).toThrow(/passage word; missed: elmport/);
});

describe.skipIf(!hasContent)(`in the content of ${CONTENT}`, () => {
  const content = hasContent ? readYamlContent(CONTENT) : madeUp().content;
  const archive = hasArchive ? openArchive(ARCHIVE) : undefined;
  const tuned = new Set(content.talks.filter((_, index) => index % 2 === 0).map(({ talk }) => talk.id));

  test(`nothing is called wrong as it is, by ${hasArchive ? `the texts of ${ARCHIVE}` : 'the seals: there are no texts here'}`, () => {
    const work = checkEvidence(content, archive);
    let step = work.next();
    while (!step.done) step = work.next();
    const errors = step.value.filter(({ level }) => level === 'error');
    expect(errors.map(({ talk, entry, what }) => `${talk}: ${entry}: ${what}`)).toEqual([]);
    const doubted = step.value.filter(({ what }) => what.startsWith('the cited paragraphs have'));
    expect(doubted.map(({ talk, entry, what }) => `${talk}: ${entry}: ${what}`)).toEqual([]);
  });

  test('the seals see every fault', () => {
    const rates = mutate(content, undefined, () => true);
    say(table('By the seals alone, all talks:', rates));
    expectSealed(rates);
  });

  test.skipIf(!hasArchive)(
    'the texts show the faults, in the talks for which the gates were tuned and in the others',
    () => {
      const mine = mutate(content, archive, (talk) => tuned.has(talk));
      say(table('By the texts, the talks for which the gates were tuned:', mine));
      const others = mutate(content, archive, (talk) => !tuned.has(talk));
      say(table('By the texts, the other talks:', others));
      for (const rates of [mine, others]) {
        expectSeen(rates, BY_ERRORS, ({ errors }) => errors);
        expectSeen(rates, BY_WARNINGS, ({ any }) => any);
      }
    },
    120_000,
  );
});

if (!hasContent) say(`${CONTENT} has no talks in folders: the gates are tried on the made-up talk alone`);
if (!hasArchive) say(`No texts at ${ARCHIVE}: the content is tried by its seals alone`);
