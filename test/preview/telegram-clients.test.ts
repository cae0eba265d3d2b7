// Other Bot API clients work with the local Telegram, so it is what they expect.

import { Bot } from 'grammy';
import { Telegraf } from 'telegraf';
import { expect, onTestFinished, test } from 'vitest';
import { localTelegram } from '../support/local-telegram.ts';
import { People } from '../support/people.ts';

const KEYBOARD = { inline_keyboard: [[{ text: 'More', callback_data: 'more' }]] };

async function converse(telegram: Awaited<ReturnType<typeof localTelegram>>): Promise<void> {
  const anna = new People(telegram).user('Anna');
  await anna.sends('/start');
  await anna.sees('Hello Anna');
  expect(anna.buttons()).toEqual([['More']]);
  await anna.presses('More');
  await anna.notices('Done');
  const message = await anna.sees('More indeed');
  expect(message.entities).toEqual([{ type: 'bold', offset: 0, length: 4 }]);
  expect(anna.texts()).toEqual(['/start', 'More indeed']);
  await expect.poll(() => anna.menu()).toEqual([{ command: 'start', description: 'Begin' }]);
}

test('grammY polls, sends, edits and answers presses', async () => {
  const telegram = await localTelegram();
  const bot = new Bot(telegram.token, { client: { apiRoot: telegram.url } });
  bot.command('start', (ctx) => ctx.reply(`Hello ${ctx.from?.first_name}`, { reply_markup: KEYBOARD }));
  bot.callbackQuery('more', async (ctx) => {
    await ctx.answerCallbackQuery('Done');
    await ctx.editMessageText('<b>More</b> indeed', { parse_mode: 'HTML' });
  });
  const running = bot.start({ drop_pending_updates: false });
  onTestFinished(async () => {
    await bot.stop();
    await running;
  });
  await bot.api.setMyCommands([{ command: 'start', description: 'Begin' }]);
  await converse(telegram);
});

test('Telegraf polls, sends, edits, answers presses and uploads', async () => {
  const telegram = await localTelegram();
  const bot = new Telegraf(telegram.token, { telegram: { apiRoot: telegram.url } });
  bot.start((ctx) => ctx.reply(`Hello ${ctx.from.first_name}`, { reply_markup: KEYBOARD }));
  bot.action('more', async (ctx) => {
    await ctx.answerCbQuery('Done');
    await ctx.editMessageText('<b>More</b> indeed', { parse_mode: 'HTML' });
  });
  const running = bot.launch();
  onTestFinished(async () => {
    bot.stop();
    await running;
  });
  await bot.telegram.setMyCommands([{ command: 'start', description: 'Begin' }]);
  await converse(telegram);
  const [{ id } = { id: 0 }] = telegram.users();
  const { document } = await bot.telegram.sendDocument(id, {
    source: Buffer.from('12345'),
    filename: 'data.json',
  });
  expect(document).toMatchObject({ file_name: 'data.json', file_size: 5 });
});
