// People hand answers on: links that open the bot where they were made, and the panel that makes them.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOf } from '../../src/messages/hashes.ts';
import type { LocalButton, LocalMessage } from '../../src/preview/telegram/model.ts';
import { type Stage, startStage } from '../support/bot.ts';
import type { Person } from '../support/people.ts';

let stage: Stage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Reader ${++count}`, { language_code });

beforeAll(async () => {
  stage = await startStage();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

/** The button with this text under the message as it is now. */
function button(person: Person, text: string): LocalButton {
  const buttons = stage.telegram
    .messages(person.chat.id)
    .flatMap(({ inline_keyboard = [] }: LocalMessage) => inline_keyboard.flat());
  const found = buttons.findLast((one) => one.text === text);
  if (!found) throw new Error(`no button ${text} among ${buttons.map((one) => one.text).join(', ')}`);
  return found;
}

/** What the clipboard holds after a press of the button. */
function copied(person: Person, text = 'Copy link'): string {
  const { copy_text } = button(person, text) as { copy_text?: { text: string } };
  return copy_text?.text ?? '';
}

/** What a tap on the link makes Telegram send. */
function followed(link: string): string {
  const parameter = new URL(link).searchParams.get('start');
  return `/start ${parameter}`;
}

describe('the Share button', () => {
  it('stands under a topic beside the evidence, above the way to the round and to digests', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    expect(anna.buttons()).toEqual([
      ['Evidence', 'Compare', 'Share'],
      ['Next 2/3'],
      ['Riyadh talks', 'Picture'],
      ['Topics', 'Get digests'],
    ]);
  });

  it('opens the ways to share in place of the buttons, and leads back; the answer stays', async () => {
    const anna = someone();
    await anna.sends('/economy');
    const { text, message_id } = await anna.sees(/^💶 Economy/);
    const before = anna.buttons();
    await anna.presses('Share');
    const shared = await anna.sees(/^💶 Economy/);
    expect(shared).toMatchObject({ text, message_id });
    expect(anna.buttons()).toEqual([
      ['Send to a chat'],
      ['Copy link'],
      ['Copy link to latest'],
      ['Add to a group', 'Add to a channel'],
      ['‹ Back', 'Topics'],
    ]);
    await anna.presses('‹ Back');
    await anna.sees(/^💶 Economy/);
    expect(anna.buttons()).toEqual(before);
  });

  it('gives links that add the bot to a group and, with the rights it needs, to a channel', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Share');
    await anna.sees(/^🇺🇦 Ukraine/);
    const name = stage.telegram.bot.username;
    expect(button(anna, 'Add to a group').url).toBe(`https://t.me/${name}?startgroup=1d`);
    expect(button(anna, 'Add to a channel').url).toBe(
      `https://t.me/${name}?startchannel&admin=post_messages+edit_messages`,
    );
  });

  it.each([
    ['/timeline riyadh', /^Timeline\nRiyadh talks/, 'timeline riyadh-2025-02-18'],
    ['/quotes', /^Quotes\nRiyadh talks/, 'quotes riyadh-2025-02-18'],
    ['/talks', /^1 round of talks/, ''],
  ])('stands under %s too; its link opens the same', async (command, answer, query) => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends(command);
    const { text } = await anna.sees(answer);
    const before = anna.buttons();
    await anna.presses('Share');
    await anna.sees(answer);
    expect(button(anna, 'Send to a chat').switch_inline_query).toBe(query);
    expect(anna.buttons().flat()).not.toContain('Copy link to latest');
    await boris.sends(followed(copied(anna)));
    expect((await boris.sees(answer)).text).toBe(text);
    await anna.presses('‹ Back');
    await anna.sees(answer);
    expect(anna.buttons()).toEqual(before);
  });

  it('hands the words of a search on, for no link can carry them; nothing where nothing was found', async () => {
    const anna = someone();
    await anna.sends('/search NATO troops');
    await anna.sees(/NATO troops/);
    expect(button(anna, 'Share').switch_inline_query).toBe('NATO troops');
    await anna.sends('/search xylophone');
    await anna.sees(/Nothing found/);
    expect(anna.buttons().flat()).toContain('🤝 Summit');
    expect(anna.buttons().flat()).not.toContain('Share');
  });

  it('speaks Russian to who reads Russian', async () => {
    const vera = someone('ru');
    await vera.sends('/ukraine');
    await vera.sees(/^🇺🇦 Украина/);
    await vera.presses('Поделиться');
    await vera.sees(/^🇺🇦 Украина/);
    expect(vera.buttons().flat()).toContain('Копировать ссылку');
  });
});

describe('a link', () => {
  it.each([
    ['/ukraine', /^🇺🇦 Ukraine\nRiyadh talks/],
    ['/economy', /^💶 Economy\nRiyadh talks/],
    ['/latest', /^Riyadh talks, 18 Feb 2025/],
  ])('copied from %s opens that very summary for somebody new', async (command, answer) => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends(command);
    const { text } = await anna.sees(answer);
    await anna.presses('Share');
    await anna.sees(answer);
    for (const which of ['Copy link', 'Copy link to latest']) {
      await boris.sends(followed(copied(anna, which)));
      expect((await boris.sees(answer)).text).toBe(text);
    }
  });

  it('to the digest opens its panel', async () => {
    const anna = someone();
    await anna.sends('/start 1d');
    await anna.sees(/Get a digest/);
  });

  it.each([
    ['1t', ['ukraine'], /^🇺🇦 Ukraine\nRiyadh talks/],
    ['1k', ['riyadh-2025-02-18'], /^Riyadh talks, 18 Feb 2025/],
    ['1c', ['riyadh-2025-02-18', 'economy'], /^💶 Economy\nRiyadh talks/],
    [
      '1p',
      ['riyadh-2025-02-18', 'biden-obstacles'],
      /^Evidence\nRiyadh talks, 18 Feb 2025\n\n[\s\S]*\nIts (source|\d+ sources)/,
    ],
    ['1q', ['riyadh-2025-02-18'], /^Quotes\nRiyadh talks/],
    ['1z', [], /^Welcome to Communiqué/],
  ])('%s to %j opens the same in a private chat and in a group', async (kind, ids, answer) => {
    const [anna, member] = [someone(), someone()];
    const there = member.in(stage.people.group('Desk', { members: [member] }));
    const parameter = kind + ids.map(hashOf).join('');
    await anna.sends(`/start ${parameter}`);
    const { text } = await anna.sees(answer);
    await there.sends(`/start@${stage.telegram.bot.username} ${parameter}`);
    expect((await there.sees(answer)).text).toBe(text);
  });

  it('that adds the bot to a group opens the set-up there for an administrator, and for nobody else', async () => {
    const [owner, member] = [someone(), someone()];
    const group = stage.people.group('Desk', { owner, members: [member] });
    const start = `/start@${stage.telegram.bot.username} 1d`;
    const [there, other] = [owner.in(group), member.in(group)];
    await there.sends(start);
    await there.sees(/Get a digest/);
    await other.sends(start);
    expect((await other.sees(/Administrators can have/)).text).not.toMatch(/Get a digest/);
    await other.presses('Set up a digest');
    await other.notices(/^Only administrators/);
    await there.sends('/digest 09:00');
    await there.sees(/at 09:00/);
    const another = someone().in(group);
    stage.telegram.setMember(group.id, another.user, 'member');
    await another.sends(start);
    await another.sees(/^Only administrators/);
  });

  it.each(['1x', '2d', 'ukraine', '1tAAAAAAAAAA', '%00', "1d'; DROP TABLE chat", 'a'.repeat(64), '👍'])(
    'with the parameter %j is greeted like any newcomer',
    async (parameter) => {
      const anna = someone();
      await anna.sends(`/start ${parameter}`);
      await anna.sees(/Welcome to Communiqué/);
    },
  );
});

describe('a single point', () => {
  it('is chosen in the evidence by its number, and shared by a link that opens it alone', async () => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Evidence');
    await anna.sees(/^Evidence 1\//);
    await anna.presses('2');
    const { text } = await anna.sees(/^Evidence 2\/\d+\nUkraine · Riyadh talks, 18 Feb 2025\n\n/);
    const place = anna.buttons();
    await anna.presses('Share');
    expect((await anna.sees(/^Evidence 2\//)).text).toBe(text);
    expect(anna.buttons()).toEqual([
      ['Send to a chat'],
      ['Copy link'],
      ['Add to a group', 'Add to a channel'],
      ['‹ Back', 'Topics'],
    ]);
    await boris.sends(followed(copied(anna)));
    const { text: alone } = await boris.sees(/^Evidence\nRiyadh talks, 18 Feb 2025\n\n/);
    const proof = (whole: string) => whole.slice(whole.indexOf('\n\n'));
    expect(proof(alone)).toBe(proof(text));
    expect(alone).toMatch(/\nIts (source|\d+ sources)[\s\S]*\n• .+\n[\s\S]*¶\d+: “/);
    // The same point is what the panel puts into the field of another chat.
    const query = String(button(anna, 'Send to a chat').switch_inline_query);
    const offered = (await boris.asksInline(query)) as unknown as readonly { description: string }[];
    expect(offered.length).toBe(1);
    expect(text.split('\n')).toContain(offered[0]?.description);
    await anna.presses('‹ Back');
    expect((await anna.sees(/^Evidence 2\//)).text).toBe(text);
    expect(anna.buttons()).toEqual(place);
  });

  it('leads to its topic, to its own share panel and home', async () => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Evidence');
    await anna.sees(/^Evidence 1\//);
    await anna.presses('Share');
    await anna.sees(/^Evidence 1\//);
    const link = copied(anna);
    await boris.sends(followed(link));
    const { text } = await boris.sees(/^Evidence\n/);
    const under = [['🇺🇦 Ukraine', 'Share'], ['Topics']];
    expect(boris.buttons()).toEqual(under);
    await boris.presses('Share');
    expect((await boris.sees(/^Evidence\n/)).text).toBe(text);
    expect(copied(boris)).toBe(link);
    await boris.presses('‹ Back');
    await boris.sees(/^Evidence\n/);
    expect(boris.buttons()).toEqual(under);
    await boris.presses('🇺🇦 Ukraine');
    await boris.sees(/^🇺🇦 Ukraine\nRiyadh talks/);
    await boris.sends(followed(link));
    await boris.sees(/^Evidence\n/);
    await boris.presses('Topics');
    await boris.sees(/^Welcome to Communiqué/);
  });
});
