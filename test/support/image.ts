// The container image without a container engine: the Dockerfile parsed, and its steps replayed into an empty
// folder.

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { DockerfileParser } from 'dockerfile-ast';
import packageLock from '../../package-lock.json' with { type: 'json' };
import { ROOT } from './program.ts';

interface Step {
  readonly keyword: string;
  /** Without flags. */
  readonly text: string;
  /** `COPY --from`. */
  readonly from: string | undefined;
}

export interface Stage {
  readonly from: string;
  readonly name: string | null;
  readonly steps: readonly Step[];
}

/** What a stage came to, below a folder that stands for `/`. */
export interface Image {
  readonly root: string;
  /** Below `root`. */
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
}

export function stagesOf(dockerfile: string): readonly Stage[] {
  const stages: { from: string; name: string | null; steps: Step[] }[] = [];
  const parsed = DockerfileParser.parse(dockerfile);
  const froms = parsed.getFROMs();
  for (const instruction of parsed.getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = froms[stages.length];
      stages.push({ from: from?.getImage() ?? '', name: from?.getBuildStage() ?? null, steps: [] });
    } else {
      const copy = parsed.getCOPYs().find((one) => one === instruction);
      const from = copy?.getFromFlag()?.getValue() ?? undefined;
      stages.at(-1)?.steps.push({ keyword, text: instruction.getArgumentsContent() ?? '', from });
    }
  }
  return stages;
}

/** Replays every stage into a folder of its own below `folder`; gives the last one. */
export function build(dockerfile: string, folder: string): Image {
  const images = new Map<string, Image>();
  const stages = stagesOf(dockerfile);
  for (const [index, { name, steps }] of stages.entries()) {
    const key = name ?? String(index);
    images.set(key, replay(steps, path.join(folder, key), images));
  }
  const last = [...images.values()].at(-1);
  if (!last) throw new Error('the Dockerfile has no stage');
  return last;
}

function replay(steps: readonly Step[], root: string, before: ReadonlyMap<string, Image>): Image {
  fs.mkdirSync(root, { recursive: true });
  let image: Image = { root, workdir: root, env: {}, user: 'root', command: [], healthcheck: [] };
  const at = (file: string) =>
    file.startsWith('/') ? path.join(root, file) : path.join(image.workdir, file);
  for (const step of steps) {
    const { keyword, text } = step;
    switch (keyword) {
      case 'WORKDIR':
        image = { ...image, workdir: at(text) };
        fs.mkdirSync(image.workdir, { recursive: true });
        break;
      case 'ENV':
        image = {
          ...image,
          env: { ...image.env, ...assigned(text.split(/\s+/)) },
        };
        break;
      case 'USER':
        image = { ...image, user: text };
        break;
      case 'COPY':
        copyStep(step, at, before);
        break;
      case 'RUN':
        if (text.startsWith('npm ci ')) installProduction(text, image.workdir);
        else execFileSync('sh', ['-ec', text.replaceAll(/ (?=\/)/g, ` ${root}`)], { cwd: image.workdir });
        break;
      case 'CMD':
        image = { ...image, command: JSON.parse(text) };
        break;
      case 'HEALTHCHECK':
        image = { ...image, healthcheck: JSON.parse(/CMD (\[.*\])$/s.exec(text)?.[1] ?? '[]') };
        break;
      case 'VOLUME':
      case 'EXPOSE':
        break;
      default:
        throw new Error(`${keyword} is not replayed yet`);
    }
  }
  return image;
}

/** `NAME=value`, where the value may have `=` in it too. */
export function assigned(lines: readonly string[]): Record<string, string> {
  const pairs = lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs);
}

function copyStep(
  { text, from: stage }: Step,
  at: (file: string) => string,
  before: ReadonlyMap<string, Image>,
): void {
  const words = text.split(/\s+/);
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? '';
  for (const source of sources) {
    if (stage === undefined && !inContext(source)) throw new Error(`.dockerignore keeps ${source} out`);
    const from = path.join(stage === undefined ? ROOT : (before.get(stage)?.root ?? ''), source);
    const to = target.endsWith('/') ? path.join(at(target), path.basename(source)) : at(target);
    clone(from, to);
  }
}

/** By .dockerignore, which keeps everything out but what it names. */
export function inContext(file: string): boolean {
  const lines = fs.readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n');
  const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (rules[0] !== '*') throw new Error('.dockerignore does not begin with *');
  return rules.includes(`!${file.split('/')[0]}`);
}

/** What `npm ci --omit=dev --ignore-scripts` installs by the lockfile, taken from what is installed here. */
function installProduction(command: string, workdir: string): void {
  for (const flag of ['--omit=dev', '--ignore-scripts'])
    if (!command.split(' ').includes(flag)) throw new Error(`npm ci runs without ${flag}`);
  for (const [folder, entry] of Object.entries<object>(packageLock.packages)) {
    const from = path.join(ROOT, folder);
    if (folder === '' || 'dev' in entry) continue;
    // Of other systems.
    if ('optional' in entry && !fs.existsSync(from)) continue;
    clone(from, path.join(workdir, folder), 'node_modules');
  }
}

/** Files by link where it can be, which takes a tenth of the time of a copy: nothing here writes into them. */
function clone(from: string, to: string, except?: string): void {
  if (!fs.statSync(from).isDirectory()) {
    fs.mkdirSync(path.dirname(to), { recursive: true });
    try {
      fs.linkSync(fs.realpathSync(from), to);
    } catch {
      fs.copyFileSync(from, to);
    }
    return;
  }
  fs.mkdirSync(to, { recursive: true });
  for (const name of fs.readdirSync(from))
    if (name !== except) clone(path.join(from, name), path.join(to, name));
}
