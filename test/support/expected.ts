// What people of scenario tests look for: a text, a button, an event; and for how long.

import type { LocalEvent } from '../../src/preview/telegram/events.ts';
import type { LocalMessage } from '../../src/preview/telegram/model.ts';

/** What a text must hold: a part of it, or a pattern. */
export type Expected = string | RegExp;

export type Shown = Extract<LocalEvent, { type: 'message' | 'edit' }>;
export type Notice = Extract<LocalEvent, { type: 'notice' }>;
export type Offered = Extract<LocalEvent, { type: 'inline' }>;

/** How long people wait for an answer, ms: only to end a test that hangs. */
export const PATIENCE_MS = 120_000;

export function buttonsOf(message: LocalMessage) {
  return (message.inline_keyboard ?? []).flat();
}

/** A string is a button's whole text; a pattern is looked for in it. Buttons that open links are not pressed. */
export function isButton(
  { text, callback_data }: { text: string; callback_data?: string },
  button: Expected,
): boolean {
  if (callback_data === undefined) return false;
  return typeof button === 'string' ? text === button : button.test(text);
}

export function holds(text: string, expected: Expected): boolean {
  return typeof expected === 'string' ? text.includes(expected) : expected.test(text);
}
