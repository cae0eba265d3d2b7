// A bare loop of Telegraf's sendMessage, as bots without digests of their own have it: what a fan-out costs
// at least.

import { Telegram } from 'telegraf';

const { BOT_TOKEN = '', TELEGRAM_API_ROOT = '', REPLY_LENGTH = '1000' } = process.env;
const telegram = new Telegram(BOT_TOKEN, { apiRoot: TELEGRAM_API_ROOT });
const text = 'x'.repeat(Number(REPLY_LENGTH));
const reply_markup = {
  inline_keyboard: [['Pause', 'Change', 'Unsubscribe'].map((text) => ({ text, callback_data: text }))],
};

process.on('message', async (order: unknown) => {
  if (typeof order !== 'number') return;
  for (let chat = 1; chat <= order; chat += 1) {
    await telegram.sendMessage(chat, text, { parse_mode: 'HTML', reply_markup });
  }
});
await telegram.callApi('getUpdates', { timeout: 0 });
