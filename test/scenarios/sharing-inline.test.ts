// People type the bot's name and a few words in any chat, and send what it offers.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallRecord } from '../../src/preview/telegram/events.ts';
import { startLocalTelegram } from '../../src/preview/telegram/local-telegram.ts';
import { type Stage, startApp, startStage } from '../support/bot.ts';
import { leapingClock } from '../support/clock.ts';
import { People, type Person } from '../support/people.ts';
import { visibleText } from '../support/telegram-html.ts';

interface Offered {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly input_message_content: { readonly message_text: string; readonly parse_mode: string };
  readonly reply_markup: { readonly inline_keyboard: { readonly text: string; readonly url?: string }[][] };
}

let stage: Stage;
let count = 0;
const someone = (language_code = 'en'): Person => stage.people.user(`Reader ${++count}`, { language_code });

beforeAll(async () => {
  stage = await startStage();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

async function offers(person: Person, query: string): Promise<readonly Offered[]> {
  return (await person.asksInline(query)) as unknown as readonly Offered[];
}

function textOf({ input_message_content: content }: Offered): string {
  return visibleText(content.message_text);
}

/** The answer to the newest query, as it went over the wire. */
function lastAnswer(): CallRecord['payload'] {
  const calls = stage.telegram.calls.filter(({ method }) => method === 'answerInlineQuery');
  return calls.at(-1)?.payload ?? {};
}

describe('inline mode', () => {
  it('finds a topic, and its message is the summary with its source and a button that opens it', async () => {
    const [anna, boris] = [someone(), someone()];
    const [first] = await offers(anna, 'economy');
    if (!first) throw new Error('nothing is offered');
    expect(first.title).toMatch(/Economy · Riyadh talks, 18 Feb 2025/);
    await boris.sends('/economy');
    const { text } = await boris.sees(/^💶 Economy/);
    expect(textOf(first)).toBe(text);
    expect(text).toMatch(/\d+ sources from \d+ countries/);
    const [[button] = []] = first.reply_markup.inline_keyboard;
    expect(button).toEqual({
      text: 'Open in the bot',
      url: `https://t.me/${stage.telegram.bot.username}?start=${first.id}`,
    });
    await boris.sends(`/start ${first.id}`);
    expect((await boris.sees(/^💶 Economy/)).text).toBe(text);
  });

  it('offers single points with whose they are, and their links open them', async () => {
    const anna = someone();
    const offered = await offers(anna, 'NATO troops');
    const point = offered.find(({ title }) => /^Said · Lavrov/.test(title));
    if (!point) throw new Error(`no point of Lavrov's in ${offered.map(({ title }) => title).join('; ')}`);
    expect(textOf(point)).toContain(point.description);
    expect(textOf(point)).toMatch(/^Riyadh talks, 18 Feb 2025\n\nSaid · Lavrov[\s\S]*Sources\n1\. .+ \(¶/);
    await anna.sends(`/start ${point.id}`);
    const { text: opened } = await anna.sees(
      /^Evidence\nRiyadh talks, 18 Feb 2025\n\nSaid · Lavrov, Foreign Minister/,
    );
    expect(opened.split('\n')).toContain(point.description);
    expect(opened).toMatch(/\nIts (source|\d+ sources)/);
  });

  it('offers the newest talk when nothing is typed yet, its overview first, and the way to digests', async () => {
    const offered = await offers(someone(), '');
    expect(offered[0]?.title).toBe('Riyadh talks, 18 Feb 2025');
    expect(offered.length).toBeGreaterThan(5);
    expect(lastAnswer().button).toEqual({ text: 'Get digests', start_parameter: '1d' });
  });

  it('says so when nothing is found, with a way to all topics', async () => {
    const anna = someone();
    expect(await offers(anna, 'xylophone quartet')).toEqual([]);
    const button = lastAnswer().button as { text: string; start_parameter: string };
    expect(button.text).toBe('Nothing found. See all topics');
    await anna.sends(`/start ${button.start_parameter}`);
    await anna.sees(/Welcome/);
  });

  it('finds exactly what the Share panel puts into the field', async () => {
    const anna = someone();
    await anna.sends('/security');
    const { text } = await anna.sees(/^🛡️ Security/);
    await anna.presses('Share');
    const { inline_keyboard = [] } = await anna.sees(/^🛡️ Security/);
    const query = String(
      inline_keyboard.flat().find((one) => one.text === 'Send to a chat')?.switch_inline_query,
    );
    expect(query).toBe('security riyadh-2025-02-18');
    const offered = await offers(anna, query);
    expect(offered.map(textOf)).toEqual([text]);
  });

  it('answers in pages whose end is known', async () => {
    const anna = someone();
    const seen = new Set<string>();
    let offset = '';
    do {
      const id = stage.telegram.inline({ user: anna.user }, 'riyadh', offset);
      await stage.telegram.when((event) => event.type === 'inline' && event.queryId === id);
      const { results, next_offset } = lastAnswer() as { results: Offered[]; next_offset: string };
      for (const { id: result } of results) seen.add(result);
      expect(results.length).toBeGreaterThan(0);
      offset = next_offset;
    } while (offset !== '');
    expect(seen.size).toBeGreaterThan(20);
  });

  it('speaks the language of the person who asks, and lets nobody else have that answer', async () => {
    const [[russian], [english]] = await Promise.all([
      offers(someone('ru'), 'economy'),
      offers(someone('en'), 'economy'),
    ]);
    expect(russian && textOf(russian)).toMatch(/\d+ источник/);
    expect(english && textOf(english)).toMatch(/\d+ sources/);
    expect(lastAnswer()).toMatchObject({ is_personal: true, cache_time: 300 });
  });

  it('keeps to the language that somebody chose in the private chat', async () => {
    const anna = someone('en');
    await anna.sends('/settings');
    await anna.sees(/Settings/);
    await anna.presses(/Русский/i);
    await anna.sees(/Настройки/);
    const [first] = await offers(anna, 'economy');
    expect(first && textOf(first)).toMatch(/\d+ источник/);
  });

  it.each([
    ['a'.repeat(10_000)],
    ['\u0000'],
    ['\u202eeconomy\u202c'],
    ['<b>economy</b> & "quotes"'],
    ["'; DROP TABLE chat; --"],
    ['.*+?^$ {}()|[]\\'],
    ['👩‍👩‍👧‍👦'.repeat(60)],
    ['\ud83d'],
    ['экономика'],
    ['   '],
    ['/'],
    ['__proto__ constructor'],
    ['riyadh-2025-02-18 __proto__'],
  ])('takes %j and stays well', async (query) => {
    const offered = await offers(someone(), query);
    for (const one of offered) expect([...textOf(one)].length).toBeLessThanOrEqual(4096);
  });

  it('takes any offset for a page', async () => {
    const anna = someone();
    for (const offset of ['-1', '1e9', 'NaN', '99999', '10 ', '\u0000', 'a'.repeat(64), '999']) {
      const id = stage.telegram.inline({ user: anna.user }, 'riyadh', offset);
      await stage.telegram.when((event) => event.type === 'inline' && event.queryId === id);
    }
  });

  it('lets pass what is no query at all', async () => {
    const from = someone().user;
    for (const broken of [
      {},
      { id: '1' },
      { id: 1, from, query: 'x' },
      { id: '2', from },
      { id: '3', query: 'x' },
    ]) {
      stage.telegram.inject({ inline_query: broken });
    }
    expect(await offers(someone(), 'economy')).not.toEqual([]);
  });

  it('keeps a slow answer from holding up what the same person asks next', async () => {
    const anna = someone();
    stage.telegram.fail({ method: 'answerInlineQuery', times: 1, fault: { type: 'hang' } });
    stage.telegram.inline({ user: anna.user }, 'econ');
    expect(await offers(anna, 'economy')).not.toEqual([]);
    await anna.sends('/economy');
    await anna.sees(/^💶 Economy/);
  });

  it('is handed on in a group, where its button leads others to the same, and is no question to the bot', async () => {
    const [anna, boris] = [someone(), someone()];
    const group = stage.people.group('Desk', { members: [anna, boris] });
    for (const there of [anna, anna.in(group)]) {
      const [first] = await there.asksInline('quotes');
      const { text, via_bot, inline_keyboard = [] } = await there.postsResult(first?.id);
      expect(via_bot).toEqual(stage.telegram.bot);
      expect(text).toMatch(/^Quotes\nRiyadh talks[\s\S]*\d+ sources/);
      const [[link] = []] = inline_keyboard;
      await boris.sends(`/start ${new URL(link?.url ?? '').searchParams.get('start')}`);
      // Shortened to one message where it was handed on.
      const { text: whole } = await boris.sees(/^Quotes/);
      expect(whole.slice(0, 1_000)).toBe(text.slice(0, 1_000));
      await there.sends('/talks');
      await there.sees(/1 round of talks/);
      expect(there.texts().filter((said) => /Nothing found|points? on|too long/.test(said))).toEqual([]);
    }
  });

  it('leaves questions of a flood unanswered, and answers when it is over', async () => {
    const flooder = someone();
    for (let i = 0; i < 100; i += 1) stage.telegram.inline({ user: flooder.user }, `economy ${i}`);
    const anna = someone();
    expect(await offers(anna, 'economy')).not.toEqual([]);
    const answered = stage.telegram
      .since(0)
      .filter((event) => event.type === 'inline' && event.userId === flooder.user.id);
    expect(answered.length).toBeLessThan(40);
  });

  it('is told of at the start where @BotFather has not switched it on, with what to do', async () => {
    const told = async (inline: boolean) => {
      const telegram = await startLocalTelegram({ inline });
      const log: string[] = [];
      const { app } = await startApp(telegram, log);
      await app.stop();
      await telegram.stop();
      return log.filter((line) => /inline mode is off.*@BotFather.*\/setinline/.test(line)).length;
    };
    expect(await told(false)).toBe(1);
    expect(await told(true)).toBe(0);
  });

  it('says once how to hear of what is shared, where Telegram does not tell; else edits what may be older', async () => {
    const shared = async (inlineFeedback: boolean) => {
      const telegram = await startLocalTelegram({ inlineFeedback });
      const log: string[] = [];
      const { app } = await startApp(telegram, log);
      const anna = new People(telegram).user('Anna');
      const isEdit = ({ method }: CallRecord) => method === 'editMessageText';
      for (const query of ['economy', 'economy', 'ukraine']) {
        const [first] = await offers(anna, query);
        await anna.postsResult(first?.id);
      }
      if (inlineFeedback) await telegram.when(() => telegram.calls.filter(isEdit).length === 3, { after: 0 });
      await app.stop();
      await telegram.stop();
      const edits = telegram.calls.filter(isEdit).map(({ answer }) => answer?.status);
      return { edits, hints: log.filter((line) => /\/setinlinefeedback to BotFather/.test(line)).length };
    };
    expect(await shared(false)).toEqual({ edits: [], hints: 1 });
    // They say already what they should.
    expect(await shared(true)).toEqual({ edits: [400, 400, 400], hints: expect.any(Number) });
  });

  it('keeps nobody waiting whose shared message Telegram asks to wait with its edit', async () => {
    const telegram = await startLocalTelegram();
    const clock = leapingClock();
    const log: string[] = [];
    const { app } = await startApp(telegram, log, {}, clock);
    const anna = new People(telegram).user('Anna');
    const [first] = await offers(anna, 'economy');
    const wait = { code: 429, description: 'Too Many Requests', parameters: { retry_after: 3_600 } } as const;
    telegram.fail({ method: 'editMessageText', times: 1, fault: { type: 'error', ...wait } });
    await anna.postsResult(first?.id);
    await expect.poll(() => log.join('')).toContain('Telegram asks a chat to wait');
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    clock.leap(3_600_000);
    await app.stop();
    await telegram.stop();
  });

  it('writes no word of a query into the log, and nothing went wrong in all of this', () => {
    const lines = stage.log.map((line) => JSON.parse(line) as { level: number; msg: string });
    expect(stage.log.filter((line) => /xylophone|DROP TABLE/.test(line))).toEqual([]);
    expect(lines.filter(({ level }) => level >= 40)).toEqual([]);
  });
});
