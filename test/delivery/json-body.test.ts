// A payload's JSON is always that payload's, whatever was encoded before.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createEncodeJson } from '../../src/delivery/json-body.ts';

const read = (body: string | Uint8Array): unknown => JSON.parse(Buffer.from(body).toString('utf8'));

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

it('says what the payload says, after any others', () => {
  fc.assert(
    fc.property(fc.array(payloads, { minLength: 1, maxLength: 20 }), (all) => {
      const encode = createEncodeJson();
      for (const payload of all) expect(read(encode(payload))).toEqual(JSON.parse(JSON.stringify(payload)));
    }),
  );
});

it('remembers no more texts beside one keyboard than it should, and none wrongly', () => {
  const encode = createEncodeJson();
  const [reply_markup] = KEYBOARDS;
  for (let n = 0; n < 300; n += 1) {
    const payload = { chat_id: n, text: `${n % 100} ${'x'.repeat(200)}`, reply_markup };
    expect(read(encode(payload))).toEqual(payload);
  }
});
