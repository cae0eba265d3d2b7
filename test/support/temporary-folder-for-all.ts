// Where a run keeps its files: in memory where there is room, as a disk spends more on thousands of small files than the
// databases in them do. Gone at the end, with what tests leave behind.

import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const MEMORY = '/dev/shm';
/** A run needs a third of it at most, for the databases that exist at one moment. */
const ROOM_BYTES = 1024 ** 3;
const NAME = 'communique-tests-';
/** No run takes this long, ms: what is older was left by one that was killed. */
const LEFT_BEHIND = 86_400_000;

/** All processes of the run inherit it. What is kept for the next run belongs in LASTING_TMPDIR. */
export default function setup(): () => void {
  const { TMPDIR: before } = process.env;
  process.env.LASTING_TMPDIR = os.tmpdir();
  const folder = newFolderIn(MEMORY, isRoomy) ?? newFolderIn(os.tmpdir());
  if (folder === undefined) throw new Error(`${os.tmpdir()} cannot be written to`);
  process.env.TMPDIR = folder;
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  // Also where a run is broken off.
  process.once('exit', remove);
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    process.off('exit', remove);
    remove();
  };
}

function newFolderIn(parent: string, isGood: (folder: string) => boolean = () => true): string | undefined {
  try {
    removeOldIn(parent);
    const folder = fs.mkdtempSync(path.join(parent, NAME));
    // PostgreSQL runs as somebody else where the tests run as root.
    fs.chmodSync(folder, 0o755);
    if (isGood(folder)) return folder;
    fs.rmSync(folder, { recursive: true });
  } catch {
    // No such folder, or not for this user.
  }
  return undefined;
}

function removeOldIn(parent: string): void {
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(NAME)) continue;
    const folder = path.join(parent, name);
    // Gone meanwhile where another run has just ended.
    const stats = fs.lstatSync(folder, { throwIfNoEntry: false });
    if (stats?.uid !== process.getuid?.()) continue;
    if (Date.now() - (stats?.mtimeMs ?? Infinity) > LEFT_BEHIND)
      fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** With room, and for programs too: containers often have it small, and closed to them. */
function isRoomy(folder: string): boolean {
  const { bavail, bsize } = fs.statfsSync(folder);
  const program = path.join(folder, 'program');
  fs.writeFileSync(program, '', { mode: 0o755 });
  fs.accessSync(program, fs.constants.X_OK);
  return bavail * bsize >= ROOM_BYTES;
}
