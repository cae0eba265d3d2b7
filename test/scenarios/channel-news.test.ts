// The bot's own place in a channel: added, short of a right, demoted, removed; and who is told of it where.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalChat } from '../../src/preview/telegram/model.ts';
import type { ChatId } from '../../src/store/types.ts';
import { DigestStage, MORNING } from '../support/digests.ts';
import type { Person } from '../support/people.ts';

let stage: DigestStage;
let stranger: Person;
let count = 0;

beforeAll(async () => {
  stage = await DigestStage.at(MORNING);
  // Imported: somebody whose digest is stored, and who has never opened this bot.
  stranger = stage.people.user('Stranger', { started: false });
  await stage.subscribe(stranger);
  await stage.start();
});

afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

function channel() {
  const olga = stage.people.user(`Olga ${++count}`);
  return { olga, chat: stage.people.channel(`News ${count}`, { owner: olga, bot: 'left' }) };
}

const states = async ({ id }: LocalChat) => {
  const subscriptions = await stage.store((store) => store.subscriptions.ofChat(id as ChatId));
  return subscriptions.map(({ state }) =>
    state.status === 'active' ? 'active' : `${state.status}: ${state.reason}`,
  );
};

const SILENT = { can_post_messages: false };

describe('a channel', () => {
  it('that takes the bot in is set up from one message to the person who did it', async () => {
    const { olga, chat } = channel();
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await olga.sees(/^I can post in .*News \d+.* now\./);
    await olga.presses('Set up digest');
    await olga.sees(/^A digest for .*News/);
    await olga.presses('08:00');
    await olga.sees(/^Digest of .*News/);
    expect(await states(chat)).toEqual(['active']);
    expect(olga.texts()).toHaveLength(1);
    expect(stage.telegram.messages(chat.id)).toEqual([]);
  });

  it('says which right is missing, and hears when it is there', async () => {
    const { olga, chat } = channel();
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user }, SILENT);
    await olga.sees(/^I’m in .*but can’t post there\.\n+.*“Post messages”/);
    stage.telegram.setBot(
      chat.id,
      'administrator',
      { user: olga.user },
      { ...SILENT, can_edit_messages: false },
    );
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await olga.sees(/^I can post in/);
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user }, { can_edit_messages: false });
    await olga.sends('/summit');
    await olga.sees(/^🤝 Summit/);
    expect(olga.texts()).toHaveLength(4);
  });

  it('that takes the right away has its digest paused, and goes on when somebody resumes it', async () => {
    const { olga, chat } = channel();
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await olga.sees(/^I can post in/);
    await olga.in(chat).sends('/digest 08:00');
    await olga.in(chat).sees(/^Digest:/);
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user }, SILENT);
    await olga.sees(/^The digest of .*News.* is paused: I’m not allowed to post/);
    expect(await states(chat)).toEqual(['paused: may not write']);
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await expect.poll(() => olga.texts().filter((text) => text.startsWith('I can post'))).toHaveLength(2);
    await olga.presses('Set up digest');
    await olga.sees(/Paused: I’m not allowed to post/);
    await olga.presses('Resume');
    await olga.sees(/Next: /);
    expect(await states(chat)).toEqual(['active']);
  });

  it('that removes the bot has its digest closed, with the reason', async () => {
    const { olga, chat } = channel();
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await olga.sees(/^I can post in/);
    await olga.in(chat).sends('/digest 08:00');
    await olga.in(chat).sees(/^Digest:/);
    stage.telegram.setBot(chat.id, 'kicked', { user: olga.user });
    await expect.poll(() => states(chat)).toEqual(['closed: kicked']);
    await olga.presses('Set up digest');
    await olga.notices(/I’m not an administrator of that channel/);
    stage.telegram.setBot(chat.id, 'administrator', { user: olga.user });
    await olga.sees(/^I can post in/);
    await olga.presses('Set up digest');
    await olga.sees(/^A digest for [\s\S]*stopped/);
    await olga.presses('Restart');
    await olga.sees(/^Digest of/);
    expect(await states(chat)).toEqual(['active']);
  });

  it('that is picked gets its panel and no message besides', async () => {
    const { olga, chat } = channel();
    await olga.sends('/digest channel');
    await olga.sees(/^Which channel/);
    await olga.picks(chat);
    await olga.sees(/^A digest for/);
    expect(olga.texts().join()).not.toContain('I can post in');
  });

  it('may be managed by somebody whom the bot cannot reach: nothing of theirs ends', async () => {
    const { chat } = channel();
    const mark = stage.telegram.mark();
    stage.telegram.setBot(chat.id, 'administrator', { user: stranger.user });
    await stage.telegram.when(
      (event) =>
        event.type === 'call' &&
        event.call.payload.chat_id === stranger.chat.id &&
        event.call.answer?.status === 403,
      { after: mark },
    );
    stage.telegram.setBot(chat.id, 'kicked', { user: stranger.user });
    stage.telegram.inject({
      my_chat_member: {
        ...{ chat, date: 0, from: stage.telegram.bot, old_chat_member: { status: 'left' } },
        new_chat_member: { status: 'administrator', can_post_messages: true, user: stage.telegram.bot },
      },
    });
    await stranger.sends('/digest');
    await stranger.sees(/^Your digest/);
    expect(await states(stranger.chat)).toEqual(['active']);
    expect(stage.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
