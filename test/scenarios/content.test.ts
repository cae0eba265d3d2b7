// Editors change YAML only: a new topic and a new talk are commands, menu entries, help lines and buttons.
// Through the real app with a folder of content of its own.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startApp, startStage } from '../support/bot.ts';
import { manualClock } from '../support/clock.ts';
import { copyRiyadh, RIYADH_TALK } from '../support/riyadh.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'content-'));
  copyRiyadh(folder);
});

afterEach(() => rmSync(folder, { recursive: true }));

function edit(file: string, change: (text: string) => string): void {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));
}

const TALK = `id: jeddah-2025-03-11
title: Jeddah talks
about: Ukraine–United States
date: 2025-03-11
place: jeddah
form: meeting
lead: [pause]
delegations:
  - { party: ukraine, part: delegation, members: [], citations: [{ source: iz-riyadh, at: ¶1, passage: for this test alone }] }
  - { party: united-states, part: delegation, members: [], citations: [{ source: iz-riyadh, at: ¶1, passage: for this test alone }] }
points:
  - id: pause
    topics: [overview, ceasefire]
    kind: agreed
    by: [ukraine, united-states]
    text: A made-up point for this test alone
    citations:
      - { source: iz-riyadh, at: ¶2, passage: for this test alone }
`;

it('a topic and a talk that were added answer, in every place where people look', async () => {
  edit(
    'topics.yaml',
    (text) =>
      `${text.trimEnd()}\n  - { id: ceasefire, command: ceasefire, name: Ceasefire, description: When the guns are silent }\n`,
  );
  mkdirSync(join(folder, 'talks', 'jeddah-2025-03-11'));
  writeFileSync(join(folder, 'talks', 'jeddah-2025-03-11', 'talk.yaml'), TALK);
  await using stage = await startStage({ contentDir: folder });
  const anna = stage.people.user('Anna');

  await anna.sends('/ceasefire');
  await anna.sees(/^Ceasefire\nJeddah talks · 11 Mar 2025[\s\S]*made-up point/);
  await anna.sends('/latest');
  await anna.sees(/^Jeddah talks/);
  await anna.sends('/latest riyadh-2025-02-18');
  await anna.sees(/^Riyadh talks/);
  await anna.sends('/ukraine');
  await anna.sees(/^🇺🇦 Ukraine\nRiyadh talks/);
  await anna.sends('/ukraine jeddah-2025-03-11');
  await anna.sees(/Jeddah talks has nothing on Ukraine/);
  await anna.sends('/talks');
  await anna.sees(/2 rounds of talks[\s\S]*Jeddah[\s\S]*Riyadh/);
  await anna.sends('/help');
  await anna.sees(/\/ceasefire/);
  await anna.sends('/start');
  await anna.sees(/Welcome/);
  expect(anna.buttons().flat()).toContain('Ceasefire');
  expect(anna.menu()).toContainEqual({ command: 'ceasefire', description: 'When the guns are silent' });
});

it('the menus and the bot’s descriptions are set when they changed, and only then', async () => {
  await using stage = await startStage({ contentDir: folder });
  const menusSet = () => stage.telegram.calls.filter(({ method }) => method === 'setMyCommands').length;
  const asked = () => stage.telegram.calls.filter(({ method }) => method === 'getMyCommands').length;
  const described = (way: string) =>
    stage.telegram.calls.filter(({ method }) => new RegExp(`^${way}My(Short)?Description$`).test(method))
      .length;
  await stage.telegram.when(() => menusSet() === 9 && described('set') === 6, { after: 0 });

  await stage.app.stop();
  const unchanged = await startApp(stage.telegram, [], { contentDir: folder });
  await stage.telegram.when(() => asked() === 18 && described('get') === 12, { after: 0 });
  await unchanged.app.stop();
  expect([menusSet(), described('set')]).toEqual([9, 6]);

  edit('topics.yaml', (text) => text.replace(/^ {4}description: .*/gm, '    description: In other words'));
  const changed = await startApp(stage.telegram, [], { contentDir: folder });
  await stage.telegram.when(() => menusSet() > 9, { after: 0 });
  await changed.app.stop();
});

it('content that nobody may publish keeps the bot from starting, with every mistake', async () => {
  edit(RIYADH_TALK, (text) => text.replace('points:', 'pionts:'));
  await expect(startStage({ contentDir: folder })).rejects.toThrow(/unknown key "pionts"; write "points"/);
});

it('a round waits for its time, and a draft for its editor', async () => {
  const manual = manualClock(Date.parse('2025-03-12T08:00Z'));
  const waits: number[] = [];
  const clock = {
    ...manual,
    after(ms: number, fn: () => void) {
      waits.push(ms);
      return manual.after(ms, fn);
    },
  };
  const published = TALK.replace('title:', 'publish: 2025-03-12T12:30+03:00\ntitle:');
  mkdirSync(join(folder, 'talks', 'jeddah-2025-03-11'));
  writeFileSync(
    join(folder, 'talks', 'jeddah-2025-03-11', 'talk.yaml'),
    published.replace(', ceasefire', ''),
  );
  mkdirSync(join(folder, 'talks', 'draft'));
  writeFileSync(join(folder, 'talks', 'draft', 'talk.yaml'), 'draft: true\nid: draft\npoints: [\n');
  await using stage = await startStage({ contentDir: folder }, clock);
  const anna = stage.people.user('Anna');
  await anna.sends('/latest');
  await anna.sees(/^Riyadh talks/);

  // Nothing is written meanwhile: the bot itself knows when it is time.
  await clock.advance(89 * 60_000);
  await anna.sends('/latest');
  await anna.sees(/^Riyadh talks/);
  // The machine's time is set back by a little: the alarm for the round rings before its moment.
  clock.jump(-7_654);
  await clock.advance(60_000);
  await expect.poll(() => waits).toContain(7_654);
  expect(stage.log.join('')).not.toContain('"added":1,');
  await clock.advance(7_654);
  await expect
    .poll(() => stage.log.join(''))
    .toMatch(/"added":1,"changed":0,"removed":0,"msg":"content published"/);
  await anna.sends('/latest');
  await anna.sees(/^Jeddah talks/);

  // Somebody has read it: it cannot wait any more.
  edit('talks/jeddah-2025-03-11/talk.yaml', (text) => text.replace('2025-03-12T12:30', '2025-03-15T12:30'));
  await clock.advance(1_000);
  await expect
    .poll(async () => {
      await clock.advance(500);
      return stage.log.join('');
    })
    .toContain('talk jeddah-2025-03-11: was published already, so it cannot become a draft or wait;');
});
