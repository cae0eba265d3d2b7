// Points of every kind and speaker, made up by fast-check: what a talk's file could hold.

import fc from 'fast-check';
import { Point } from '../../src/content/schema.ts';
import type { PlainPoint } from './catalogue.ts';

const TOPICS = ['overview', 'delegations', 'summit', 'ukraine', 'europe'];
const ACTORS = [
  'lavrov',
  'rubio',
  'zelensky',
  'russia',
  'usa',
  'ukraine-state',
  'white-house',
  'us-media',
  'izvestia',
];

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 90 })
  .map((raw) => raw.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim())
  .filter((clean) => Point.shape.text.safeParse(clean).success);

const sources = fc
  .uniqueArray(fc.constantFrom('izvestia', 'kommersant'), { minLength: 1, maxLength: 2 })
  .map((ids) => ids.map((id) => ({ id, at: '¶1' })));

const anyPoint = fc.record({
  topics: fc.uniqueArray(fc.constantFrom(...TOPICS), { minLength: 1, maxLength: 3 }),
  kind: fc.constantFrom('agreed', 'said', 'reported', 'denied', 'open', 'analysis', 'background'),
  by: fc.uniqueArray(fc.constantFrom(...ACTORS), { minLength: 1, maxLength: 3 }),
  isNamed: fc.boolean(),
  target: fc.nat(),
  text,
  sources,
});

/** A talk's points, each as the content's checks would let it through. */
export const somePoints: fc.Arbitrary<readonly PlainPoint[]> = fc
  .array(anyPoint, { minLength: 1, maxLength: 30 })
  .map((drafts) =>
    drafts.map(({ isNamed, target, ...draft }, index): PlainPoint => {
      const denied = (index + 1 + (target % Math.max(1, drafts.length - 1))) % drafts.length;
      const mustName = draft.kind === 'said' || draft.kind === 'analysis' || draft.kind === 'open' || isNamed;
      const point = { ...draft, id: `p${index}`, kind: draft.kind, by: mustName ? draft.by : [] };
      if (draft.kind !== 'denied') return { ...point, kind: draft.kind };
      return denied === index
        ? { ...point, kind: 'background' }
        : { ...point, kind: 'denied', denies: `p${denied}` };
    }),
  );
