// The buttons of a group's settings, as fields of callback_data.

import { CHAT_LETTERS } from './payload-letters.ts';

export type ChatPayload =
  | { readonly type: 'who-may-ask'; readonly who: 'everyone' | 'administrators' }
  /** Whether commands are deleted once they are answered. */
  | { readonly type: 'delete-questions'; readonly wanted: boolean }
  /** Opens the choice of quiet hours. */
  | { readonly type: 'quiet-choices' }
  /** Shaped like quiet hours, `22:00-07:00`, or `off`. */
  | { readonly type: 'quiet'; readonly hours: string }
  /** The digest of a forum topic, or 0 for the chat's own. */
  | {
      readonly type: 'resume';
      readonly thread: number;
      /** The group, where the button stands in somebody's private chat. */
      readonly chat?: number;
    };

const WHO = ['everyone', 'administrators'] as const;
/** Bot API, "Dialog identifiers": ids of groups are negative, and have at most 52 bits. */
const LONGEST_ID = 2 ** 52;
const HOURS = /^(?:off|(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d)$/u;

export function isChatType(type: string): type is ChatPayload['type'] {
  return Object.hasOwn(CHAT_LETTERS, type);
}

/** The fields after the letter. */
export function chatFields(payload: ChatPayload): readonly string[] {
  switch (payload.type) {
    case 'who-may-ask':
      return [payload.who];
    case 'delete-questions':
      return [payload.wanted ? 'yes' : 'no'];
    case 'quiet-choices':
      return [];
    case 'quiet':
      return [payload.hours];
    case 'resume':
      return [String(payload.thread), ...(payload.chat === undefined ? [] : [(-payload.chat).toString(36)])];
  }
}

/** `undefined` for invalid fields. */
export function chatPayloadOf(
  type: ChatPayload['type'],
  [field = '', second = '']: readonly string[],
): ChatPayload | undefined {
  switch (type) {
    case 'who-may-ask': {
      const who = WHO.find((one) => one === field);
      return who && { type, who };
    }
    case 'delete-questions':
      return { type, wanted: field === 'yes' };
    case 'quiet-choices':
      return { type };
    case 'quiet':
      return HOURS.test(field) ? { type, hours: field } : undefined;
    case 'resume':
      return /^\d{1,10}$/u.test(field) ? resumeOf(Number(field), second) : undefined;
  }
}

function resumeOf(thread: number, group: string): ChatPayload | undefined {
  if (group === '') return { type: 'resume', thread };
  const chat = /^[0-9a-z]{1,11}$/u.test(group) ? -Number.parseInt(group, 36) : 0;
  return chat < 0 && chat >= -LONGEST_ID ? { type: 'resume', thread, chat } : undefined;
}
