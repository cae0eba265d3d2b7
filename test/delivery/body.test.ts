// A payload's JSON is always that payload's, whatever was encoded before.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEncodeBody } from '../../src/delivery/body.ts';

/** Gives what the server reads of each payload. */
function reader(): (payload: object) => Promise<unknown> {
  const encode = createEncodeBody();
  return async (payload) => JSON.parse(Buffer.from((await encode(payload)).body).toString('utf8'));
}

const KEYBOARDS = [{ inline_keyboard: [[{ text: 'Evidence', callback_data: '1e' }]] }, { force_reply: true }];
const PREVIEWS = [{ is_disabled: true }, { is_disabled: false }];
const TEXTS = ['a'.repeat(300), 'б'.repeat(200), `${'“•”'.repeat(100)}\n"`, 'short'];

const payloads = fc.record(
  {
    chat_id: fc.oneof(fc.integer(), fc.constantFrom('@channel', '"каналъ"')),
    text: fc.constantFrom(...TEXTS),
    parse_mode: fc.constantFrom('HTML', undefined),
    link_preview_options: fc.constantFrom(...PREVIEWS),
    reply_markup: fc.constantFrom(...KEYBOARDS),
    message_thread_id: fc.nat(),
    reply_parameters: fc.record({ message_id: fc.nat() }),
    disable_notification: fc.boolean(),
  },
  { requiredKeys: [] },
);

it('says what the payload says, after any others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(payloads, { minLength: 1, maxLength: 20 }), async (all) => {
      const read = reader();
      for (const payload of all) expect(await read(payload)).toEqual(JSON.parse(JSON.stringify(payload)));
    }),
  );
});

it('stays right beyond the messages that it remembers', async () => {
  const read = reader();
  const [reply_markup] = KEYBOARDS;
  for (let n = 0; n < 2_400; n += 1) {
    const payload = { chat_id: n, text: `${n % 1_200} ${'x'.repeat(200)}`, reply_markup };
    expect(await read(payload)).toEqual(payload);
  }
});
