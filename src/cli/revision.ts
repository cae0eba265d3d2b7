// The content as a revision of Git has it.

import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { loadNowAndLater, type NowAndLater } from '../content/load.ts';
import { ContentError, codeOf, formatProblem, UserError } from '../errors.ts';

/** @throws UserError where there is no such revision, or its content is not right by the rules of now */
export async function contentAt(folder: string, revision: string): Promise<NowAndLater> {
  // What begins with a hyphen would be an option of Git.
  if (revision.startsWith('-'))
    throw new UserError(`${revision} is no revision; write one such as HEAD or HEAD~3`);
  const copy = await mkdtemp(path.join(tmpdir(), 'communique-revision-'));
  try {
    const names = await namesIn(folder, revision);
    if (names.length === 0) throw new UserError(`${revision} has no content in ${folder}; name a later one`);
    await copyFiles(folder, revision, names, copy);
    return await loadNowAndLater(copy);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [first] = error.problems;
    const line =
      first === undefined ? '' : formatProblem({ ...first, file: path.relative(copy, first.file) });
    throw new UserError(
      `The content of ${revision} is not right by the rules of now, so it cannot be compared (${line}); name a later revision`,
    );
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

function namesIn(folder: string, revision: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const args = ['ls-tree', '-r', '-z', '--name-only', revision, '--', '.'];
    execFile('git', args, { cwd: folder, maxBuffer: 64_000_000 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout.split('\0').filter((name) => name.endsWith('.yaml')));
      else reject(new UserError(whyNot(error, stderr, folder, revision)));
    });
  });
}

function whyNot(error: Error, said: string, folder: string, revision: string): string {
  if (codeOf(error) === 'ENOENT') return 'Git is not installed; compare with a database, by --since';
  if (said.includes('not a git repository'))
    return `${folder} is in no Git repository; compare with a database, by --since`;
  return `Git knows no revision ${revision}; write one such as HEAD, HEAD~3 or a tag`;
}

/** By one process for all files: `git show` for each of thousands would take minutes. */
async function copyFiles(
  folder: string,
  revision: string,
  names: readonly string[],
  copy: string,
): Promise<void> {
  const git = spawn('git', ['cat-file', '--batch'], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaint = text(git.stderr);
  git.stdin.end(names.map((name) => `${revision}:./${name}\n`).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of git.stdout) chunks.push(chunk as Buffer);
  const output = Buffer.concat(chunks);
  let at = 0;
  for (const name of names) {
    const end = output.indexOf(10, at);
    const size = Number(/^[0-9a-f]+ blob (\d+)$/.exec(output.subarray(at, end).toString())?.[1]);
    if (end < 0 || !Number.isInteger(size))
      throw new UserError(
        `Git does not give ${name} of ${revision}: ${(await complaint).trim() || 'it is no file'}`,
      );
    const file = path.join(copy, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
}
