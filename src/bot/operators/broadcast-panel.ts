// What operators see of a broadcast: whom it will reach and what they can choose, then how far it is.

import type { Locale, Locales } from '../../locales/locale.ts';
import type { BroadcastPayload } from '../../messages/broadcast-payloads.ts';
import { inlineKeyboard, type Keyboard } from '../../messages/buttons.ts';
import { encodePayload } from '../../messages/payloads.ts';
import { render } from '../../messages/render.ts';
import type { Broadcast } from '../../store/broadcasts/broadcast.ts';
import { type Line, notice, phrase, type Summary } from '../../summaries/blocks.ts';
import type { BotContext } from '../bot-context.ts';
import type { Outgoing } from '../reply.ts';

/** Under the preview of a draft: how many chats it would reach, and what can be chosen. */
export function draftPanel(
  { id, audience }: Broadcast,
  reach: number,
  locale: Locale,
  locales: Locales,
): Outgoing {
  const chosen = (isChosen: boolean, text: string) => (isChosen ? `✓ ${text}` : text);
  const button = (text: string, act: BroadcastPayload['act']) => ({ text, press: actOf(id, act) });
  const languages = locales.languages.map((language) =>
    button(chosen(audience.language === language, locales.pick(language).ownName), `in-${language}`),
  );
  const any = button(chosen(audience.language === null, locale.text('broadcast-any-language')), 'any');
  const send = button(locale.text('button-broadcast-send', { count: reach }), 'send');
  return outgoing(
    notice(
      phrase('broadcast-preview'),
      phrase('broadcast-reach', { count: reach }),
      phrase('broadcast-hint'),
    ),
    locale,
    [
      [
        button(chosen(audience.who === 'all', locale.text('broadcast-all')), 'all'),
        button(chosen(audience.who === 'subscribers', locale.text('broadcast-subscribers')), 'subscribers'),
      ],
      [any, ...languages].slice(0, MOST_IN_A_ROW),
      [...(reach > 0 ? [send] : []), button(locale.text('button-broadcast-cancel'), 'cancel')],
    ],
  );
}

/** Bot API: at most 8 buttons in a row. */
const MOST_IN_A_ROW = 8;

/** How far it is, with a way to stop it; when it is over, what came of it. */
export function progressPanel(broadcast: Broadcast, locale: Locale): Outgoing {
  const { id, state, total, sent, gone, rejected, unsent } = broadcast;
  const left = Math.max(0, total - sent - gone - rejected - unsent);
  const isOver = state === 'done' || (state === 'stopped' && left === 0);
  const title = state === 'stopped' ? 'broadcast-stopped' : isOver ? 'broadcast-done' : 'broadcast-sending';
  const lines: readonly Line[] = [
    [phrase('broadcast-sent', { sent, total })],
    ...(gone > 0 ? [[phrase('broadcast-gone', { count: gone })]] : []),
    ...(rejected > 0 ? [[phrase('broadcast-rejected', { count: rejected })]] : []),
    ...(unsent > 0 ? [[phrase('broadcast-unsent', { count: unsent })]] : []),
    ...(isOver || state === 'stopped' ? [] : [[phrase('broadcast-left', { count: left })]]),
  ];
  const stop = { text: locale.text('button-broadcast-stop'), press: actOf(id, 'stop') };
  return outgoing(notice(phrase(title), ...lines), locale, state === 'sending' ? [[stop]] : []);
}

/** The panel in the operator's language; `undefined` for people who are no longer operators. */
export function showProgress({
  adminIds,
  choices,
  locales,
}: Pick<BotContext, 'adminIds' | 'choices' | 'locales'>) {
  return async (broadcast: Broadcast): Promise<Outgoing | undefined> => {
    const chat = broadcast.panel?.chatId;
    if (chat === undefined || !adminIds.includes(chat)) return undefined;
    const { language } = await choices.of(chat);
    return progressPanel(broadcast, locales.pick(language ?? undefined));
  };
}

function actOf(broadcast: number, act: BroadcastPayload['act']): BroadcastPayload {
  return { type: 'broadcast', broadcast, act };
}

function outgoing(summary: Summary, locale: Locale, keyboard: Keyboard): Outgoing {
  const [html = ''] = render(summary, locale);
  // Without buttons too: those of before go away when the message is edited.
  return { html, markup: inlineKeyboard(keyboard, { encode: encodePayload }) };
}
