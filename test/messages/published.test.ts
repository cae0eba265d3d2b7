// The published talks as people will see them: whole, short, agreed first, in every language.

import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../src/content/catalogue.ts';
import { loadContent } from '../../src/content/load.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { render } from '../../src/messages/render.ts';
import { MAX_MESSAGE_LENGTH } from '../../src/messages/split.ts';
import { composeTopic } from '../../src/summaries/compose.ts';
import { rostersOf } from '../../src/summaries/delegations.ts';
import { inOrder, select } from '../../src/summaries/select.ts';
import { talkIn } from '../support/catalogue.ts';
import { visibleText } from '../support/telegram-html.ts';

const locales = createLocales();
let catalogue: Catalogue;

beforeAll(async () => {
  catalogue = await loadContent('content');
});

describe('the published talks', () => {
  test.each(locales.languages)('are a few messages a topic, with every point in them, in %s', (language) => {
    const locale = locales.pick(language);
    for (const talk of catalogue.talks) {
      for (const topic of catalogue.topicsOf(talk.id)) {
        const parts = render(composeTopic(catalogue, talk, topic), locale).map(visibleText);
        expect(parts.length, `${talk.id} ${topic.id}`).toBeLessThanOrEqual(5);
        for (const part of parts) expect([...part].length).toBeLessThanOrEqual(MAX_MESSAGE_LENGTH);
        const selection = select(catalogue, talk, topic.id);
        // The list of the delegates says what these say.
        const lists = topic.id === 'delegations' ? rostersOf(catalogue, talk, inOrder(selection)) : new Map();
        const rosters = new Set([...lists.values()].flat());
        for (const point of inOrder(selection).filter((shown) => !selection.beside.includes(shown))) {
          const isShown = parts.some((part) => part.includes(point.text));
          expect(isShown || rosters.has(point), `${talk.id} ${point.id}`).toBe(true);
        }
      }
    }
  });

  test('begin with what was agreed', () => {
    const talk = talkIn(catalogue, 'riyadh-2025-02-18');
    const topic = catalogue.topicByCommand('ukraine');
    if (topic === undefined) throw new Error('no /ukraine');
    const [first = ''] = render(composeTopic(catalogue, talk, topic), locales.pick('en')).map(visibleText);
    expect(first).toMatch(/^🇺🇦 Ukraine\nRiyadh talks · 18 Feb 2025\n\n✅ Agreed\n• /u);
  });

  test('begin an overview with what a reader must know, all of it in the first message and the first of it unfolded', () => {
    const topic = catalogue.topic('overview');
    if (topic === undefined) throw new Error('no overview');
    for (const talk of catalogue.talks) {
      const [first = ''] = render(composeTopic(catalogue, talk, topic), locales.pick('en'));
      const [open = ''] = first.split('<blockquote');
      const lead = catalogue.leadOf(talk.id).filter(({ topics }) => topics.includes(topic.id));
      expect(lead.length, talk.id).toBeGreaterThan(0);
      const unseen = lead.filter(({ text }) => !visibleText(open).includes(text));
      expect(unseen, talk.id).toEqual(lead.slice(lead.length - unseen.length));
      expect(unseen.length, talk.id).toBeLessThan(lead.length);
      for (const { id, text } of unseen) expect(visibleText(first), `${talk.id} ${id}`).toContain(text);
    }
  });

  test('a topic’s answer takes far less than 2 ms', () => {
    const [talk] = catalogue.talks;
    const topic = catalogue.topicByCommand('ukraine');
    if (talk === undefined || topic === undefined) throw new Error('no content');
    const before = process.threadCpuUsage();
    for (let time = 0; time < 300; time += 1)
      render(composeTopic(catalogue, talk, topic), locales.pick('en'));
    // Processor time, which other work on the machine does not stretch, µs.
    expect(process.threadCpuUsage(before).user / 300).toBeLessThan(2_000);
  });
});
