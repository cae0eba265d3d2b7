// The grammY bot with its runner that Communiqué is measured against: a constant reply of REPLY_LENGTH
// characters.

import { run } from '@grammyjs/runner';
import { Bot } from 'grammy';

const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', REPLY_LENGTH = '900' } = process.env;
const reply = 'x'.repeat(Number(REPLY_LENGTH));
const bot = new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_ROOT } });
bot.on('message', (ctx) => ctx.reply(reply));
await run(bot).task();
