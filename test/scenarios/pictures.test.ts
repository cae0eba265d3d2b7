// Answers as pictures: drawn when somebody asks, sent again by their file_id, never instead of the text.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPainter, type Painter } from '../../src/bot/painter.ts';
import { systemClock } from '../../src/clock.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';

const THREAD = createPainter(systemClock);
let stage: Stage;
/** Titles of what has been drawn. */
const painted: string[] = [];
/** While set, nothing can be drawn. */
let broken: Error | undefined;

const painter: Painter = {
  paint(drawing) {
    if (broken) return Promise.reject(broken);
    painted.push(`${drawing.title} · ${drawing.subtitle}`);
    return THREAD.paint(drawing);
  },
  close: THREAD.close,
};

beforeAll(async () => {
  stage = await startStage({ contentDir: 'content' }, undefined, undefined, painter);
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** The `photo` of the last `sendPhoto`: a `file_id`, or an upload. */
function lastSent(method = 'sendPhoto'): unknown {
  const { photo, media } = stage.telegram.calls.findLast((call) => call.method === method)?.payload ?? {};
  return photo ?? (media as { readonly media?: unknown } | undefined)?.media;
}

function sizeOf({ attachment }: LocalMessage) {
  return attachment?.picture?.size ?? { width: 0, height: 0 };
}

describe.each([
  [
    'en',
    'Picture',
    'Who sat there',
    /^Riyadh talks, 18 Feb 2025|Delegations/,
    '🇷🇺 Russia',
    'Sergey Lavrov, Foreign Minister of Russia',
  ],
  [
    'ru',
    'Картинка',
    'Кто был за столом',
    /Делегации/,
    '🇷🇺 Россия',
    'Сергей Лавров, министр иностранных дел России',
  ],
])('delegations in %s', (language, button, title, answer, party, person) => {
  it('come as a photo whose caption says the same, and the second time by file_id', async () => {
    const [anna, boris] = [stage.people.someone(language), stage.people.someone(language)];
    await anna.sends('/delegations riyadh-2025-02-18');
    const text = await anna.sees(answer);
    await anna.presses(button);
    const photo = await anna.sees(new RegExp(`^${title}\n`));
    expect(photo.message_id).not.toBe(text.message_id);
    expect(photo.text).toContain(`\n\n${party}\n${person}\n`);
    expect([...photo.text].length).toBeLessThanOrEqual(1024);
    expect(photo.attachment).toMatchObject({ type: 'photo', file_name: 'topic.png' });
    const { width, height } = sizeOf(photo);
    expect(width).toBe(1280);
    expect(height).toBeGreaterThan(400);
    expect(height).toBeLessThanOrEqual(2560);
    const drawings = painted.length;

    await boris.sends('/delegations riyadh-2025-02-18');
    await boris.sees(answer);
    await boris.presses(button);
    expect((await boris.sees(photo.text)).attachment).toEqual(photo.attachment);
    expect(lastSent()).toBe(`local-${photo.attachment?.picture?.id}`);
    expect(painted.length).toBe(drawings);
    // The text is where it was, and the buttons under the picture lead on without it.
    await boris.presses(language === 'en' ? 'Topics' : 'Темы');
    expect((await boris.sees('')).attachment).toBeUndefined();
  });
});

it('positions of a round, of a topic and of a subject, and the board of promises have one too', async () => {
  const anna = stage.people.someone('en');
  await anna.sends('/ukraine riyadh-2025-02-18');
  await anna.sees(/Ukraine/);
  await anna.presses('Picture');
  expect((await anna.sees(/^Ukraine\nRiyadh talks · 18 Feb 2025\n\n/)).text).toMatch(/\n🇷🇺 \w+.*: .+ · \w+/);
  await anna.sends('/compare ukraine');
  await anna.sees(/^Who stands where/);
  await anna.presses('Picture');
  const first = await anna.sees(/^Ukraine\nWho stands where\n\nCeasefire\n/);

  // Its pages turn in place.
  await anna.presses(/^Next 2/);
  const second = await anna.sees(/^Ukraine\nWho stands where\n\n(?!Ceasefire)/);
  expect(second.message_id).toBe(first.message_id);
  expect(second.attachment?.picture?.id).not.toBe(first.attachment?.picture?.id);
  await anna.presses(/^Previous 1/);
  expect((await anna.sees(first.text)).attachment).toEqual(first.attachment);
  expect(lastSent('editMessageMedia')).toBe(`local-${first.attachment?.picture?.id}`);

  await anna.sends('/compare ceasefire');
  await anna.sees(/^Who stands where · Ceasefire/);
  await anna.presses('Picture');
  await anna.sees(/^Ceasefire\nWho stands where\n\n.*202\d\n/);
  await anna.sends('/promises kept');
  await anna.sees(/· kept\n/);
  await anna.presses('Picture');
  expect((await anna.sees(/^What came of the promises\n.*· kept\n\n/)).text).toMatch(/\nkept · \d/);
});

it('is offered inline once Telegram has it, and posted by its file_id', async () => {
  const anna = stage.people.someone('en');
  const isPhoto = ({ type }: { readonly type?: string }) => type === 'photo';
  expect((await anna.asksInline('economy')).some(isPhoto)).toBe(false);
  await anna.sends('/economy riyadh-2025-02-18');
  await anna.sees(/Economy/);
  await anna.presses('Picture');
  const sent = await anna.sees(/^Economy\nRiyadh talks/);
  const offered = await anna.asksInline('economy riyadh');
  const photo = offered.find(isPhoto);
  expect(photo?.title).toMatch(/^Picture · .*Economy · Riyadh talks, 18 Feb 2025/);
  const posted = await anna.postsResult(photo?.id);
  expect(posted).toMatchObject({ text: sent.text, attachment: sent.attachment });
});

it('leaves the text where it cannot be drawn, and says so to who pressed', async () => {
  const anna = stage.people.someone('en');
  await anna.sends('/promises stalled');
  const text = await anna.sees(/· stalled\n/);
  broken = new Error('no layout');
  try {
    await anna.presses('Picture');
    await anna.notices(/isn’t ready.*the text above says the same/);
    expect(anna.heard()).toEqual([]);
    expect(stage.log.some((line) => line.includes('a picture could not be made'))).toBe(true);
  } finally {
    broken = undefined;
  }
  // It is tried again, not remembered as broken.
  await anna.presses('Picture');
  expect((await anna.sees(/^What came of the promises/)).message_id).not.toBe(text.message_id);
});

it('says so where the chat takes no pictures, and uploads again where Telegram has lost a file', async () => {
  const anna = stage.people.someone('en');
  await anna.sends('/promises made');
  await anna.sees(/· made\n/);
  const refuse = (description: string) =>
    stage.telegram.fail({ method: 'sendPhoto', fault: { type: 'error', code: 400, description }, times: 1 });
  refuse('Bad Request: not enough rights to send photos to the chat');
  await anna.presses('Picture');
  await anna.sees(/^This chat doesn’t take pictures/);
  await anna.presses('Picture');
  const photo = await anna.sees(/^What came of the promises/);
  refuse('Bad Request: wrong file identifier/HTTP URL specified');
  await anna.presses('Picture');
  const again = await anna.sees(photo.text);
  expect(again.attachment?.picture?.id).not.toBe(photo.attachment?.picture?.id);
});
