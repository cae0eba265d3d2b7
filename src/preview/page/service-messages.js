// Service messages, in words.

/** @typedef {import('../telegram/model.ts').LocalMessage} LocalMessage */

/** @type {Readonly<Record<string, (value: any) => string>>} */
const WORDS = {
  forum_topic_created: ({ name }) => `The topic ${name} was created`,
  forum_topic_closed: () => 'The topic was closed',
  forum_topic_reopened: () => 'The topic was opened again',
  migrate_to_chat_id: () => 'The group became a supergroup',
  migrate_from_chat_id: () => 'The group is a supergroup now, with a new id',
  chat_shared: ({ title }) => `You shared ${title ?? 'a chat'} with the bot`,
};

/**
 * @param {LocalMessage} message
 * @returns {string | undefined} none for a message by a person or the bot
 */
export function serviceText({ service }) {
  const [[field, value] = []] = Object.entries(service ?? {});
  if (field === undefined) return undefined;
  return WORDS[field]?.(value) ?? field.replaceAll('_', ' ');
}
