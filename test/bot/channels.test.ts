// Whether a channel may be set up: good news may be a minute old, bad news is asked anew.

import { expect, test } from 'vitest';
import { createChannels } from '../../src/bot/digest/channel-access.ts';
import { createManagers } from '../../src/bot/group/managers.ts';
import type { Place } from '../../src/bot/request.ts';
import { BotApi } from '../../src/delivery/api.ts';
import type { Gateway } from '../../src/delivery/gateway.ts';
import { createLocales } from '../../src/locales/locale.ts';
import { manualClock } from '../support/clock.ts';

const [ME, OLGA, CHANNEL] = [7, 1, -1_000_000_000_005];
const place: Place = {
  chat: OLGA,
  type: 'private',
  thread: undefined,
  user: OLGA,
  asChat: false,
  channel: undefined,
  locale: createLocales().pick('en'),
};

test('a right that the bot was just given is known, whichever process heard of it; one it has is not asked for twice', async () => {
  let rights: object = { status: 'left' };
  const asked: string[] = [];
  const gateway = {
    async call(method: string, payload: { readonly user_id?: number }) {
      asked.push(`${method} ${payload.user_id ?? ''}`.trim());
      const member = payload.user_id === ME ? rights : { status: 'creator' };
      const result = method === 'getChat' ? { id: CHANNEL, type: 'channel', title: 'News' } : member;
      return { type: 'sent', result };
    },
  } as unknown as Gateway;
  const api = new BotApi(gateway);
  const channels = createChannels(api, createManagers(api, ME, manualClock()));

  expect(await channels.access(place, '@news')).toEqual({ type: 'bot-absent' });
  rights = { status: 'administrator', can_post_messages: false };
  expect(await channels.access(place, CHANNEL)).toEqual({ type: 'bot-silent' });
  rights = { status: 'administrator', can_post_messages: true };
  const open = { type: 'open', channel: { id: CHANNEL, title: 'News' } };
  expect(await channels.access(place, CHANNEL)).toEqual(open);
  asked.length = 0;
  expect(await channels.access(place, CHANNEL)).toEqual(open);
  expect(asked).toEqual(['getChat']);
  expect(await channels.access({ ...place, type: 'group' }, CHANNEL)).toEqual({ type: 'unknown' });
});
