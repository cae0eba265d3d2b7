// Two talks: the newest answers unless the other is named, and each has links of its own that end with it.

import { expect, it } from 'vitest';
import { contentFolder, FILES, SOURCES, TALK } from '../content/folder.ts';
import { startApp, startStage } from '../support/bot.ts';
import { fastClock } from '../support/clock.ts';
import type { Person } from '../support/people.ts';

/** The pace of a chat in a fraction of its time. */
const QUICKER = 20;
const NEWER = 'bergen-2024-09-10';
const OLDER = 'oslo-2024-05-02';

/** The talks of the fixture, and newer ones on fishing alone. */
const BOTH = {
  [`talks/${NEWER}/talk.yaml`]: `id: ${NEWER}
title: Bergen talks
about: Norway–Iceland
date: 2024-09-10
place: oslo
form: meeting
lead: [next-round]
delegations:
  - { party: norway, part: delegation, members: [], citations: [{ source: gazette-0503, at: ¶1, passage: the minister received the guests }] }
  - { party: iceland, part: delegation, members: [], citations: [{ source: gazette-0503, at: ¶1, passage: the minister received the guests }] }
points:
  - id: next-round
    topics: [overview]
    kind: agreed
    by: [norway, iceland]
    text: The next round is in spring
    citations:
      - { source: gazette-0503, at: ¶1, passage: the minister received the guests }
`,
};

/** What `/start` says after a tap on the link that is copied under the answer seen last. */
async function linkUnder(person: Person): Promise<string> {
  await person.presses('Share');
  const { inline_keyboard = [] } = await person.sees('');
  const copy = inline_keyboard.flat().find(({ text }) => text === 'Copy link');
  const { text = '' } = (copy?.copy_text ?? {}) as { text?: string };
  return `/start ${new URL(text).searchParams.get('start')}`;
}

it('answers for the newest talk that has the topic, and for the other by its id', async () => {
  await using stage = await startStage({ contentDir: await contentFolder(BOTH) }, fastClock(QUICKER));
  const anna = stage.people.user('Anna');
  await anna.sends('/latest');
  await anna.sees(/^Bergen talks, 10 Sept 2024/);
  await anna.sends(`/latest ${OLDER}`);
  await anna.sees(/^Oslo talks, 2 May 2024/);
  expect(anna.buttons().flat()).toContain('Fishing');
  await anna.sends('/fishing');
  await anna.sees(/^Fishing\nOslo talks/);
  await anna.sends(`/fishing ${NEWER}`);
  await anna.sees(/Bergen talks has nothing on Fishing/);

  await anna.sends('/talks');
  await anna.sees(/^2 rounds of talks, newest first\n\n2024\n1\. .*Bergen talks[\s\S]*2\. .*Oslo talks/);
  await anna.presses('2');
  await anna.sees(/^Oslo talks/);
  await anna.presses('10 Sept 2024 ›');
  await anna.sees(/^Bergen talks, 10 Sept 2024/);
  expect(anna.buttons().flat()).not.toContain('Fishing');
  await anna.presses('‹ 2 May 2024');
  await anna.sees(/^Oslo talks, 2 May 2024/);
  await anna.presses('Fishing');
  await anna.sees(/^Fishing\nOslo talks/);
  // The other round has nothing on it.
  expect(
    anna
      .buttons()
      .flat()
      .filter((text) => /[‹›]/.test(text)),
  ).toEqual([]);

  await anna.sends(`/timeline ${NEWER}`);
  await anna.sees(/^Timeline\nBergen talks, 10 Sept 2024\n\nNothing in this round has a day of its own yet/);
  expect(anna.buttons()).toEqual([['Bergen talks'], ['All rounds', 'Topics']]);
  await anna.sends('/timeline');
  await anna.sees(
    /^Timeline\n2 rounds, newest first\n\nSept 2024\n1\. .*next round.*\nBergen talks\n\nMay 2024\n2\. .*\nOslo talks/,
  );

  const titles = async (query: string) => (await anna.asksInline(query)).map(({ title }) => title);
  expect(await titles('')).toEqual(['Bergen talks, 10 Sept 2024', 'Oslo talks, 2 May 2024']);
  expect(await titles('oslo')).toContain('Oslo talks, 2 May 2024');
  expect(await titles(`timeline ${OLDER}`)).toEqual(['Timeline · Oslo talks, 2 May 2024']);
});

it('has links to each talk, which greet the people who follow them when the talk is no more', async () => {
  await using stage = await startStage({ contentDir: await contentFolder(BOTH) }, fastClock(QUICKER));
  const [anna, boris] = [stage.people.user('Anna'), stage.people.user('Boris')];
  const links = new Map<string, string>();
  for (const command of ['/latest', `/latest ${OLDER}`, '/fishing', `/timeline ${OLDER}`]) {
    await anna.sends(command);
    const { text } = await anna.sees('talks');
    const link = await linkUnder(anna);
    await boris.sends(link);
    expect((await boris.sees('talks')).text).toBe(text);
    links.set(link, text);
  }
  expect(links.size).toBe(4);

  // The same bot with other content.
  await stage.app.stop();
  const { app } = await startApp(stage.telegram, [], { contentDir: await contentFolder({ ...LATER }) });
  try {
    for (const [link, text] of links) {
      await boris.sends(link);
      await boris.sees(text.includes('Oslo talks') ? 'Welcome to Communiqué' : /^Bergen/);
    }
    // The older button's answer is still on the screen, and says that it is out of date.
    await anna.presses('‹ Back');
    await anna.notices(/out of date/);
  } finally {
    await app.stop();
  }
});

/** The older talk is gone; the newer one took over its topic. */
const LATER = {
  ...BOTH,
  [TALK]: null,
  [`talks/${NEWER}/talk.yaml`]:
    BOTH[`talks/${NEWER}/talk.yaml`]?.replace('[overview]', '[overview, fishing]') ?? '',
  [`talks/${OLDER}/ru.yaml`]: null,
  // Its sources are cited by the newer talk.
  [`talks/${NEWER}/sources.yaml`]: FILES[SOURCES] ?? '',
  [SOURCES]: null,
};
