// Operators write to everybody: composed, seen, aimed, sent through the queue of the digests, stopped,
// counted. Through the real app and the local Telegram.

import { expect, it } from 'vitest';
import { Secret } from '../../src/ops/secret.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';
import { openStore } from '../../src/store/database.ts';
import type { ChatId } from '../../src/store/types.ts';
import { startApp } from '../support/bot.ts';
import { fastClock } from '../support/clock.ts';
import { DigestStage, HOUR, MORNING } from '../support/digests.ts';
import type { Person } from '../support/people.ts';
import { newDatabase } from '../support/postgres.ts';
import { start } from '../support/program.ts';
import { briefContent } from '../support/riyadh.ts';

const OLGA = 4_242;
const OSKAR = 4_243;
/** One chat gets a message a second: an operator who writes a lot need not wait for the machine’s own second. */
const FACTOR = 10;
const ADMINS = { adminIds: [OLGA, OSKAR] };

/** Readers who chose a language, so that the store knows them; of two, a digest. */
async function readers(stage: DigestStage, ...names: readonly string[]): Promise<readonly Person[]> {
  const people = names.map((name) => stage.people.user(name));
  for (const person of people) {
    await person.sends('/settings');
    await person.sees(/^Settings|^Your settings/);
    await person.presses(/English/);
    await person.sees(/chosen|English/);
  }
  return people;
}

const textsOf = (person: Person) => person.texts().filter((text) => text.includes('pause'));

it('from /broadcast to the last line: question, preview, count, audience, progress, and who was blocked', async () => {
  await using stage = await DigestStage.at(MORNING - 2 * HOUR, fastClock(FACTOR));
  await stage.start(ADMINS);
  const olga = stage.people.user('Olga', { id: OLGA });
  const [anna, boris, clara] = await readers(stage, 'Anna', 'Boris', 'Clara');
  if (!anna || !boris || !clara) throw new Error('three readers');
  await boris.sends('/digest 09:00 UTC');
  await boris.sees(/^Your digest/);
  clara.blocks();

  await olga.sends('/broadcast');
  await olga.sees(/^What would you like to tell everyone\?/);
  const words = 'We pause & mend <things>: tomorrow, see here';
  const at = (part: string, type: string, more = {}) => ({
    type,
    offset: words.indexOf(part),
    length: part.length,
    ...more,
  });
  const entities = [
    at('pause & mend', 'bold'),
    at('mend', 'italic'),
    at('here', 'text_link', { url: 'https://example.org/?a=1&b=2' }),
  ];
  const written = await olga.sends(words, { entities });
  const panel = await olga.sees(/^This is how it will look\n\nIt will go to 2 chats\./);
  const preview = olga.heard().find(({ text }) => text === words);
  expect(preview?.entities).toEqual(written.entities);
  expect(preview?.inline_keyboard).toBeUndefined();
  expect(olga.buttons()).toEqual([
    ['✓ All chats', 'With a digest'],
    ['✓ Any language', 'English'],
    ['Русский', 'Українська'],
    ['Send to 2', 'Cancel'],
  ]);
  await olga.presses('Русский');
  await olga.sees(/No chats match/);
  expect(olga.buttons().flat()).not.toContain('Send to 0');
  await olga.presses('English');
  await olga.sees(/It will go to 2 chats\./);
  // It learns of it in the sending.
  const description = 'Forbidden: bot was blocked by the user';
  stage.telegram.fail({
    method: 'sendMessage',
    chat_id: boris.chat.id,
    fault: { type: 'error', code: 403, description },
  });
  await Promise.all([olga.presses('Send to 2'), olga.presses('Send to 2')]);
  const ended = await olga.sees(/^Sent to everyone\n\nSent: 1 of 2\nChats that cannot be reached: 1$/);
  expect(ended.message_id).toBe(panel.message_id);
  expect(textsOf(anna)).toEqual([words]);
  const got = stage.telegram.messages(anna.chat.id).find(({ text }) => text === words) as LocalMessage;
  expect(got.entities).toEqual(written.entities);
  expect(got.inline_keyboard).toBeUndefined();
  const data = await stage.store((store) => store.personalData(boris.chat.id as ChatId));
  expect(data?.deliveries).toMatchObject([{ broadcastId: 1, state: 'gone', reason: 'blocked' }]);
  expect(data?.subscriptions).toMatchObject([{ state: { status: 'closed' } }]);
});

const CROWD = 30;
const SLOWLY = { ...ADMINS, messagesPerSecond: 20 };

/** People whom the store knows, without a word of theirs. */
async function crowd(stage: DigestStage, url = stage.file): Promise<readonly Person[]> {
  const people = Array.from({ length: CROWD }, (_, n) => stage.people.user(`Reader ${n}`));
  const store = await openStore(url, { now: stage.clock.now });
  for (const { chat } of people) await store.chats.remember({ id: chat.id as ChatId, type: 'private' });
  await store.close();
  return people;
}

const reached = (people: readonly Person[]) => people.filter((person) => textsOf(person).length > 0).length;

it('goes on after a restart, in the same message; another operator sees it and stops it', async () => {
  await using stage = await DigestStage.at(MORNING);
  const people = await crowd(stage);
  await stage.start(SLOWLY);
  const [olga, oskar] = [
    stage.people.user('Olga', { id: OLGA }),
    stage.people.user('Oskar', { id: OSKAR, language_code: 'ru' }),
  ];
  await oskar.sends('/broadcast пауза и pause');
  await oskar.sees(/Получат 30 чатов/);
  await olga.sends('/broadcast A pause');
  const panel = await olga.sees(/It will go to 30 chats/);
  await olga.presses('Send to 30');
  await olga.sees(/^On its way\n\nSent: \d+ of 30\nStill to be sent: \d+/);
  await stage.telegram.when(() => reached(people) > 3, { after: 0 });
  await stage.stop();
  const before = reached(people);
  expect(before).toBeLessThan(CROWD);
  await stage.start(SLOWLY);
  await oskar.presses(/Отправить/);
  await oskar.notices(/ещё отправляется/);
  await oskar.sends('/broadcast');
  await oskar.sees(/^Отправляется\n\nОтправлено: \d+ из 30/);
  await stage.telegram.when(() => reached(people) > before, { after: 0 });
  await oskar.presses('Остановить');
  await oskar.sees(/^Остановлено/);
  const shown = await olga.sees(/^Stopped\n\nSent: (\d+) of 30\nNot sent, as it was stopped: (\d+)$/);
  expect(shown.message_id).toBe(panel.message_id);
  const [sent = 0, unsent = 0] = [...shown.text.matchAll(/\d+/g)].flatMap(([n], place) =>
    place === 1 ? [] : Number(n),
  );
  expect([sent + unsent, sent]).toEqual([CROWD, reached(people)]);
  expect(people.every((person) => textsOf(person).length <= 1)).toBe(true);
});

/** How long a process on PostgreSQL may be silent before it counts as dead, ms. */
const SILENCE = 3_000;

/** The chats whose delivery was taken and is not recorded. */
async function inHand(people: readonly Person[], url: string): Promise<readonly number[]> {
  const store = await openStore(url, { now: Date.now, access: 'read' });
  try {
    const found: number[] = [];
    for (const { chat } of people) {
      const data = await store.personalData(chat.id as ChatId);
      if (data?.deliveries.some(({ state }) => state === 'sending')) found.push(chat.id);
    }
    return found;
  } finally {
    await store.close();
  }
}

it.each(['SQLite', 'PostgreSQL'])(
  'loses nobody when the process is killed on the way, on %s',
  async (name) => {
    await using stage = await DigestStage.at(Date.now());
    const url = name === 'SQLite' ? stage.file : await newDatabase();
    const people = await crowd(stage, url);
    const settings = {
      BOT_TOKEN: stage.telegram.token,
      TELEGRAM_API_ROOT: stage.telegram.url,
      DATABASE_URL: url,
      MESSAGES_PER_SECOND: '20',
      ADMIN_IDS: String(OLGA),
      PORT: '0',
      CONTENT_DIR: briefContent(),
    };
    const startOne = () =>
      start('test/support/crash-bot.ts', settings, [String(Date.now()), String(SILENCE)]);
    const killed = startOne();
    await killed.prints(/"msg":"ready"/);
    const olga = stage.people.user('Olga', { id: OLGA });
    await olga.sends('/broadcast A pause');
    await olga.sees(/It will go to 30 chats/);
    await olga.presses('Send to 30');
    await stage.telegram.when(() => reached(people) > 5, { after: 0 });
    killed.process.kill('SIGKILL');
    await killed.ends();
    expect(reached(people)).toBeLessThan(CROWD);
    const interrupted = await inHand(people, url);
    const next = startOne();
    try {
      await olga.sees(/^Sent to everyone\n\nSent: 30 of 30$/);
      expect(reached(people)).toBe(CROWD);
      const twice = people.filter((person) => textsOf(person).length > 1).map(({ chat }) => chat.id);
      expect(interrupted).toEqual(expect.arrayContaining(twice));
    } finally {
      next.process.kill('SIGTERM');
      await next.ends();
    }
  },
);

it('is refused when it is old, and to those who are no operators any more; others know no such command', async () => {
  await using stage = await DigestStage.at(MORNING, fastClock(FACTOR));
  await crowd(stage);
  await stage.start(ADMINS);
  const olga = stage.people.user('Olga', { id: OLGA });
  const anna = stage.people.user('Anna');
  await anna.sends('/broadcast A pause');
  await anna.sees(/There is no command/);
  const quoted = await olga.sends('Nobody said pause');
  await olga.sends('/broadcast', { replyTo: quoted });
  await olga.sees(/It will go to 30 chats/);
  await olga.presses('Cancel');
  await olga.sees(/^Cancelled/);
  const description = 'Bad Request: message is too long';
  const fault = { type: 'error', code: 400, description } as const;
  stage.telegram.fail({ method: 'sendMessage', chat_id: OLGA, times: 1, fault });
  await olga.sends('/broadcast A pause');
  await olga.sees(/^Telegram didn’t take this message/);
  expect(olga.buttons()).toEqual([['Topics']]);
  await olga.sends('/broadcast A pause');
  await olga.sees(/It will go to 30 chats/);
  await stage.moveTo(MORNING + HOUR + 1);
  await olga.presses('Send to 30');
  await olga.sees(/^This message can’t be sent any more/);
  await olga.sends('/broadcast A pause');
  await olga.sees(/It will go to 30 chats/);
  await stage.stop();
  await stage.start({ adminIds: [OSKAR] });
  await olga.presses('Send to 30');
  await olga.notices(/./);
  await olga.sends('/broadcast A pause');
  await olga.sees(/There is no command/);
  expect(olga.menu().map(({ command }) => command)).not.toContain('broadcast');
  expect(await stage.store((store) => store.broadcasts.running())).toBeUndefined();
});

it('reaches everybody once on PostgreSQL, whichever of two processes sends it', async () => {
  const url = await newDatabase();
  const database = { type: 'postgres', url: new Secret(url) } as const;
  await using stage = await DigestStage.at(MORNING);
  const people = await crowd(stage, url);
  await stage.start({ ...SLOWLY, database });
  const other = await startApp(stage.telegram, stage.log, { ...SLOWLY, database }, stage.clock);
  try {
    const olga = stage.people.user('Olga', { id: OLGA });
    await olga.sends('/broadcast A pause');
    await olga.sees(/It will go to 30 chats/);
    await olga.presses('Send to 30');
    await olga.sees(/^Sent to everyone\n\nSent: 30 of 30$/);
    expect(people.map((person) => textsOf(person))).toEqual(people.map(() => ['A pause']));
  } finally {
    await other.app.stop();
  }
});
