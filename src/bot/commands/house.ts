// `/start`, `/settings`, `/privacy`: the bot about itself.
// Listed by commands.ts; press.ts leads here too.

import type { Locale } from '../../locales/locale.ts';
import { notice, phrase } from '../../summaries/blocks.ts';
import { type Command, type Desk, type Outgoing, type Reply, say } from '../request.ts';

export function start({ locale }: Command, { answers }: Desk): Reply {
  return say(answers.start(locale));
}

export function settings({ locale }: Command, desk: Desk): Reply {
  return say(settingsMessage(locale, desk));
}

export function settingsMessage(locale: Locale, { answers }: Desk): Outgoing {
  const language = new Intl.DisplayNames(locale.language, { type: 'language' }).of(locale.language) ?? '';
  return answers.fresh(
    notice(phrase('settings-title'), phrase('settings-language', { language }), phrase('settings-none')),
    locale,
  );
}

export function privacy({ locale }: Command, { answers }: Desk): Reply {
  const lines = ['privacy-stored', 'privacy-groups', 'privacy-search'].map((id) => phrase(id));
  return say(answers.fresh(notice(phrase('privacy-title'), ...lines), locale));
}
