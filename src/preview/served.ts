// The Bot API methods that the local Telegram serves, by their official names.
// Read by methods.ts, parameters.ts and the generator of methods.schema.json.

export const SERVED = [
  'getMe',
  'getUpdates',
  'setWebhook',
  'deleteWebhook',
  'getWebhookInfo',
  'sendMessage',
  'sendPhoto',
  'sendDocument',
  'copyMessage',
  'sendChatAction',
  'editMessageText',
  'editMessageReplyMarkup',
  'deleteMessage',
  'deleteMessages',
  'answerCallbackQuery',
  'answerInlineQuery',
  'getChat',
  'getChatMember',
  'getChatMemberCount',
  'getChatAdministrators',
  'leaveChat',
  'setMyCommands',
  'getMyCommands',
  'deleteMyCommands',
  'setMyName',
  'getMyName',
  'setMyDescription',
  'getMyDescription',
  'setMyShortDescription',
  'getMyShortDescription',
] as const;

export type Served = (typeof SERVED)[number];
