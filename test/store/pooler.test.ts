// Whether a pooler keeps one connection of the server for each of ours: found out before anything is set on it.

import { expect, it } from 'vitest';
import { type OwnProbe, refuseSharedConnections } from '../../src/store/postgres/pooler.ts';

interface Pooler {
  readonly open: () => Promise<OwnProbe>;
  /** Connections that are still open: the first, which is used further. */
  readonly left: () => number;
}

/** The server's processes; `own` gives each of our connections one for itself. */
function pooler(kind: 'none' | 'own' | 'shared', idle: number[], takes: 'last' | 'first' = 'last'): Pooler {
  let open = 0;
  return {
    left: () => open,
    async open() {
      open += 1;
      const take = () => (takes === 'last' ? idle.pop() : idle.shift());
      let kept = kind === 'shared' ? undefined : take();
      return {
        processID: kind === 'none' ? (kept ?? null) : 4_000_000 + open,
        async query(text) {
          const process = kept ?? take();
          if (process === undefined) throw new Error('Query read timeout');
          if (text === 'begin') kept = process;
          else if (kept === undefined) idle.push(process);
          return [{ process }];
        },
        async end() {
          open -= 1;
          if (kept !== undefined) idle.push(kept);
          kept = undefined;
        },
      };
    },
  };
}

it.each([
  ['no pooler', pooler('none', [11])],
  ['a pooler of sessions', pooler('own', [11, 12, 13])],
  ['a pooler of sessions that gives the first', pooler('own', [11, 12, 13], 'first')],
])('%s is taken', async (_, { open, left }) => {
  await refuseSharedConnections(await open(), open);
  expect(left()).toBe(1);
});

it.each([
  ['one idle connection', pooler('shared', [11, 12])],
  ['several, of which it gives the last', pooler('shared', [11, 12, 13, 14])],
  ['several, of which it gives the first', pooler('shared', [11, 12, 13, 14], 'first')],
])('a pooler of transactions with %s is refused with what to write', async (_, { open, left }) => {
  await expect(refuseSharedConnections(await open(), open)).rejects.toThrow(
    /set pool_mode = session .* \(PgBouncer\)/u,
  );
  expect(left()).toBe(1);
});

it('a pooler with too few connections is named', async () => {
  const { open, left } = pooler('own', [11]);
  await expect(refuseSharedConnections(await open(), open)).rejects.toThrow(/allow eleven for each process/u);
  expect(left()).toBe(1);
});
