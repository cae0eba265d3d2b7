// The bare Telegraf bot that Communiqué is measured against: a constant reply of REPLY_LENGTH characters. In JavaScript, as
// TypeScript would load a compiler into it.

import { Telegraf } from 'telegraf';

const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', REPLY_LENGTH = '900' } = process.env;
const reply = 'x'.repeat(Number(REPLY_LENGTH));
const bot = new Telegraf(BOT_TOKEN, { telegram: { apiRoot: TELEGRAM_API_ROOT } });
bot.on('message', (ctx) => ctx.reply(reply));
await bot.launch();
