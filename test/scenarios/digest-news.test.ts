// What digests tell: the news first, where the rest is, what was corrected, rounds from before; and why one comes or not.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ChatId } from '../../src/store/types.ts';
import { contentFolder, edit, FILES, SOURCES, TALK } from '../content/folder.ts';
import { DAY, DigestStage, HOUR, MORNING } from '../support/digests.ts';

const EVENING = MORNING - 12 * HOUR;

/** A round with one agreement, read in the fixture's paper. */
function round(id: string, title: string, text: string): Readonly<Record<string, string>> {
  const cited = 'citations: [{ source: gazette-0503, at: ¶1, passage: the minister received the guests }]';
  return {
    [`talks/${id}/talk.yaml`]: `id: ${id}
title: ${title}
about: Norway–Iceland
date: ${id.slice(-10)}
place: oslo
form: meeting
lead: [agreed-there]
delegations:
  - { party: norway, part: delegation, members: [], ${cited} }
  - { party: iceland, part: delegation, members: [], ${cited} }
points:
  - id: agreed-there
    topics: [fishing]
    kind: agreed
    by: [norway, iceland]
    text: ${text}
    ${cited}
`,
  };
}

const STEP = `  - id: quota-lapsed
    topics: [fishing]
    kind: reported
    by: [wire]
    text: Both fleets caught more than the quota
    promise: { id: quota-kept, step: lapsed }
    citations:
      - { source: wire-0503, at: ¶3, passage: a secret deal on herring was made }
`;

describe('a digest', () => {
  it('opens with the news, names what does not fit, and its buttons lead there while it stays', async () => {
    await using stage = await DigestStage.at(EVENING);
    const anna = stage.people.user('Anna');
    await stage.subscribe(anna, { topics: 'all' });
    await stage.start();
    await anna.sends('/digest now');
    await anna.sees(/^Preview: your digest, if it came now\n\n✅ Agreed: /);
    await anna.sends('/digest why');
    const why = await anna.sees(/In it, as things stand: \d+ new points\./);
    expect(why.text).toMatch(/^Next: .*\n\nEvery day at 09:00, UTC\nAll topics/);

    await stage.moveTo(MORNING);
    const { text } = await anna.sees(/What is known so far · 19 Feb 2025/);
    expect(text).toMatch(/^✅ Agreed: .+\n\nRiyadh talks · 18 Feb 2025 · /);
    expect(text.match(/Riyadh talks/g)).toHaveLength(1);
    expect(text.match(/^•/gm)).toHaveLength(7);
    expect(text).toMatch(/^• \d+ more: Delegations \d+, .* and Overview \d+$/m);
    expect(anna.buttons().slice(-3)).toEqual([['Evidence', 'Topics'], ['Pause', 'Change'], ['Unsubscribe']]);
    expect(anna.buttons()[0]).toEqual([expect.stringMatching(/^Ukraine: \d+ more · Riyadh talks$/)]);

    await anna.presses(/^Ukraine: \d+ more/);
    await anna.sees(/^🇺🇦 Ukraine\n/);
    await anna.presses('Topics');
    await anna.sees(/Welcome to Communiqué/);
    await anna.presses('All rounds');
    await anna.sees(/^1 round of talks/);
    const data = buttonData(stage, anna.chat.id, text, 'Evidence');
    await anna.pressesData(
      data,
      stage.telegram.messages(anna.chat.id).find((one) => one.text === text),
    );
    const evidence = await anna.sees(/^Evidence 1\/\d+\n/);
    expect(evidence.text).toContain(/^✅ Agreed: (.+)$/m.exec(text)?.[1]);
    await anna.presses(/^Next 2/);
    await anna.sees(/^Evidence 2\/\d+\n/);
    expect(stage.telegram.messages(anna.chat.id).filter((one) => one.text === text)).toHaveLength(1);
    expect(anna.texts().filter((one) => one.startsWith('Evidence'))).toHaveLength(1);
  });

  it('tells steps as steps, changes as changes to those who had the point, and rounds from before in a line', async () => {
    const contentDir = await contentFolder();
    await using stage = await DigestStage.at(EVENING);
    const [anna, boris] = [stage.people.user('Anna'), stage.people.user('Boris')];
    await stage.subscribe(anna, { topics: ['fishing'] });
    await stage.start({ contentDir });
    const clara = stage.people.user('Clara', { language_code: 'ru' });
    await clara.sends('/new');
    await clara.sees(/^Новое с прошлого раза\n\n✅ Согласовано/);
    await clara.sends('/new');
    await clara.sees(/^С прошлого раза ничего нового/);
    await stage.moveTo(MORNING);
    await anna.sees(
      /^✅ Agreed · Norway and Iceland: The cod quota stays as it is[\s\S]*A secret deal on herring exists \(denied by/,
    );
    await stage.settles();

    await stage.stop();
    const corrected = `text: The result is fair to most crews
    changes:
      - { on: 2025-02-19, how: corrected, was: The result is fair to the crews, why: The paper wrote most }`;
    const withdrawn = `text: A secret deal on herring exists
    changes:
      - { on: 2025-02-19, how: withdrawn, why: The agency took it back }`;
    const changed = [
      edit('text: The result is fair to the crews', corrected),
      edit('text: A secret deal on herring exists', withdrawn),
      edit(
        '    text: The cod quota stays as it is',
        '    text: The quota for cod stays\n    changes: [{ on: 2025-02-19, how: reworded }]',
      ),
      (text: string) => text + STEP,
    ].reduce((text, change) => change(text), FILES[TALK] ?? '');
    await writeFile(path.join(contentDir, TALK), changed);
    await stage.subscribe(boris, { topics: ['fishing'] });
    await stage.start({ contentDir });
    await clara.sends('/new');
    const looked = await clara.sees(/^Новое с прошлого раза\n\n→ /);
    expect(looked.text).toMatch(/Отозвано: [\s\S]*Исправлено: /);
    expect(clara.buttons().at(-1)).toEqual(['Источники', 'Темы']);
    await clara.sends('/new');
    await clara.sees(/^С прошлого раза ничего нового/);
    const stored = await stage.store((store) => store.personalData(clara.chat.id as ChatId));
    expect(stored?.chat?.newsSeen).toBeGreaterThan(0);
    await clara.sends('/forget');
    await clara.sees(/^Удалить всё/);
    await clara.presses('Удалить всё');
    await clara.sees(/^Удалено/);
    await clara.sends('/new');
    await clara.sees(/^Новое с прошлого раза\n\n✅ Согласовано/);
    await stage.moveTo(MORNING + DAY);
    const news = await anna.sees(/New since your last digest/);
    expect(
      news.text,
    ).toBe(`→ The cod quota stays: lapsed · Reported, not confirmed · Wire: Both fleets caught more than the quota

Oslo talks · 2 May 2024 · Wire
• ✏️ Withdrawn: “A secret deal on herring exists” · Wire
Why: The agency took it back
• ✏️ Corrected: The result is fair to most crews · Gazette
It said: “The result is fair to the crews”
Why: The paper wrote most

New since your last digest · 20 Feb 2025

Everything here has one origin: Gazette.`);
    const first = await boris.sees(/What is known so far/);
    expect(first.text).toMatch(/The result is fair to most crews/);
    expect(first.text).not.toMatch(/Corrected|Withdrawn|secret deal on herring/);
    await stage.settles();

    await stage.stop();
    const older = { ...round('bergen-2023-09-10', 'Bergen talks', 'Herring is counted together') };
    const folder = await contentFolder({ ...older, [TALK]: () => changed, [SOURCES]: (text) => text });
    await stage.start({ contentDir: folder });
    await stage.moveTo(MORNING + 2 * DAY);
    const { text } = await anna.sees(/Added from earlier rounds/);
    expect(text).toBe(
      'Added from earlier rounds: Bergen talks, 10 Sept 2023 (1)\n\nNew since your last digest · 21 Feb 2025',
    );
    await anna.presses(/^Fishing: 1 more · Bergen talks$/);
    await anna.sees(/^Fishing\nBergen talks/);
    await stage.settles();
    await anna.sends('/digest why');
    await anna.sees(
      /The last one came on .*\nNothing is new on your topics, so as things stand it’s left out/,
    );
    await anna.sends('/digest 09:00 UTC overview');
    await anna.sees(/Topics: Overview/);
    await anna.sends('/digest why');
    await anna.sees(/Nothing is new on your topics/);
  });
});

function buttonData(stage: DigestStage, chat: number, text: string, button: string): string {
  const message = stage.telegram.messages(chat).find((one) => one.text === text);
  return message?.inline_keyboard?.flat().find((one) => one.text === button)?.callback_data ?? '';
}
