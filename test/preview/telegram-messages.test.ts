// What the bot may say, show and change: texts, keyboards, edits, deletions, answers to presses.

import { expect, test } from 'vitest';
import { call, localTelegram } from '../support/local-telegram.ts';

async function withAnna(options: Parameters<typeof localTelegram>[0] = {}) {
  const telegram = await localTelegram(options);
  const user = telegram.addUser({ first_name: 'Anna' });
  const ask = <Method extends string>(method: Method, payload: object = {}) =>
    call(telegram, method, { chat_id: user.id, ...payload });
  return { telegram, user, ask };
}

const keyboard = (...rows: object[][]) => ({ reply_markup: { inline_keyboard: rows } });
const button = (text: string, callback_data = text) => ({ text, callback_data });

test('a message comes back as Telegram shows it', async () => {
  const { telegram, user, ask } = await withAnna({ now: () => 1_700_000_000_999 });
  const theirs = telegram.send({ user }, user.id, 'hi');
  const { result } = await ask('sendMessage', {
    text: ' <b>see</b> /ukraine\n',
    parse_mode: 'HTML',
    reply_parameters: { message_id: theirs.message_id },
    ...keyboard([button('a')], []),
  });
  expect(result).toEqual({
    message_id: 2,
    from: telegram.bot,
    chat: { id: user.id, type: 'private', first_name: 'Anna' },
    date: 1_700_000_000,
    text: 'see /ukraine',
    entities: [
      { type: 'bold', offset: 0, length: 3 },
      { type: 'bot_command', offset: 4, length: 8 },
    ],
    reply_markup: { inline_keyboard: [[button('a')]] },
    reply_to_message: expect.objectContaining({ message_id: 1, text: 'hi' }),
  });
  expect(telegram.messages(user.id)[1]).toMatchObject({ text: 'see /ukraine', reply_to_message_id: 1 });
});

const link = (text: string) => `<a href="https://example.com/">${text}</a>`;

test.each([
  ['', 'message text is empty'],
  [' \n\t ', 'text must be non-empty'],
  ['<b></b>', 'text must be non-empty'],
  ['a'.repeat(4097), 'message is too long'],
  ['👍'.repeat(4097), 'message is too long'],
  ['\ud800', 'strings must be encoded in UTF-8'],
  ['<b>a', 'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"'],
  ['<b>a</b> '.repeat(101), 'ENTITIES_TOO_LONG: over 100 entities'],
])('the text %j is refused', async (text, what) => {
  const { telegram, user, ask } = await withAnna();
  const answer = await ask('sendMessage', { text, parse_mode: 'HTML' });
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${what}` });
  expect(telegram.messages(user.id)).toEqual([]);
});

test.each([['a'.repeat(4096)], ['👍'.repeat(4096)], [link('a'.repeat(4096))], [`${'&lt;'.repeat(4096)}`]])(
  'what counts is the text after parsing, in code points',
  async (text) => {
    const { ask } = await withAnna();
    expect(await ask('sendMessage', { text, parse_mode: 'HTML' })).toMatchObject({ ok: true });
  },
);

test('entities may come by themselves, inside the text', async () => {
  const { ask } = await withAnna();
  const bold = (offset: number, length: number) => ({
    text: 'abc',
    entities: [{ type: 'bold', offset, length }],
  });
  expect((await ask('sendMessage', bold(1, 2))).result.entities).toEqual([
    { type: 'bold', offset: 1, length: 2 },
  ]);
  expect(await ask('sendMessage', bold(2, 2))).toMatchObject({ status: 400 });
});

test('captions have a limit of their own', async () => {
  const { ask } = await withAnna();
  expect(await ask('sendDocument', { document: 'id', caption: 'a'.repeat(1024) })).toMatchObject({
    ok: true,
  });
  expect(await ask('sendDocument', { document: 'id', caption: 'a'.repeat(1025) })).toMatchObject({
    description: 'Bad Request: message caption is too long',
  });
});

test.each([
  ['no data', [[button('a', '')]], 'BUTTON_DATA_INVALID'],
  ['65 bytes of data', [[button('a', `${'é'.repeat(32)}x`)]], 'BUTTON_DATA_INVALID'],
  ['an empty text', [[button(' ', 'a')]], 'inline keyboard button text must be non-empty'],
  [
    'nothing to do',
    [[{ text: 'a' }]],
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'a bad link',
    [[{ text: 'a', url: 'javascript:1' }]],
    "inline keyboard button URL 'javascript:1' is invalid: Wrong HTTP URL",
  ],
  ['nine in a row', [Array(9).fill(button('a'))], 'reply markup is too long: over 8 buttons in a row'],
  ['over a hundred', Array(101).fill([button('a')]), 'reply markup is too long: over 100 buttons'],
])('a keyboard with %s is refused', async (_, rows, what) => {
  const { ask } = await withAnna();
  const answer = await ask('sendMessage', { text: 'x', ...keyboard(...(rows as object[][])) });
  expect(answer).toMatchObject({ status: 400, description: `Bad Request: ${what}` });
});

test('a keyboard at every limit is accepted', async () => {
  const { ask } = await withAnna();
  const rows = [...Array(12).fill(Array(8).fill(button('a', 'é'.repeat(32)))), Array(4).fill(button('b'))];
  expect(await ask('sendMessage', { text: 'x', ...keyboard(...rows) })).toMatchObject({ ok: true });
});

test('an edit changes the message in place, and only if something changes', async () => {
  const { telegram, user, ask } = await withAnna();
  const { message_id } = (await ask('sendMessage', { text: 'a', ...keyboard([button('x')]) })).result;
  const edit = { message_id, text: '<b>a</b>', parse_mode: 'HTML', ...keyboard([button('x')]) };
  expect((await ask('editMessageText', edit)).result).toMatchObject({
    message_id,
    edit_date: expect.any(Number),
  });
  expect(await ask('editMessageText', edit)).toMatchObject({
    status: 400,
    description:
      'Bad Request: message is not modified: specified new message content and reply markup are exactly ' +
      'the same as a current content and reply markup of the message',
  });
  expect(await ask('editMessageReplyMarkup', { message_id })).toMatchObject({ ok: true });
  expect(await ask('editMessageReplyMarkup', { message_id })).toMatchObject({ status: 400 });
  const [message] = telegram.messages(user.id);
  expect(message).toMatchObject({ text: 'a', entities: [{ type: 'bold' }] });
  expect(message).not.toHaveProperty('inline_keyboard');
});

test('the bot can edit only messages that exist and are its own', async () => {
  const { telegram, user, ask } = await withAnna();
  const theirs = telegram.send({ user }, user.id, 'hi');
  const edit = (message_id: number) => ask('editMessageText', { message_id, text: 'x' });
  expect(await edit(99)).toMatchObject({ description: 'Bad Request: message to edit not found' });
  expect(await edit(theirs.message_id)).toMatchObject({
    description: "Bad Request: message can't be edited",
  });
  expect(await ask('editMessageText', { text: 'x' })).toMatchObject({
    description: 'Bad Request: message identifier is not specified',
  });
});

test('messages can be deleted, one or several, while they are young', async () => {
  let now = 0;
  const { telegram, user, ask } = await withAnna({ now: () => now });
  for (const text of ['a', 'b', 'c', 'd']) await ask('sendMessage', { text });
  expect(await ask('deleteMessage', { message_id: 1 })).toMatchObject({ ok: true, result: true });
  expect(await ask('deleteMessage', { message_id: 1 })).toMatchObject({
    description: 'Bad Request: message to delete not found',
  });
  expect(await ask('deleteMessages', { message_ids: [1, 2, 3] })).toMatchObject({ ok: true });
  now = 49 * 3_600_000;
  expect(await ask('deleteMessage', { message_id: 4 })).toMatchObject({
    description: "Bad Request: message can't be deleted",
  });
  expect(telegram.messages(user.id).map(({ text }) => text)).toEqual(['d']);
});

test('replies and copies need an existing message', async () => {
  const { user, ask } = await withAnna();
  const reply = { text: 'x', reply_parameters: { message_id: 99 } };
  expect(await ask('sendMessage', reply)).toMatchObject({
    description: 'Bad Request: message to be replied not found',
  });
  const lenient = { message_id: 99, allow_sending_without_reply: true };
  const { result } = await ask('sendMessage', { ...reply, reply_parameters: lenient });
  expect(result).not.toHaveProperty('reply_to_message');
  const copy = { from_chat_id: user.id, message_id: result.message_id };
  expect((await ask('copyMessage', copy)).result).toEqual({ message_id: 2 });
  expect(await ask('copyMessage', { ...copy, message_id: 99 })).toMatchObject({
    description: 'Bad Request: message to copy not found',
  });
});

test('a press reaches the bot, and its answer the person, even twice', async () => {
  const { telegram, user, ask } = await withAnna();
  const { message_id } = (await ask('sendMessage', { text: 'a', ...keyboard([button('Go', 'go:1')]) }))
    .result;
  const id = telegram.press({ user }, user.id, message_id, { text: 'Go' });
  const { result } = await call(telegram, 'getUpdates');
  expect(result).toMatchObject([
    { callback_query: { id, from: user, data: 'go:1', message: { message_id } } },
  ]);
  const mark = telegram.mark();
  const answer = (text: string) =>
    call(telegram, 'answerCallbackQuery', { callback_query_id: id, text, show_alert: true });
  expect(await answer('Done')).toMatchObject({ ok: true, result: true });
  expect(await answer('')).toMatchObject({ ok: true });
  expect(await answer('é'.repeat(201))).toMatchObject({ description: 'Bad Request: MESSAGE_TOO_LONG' });
  expect(await telegram.when((event) => event.type === 'notice', { after: mark })).toEqual({
    type: 'notice',
    userId: user.id,
    queryId: id,
    text: 'Done',
    alert: true,
  });
});

test('a query that is unknown or too old cannot be answered', async () => {
  let now = 0;
  const { telegram, user, ask } = await withAnna({ now: () => now });
  const { message_id } = (await ask('sendMessage', { text: 'a', ...keyboard([button('a')]) })).result;
  const id = telegram.press({ user }, user.id, message_id, { data: 'a' });
  now = 16 * 60_000;
  for (const callback_query_id of [id, '5']) {
    expect(await call(telegram, 'answerCallbackQuery', { callback_query_id })).toMatchObject({
      status: 400,
      description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
    });
  }
});

test('pressing a missing button throws, and lists those that exist', async () => {
  const { telegram, user, ask } = await withAnna();
  await ask('sendMessage', {
    text: 'a',
    ...keyboard([button('Go'), { text: 'Site', url: 'https://a.org/' }]),
  });
  expect(() => telegram.press({ user }, user.id, 1, { text: 'Site' })).toThrow('there are: "Go", "Site"');
  expect(() => telegram.press({ user }, user.id, 9, { text: 'Go' })).toThrow('there are: none');
});

test('inline queries are asked and answered', async () => {
  const { telegram, user } = await withAnna();
  const inline_query_id = telegram.inline({ user }, 'ukr');
  expect((await call(telegram, 'getUpdates')).result).toMatchObject([
    { inline_query: { id: inline_query_id, query: 'ukr', offset: '', from: user } },
  ]);
  const article = (id: string) => ({
    type: 'article',
    id,
    title: 'Ukraine',
    input_message_content: { message_text: 'x' },
  });
  const answer = (results: object[], more: object = {}) =>
    call(telegram, 'answerInlineQuery', { inline_query_id, results, ...more });
  const refused = (what: string) => ({ status: 400, description: `Bad Request: ${what}` });
  expect(await answer([article('a'), article('a')])).toMatchObject(refused('RESULT_ID_DUPLICATE'));
  expect(await answer([article('é'.repeat(33))])).toMatchObject(refused('RESULT_ID_INVALID'));
  expect(await answer(Array(51).fill(article('a')))).toMatchObject(refused('RESULTS_TOO_MUCH'));
  expect(await answer([], { next_offset: 'a'.repeat(65) })).toMatchObject(refused('NEXT_OFFSET_INVALID'));
  expect(await answer([{ ...article('a'), title: ' ' }])).toMatchObject(refused('ARTICLE_TITLE_EMPTY'));
  const unclosed = { input_message_content: { message_text: '<b>x', parse_mode: 'HTML' } };
  expect(await answer([{ ...article('a'), ...unclosed }])).toMatchObject({ status: 400 });
  for (const start_parameter of ['', 'a b', 'a'.repeat(65)]) {
    expect(await answer([], { button: { text: 'Go', start_parameter } })).toMatchObject(
      refused('START_PARAM_INVALID'),
    );
  }
  const mark = telegram.mark();
  expect(await answer([article('a')])).toMatchObject({ ok: true });
  const event = await telegram.when((one) => one.type === 'inline', { after: mark });
  expect(event).toMatchObject({ userId: user.id, queryId: inline_query_id, results: [{ id: 'a' }] });
});

test('a picked result is posted as the person’s, via the bot, which gets updates and can edit it only by its inline id', async () => {
  const { telegram, user } = await withAnna();
  const group = telegram.addGroup({ title: 'Talks', members: [{ user, status: 'member' }] });
  const queryId = telegram.inline({ user }, 'ukr');
  const result = {
    type: 'article',
    id: 'a',
    title: 'Ukraine',
    input_message_content: { message_text: '<b>Ukraine</b>', parse_mode: 'HTML' },
    reply_markup: {
      inline_keyboard: [[{ text: 'Open', url: 'https://t.me/x' }], [{ text: 'More', callback_data: '1' }]],
    },
  };
  await call(telegram, 'answerInlineQuery', { inline_query_id: queryId, results: [result] });
  const { message_id } = telegram.choose({ user }, group.id, { queryId, resultId: 'a' });
  telegram.press({ user }, group.id, message_id, { text: 'More' });
  const { result: updates } = await call(telegram, 'getUpdates', { offset: -3 });
  expect(updates).toMatchObject([
    {
      message: {
        chat: group,
        from: user,
        via_bot: telegram.bot,
        text: 'Ukraine',
        entities: [{ type: 'bold' }],
        reply_markup: result.reply_markup,
      },
    },
    { chosen_inline_result: { from: user, result_id: 'a', inline_message_id: expect.any(String) } },
    { callback_query: { from: user, data: '1', inline_message_id: expect.any(String) } },
  ]);
  expect(updates[2]?.callback_query).not.toHaveProperty('message');
  expect(await call(telegram, 'editMessageText', { chat_id: group.id, message_id, text: 'x' })).toMatchObject(
    {
      status: 400,
    },
  );
  const inline_message_id = updates[1]?.chosen_inline_result?.inline_message_id;
  const edited = await call(telegram, 'editMessageText', { inline_message_id, text: 'Corrected' });
  expect(edited).toMatchObject({ ok: true, result: true });
  expect(telegram.messages(group.id).at(-1)).toMatchObject({ text: 'Corrected', from: user });
  expect(
    await call(telegram, 'editMessageText', { inline_message_id: 'local.1.1', text: 'x' }),
  ).toMatchObject({
    ...{ status: 400, description: expect.stringContaining('MESSAGE_ID_INVALID') },
  });
  const boris = telegram.addUser({ first_name: 'Boris' });
  const choice = { queryId, resultId: 'a' };
  expect(() => telegram.choose({ user: boris }, group.id, choice)).toThrow('Boris was not offered');
  expect(() => telegram.choose({ user }, group.id, { queryId, resultId: 'b' })).toThrow('was not offered b');
});
