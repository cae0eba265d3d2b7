// The entry of `npm run flags`: writes src/messages/pictures/flags.json from Twemoji.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FILE = new URL('../src/messages/pictures/flags.json', import.meta.url);
/** Two regional indicators, or the black flag with the letters of a part of a country. */
const FLAG = /^(?:1f1[ef][0-9a-f]-1f1[ef][0-9a-f]|1f3f4(?:-e00[0-9a-f]{2})+)\.svg$/;
const LICENCE =
  'Twemoji, © Twitter, Inc and other contributors, CC-BY-4.0, https://github.com/jdecked/twemoji';

/** The text of the file: the flags by their emoji. */
export function flags(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('@twemoji/svg/package.json'));
  const drawings = readdirSync(folder)
    .filter((name) => FLAG.test(name))
    .toSorted()
    .map((name) => [emojiOf(name), readFileSync(join(folder, name), 'utf8').trim()] as const);
  const lines = drawings.map(([emoji, svg]) => `    ${JSON.stringify(emoji)}: ${JSON.stringify(svg)}`);
  return `{\n  "source": ${JSON.stringify(LICENCE)},\n  "flags": {\n${lines.join(',\n')}\n  }\n}\n`;
}

function emojiOf(name: string): string {
  const points = name.slice(0, -'.svg'.length).split('-');
  return String.fromCodePoint(...points.map((point) => Number.parseInt(point, 16)));
}

if (import.meta.main) writeFileSync(FILE, flags());
