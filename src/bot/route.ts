// Which handler answers a command or a press, and whether this person may have it answered.
// Made by open.ts; called by bot.ts.

import { search } from './commands/search.ts';
import { unknownCommand } from './commands/unknown.ts';
import type { FloodGuard } from './flood.ts';
import type { Managers } from './managers.ts';
import { handlePress, isForManagers } from './press.ts';
import { type Command, type Desk, NOTHING, type Place, type Press, type Reply } from './request.ts';
import { followLink } from './share.ts';
import type { Told } from './told.ts';

export interface RouteOptions {
  readonly managers: Managers;
  readonly told: Told;
  /** The slower pace, for searches. */
  readonly searchGuard: FloodGuard;
}

export interface Route {
  command(asked: Command, desk: Desk): Reply | Promise<Reply>;
  press(press: Press, desk: Desk): Reply | Promise<Reply>;
}

export function createRoute({ managers, told, searchGuard }: RouteOptions): Route {
  return {
    command(asked, desk) {
      const command = followLink(asked, desk);
      const entry = desk.commands.find(command.name);
      if (!entry || (entry.who === 'operators' && !isOperator(command, desk)))
        return unknownCommand(command, desk);
      const verdict = entry.handle === search ? searchGuard.judge(command.user ?? command.chat) : 'answer';
      if (verdict === 'warn')
        return { type: 'notice', text: command.locale.text('slow-down'), fleeting: true };
      if (verdict === 'ignore') return NOTHING;
      if (entry.who !== 'managers') return entry.handle(command, desk);
      return forManagers(
        command,
        () => entry.handle(command, desk),
        () => told.isFirst(command),
      );
    },
    press(press, desk) {
      const { payload } = press;
      if (!payload || !isForManagers(payload)) return handlePress(press, desk);
      return forManagers(
        press,
        () => handlePress(press, desk),
        () => true,
      );
    },
  };

  /** Whoever may not is told so where `isNews`: a notice over a button is seen by one person, a message by all. */
  async function forManagers(
    place: Place,
    handle: () => Reply | Promise<Reply>,
    isNews: () => boolean,
  ): Promise<Reply> {
    const verdict = await managers.mayManage(place);
    if (verdict === 'yes') return handle();
    if (verdict === 'no' && !isNews()) return NOTHING;
    const text = place.locale.text(verdict === 'no' ? 'managers-only' : 'managers-unknown');
    return { type: 'notice', text, fleeting: true };
  }
}

/** Figures are for those who run the bot, and for no group that they are in. */
function isOperator({ type, user }: Place, { adminIds }: Desk): boolean {
  return type === 'private' && user !== undefined && adminIds.includes(user);
}
