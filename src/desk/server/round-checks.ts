// What the check says of a round, by the places of its form; kept until a file changes.

import { checkRound, type RoundCheck } from '../../content/load.ts';
import type { ContentProblem } from '../../errors.ts';
import { stampOf } from '../../live/stamp.ts';
import type { Remark } from './views.ts';

export interface RoundChecks {
  /** One at a time: a request while one runs gets the next, of the files as they are then. */
  of(id: string): Promise<RoundCheck>;
}

export function createRoundChecks(
  folder: string,
  archive: string | undefined,
  now: () => number,
): RoundChecks {
  const known = new Map<string, { readonly stamp: string; readonly check: RoundCheck }>();
  let last: Promise<unknown> = Promise.resolve();

  async function check(id: string): Promise<RoundCheck> {
    const stamp = await stampOf(folder);
    const kept = known.get(id);
    if (kept?.stamp === stamp) return kept.check;
    const made = await checkRound(folder, id, now(), archive);
    // Catalogues are large, and nobody edits many rounds at once.
    known.clear();
    known.set(id, { stamp, check: made });
    return made;
  }

  return {
    of(id) {
      const run = last.then(() => check(id));
      last = run.catch(() => {});
      return run;
    },
  };
}

export function remarksOf({ problems, warnings }: RoundCheck, id: string): readonly Remark[] {
  return [
    ...problems.map((problem) => remark('error', problem, id)),
    ...warnings.map((warning) => remark('warning', warning, id)),
  ];
}

function remark(level: Remark['level'], problem: ContentProblem, id: string): Remark {
  const { file, line, column, entry, what, inForm = what, path = [] } = problem;
  const isOwn = file.includes(`/${id}/`);
  const name = file.slice(file.lastIndexOf('/') + 1);
  return {
    level,
    file: isOwn ? name.replace(/\.yaml$/, '') : name,
    path: path.map((step) => (typeof step === 'number' ? step : String(step))),
    where: `${file}:${line}:${column}`,
    entry,
    what: inForm,
  };
}
