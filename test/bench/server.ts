// A Bot API server that is as cheap as can be, so that what is measured is the bot: feeds updates, counts
// sends.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What main.ts asks for. */
export type Order =
  /**
   * Feed `count` commands from as many chats, as fast as the bot polls, or `perSecond` of them a second. The chats are
   * new ones, or those from `firstChat` on; several texts take turns.
   */
  | {
      readonly type: 'feed';
      readonly count: number;
      readonly text: string | readonly string[];
      readonly perSecond?: number;
      readonly firstChat?: number;
    }
  /** From now on this chat is told to wait until `seconds` are over. */
  | { readonly type: 'flood'; readonly chat: number; readonly seconds: number }
  /** From now on a bucket of `perSecond` that refills at that rate: what exceeds it gets a 429. */
  | { readonly type: 'limit'; readonly perSecond: number }
  /** From now on these shares of calls hang, are cut off unseen, or are carried out without an answer. */
  | { readonly type: 'faults'; readonly hang: number; readonly reset: number; readonly lost: number }
  /** From now on this method is never answered. */
  | { readonly type: 'mute'; readonly method: string }
  /**
   * For `seconds`, commands in that many groups: of so many members of each in turn, one where it does not say, or of one
   * who speaks as each group.
   */
  | {
      readonly type: 'crowd';
      readonly groups: number;
      readonly members?: number;
      readonly anonymous?: boolean;
      readonly text: string;
      readonly perSecond: number;
      readonly seconds: number;
    }
  /** For `seconds`, commands of so many people in turn in their private chats, or inline queries of theirs. */
  | {
      readonly type: 'pester';
      readonly people: number;
      readonly inline?: boolean;
      readonly text: string;
      readonly perSecond: number;
      readonly seconds: number;
    }
  /** How many of the fed commands have no answer. */
  | { readonly type: 'count' }
  | { readonly type: 'reset' };

/** What main.ts is told. Times are ms of this process's clock. */
export type Report =
  | { readonly type: 'listening'; readonly url: string }
  | { readonly type: 'polled'; readonly at: number }
  | { readonly type: 'counted'; readonly left: number }
  | { readonly type: 'fed'; readonly ms: number; readonly latencies: readonly number[] }
  | {
      readonly type: 'sends';
      readonly accepted: number;
      readonly refused: number;
      /** Different chats among the accepted. */
      readonly chats: number;
      /** From the first accepted send to the last. */
      readonly ms: number;
      /** Epoch ms of the first accepted send. */
      readonly firstAt: number;
    };

const say = (report: Report) => process.send?.(report);
const now = () => performance.now();

let nextUpdate = 1;
let waitingPoll: ((updates: readonly object[]) => void) | undefined;
let queue: object[] = [];
let polled = false;
let feed:
  | { count: number; left: number; startedAt: number; offered: Map<number, number>; latencies: number[] }
  | undefined;
let floods = new Map<number, number>();
let bucket: { perSecond: number; tokens: number; at: number } | undefined;
let faults = { hang: 0, reset: 0, lost: 0 };
let muted: string | undefined;
let floodings: NodeJS.Timeout[] = [];
let sends = noSends();

function noSends() {
  return { accepted: 0, refused: 0, chats: new Set<number>(), firstAt: 0, lastAt: 0 };
}

/** Chats of each feed are new ones, so that no per-chat pace is met. */
let nextChat = 1_000_000;

function offer(order: Extract<Order, { type: 'feed' }>): void {
  feed = { count: order.count, left: order.count, startedAt: now(), offered: new Map(), latencies: [] };
  nextChat = order.firstChat ?? nextChat;
  const { perSecond, count } = order;
  const texts = [order.text].flat();
  const textAt = (place: number) => texts[place % texts.length] ?? '';
  if (!perSecond) {
    for (let i = 0; i < count; i += 1) queue.push(command(textAt(i)));
    flush();
    return;
  }
  let made = 0;
  const timer = setInterval(() => {
    const due = Math.min(count, Math.floor(((now() - (feed?.startedAt ?? 0)) / 1000) * perSecond));
    for (; made < due; made += 1) queue.push(command(textAt(made)));
    flush();
    if (made === count) clearInterval(timer);
  }, 2);
}

function command(text: string, chat = nextChat++, isFed = true): object {
  if (isFed) feed?.offered.set(chat, now());
  const id = nextUpdate++;
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_739_880_000,
      chat: { id: chat, type: 'private', first_name: 'Reader' },
      from: { id: chat, is_bot: false, first_name: 'Reader', language_code: 'en' },
      text,
      entities: [entityOf(text)],
    },
  };
}

function entityOf(text: string): object {
  return { type: 'bot_command', offset: 0, length: text.split(' ', 1)[0]?.length ?? 0 };
}

function groupCommand(text: string, group: number, member: number | undefined): object {
  const id = nextUpdate++;
  const chat = { id: -group, type: 'supergroup', title: 'Group' };
  const person = {
    ...{ id: 500_000 + group * 1_000 + (member ?? 0), is_bot: false },
    ...{ first_name: 'Member', language_code: 'en' },
  };
  const asGroup = { id: 1087968824, is_bot: true, first_name: 'Group' };
  return {
    update_id: id,
    message: {
      message_id: id,
      date: 1_739_880_000,
      chat,
      from: member === undefined ? asGroup : person,
      ...(member === undefined ? { sender_chat: chat } : {}),
      text,
      entities: [entityOf(text)],
    },
  };
}

function inlineQuery(query: string, person: number): object {
  const id = nextUpdate++;
  const from = { id: person, is_bot: false, first_name: 'Reader', language_code: 'en' };
  return { update_id: id, inline_query: { id: String(id), from, query: `${query} ${id}`, offset: '' } };
}

/** Far from the chats that are fed. */
const FIRST_PESTERER = 900_000_000;

function startFlooding(order: Extract<Order, { type: 'crowd' | 'pester' }>): void {
  const { perSecond, seconds } = order;
  const startedAt = now();
  let made = 0;
  const timer = setInterval(() => {
    const elapsed = (now() - startedAt) / 1000;
    for (; made < elapsed * perSecond; made += 1) queue.push(floodingUpdate(order, made));
    flush();
    if (elapsed >= seconds) clearInterval(timer);
  }, 5);
  floodings.push(timer);
}

function floodingUpdate(order: Extract<Order, { type: 'crowd' | 'pester' }>, place: number): object {
  const { text } = order;
  if (order.type === 'crowd') {
    const { groups, members = 1, anonymous = false } = order;
    const member = anonymous ? undefined : Math.floor(place / groups) % members;
    return groupCommand(text, 1 + (place % groups), member);
  }
  const person = FIRST_PESTERER + (place % order.people);
  return order.inline ? inlineQuery(text, person) : command(text, person, false);
}

function flush(): void {
  if (!waitingPoll || queue.length === 0) return;
  const answer = waitingPoll;
  waitingPoll = undefined;
  answer(queue.splice(0, 100));
}

function onSend(chat: number): object {
  const at = now();
  const until = floods.get(chat);
  if (until !== undefined && at < until) return refusal((until - at) / 1000);
  if (bucket && !takeToken(bucket, at)) {
    sends.refused += 1;
    return refusal(1);
  }
  if (sends.accepted === 0) sends.firstAt = at;
  sends.accepted += 1;
  sends.chats.add(chat);
  sends.lastAt = at;
  if (feed) onAnswer(feed, chat, at);
  return {
    ok: true,
    result: { message_id: sends.accepted, date: 1_739_880_000, chat: { id: chat, type: 'private' } },
  };
}

function onAnswer(running: NonNullable<typeof feed>, chat: number, at: number): void {
  const offeredAt = running.offered.get(chat);
  if (offeredAt === undefined) return;
  running.offered.delete(chat);
  running.latencies.push(at - offeredAt);
  running.left -= 1;
  if (running.left > 0) return;
  feed = undefined;
  say({ type: 'fed', ms: at - running.startedAt, latencies: running.latencies });
}

function takeToken(state: NonNullable<typeof bucket>, at: number): boolean {
  state.tokens = Math.min(state.perSecond, state.tokens + ((at - state.at) / 1000) * state.perSecond);
  state.at = at;
  if (state.tokens < 1) return false;
  state.tokens -= 1;
  return true;
}

function refusal(seconds: number): object {
  const retry_after = Math.max(1, Math.ceil(seconds));
  return {
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${retry_after}`,
    parameters: { retry_after },
  };
}

const ME = {
  ok: true,
  result: {
    id: 1,
    is_bot: true,
    first_name: 'Bench',
    username: 'bench_bot',
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  },
};

const FIXED: Readonly<Record<string, object>> = { getMe: ME, getMyCommands: { ok: true, result: [] } };

function answer(method: string, body: Buffer, reply: (data: string) => void): void {
  if (method === 'getUpdates') poll(numberIn(body, 'timeout'), reply);
  else if (method === 'sendMessage' || method === 'editMessageText')
    reply(JSON.stringify(onSend(numberIn(body, 'chat_id'))));
  else reply(JSON.stringify(FIXED[method] ?? { ok: true, result: true }));
}

/**
 * The number of a JSON body's field that stands near its beginning; 0 where there is none. The text behind it is
 * not read: the server must cost less than what is measured against it.
 */
function numberIn(body: Buffer, field: string): number {
  const head = body.subarray(0, 200).toString('latin1');
  const at = head.indexOf(`"${field}":`);
  return at < 0 ? 0 : Number.parseInt(head.slice(at + field.length + 3), 10);
}

function poll(timeout: number, reply: (data: string) => void): void {
  if (!polled) {
    polled = true;
    say({ type: 'polled', at: Date.now() });
  }
  waitingPoll = (updates) => reply(JSON.stringify({ ok: true, result: updates }));
  if (timeout === 0 && queue.length === 0) waitingPoll([]);
  else flush();
}

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  const method = request.url?.slice(request.url.lastIndexOf('/') + 1).split('?')[0] ?? '';
  const chunks: Buffer[] = [];
  response.sendDate = false;
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (method === muted) return;
    const chance = method === 'getUpdates' ? 1 : Math.random();
    if (chance < faults.hang) return;
    if (chance < faults.hang + faults.reset) {
      request.socket.destroy();
      return;
    }
    const isLost = chance < faults.hang + faults.reset + faults.lost;
    const body = chunks.length === 1 ? chunks[0] : undefined;
    answer(method, body ?? Buffer.concat(chunks), (data) => {
      if (isLost) {
        request.socket.destroy();
        return;
      }
      response.writeHead(200, [
        'content-type',
        'application/json',
        'content-length',
        Buffer.byteLength(data),
      ]);
      response.end(data);
    });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () =>
  say({ type: 'listening', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
);

function obey(order: Order | { type: 'sends' }): void {
  if (order.type === 'feed') offer(order);
  else if (order.type === 'faults') faults = order;
  else if (order.type === 'mute') muted = order.method;
  else if (order.type === 'crowd' || order.type === 'pester') startFlooding(order);
  else if (order.type === 'count') say({ type: 'counted', left: feed?.left ?? 0 });
  else if (order.type === 'flood') startFlood(order.chat, order.seconds);
  else if (order.type === 'limit') {
    bucket = { perSecond: order.perSecond, tokens: order.perSecond, at: now() };
  } else if (order.type === 'sends') {
    const { accepted, refused, chats, firstAt, lastAt } = sends;
    say({
      type: 'sends',
      accepted,
      refused,
      chats: chats.size,
      ms: lastAt - firstAt,
      firstAt: performance.timeOrigin + firstAt,
    });
  } else reset();
}

function startFlood(chat: number, seconds: number): void {
  floods.set(chat, now() + seconds * 1000);
  queue.push(command('/ukraine', chat));
  flush();
}

function reset(): void {
  queue = [];
  waitingPoll = undefined;
  polled = false;
  feed = undefined;
  floods = new Map();
  bucket = undefined;
  faults = { hang: 0, reset: 0, lost: 0 };
  muted = undefined;
  for (const timer of floodings) clearInterval(timer);
  floodings = [];
  sends = noSends();
}

process.on('message', obey);
process.on('disconnect', () => process.exit(0));
