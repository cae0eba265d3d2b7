// Operators see figures; to everybody else the command does not exist. Through the real app and the local
// Telegram.

import { expect, it } from 'vitest';
import { startStage } from '../support/bot.ts';

const OPERATOR = 4_242;

it('shows operators how many read, and what became of the digests', async () => {
  await using stage = await startStage({ adminIds: [OPERATOR] });
  const olga = stage.people.user('Olga', { id: OPERATOR });
  await olga.sends('/digest 09:00 UTC ukraine');
  await olga.sees(/09:00/);
  await olga.sends('/stats');
  const figures = /^Figures[\s\S]*1 chat with saved[\s\S]*1 active[\s\S]*0 sent[\s\S]*138 points/;
  const { attachment } = await olga.sees(figures);
  expect(attachment).toMatchObject({ type: 'photo', file_name: 'digests.png' });
  // Telegram takes no picture there: what was asked for comes all the same.
  stage.telegram.fail({
    method: 'sendPhoto',
    fault: { type: 'error', code: 400, description: 'Bad Request: PHOTO_INVALID_DIMENSIONS' },
  });
  await olga.sends('/stats');
  expect((await olga.sees(figures)).attachment).toBeUndefined();
});

it('does not exist for anybody else, in no menu, and not for operators in a group', async () => {
  await using stage = await startStage({ adminIds: [OPERATOR] });
  const [olga, anna] = [stage.people.user('Olga', { id: OPERATOR }), stage.people.user('Anna')];
  await anna.sends('/stats');
  const { text } = await anna.sees(/There is no command/);
  expect(text).not.toMatch(/mean \/stats/);
  await anna.sends('/help');
  await anna.sees(/What you can ask/);
  expect(anna.texts().at(-1)).not.toContain('/stats');
  expect([...anna.menu(), ...olga.menu()].map(({ command }) => command)).not.toContain('stats');
  const group = stage.people.group('Public', { owner: olga, members: [anna] });
  const inGroup = olga.in(group);
  await inGroup.sends(`/stats@${stage.telegram.bot.username}`);
  await inGroup.sees(/There is no command/);
});
