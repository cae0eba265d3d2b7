// The gateway under every answer Telegram can give: order, pace, flood waits, retries, migration, limits.

import { describe, expect, it } from 'vitest';
import { createGateway, type Gateway } from '../../src/delivery/gateway.ts';
import { LANE_LIMIT } from '../../src/delivery/lanes.ts';
import type { Outcome } from '../../src/delivery/outcome.ts';
import { type Answer, type Transport, TransportError } from '../../src/delivery/telegram.ts';
import { type ManualClock, manualClock } from '../support/clock.ts';

interface Sent {
  readonly at: number;
  readonly chat: number;
  readonly text: string;
}

type Script = (chat: number, text: string, tries: number) => Answer | TransportError | Promise<Answer>;

const OK: Answer = { ok: true, result: { message_id: 1 } };
const flood = (seconds?: number): Answer => ({
  ok: false,
  error_code: 429,
  description: 'Too Many Requests: retry after',
  ...(seconds === undefined ? {} : { parameters: { retry_after: seconds } }),
});
const error = (code: number, description: string): Answer => ({ ok: false, error_code: code, description });

function setUp(script: Script = () => OK, messagesPerSecond = 1000, clock = manualClock()) {
  const sent: Sent[] = [];
  const said: string[] = [];
  const gone: [number, string][] = [];
  const migrated: [number, number][] = [];
  const tries = new Map<string, number>();
  const transport: Transport = {
    async call(_method, payload) {
      const { chat_id: chat, text } = payload as { chat_id: number; text: string };
      const count = (tries.get(`${chat}/${text}`) ?? 0) + 1;
      tries.set(`${chat}/${text}`, count);
      sent.push({ at: clock.monotonic(), chat, text });
      const answer = await script(chat, text, count);
      if (answer instanceof TransportError) throw answer;
      return answer;
    },
    close: async () => {},
  };
  const log = {
    info: (_: object, message: string) => void said.push(message),
    warn: (_: object, message: string) => void said.push(message),
  };
  const gateway = createGateway({
    transport,
    clock,
    log,
    messagesPerSecond,
    random: () => 0.5,
    onGone: (chat, why) => gone.push([chat, why]),
    onMigrated: (from, to) => migrated.push([from, to]),
  });
  return { clock, gateway, sent, said, gone, migrated };
}

function reply(gateway: Gateway, chat: number, text: string, more: object = {}): Promise<Outcome> {
  return gateway.send(chat, 'sendMessage', { chat_id: chat, text, ...more }, 'reply');
}

function digest(
  gateway: Gateway,
  chat: number,
  text: string,
  wanted?: () => Promise<boolean>,
): Promise<Outcome> {
  return gateway.send(chat, 'sendMessage', { chat_id: chat, text }, 'digest', wanted);
}

async function settled(clock: ManualClock, outcomes: readonly Promise<Outcome>[]): Promise<Outcome[]> {
  let done: Outcome[] | undefined;
  void Promise.all(outcomes).then((all) => {
    done = all;
  });
  await clock.runUntil(() => done !== undefined, 10 * 3_600_000);
  return done ?? [];
}

const texts = (sent: readonly Sent[]) => sent.map(({ text }) => text);

describe('order and pace', () => {
  it('sends a chat its messages in the order given, one at a time', async () => {
    let out = 0;
    const { gateway, clock, sent } = setUp(async () => {
      out += 1;
      expect(out).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      out -= 1;
      return OK;
    });
    await settled(
      clock,
      ['a', 'b', 'c'].map((text) => reply(gateway, 1, text)),
    );
    expect(texts(sent)).toEqual(['a', 'b', 'c']);
  });

  it('gives a private chat five messages at once, then one a second', async () => {
    const { gateway, clock, sent } = setUp();
    const start = clock.monotonic();
    await settled(
      clock,
      Array.from({ length: 9 }, (_, i) => reply(gateway, 1, `${i}`)),
    );
    const at = sent.map((one) => Math.round(one.at - start));
    expect(at.slice(0, 5).every((ms) => ms < 50)).toBe(true);
    expect(at.slice(-3)).toEqual([1000, 2000, 3000]);
  });

  it('never sends a group more than 20 in any minute', async () => {
    const { gateway, clock, sent } = setUp();
    await settled(
      clock,
      Array.from({ length: 45 }, (_, i) => reply(gateway, -5, `${i}`)),
    );
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at >= at && other.at < at + 60_000).length).toBeLessThanOrEqual(20);
    }
  });

  it('keeps the overall rate over all chats, and uses all of it', async () => {
    const { gateway, clock, sent } = setUp(() => OK, 30);
    const start = clock.monotonic();
    await settled(
      clock,
      Array.from({ length: 300 }, (_, i) => digest(gateway, i + 1, 'news')),
    );
    const seconds = (clock.monotonic() - start) / 1000;
    expect(300 / seconds).toBeGreaterThan(29.7);
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at >= at && other.at < at + 1000).length).toBeLessThanOrEqual(31);
    }
  });

  it('answers people before it goes on with digests, and lets digests go on', async () => {
    const { gateway, clock, sent } = setUp(() => OK, 10);
    const outcomes = Array.from({ length: 20 }, (_, i) => digest(gateway, i + 1, 'digest'));
    await clock.advance(250);
    outcomes.push(...Array.from({ length: 16 }, (_, i) => reply(gateway, 100 + i, 'reply')));
    const before = sent.length;
    await settled(clock, outcomes);
    const next = texts(sent.slice(before, before + 16));
    expect(next.filter((text) => text === 'reply').length).toBe(14);
    expect(next.filter((text) => text === 'digest').length).toBe(2);
  });
});

it('answers a person at once when digests have used up the pace, and keeps the rate', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 28);
  const digests = Array.from({ length: 140 }, (_, i) => digest(gateway, i + 1, 'digest'));
  const waits: number[] = [];
  for (let asked = 0; asked < 9; asked += 1) {
    await clock.advance(407);
    const at = clock.monotonic();
    void reply(gateway, 1000 + asked, `reply ${asked}`);
    await clock.advance(0);
    waits.push((sent.find(({ text }) => text === `reply ${asked}`)?.at ?? Number.NaN) - at);
  }
  await clock.advance(5_000);
  await Promise.all(digests);
  expect(waits).toEqual(waits.map(() => 0));
  for (const { at } of sent) {
    expect(sent.filter((other) => at <= other.at && other.at < at + 1000).length).toBeLessThanOrEqual(30);
  }
});

it('does not send what is no longer wanted when its turn comes', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 10);
  let isWanted = true;
  const wanted = async () => isWanted;
  const first = digest(gateway, 1, 'first', wanted);
  const second = digest(gateway, 2, 'second', wanted);
  await clock.advance(0);
  isWanted = false;
  await clock.advance(1000);
  expect(texts(sent)).toEqual(['first']);
  expect(await first).toMatchObject({ type: 'sent' });
  expect(await second).toMatchObject({ type: 'rejected', why: 'not wanted' });
});

it.each([
  ['no answer', undefined],
  ['a late answer', true],
])('asks again what is still wanted when the process stood still until it got %s', async (_, late) => {
  const machine = manualClock();
  let stoodStill = 0;
  const clock = { ...machine, monotonic: () => machine.monotonic() + stoodStill };
  const { gateway, sent } = setUp(() => OK, 28, clock);
  const asked: ((answer: boolean) => void)[] = [];
  const outcome = digest(gateway, 1, 'news', () => new Promise((answer) => asked.push(answer)));
  await clock.advance(0);
  expect(asked).toHaveLength(1);
  stoodStill = 5_000;
  // The timer and the answer are both late.
  if (late === undefined) await clock.advance(1_000);
  else asked[0]?.(late);
  await clock.advance(100);
  expect(asked).toHaveLength(2);
  asked[1]?.(false);
  await clock.advance(100);
  expect(sent).toEqual([]);
  expect(await outcome).toMatchObject({ type: 'rejected', why: 'not wanted' });
});

it('sends a chat’s digest earlier when a reply waits behind it', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 10);
  const outcomes = Array.from({ length: 20 }, (_, i) => digest(gateway, i + 1, 'digest'));
  await clock.advance(150);
  outcomes.push(reply(gateway, 20, 'reply'));
  const before = sent.length;
  await settled(clock, outcomes);
  expect(sent.slice(before, before + 3).map(({ chat }) => chat)).toContain(20);
  expect(sent.filter(({ chat }) => chat === 20).map(({ text }) => text)).toEqual(['digest', 'reply']);
  expect(gateway.pending).toBe(0);
});

describe('flood waits', () => {
  it('holds that chat for exactly retry_after, and no other chat', async () => {
    const { gateway, clock, sent } = setUp((_chat, text, tries) =>
      text === 'a' && tries === 1 ? flood(20) : OK,
    );
    const start = clock.monotonic();
    const outcomes = [reply(gateway, 1, 'a'), reply(gateway, 1, 'b'), reply(gateway, 2, 'c')];
    await clock.advance(10);
    outcomes.push(reply(gateway, 3, 'd'));
    expect((await settled(clock, outcomes)).map(({ type }) => type)).toEqual([
      'sent',
      'sent',
      'sent',
      'sent',
    ]);
    expect(texts(sent)).toEqual(['a', 'c', 'd', 'a', 'b']);
    expect(sent[3]?.at).toBeCloseTo(start + 20_000, -1);
    expect(sent[2]?.at).toBeLessThan(start + 50);
  });

  it('waits an hour when told to', async () => {
    const { gateway, clock, sent } = setUp((_chat, _text, tries) => (tries === 1 ? flood(3600) : OK));
    await settled(clock, [reply(gateway, 1, 'a')]);
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThanOrEqual(3_600_000);
  });

  it('waits a few seconds when not told for how long', async () => {
    const { gateway, clock, sent } = setUp((_chat, _text, tries) => (tries === 1 ? flood() : OK));
    expect((await settled(clock, [reply(gateway, 1, 'a')]))[0]?.type).toBe('sent');
    expect((sent[1]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  it.each([1, 3, 6, 12])('of %i chats at once delay nobody else', async (held) => {
    const { gateway, clock, sent, said } = setUp((chat) => (chat <= held ? flood(20) : OK), 28);
    const start = clock.monotonic();
    const outcomes = Array.from({ length: 603 }, (_, i) => digest(gateway, i + 1, 'news'));
    await clock.advance(3_000);
    const asked = clock.monotonic();
    outcomes.push(reply(gateway, 5_000, 'reply'));
    await clock.advance(500);
    expect((sent.find(({ text }) => text === 'reply')?.at ?? Number.NaN) - asked).toBeLessThan(100);
    await clock.advance(30_000);
    const others = sent.filter(({ chat }) => chat > held);
    expect(others).toHaveLength(604 - held);
    expect(Math.max(...others.map(({ at }) => at)) - start).toBeLessThan((604 / 28) * 1000 * 1.1 + 2_000);
    expect(said).not.toContain('Telegram asks all chats to wait');
  });

  it('of three chats leave the next person an answer, however quiet it was before', async () => {
    const { gateway, clock, sent } = setUp((chat) => (chat <= 3 ? flood(60) : OK));
    for (const chat of [1, 2, 3]) void reply(gateway, chat, 'a');
    await clock.advance(20);
    void reply(gateway, 9, 'z');
    await clock.advance(10);
    expect(texts(sent)).toContain('z');
  });

  it('of dozens of chats, before anybody else was sent anything, hold up a person for a second at most', async () => {
    const { gateway, clock, sent } = setUp((chat) => (chat <= 60 ? flood(60) : OK), 28);
    for (let chat = 1; chat <= 60; chat += 1) void digest(gateway, chat, 'news');
    await clock.advance(5_000);
    void reply(gateway, 5_000, 'reply');
    await clock.advance(1_010);
    expect(texts(sent)).toContain('reply');
  });

  it('holds everything when every chat gets one, and goes on when the time is over', async () => {
    const began: number[] = [];
    const { gateway, clock, sent, said } = setUp(() => {
      const now = clock.monotonic();
      began[0] ??= now;
      return now < began[0] + 20_000 ? flood(Math.ceil((began[0] + 20_000 - now) / 1000)) : OK;
    }, 28);
    const outcomes = Array.from({ length: 200 }, (_, i) => digest(gateway, i + 1, 'news'));
    await clock.advance(19_900);
    expect(sent.length).toBeLessThan(40);
    expect(said.filter((message) => message === 'Telegram asks all chats to wait')).toHaveLength(1);
    expect((await settled(clock, outcomes)).every(({ type }) => type === 'sent')).toBe(true);
    expect(clock.monotonic() - (began[0] ?? 0)).toBeLessThan(30_000);
  });
});

describe('retries', () => {
  const lost = (reason: 'timeout' | 'reset') =>
    new TransportError('sendMessage', { reason, arrived: 'maybe' });

  it('retries after server errors, in order', async () => {
    const { gateway, clock, sent } = setUp((_chat, text, tries) =>
      text === 'a' && tries < 4 ? error(502, 'Bad Gateway') : OK,
    );
    const outcomes = await settled(clock, [reply(gateway, 1, 'a'), reply(gateway, 1, 'b')]);
    expect(outcomes.map(({ type }) => type)).toEqual(['sent', 'sent']);
    expect(texts(sent)).toEqual(['a', 'a', 'a', 'a', 'b']);
  });

  it('starts the time for retries again after a flood wait', async () => {
    const { gateway, clock, sent } = setUp((_chat, _text, tries) =>
      tries === 1 ? flood(61) : tries < 4 ? error(500, 'Internal Server Error') : OK,
    );
    expect((await settled(clock, [reply(gateway, 1, 'a')]))[0]?.type).toBe('sent');
    expect(sent.length).toBe(4);
  });

  it('tries a reply for a minute, whatever goes wrong, and then says so', async () => {
    const { gateway, clock, sent } = setUp((_chat, text, tries) =>
      text === 'lost' || tries < 5 ? lost(tries % 2 ? 'timeout' : 'reset') : OK,
    );
    const began = clock.monotonic();
    const outcomes = await settled(clock, [reply(gateway, 1, 'late'), reply(gateway, 2, 'lost')]);
    expect(outcomes).toMatchObject([{ type: 'sent' }, { type: 'rejected', why: 'unanswered' }]);
    expect(sent.filter(({ text }) => text === 'late')).toHaveLength(5);
    expect(clock.monotonic() - began).toBeGreaterThanOrEqual(60_000);
    expect(clock.monotonic() - began).toBeLessThan(71_000);
  });

  it('gives a digest back to be sent later, after retrying for a minute', async () => {
    const { gateway, clock } = setUp(() => error(500, 'Internal Server Error'));
    const [outcome] = await settled(clock, [digest(gateway, 1, 'a')]);
    expect(outcome).toMatchObject({ type: 'retry', why: 'server' });
  });

  it('goes on with the next message after one that will never be sent', async () => {
    const { gateway, clock } = setUp((_chat, text) =>
      text === 'a' ? error(400, 'Bad Request: message is too long') : OK,
    );
    const outcomes = await settled(clock, [reply(gateway, 1, 'a'), reply(gateway, 1, 'b')]);
    expect(outcomes).toMatchObject([{ type: 'rejected', why: 'too long' }, { type: 'sent' }]);
  });
});

describe('answers that change what is sent', () => {
  it('says that a chat is gone, and why', async () => {
    const { gateway, clock, gone } = setUp(() => error(403, 'Forbidden: bot was blocked by the user'));
    expect(await settled(clock, [reply(gateway, 1, 'a')])).toEqual([{ type: 'gone', why: 'blocked' }]);
    expect(gone).toEqual([[1, 'blocked']]);
  });

  it('follows a group that became a supergroup with everything that waits for it', async () => {
    const { gateway, clock, sent, migrated } = setUp((chat) =>
      chat === -1
        ? { ...error(400, 'Bad Request: group chat was upgraded'), parameters: { migrate_to_chat_id: -1001 } }
        : OK,
    );
    const outcomes = await settled(clock, [reply(gateway, -1, 'a'), reply(gateway, -1, 'b')]);
    expect(outcomes.map(({ type }) => type)).toEqual(['sent', 'sent']);
    expect(sent.map(({ chat, text }) => `${chat} ${text}`)).toEqual(['-1 a', '-1001 a', '-1001 b']);
    expect(migrated).toEqual([[-1, -1001]]);
  });

  it('joins the queue that the new chat already has', async () => {
    const { gateway, clock, sent } = setUp((chat) =>
      chat === -1 ? { ...error(400, 'upgraded'), parameters: { migrate_to_chat_id: -1001 } } : OK,
    );
    const outcomes = [reply(gateway, -1001, 'x'), reply(gateway, -1, 'a'), reply(gateway, -1, 'b')];
    expect((await settled(clock, outcomes)).every(({ type }) => type === 'sent')).toBe(true);
    expect(sent.filter(({ chat }) => chat === -1001).length).toBe(3);
    expect(gateway.pending).toBe(0);
  });

  it('sends plain text when Telegram refuses the formatting', async () => {
    const { gateway, clock, sent, said } = setUp((_chat, text) =>
      text.includes('<b>') ? error(400, "Bad Request: can't parse entities: Unsupported start tag") : OK,
    );
    const [outcome] = await settled(clock, [
      reply(gateway, 1, '<b>Tom &amp; Ann</b> &lt;3', { parse_mode: 'HTML' }),
    ]);
    expect(outcome?.type).toBe('sent');
    expect(texts(sent)[1]).toBe('Tom & Ann <3');
    expect(said.join()).toMatch(/plain text/);
  });
});

it('answers people while the store does not say what is still wanted', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 28);
  for (let chat = 1; chat <= 200; chat += 1) void digest(gateway, chat, 'news', () => new Promise(() => {}));
  await clock.advance(500);
  const began = clock.monotonic();
  for (let chat = 1001; chat <= 1010; chat += 1) void reply(gateway, chat, 'reply');
  await clock.advance(1_000);
  const replies = sent.filter(({ text }) => text === 'reply');
  expect(replies).toHaveLength(10);
  expect((replies.at(-1)?.at ?? 0) - began).toBeLessThan(400);
  // The promise is to send them.
  await clock.advance(20_000);
  expect(sent.filter(({ text }) => text === 'news').length).toBeGreaterThan(20);
});

it('keeps the pace of digests that are asked for first', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 28);
  const slow = () => new Promise<boolean>((yes) => void clock.after(25, () => yes(true)));
  const outcomes = Array.from({ length: 280 }, (_, i) => digest(gateway, i + 1, 'news', slow));
  const began = clock.monotonic();
  await settled(clock, outcomes);
  expect(280 / ((clock.monotonic() - began) / 1000)).toBeGreaterThan(27.5);
  expect(sent).toHaveLength(280);
});

describe('a group', () => {
  const from = (id: number, question: number, isManager = false) => ({ id, question, isManager });
  const ask = (gateway: Gateway, text: string, asker: ReturnType<typeof from>, chat = -5) =>
    gateway.send(chat, 'sendMessage', { chat_id: chat, text }, 'reply', undefined, asker);

  it('hears its administrators, its digest and other members although one member asks all the time', async () => {
    const { gateway, clock, sent } = setUp();
    const waits = new Map<string, number>();
    for (let question = 0; question < 125; question += 1) {
      void ask(gateway, 'flood', from(1, question));
      if (question === 60) void ask(gateway, 'admin', from(2, 1000, true));
      if (question === 70) void digest(gateway, -5, 'digest');
      if (question === 80) void ask(gateway, 'member', from(3, 2000));
      for (const text of ['admin', 'digest', 'member']) {
        if (waits.has(text) || !texts(sent).includes(text)) continue;
        waits.set(text, question);
      }
      await clock.advance(720);
    }
    expect(waits.get('admin')).toBeLessThan(60 + 7);
    expect(waits.get('digest')).toBeLessThan(70 + 7);
    expect(waits.get('member')).toBeLessThan(80 + 13);
    expect(gateway.pending).toBeLessThanOrEqual(4);
  });

  it('lets many members take turns, each in the order asked, the parts of an answer together', async () => {
    const { gateway, clock, sent } = setUp();
    const outcomes = [1, 1, 2, 3].map((question, i) => ask(gateway, `a${question}.${i}`, from(1, question)));
    for (const question of [11, 12]) outcomes.push(ask(gateway, `b${question}`, from(2, question)));
    await settled(clock, outcomes);
    expect(texts(sent)).toEqual(['a1.0', 'a1.1', 'b11', 'a2.2', 'b12', 'a3.3']);
  });

  it('keeps two edits of one message in order, no matter who asked for them', async () => {
    const { gateway, clock, sent } = setUp();
    const edit = (text: string, asker: ReturnType<typeof from>) =>
      gateway.send(-5, 'editMessageText', { chat_id: -5, message_id: 7, text }, 'reply', undefined, asker);
    const outcomes = Array.from({ length: 3 }, (_, i) => ask(gateway, `${i}`, from(1, i)));
    outcomes.push(edit('member', from(3, 1)), edit('admin', from(2, 2, true)));
    await settled(clock, outcomes);
    expect(texts(sent).indexOf('admin')).toBeGreaterThan(texts(sent).indexOf('member'));
  });

  it('makes room for a newcomer where a few members have filled it', async () => {
    const { gateway, clock, sent } = setUp();
    for (let member = 1; member <= 7; member += 1) {
      for (let question = 0; question < 3; question += 1)
        void ask(gateway, 'old', from(member, 10 * member + question));
    }
    void ask(gateway, 'new', from(99, 1));
    await clock.advance(12_000);
    expect(texts(sent)).toContain('new');
  });
});

it('answers others at once while the owner of many groups floods them', async () => {
  const { gateway, clock, sent } = setUp(() => OK, 28);
  const waits: number[] = [];
  for (let second = 0; second < 90; second += 1) {
    for (let group = 1; group <= 200; group += 1) {
      for (let i = 0; i < 2; i += 1)
        void gateway.send(-group, 'sendMessage', { chat_id: -group, text: 'flood' }, 'reply');
    }
    await clock.advance(500);
    const at = clock.monotonic();
    void reply(gateway, 1_000 + second, `person ${second}`);
    void digest(gateway, 9_000 + second, `digest ${second}`);
    await clock.advance(500);
    waits.push((sent.find(({ text }) => text === `person ${second}`)?.at ?? Number.NaN) - at);
  }
  expect(Math.max(...waits)).toBeLessThan(40);
  expect(texts(sent)).toContain('digest 80');
  expect(gateway.pending).toBeLessThan(5_100);
});

describe('corrections of messages that were sent', () => {
  const copy = (gateway: Gateway, chat: number, text: string) =>
    gateway.send(chat, 'editMessageText', { chat_id: chat, message_id: 7, text }, 'copy');

  it('go out at the whole pace, but only where nothing else is there to be sent', async () => {
    const { clock, gateway, sent } = setUp(undefined, 10);
    const outcomes = [
      ...Array.from({ length: 20 }, (_, at) => copy(gateway, 100 + at, 'copy')),
      ...Array.from({ length: 20 }, (_, at) => digest(gateway, 200 + at, 'digest')),
      ...Array.from({ length: 5 }, (_, at) => reply(gateway, 300 + at, 'reply')),
    ];
    await settled(clock, outcomes);
    const order = sent.map(({ text }) => text);
    // One has left before the others were handed over.
    expect(order.indexOf('copy', 1)).toBe(26);
    expect(order).toHaveLength(45);
    expect((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)).toBeLessThan(4_500);
  });

  it('let a reply and a digest of the same chat go first', async () => {
    const { clock, gateway, sent } = setUp(undefined, 10);
    const outcomes = [reply(gateway, 1, 'a'), copy(gateway, 5, 'copy'), digest(gateway, 5, 'digest')];
    outcomes.push(reply(gateway, 5, 'reply'));
    await settled(clock, outcomes);
    expect(sent.filter(({ chat }) => chat === 5).map(({ text }) => text)).toEqual([
      'digest',
      'reply',
      'copy',
    ]);
  });

  it('are given back where they have waited for too long, and at a stop', async () => {
    const { clock, gateway, sent } = setUp(undefined, 10);
    const digests = Array.from({ length: 150 }, (_, at) => digest(gateway, 200 + at, 'digest'));
    const [outcome] = await settled(clock, [copy(gateway, 1, 'copy')]);
    expect(outcome).toMatchObject({ type: 'rejected', why: 'not wanted' });
    expect(sent.filter(({ text }) => text === 'copy')).toEqual([]);
    await settled(clock, digests);
  });

  it('stay behind when a group becomes a supergroup: ids of messages mean others there', async () => {
    const moved = {
      ok: false,
      error_code: 400,
      description: 'group chat was upgraded',
      parameters: { migrate_to_chat_id: -100 },
    } as const;
    const { clock, gateway, sent, migrated } = setUp((chat) => (chat === -1 ? moved : OK));
    const outcomes = await settled(clock, [
      copy(gateway, -1, 'first'),
      copy(gateway, -1, 'second'),
      reply(gateway, -1, 'reply'),
    ]);
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(expect.arrayContaining(['sent']));
    expect(migrated).toEqual(expect.arrayContaining([[-1, -100]]));
    expect(sent.filter(({ chat }) => chat === -100).map(({ text }) => text)).toEqual(['reply']);
  });

  it('of a message that a person shared say nothing of that person’s chat', async () => {
    const { clock, gateway, gone } = setUp(() => error(403, 'Forbidden: bot was kicked from the group chat'));
    const payload = { inline_message_id: 'x', text: 'copy' };
    await settled(clock, [gateway.send(5, 'editMessageText', payload, 'copy')]);
    expect(gone).toEqual([]);
  });
});

describe('limits', () => {
  it('refuses what a chat cannot get soon, and costs the others nothing', async () => {
    const { gateway, clock } = setUp((chat) => (chat === 1 ? flood(60) : OK));
    const many = Array.from({ length: LANE_LIMIT + 5 }, (_, i) => reply(gateway, 1, `${i}`));
    const refused = await Promise.all(many.slice(-5));
    expect(refused.every((one) => one.type === 'rejected' && one.why === 'backlog full')).toBe(true);
    expect((await settled(clock, [reply(gateway, 2, 'b')]))[0]?.type).toBe('sent');
  });

  it('still settles a call that is out by its answer after a stop', async () => {
    let answer: (answer: Answer) => void = () => {};
    const { gateway, clock } = setUp(() => new Promise((resolve) => (answer = resolve)));
    const out = reply(gateway, 1, 'a');
    const waiting = reply(gateway, 1, 'b');
    await clock.advance(10);
    const drained = gateway.drain(5000);
    await clock.advance(5000);
    await drained;
    expect(await waiting).toMatchObject({ why: 'stopping' });
    answer(OK);
    expect((await out).type).toBe('sent');
    expect(gateway.pending).toBe(0);
  });

  it('settles everything that waits when it stops', async () => {
    const { gateway, clock } = setUp(() => flood(3600));
    const waiting = [reply(gateway, 1, 'a'), reply(gateway, 1, 'b')];
    await clock.advance(10);
    const drained = gateway.drain(5000);
    await clock.advance(5000);
    await drained;
    expect(await Promise.all(waiting)).toMatchObject([{ why: 'stopping' }, { why: 'stopping' }]);
    expect(await reply(gateway, 1, 'late')).toMatchObject({ type: 'rejected', why: 'stopping' });
  });
});
