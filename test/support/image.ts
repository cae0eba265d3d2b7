// The container image without a container engine: the Dockerfile's instructions, followed in folders that stand for `/`.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import packageLock from '../../package-lock.json' with { type: 'json' };
import { ROOT } from './program.ts';

export interface Image {
  /** The folder that stands for `/`. */
  readonly root: string;
  /** Below `root`. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

/** Follows every stage in a folder of its own below `folder`. Gives the last one. */
export function build(dockerfile: string, folder: string): Image {
  let image = stage(folder);
  const text = dockerfile.replaceAll(/^#.*\n/gm, '').replaceAll(/\\\n\s*/g, '');
  for (const [, keyword = '', rest = ''] of text.matchAll(/^([A-Z]+) (.+)$/gm)) {
    image =
      keyword === 'FROM' ? stage(path.join(folder, nameOf(rest))) : follow(image, keyword, rest, folder);
  }
  return image;
}

function stage(root: string): Image {
  fs.mkdirSync(root, { recursive: true });
  return { root, workdir: root, env: {}, user: 'root', command: [], healthcheck: [] };
}

/** `node:24-slim AS dependencies` → `dependencies` */
function nameOf(from: string): string {
  return from.split(' AS ')[1] ?? 'last';
}

function follow(image: Image, keyword: string, text: string, stages: string): Image {
  const at = (file: string) => path.join(file.startsWith('/') ? image.root : image.workdir, file);
  switch (keyword) {
    case 'WORKDIR':
      fs.mkdirSync(at(text), { recursive: true });
      return { ...image, workdir: at(text) };
    case 'ENV':
      return { ...image, env: { ...image.env, ...assigned(text.split(' ')) } };
    case 'COPY': {
      const [, from, files = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(text) ?? [];
      const sources = files.split(' ');
      const target = sources.pop() ?? '';
      for (const source of sources) {
        if (from === undefined && !inContext(source)) throw new Error(`.dockerignore keeps ${source} out`);
        const to = target.endsWith('/') ? path.join(target, path.basename(source)) : target;
        copy(path.join(from === undefined ? ROOT : path.join(stages, from), source), at(to));
      }
      return image;
    }
    case 'RUN':
      if (text.startsWith('npm ci ')) installProduction(text, image.workdir);
      else execFileSync('sh', ['-ec', text.replaceAll(/ (?=\/)/g, ` ${image.root}`)], { cwd: image.workdir });
      return image;
    case 'USER':
      return { ...image, user: text };
    case 'CMD':
      return { ...image, command: JSON.parse(text) };
    case 'HEALTHCHECK':
      return { ...image, healthcheck: JSON.parse(text.slice(text.indexOf('['))) };
    case 'VOLUME':
    case 'EXPOSE':
      return image;
    default:
      throw new Error(`${keyword} is not followed yet`);
  }
}

/** `NAME=value`, where the value may have `=` in it too. */
export function assigned(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(pairs.map((pair) => /^(.*?)=(.*)$/.exec(pair)?.slice(1) ?? [pair, '']));
}

/** By .dockerignore, which keeps everything out but what it names. */
export function inContext(file: string): boolean {
  const lines = fs.readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (rules[0] !== '*') throw new Error('.dockerignore does not begin with *');
  return rules.includes(`!${file.split('/')[0]}`);
}

/** What `npm ci --omit=dev --ignore-scripts` would fetch, from what is installed here. */
function installProduction(command: string, workdir: string): void {
  for (const flag of ['--omit=dev', '--ignore-scripts'])
    if (!command.split(' ').includes(flag)) throw new Error(`npm ci runs without ${flag}`);
  for (const [folder, entry] of Object.entries<object>(packageLock.packages)) {
    // What lies inside another package is copied with it; optional ones of other systems are not installed.
    const isOutermost = folder.lastIndexOf('node_modules/') === 0;
    if (isOutermost && !('dev' in entry) && fs.existsSync(path.join(ROOT, folder)))
      copy(path.join(ROOT, folder), path.join(workdir, folder));
  }
}

/** Files by hard link where that works, in a tenth of the time: nothing here writes into them. */
function copy(from: string, to: string): void {
  if (fs.statSync(from).isDirectory()) {
    fs.mkdirSync(to, { recursive: true });
    for (const name of fs.readdirSync(from)) copy(path.join(from, name), path.join(to, name));
    return;
  }
  try {
    fs.linkSync(fs.realpathSync(from), to);
  } catch {
    fs.copyFileSync(from, to);
  }
}
