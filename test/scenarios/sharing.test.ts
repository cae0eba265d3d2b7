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
  it('stands under a topic between the evidence and the digests', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    expect(anna.buttons()[0]).toEqual(['Evidence', 'Share', 'Get digests']);
  });

  it('opens the ways to share in place of the buttons, and leads back; the answer stays', async () => {
    const anna = someone();
    await anna.sends('/economy');
    const { text, message_id } = await anna.sees(/^💶 Economy/);
    await anna.presses('Share');
    const shared = await anna.sees(/^💶 Economy/);
    expect(shared).toMatchObject({ text, message_id });
    expect(anna.buttons()).toEqual([
      ['Send to a chat'],
      ['Copy link', 'Copy link to the newest'],
      ['Add to a group', 'Add to a channel'],
      ['‹ Back'],
    ]);
    await anna.presses('‹ Back');
    await anna.sees(/^💶 Economy/);
    expect(anna.buttons()[0]).toEqual(['Evidence', 'Share', 'Get digests']);
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
    ['/timeline', /^Timeline · Riyadh/, 'timeline riyadh-2025-02-18'],
    ['/quotes', /^Quotes · Riyadh/, 'quotes riyadh-2025-02-18'],
    ['/talks', /^1 talk/, ''],
  ])('stands under %s too; its link opens the same', async (command, answer, query) => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends(command);
    const { text } = await anna.sees(answer);
    const before = anna.buttons();
    await anna.presses('Share');
    await anna.sees(answer);
    expect(button(anna, 'Send to a chat').switch_inline_query).toBe(query);
    expect(anna.buttons().flat()).not.toContain('Copy link to the newest');
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
    for (const which of ['Copy link', 'Copy link to the newest']) {
      await boris.sends(followed(copied(anna, which)));
      expect((await boris.sees(answer)).text).toBe(text);
    }
  });

  it('to the digest opens its panel', async () => {
    const anna = someone();
    await anna.sends('/start 1d');
    await anna.sees(/A digest of what is new/);
  });

  it.each([
    ['1t', ['ukraine'], /^🇺🇦 Ukraine\nRiyadh talks/],
    ['1k', ['riyadh-2025-02-18'], /^Riyadh talks, 18 Feb 2025/],
    ['1c', ['riyadh-2025-02-18', 'economy'], /^💶 Economy\nRiyadh talks/],
    ['1p', ['riyadh-2025-02-18', 'biden-obstacles'], /^Riyadh talks[\s\S]*Sources?/],
    ['1q', ['riyadh-2025-02-18'], /^Quotes · Riyadh talks/],
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
    await there.sees(/A digest of what is new/);
    await other.sends(start);
    expect((await other.sees(/Administrators can have/)).text).not.toMatch(/A digest of what is new/);
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
  it('is chosen from the evidence by its number, read alone, and shared by a link', async () => {
    const [anna, boris] = [someone(), someone()];
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Evidence');
    const { text: evidence } = await anna.sees(/^Evidence/);
    await anna.presses('Share a point');
    await anna.sees(/^Evidence/);
    expect(anna.buttons()).toEqual([['1', '2', '3'], ['‹ Back']]);
    await anna.presses('2');
    const { text } = await anna.sees(/^Riyadh talks, 18 Feb 2025/);
    const [, words = ''] = /^2\. (.+)$/m.exec(evidence) ?? [];
    expect(words).not.toBe('');
    expect(text).toContain(words);
    expect(text).toMatch(/Sources\n1\. .+ \(.*¶\d+.*\), /);
    await anna.presses('Share');
    await anna.sees(/^Riyadh talks/);
    await boris.sends(followed(copied(anna)));
    expect((await boris.sees(/^Riyadh talks/)).text).toBe(text);
    expect(boris.buttons()).toEqual([['Evidence', 'Share'], ['Ukraine']]);
  });

  it('leads to the page of evidence that it is on, and to its topic', async () => {
    const anna = someone();
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    await anna.presses('Evidence');
    await anna.sees(/^Evidence/);
    await anna.presses(/^Next 2/);
    const { text } = await anna.sees(/4\. /);
    await anna.presses('Share a point');
    await anna.sees(/4\. /);
    await anna.presses('5');
    await anna.sees(/^Riyadh talks/);
    await anna.presses('Evidence');
    expect((await anna.sees(/^Evidence/)).text).toBe(text);
    await anna.presses('Share a point');
    await anna.sees(/4\. /);
    await anna.presses('‹ Back');
    await anna.sees(/4\. /);
    expect(anna.buttons().flat()).toContain('Share a point');
  });
});
