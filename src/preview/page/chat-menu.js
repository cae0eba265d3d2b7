// What can be done to the open chat: add, remove, mute or block the bot, upgrade the group, close the topic.

import { byId } from './dom.js';
import { Dropdown } from './dropdown.js';
import { hasBot } from './state.js';

/** @typedef {import('./state.js').Chat} Chat */
/** @typedef {{ bot: string } | { blocked: boolean } | { upgrade: true } | { threadId: number, closed: boolean }} Change */
/** @typedef {[text: string, change: Change]} Entry */

const dropdown = new Dropdown(byId('chat-menu'), byId('chat-menu-panel'));

/**
 * @param {Chat} chat
 * @param {(change: Change) => void} onChange
 */
export function showChatMenu(chat, onChange) {
  dropdown.fill(
    [...botEntries(chat), ...chatEntries(chat)].map(([text, change]) => ({
      text,
      act: () => onChange(change),
    })),
  );
}

/**
 * @param {Chat} chat
 * @returns {Change} what brings the bot into it
 */
export function admission({ chat }) {
  return { bot: chat.type === 'channel' ? 'administrator' : 'member' };
}

/**
 * @param {Chat} there
 * @returns {Entry[]}
 */
function botEntries(there) {
  const { chat, bot } = there;
  if (chat.type === 'private') {
    return [
      bot === 'kicked' ? ['Unblock the bot', { blocked: false }] : ['Block the bot', { blocked: true }],
    ];
  }
  if (!hasBot(there)) return [['Add the bot', admission(there)]];
  if (chat.type === 'channel') return [['Remove the bot', { bot: 'left' }]];
  return [
    bot === 'administrator'
      ? ['Remove admin rights', { bot: 'member' }]
      : ['Make the bot an administrator', { bot: 'administrator' }],
    bot === 'restricted' ? ['Unmute the bot', { bot: 'member' }] : ['Mute the bot', { bot: 'restricted' }],
    ['Remove the bot', { bot: 'left' }],
  ];
}

/**
 * @param {Chat} chat
 * @returns {Entry[]}
 */
function chatEntries({ chat, topics, thread }) {
  if (chat.type === 'group') return [['Upgrade to a supergroup', { upgrade: true }]];
  const topic = topics.find(({ id }) => id === thread);
  if (!topic) return [];
  const text = topic.isClosed ? 'Reopen this topic' : 'Close this topic';
  return [[text, { threadId: topic.id, closed: !topic.isClosed }]];
}
