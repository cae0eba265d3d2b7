// Digests through the real app: due, nothing new, rotation, restarts, chats that go, what goes wrong on the
// way.

import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Sequence, ThreadId, ZoneId } from '../../src/store/types.ts';
import { DAY, DigestStage, HOUR, MINUTE, MORNING } from '../support/digests.ts';
import { copyRiyadh, RIYADH_TALK } from '../support/riyadh.ts';

const EVENING = MORNING - 12 * HOUR;
const FIRST = /What is known so far/;
const NEW = /New since your last digest/;

describe('a digest', () => {
  it('comes at its time, once', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    await stage.moveTo(MORNING - 1);
    await stage.settles();
    expect(anna.heard()).toEqual([]);
    await stage.moveTo(MORNING);
    await anna.sees(/What is known so far · 19 Feb 2025/);
    await stage.moveTo(MORNING + MINUTE);
    await stage.settles();
    expect(anna.heard().length).toBe(1);
  });

  it('begins with the newest talk in the chat’s topics, in the chat’s language', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { topics: ['economy'] });
    const oleg = stage.people.user('Oleg');
    await stage.subscribe(oleg, { topics: ['economy'] });
    await stage.store((store) => store.chats.remember({ id: oleg.chat.id as never, language: 'ru' }));
    await stage.start();
    await stage.moveTo(MORNING);
    const { text } = await anna.sees(FIRST);
    expect(text).toMatch(/^.+\n\nRiyadh talks · 18 Feb 2025 · /);
    expect(text).toMatch(/more: Economy \d+$/m);
    expect(text).not.toMatch(/Ukraine \d/);
    await oleg.sees(/Что известно на сегодня · 19 февр\. 2025/);
  });

  it('does not come on a day without news', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    await stage.moveTo(MORNING);
    await anna.sees(FIRST);
    await stage.settles();
    await stage.moveTo(MORNING + DAY);
    await stage.settles();
    expect(anna.heard().length).toBe(1);
    expect((await stage.deliveries(anna)).length).toBe(1);
  });

  it('has what is new since the last one, and nothing else', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    const contentDir = copyOfContent(path.dirname(stage.file));
    await stage.start({ contentDir });
    await stage.moveTo(MORNING);
    const { text } = await anna.sees(FIRST);
    await stage.stop();
    editTalk(contentDir, (yaml) => `${yaml}\n${NEW_POINT}`);
    await stage.start({ contentDir });
    await stage.moveTo(MORNING + DAY);
    const digest = await anna.sees(NEW);
    expect(digest.text).toMatch(/A second meeting takes place within a fortnight/);
    const points = text.split('\n').filter((line) => line.startsWith('•'));
    expect(points.length).toBeGreaterThan(3);
    expect(points.filter((point) => digest.text.includes(point))).toEqual([]);
  });

  it('does not come for a comma', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { topics: 'all' });
    const contentDir = copyOfContent(path.dirname(stage.file));
    await stage.start({ contentDir });
    await stage.moveTo(MORNING);
    await anna.sees(FIRST);
    await stage.stop();
    editTalk(contentDir, (yaml) => yaml.replace(/^( {4}text: [^"'\n]*) (\w+)$/mu, '$1, $2'));
    await stage.start({ contentDir });
    expect(stage.log.join('')).toMatch(/"added":\d+/);
    await stage.moveTo(MORNING + DAY);
    await stage.settles();
    expect(anna.heard().length).toBe(1);
  });

  it('on “always” looks back at other points each day when nothing is new', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { when: 'always' });
    await stage.start();
    const bodies: string[] = [];
    await stage.moveTo(MORNING);
    await anna.sees(FIRST);
    for (let day = 1; day <= 3; day += 1) {
      await stage.moveTo(MORNING + day * DAY);
      const { text } = await anna.sees(new RegExp(`^Nothing new today; a look back · ${19 + day} Feb 2025`));
      await stage.settles();
      bodies.push(text.split('\n').slice(1).join('\n'));
    }
    expect(new Set(bodies).size).toBe(3);
  });

  it('goes to the forum topic that subscribed', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    const forum = stage.people.group('Readers', { type: 'supergroup', is_forum: true, owner: anna });
    const thread = stage.telegram.addTopic(forum.id, 'Digests');
    const there = anna.in(forum, thread);
    await stage.subscribe(there, {}, thread as ThreadId);
    await stage.start();
    await stage.moveTo(MORNING);
    expect((await there.sees(FIRST)).message_thread_id).toBe(thread);
  });
});

describe('a restart', () => {
  it('around the due minute makes exactly one of it', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    await stage.moveTo(MORNING - 1000);
    await stage.stop();
    await stage.moveTo(MORNING + 1000);
    await stage.start();
    await anna.sees(FIRST);
    await stage.stop();
    await stage.start();
    await stage.moveTo(MORNING + MINUTE);
    await stage.settles();
    expect(anna.heard().length).toBe(1);
  });

  it('up to six hours late sends what was missed, once for all days; later none', async () => {
    await using stage = await DigestStage.at(EVENING);
    const [late, dropped] = [stage.people.user('Late'), stage.people.user('Dropped')];
    await stage.subscribe(late, { zone: 'UTC' as ZoneId, when: 'always' });
    await stage.subscribe(dropped, { zone: '+02:00' as ZoneId, when: 'always' });
    await stage.moveTo(MORNING + 3 * DAY + 5 * HOUR);
    await stage.start();
    await late.sees(FIRST);
    await stage.moveTo(MORNING + 3 * DAY + 6 * HOUR);
    await stage.settles();
    expect(late.heard().length).toBe(1);
    expect(dropped.heard().length).toBe(0);
    expect(stage.log.join('')).toMatch(/more than six hours late were dropped/);
    await stage.moveTo(MORNING + 4 * DAY);
    await dropped.sees(FIRST);
  });

  it('drops what lay in the queue for longer than that', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.store((store) =>
      store.planning.claimDue(MORNING, 10, ({ state }) => ({
        next: MORNING + DAY,
        outcome: { type: 'deliver', dueAt: state.dueAt, toSequence: 5 as Sequence },
      })),
    );
    await stage.moveTo(MORNING + 7 * HOUR);
    await stage.start();
    await stage.settles();
    expect(anna.heard()).toEqual([]);
    expect(await stage.deliveries(anna)).toMatchObject([{ state: 'rejected', reason: 'late' }]);
  });
});

describe('a long backlog', () => {
  it('loses nothing by a restart, however long it has waited', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.start();
    await stage.moveTo(MORNING + 10 * HOUR - MINUTE);
    await stage.stop();
    await stage.moveTo(EVENING);
    await stage.subscribe(anna);
    await stage.store(async (store) => {
      const toSequence = await store.ledger.latest();
      await store.planning.claimDue(MORNING, 10, ({ state }) => ({
        next: MORNING + DAY,
        outcome: { type: 'deliver', dueAt: state.dueAt, toSequence },
      }));
    });
    await stage.moveTo(MORNING + 10 * HOUR);
    await stage.start();
    await anna.sees(FIRST);
    await stage.settles();
    expect(await stage.deliveries(anna)).toMatchObject([{ state: 'sent' }]);
  });
});

describe('the machine’s clock', () => {
  it('set ahead by days makes one digest, set back makes none twice', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { when: 'always' });
    await stage.start();
    await stage.moveTo(MORNING);
    await anna.sees(FIRST);
    await stage.settles();
    await stage.moveTo(MORNING + 400 * DAY + HOUR);
    await stage.settles();
    expect(anna.heard().length).toBe(2);
    await stage.moveTo(MORNING + HOUR);
    await stage.settles();
    expect(anna.heard().length).toBe(2);
    expect(stage.log.join('')).toMatch(/the clock was set back/);
    await stage.moveTo(MORNING + DAY);
    await stage.settles();
    expect(anna.heard().length).toBe(3);
  });
});

describe('a time zone that is not known any more', () => {
  it('goes on at the offset it had, and the chat is told once', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { time: '12:00' as never, zone: '+03:00' as ZoneId, when: 'always' });
    await stage.store(async (store) => {
      const [one] = await store.subscriptions.ofChat(anna.chat.id as never);
      if (!one) throw new Error('Anna has subscribed');
      const settings = { ...one.settings, zone: 'Atlantis/Poseidonis' as ZoneId };
      await store.subscriptions.subscribe({ chatId: one.chatId }, settings, MORNING);
    });
    await stage.start();
    for (let day = 0; day < 3; day += 1) {
      await stage.moveTo(MORNING + day * DAY);
      await stage.settles();
    }
    const texts = anna.texts();
    expect(
      texts.filter((text) => /recognise your time zone, Atlantis\/Poseidonis.* UTC\+03:00/.test(text)).length,
    ).toBe(1);
    expect(texts.length).toBe(4);
    expect(stage.log.join('')).toMatch(/a time zone is not known any more/);
  });

  it('is told after a crash that came before the words went out', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(
      anna,
      { time: '12:00' as never, zone: 'Atlantis/Poseidonis' as never },
      undefined,
      MORNING,
    );
    await stage.start();
    stage.telegram.fail({ method: 'sendMessage', fault: { type: 'hang' } });
    await stage.moveTo(MORNING);
    await stage.stop();
    stage.telegram.heal();
    expect(anna.texts().length).toBe(0);
    await stage.start();
    await stage.moveTo(MORNING + DAY);
    await expect.poll(() => anna.texts().filter((text) => /Atlantis/.test(text)).length).toBe(1);
    const zoneOf = async () =>
      (await stage.store((store) => store.subscriptions.ofChat(anna.chat.id as never)))[0]?.settings.zone;
    await expect.poll(zoneOf).toBe('+03:00');
  });
});

describe('a chat', () => {
  it('that blocked the bot is closed with the reason', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    // Blocked without the update that says so: the send is the first to learn of it.
    const fault = {
      type: 'error',
      code: 403,
      description: 'Forbidden: bot was blocked by the user',
    } as const;
    stage.telegram.fail({ method: 'sendMessage', fault });
    await stage.start();
    await stage.moveTo(MORNING);
    await stage.settles();
    const [subscription] = await stage.store((store) => store.subscriptions.ofChat(anna.chat.id as never));
    expect(subscription?.state).toEqual({ status: 'closed', reason: 'blocked' });
    expect(await stage.deliveries(anna)).toMatchObject([{ state: 'gone', reason: 'blocked' }]);
  });

  it('that became a supergroup gets it there, with all that it had', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    const group = stage.people.group('Readers', { type: 'group', owner: anna });
    await stage.subscribe(anna.in(group));
    const supergroup = stage.telegram.migrate(group.id);
    await stage.start();
    await stage.moveTo(MORNING);
    const there = anna.in(supergroup);
    await expect.poll(() => there.texts().filter((text) => FIRST.test(text)).length).toBe(1);
    await stage.settles();
    const moved = await stage.store((store) => store.subscriptions.ofChat(supergroup.id as never));
    expect(moved).toMatchObject([{ state: { status: 'active' }, places: { ukraine: expect.any(Number) } }]);
  });

  it('that stops in the middle of a run is spared', async () => {
    await using stage = await DigestStage.at(EVENING);
    const people = Array.from({ length: 8 }, (_, index) => stage.people.user(`Reader ${index}`));
    for (const person of people) await stage.subscribe(person);
    await stage.start({ messagesPerSecond: 5 });
    await stage.moveTo(MORNING);
    const [first, last] = [people[0], people.at(-1)];
    await first?.sees(FIRST);
    await last?.sends('/stop');
    await stage.settles();
    const had = people.filter((person) => person.texts().some((text) => FIRST.test(text)));
    expect(had).toEqual(people.slice(0, -1));
  });
});

describe('a fault of Telegram’s', () => {
  it('costs a retry, not the digest', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    stage.telegram.fail({ times: 2, method: 'sendMessage', fault: { type: 'reset' } });
    await stage.moveTo(MORNING);
    await anna.sees(FIRST);
    await stage.settles();
    expect(await stage.deliveries(anna)).toMatchObject([{ state: 'sent', messageId: expect.any(Number) }]);
  });

  it('that will not go away is recorded with its reason', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start();
    const fault = { type: 'error', code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' } as const;
    stage.telegram.fail({ method: 'sendMessage', fault });
    await stage.moveTo(MORNING);
    await stage.settles();
    expect(await stage.deliveries(anna)).toMatchObject([
      { state: 'rejected', reason: 'Bad Request: BUTTON_DATA_INVALID' },
    ]);
    expect(stage.log.join('')).toMatch(/a digest could not be sent/);
  });
});

describe('a stop', () => {
  it('finishes what is in flight and leaves the rest queued', async () => {
    await using stage = await DigestStage.at(EVENING);
    const people = Array.from({ length: 60 }, (_, index) => stage.people.user(`Reader ${index}`));
    for (const person of people) await stage.subscribe(person);
    await stage.start({ messagesPerSecond: 20 });
    await stage.moveTo(MORNING);
    await people[0]?.sees(FIRST);
    await stage.stop();
    const { deliveries } = await stage.store((store) => store.stats(0));
    const sent = people.filter((person) => person.texts().length > 0).length;
    expect(deliveries.sent).toBe(sent);
    expect(deliveries.sending).toBe(0);
    expect(deliveries.queued + deliveries.retry).toBe(60 - sent);
    await stage.start();
    for (const person of people) await expect.poll(() => person.texts().length).toBe(1);
  });

  it('with digests off nothing is planned', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna);
    await stage.start({ digests: false });
    await stage.moveTo(MORNING);
    await anna.sends('/ukraine');
    await anna.sees(/^🇺🇦 Ukraine/);
    expect(await stage.deliveries(anna)).toEqual([]);
  });
});

function copyOfContent(folder: string): string {
  const copy = path.join(folder, 'content');
  copyRiyadh(copy);
  return copy;
}

function editTalk(contentDir: string, edit: (yaml: string) => string): void {
  const file = path.join(contentDir, RIYADH_TALK);
  fs.writeFileSync(file, edit(fs.readFileSync(file, 'utf8')));
}

const NEW_POINT = `  - id: second-meeting
    topics: [ukraine]
    kind: said
    by: [lavrov]
    text: A second meeting takes place within a fortnight
    citations:
      - { source: iz-riyadh, at: ¶12, passage: for this test alone }
`;
