// A summary too long for one message keeps its beginning, says that there is more, and never loses its sources.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLocales } from '../../src/locales/locale.ts';
import { render } from '../../src/messages/render.ts';
import { composeTopic } from '../../src/summaries/compose.ts';
import { shorten } from '../../src/summaries/shorten.ts';
import { catalogueOf, type PlainPoint, talkIn, topicIn } from '../support/catalogue.ts';
import { visibleText } from '../support/telegram-html.ts';

const english = createLocales().pick('en');
const fits = (summary: Parameters<typeof shorten>[0]) => render(summary, english).length === 1;

function summaryOf(kinds: readonly PlainPoint['kind'][]) {
  const points = kinds.map(
    (kind, i): PlainPoint => ({
      ...{ id: `p-${i}`, topics: ['ukraine'], kind, text: `Point ${i} ${'so it goes '.repeat(20)}`.trim() },
      ...(kind === 'said' || kind === 'analysis' ? { by: ['lavrov'] } : {}),
    }),
  );
  const catalogue = catalogueOf({ points });
  return composeTopic(catalogue, talkIn(catalogue), topicIn(catalogue, 'ukraine'));
}

test('a short summary stays as it is', () => {
  const summary = summaryOf(['agreed', 'said']);
  expect(shorten(summary, fits)).toBe(summary);
});

test('a long one is one message with title, as many points as fit, and the sources', () => {
  const kind = fc.constantFrom('agreed' as const, 'said' as const, 'reported' as const, 'analysis' as const);
  fc.assert(
    fc.property(fc.array(kind, { minLength: 25, maxLength: 60 }), (kinds) => {
      const [message = '', ...more] = render(shorten(summaryOf(kinds), fits), english);
      const text = visibleText(message);
      expect(more).toEqual([]);
      expect(text).toMatch(/^Ukraine\nRiyadh talks/);
      expect(text).toMatch(/There’s more – tap the button to read it all\.\n\n1 source$/);
      expect([...text].length).toBeGreaterThan(3500);
      expect([...text].length).toBeLessThanOrEqual(4096);
    }),
    { numRuns: 20 },
  );
});
