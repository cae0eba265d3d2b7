// What a channel's digest says with a picture on top: in the first try, and in one after the picture was sent.

import { describe, expect, test } from 'vitest';
import { picturePart } from '../../src/delivery/worker.ts';
import { createDeliveryContent } from '../../src/digests/delivery-content.ts';
import { underPicture } from '../../src/digests/under-picture.ts';
import { createLocales } from '../../src/locales/locale.ts';
import type { TakenDigest } from '../../src/store/taken-delivery.ts';
import type { SentPart, Sequence } from '../../src/store/types.ts';

const HEADLINE = '<b>Agreed: a truce</b>';
const LONG = 'What was said. '.repeat(60).trim();
const TWO_LONG = [`${HEADLINE}\n\n${LONG}`, `${HEADLINE} (continued)\n\n${LONG}`];

/** What a try at the digest says. */
async function said(htmls: readonly string[], sentParts: readonly SentPart[] = []) {
  const leads = { evidence: [], first: undefined, leads: [], rounds: false, corrections: false };
  const contentOf = createDeliveryContent({
    digests: {
      contentOf: () => ({
        ...{ type: 'digest', htmls, rotated: false, leads, stated: [], ahead: [] },
        card: { type: 'topic', talk: 'riyadh' as never, topic: 'ukraine' as never, part: 1 },
      }),
      agreedOf: () => expect.fail('nothing is told at once'),
    },
    downtime: { isTooLate: () => false },
    canTell: () => true,
    quietUntil: () => undefined,
    hadEnough: async () => false,
    kindOf: async () => 'channel',
    keyboards: () => ({ inline_keyboard: [] }),
    locales: createLocales(),
    pictures: () => ({
      has: () => true,
      make: async () => PICTURE,
      makeInTurn: async () => PICTURE,
      sent: () => undefined,
      states: () => ({ points: [], denials: [] }),
      caption: () => '',
    }),
    log: { warn: () => expect.fail('the picture can be made') },
  });
  const taken = {
    type: 'digest',
    delivery: { sentParts, dueAt: 0, toSequence: 9 as Sequence },
    subscription: { settings: { card: true } },
    ...{ chatId: -100, chatType: 'channel', language: 'en' },
  };
  const content = await contentOf(taken as unknown as TakenDigest);
  if (content.type !== 'digest') throw new Error(`it says ${content.type}`);
  return {
    texts: content.messages.map(({ html }) => html),
    caption: content.card?.caption.html,
    rest: content.card?.rest.map(({ html }) => html),
  };
}

const PICTURE = {
  photo: 'file',
  filename: 'topic.png',
  caption: { html: '', markup: {} },
  onSent: () => {},
  onRefused: () => {},
};

describe('with a picture on top', () => {
  test('a short digest stands under it, a longer one is told below its headline', async () => {
    const short = `${HEADLINE}\n\nWhat was said`;
    expect(await said([short])).toEqual({ texts: [short], caption: short, rest: [] });
    const rest = [LONG, TWO_LONG[1]];
    expect(await said(TWO_LONG)).toEqual({ texts: TWO_LONG, caption: HEADLINE, rest });
  });

  test('a caption leaves room for a correction', () => {
    expect(underPicture([`${HEADLINE}\n${'x'.repeat(800)}`])?.rest).toEqual([]);
    expect(underPicture([`${HEADLINE}\n${'x'.repeat(900)}`])).toEqual({
      caption: HEADLINE,
      rest: ['x'.repeat(900)],
    });
    expect(underPicture(['x'.repeat(900)])).toBeUndefined();
  });

  test('another try goes on below the picture, or tells all where the headline is another by now', async () => {
    const sent = [{ hash: picturePart(HEADLINE), messageId: 7 }];
    expect((await said(TWO_LONG, sent)).texts).toEqual([LONG, TWO_LONG[1]]);
    const now = ['<b>Said: no truce</b>\n\nWhat was said'];
    expect(await said(now, sent)).toEqual({ texts: now, caption: undefined, rest: undefined });
  });
});
