// Measures what the design promises, as ratios in one run: a table for people, test/out/bench.json for
// machines.

import { mkdirSync, writeFileSync } from 'node:fs';
import { openContext } from '../../src/bot/create-context.ts';
import { benchBacklog } from './backlog.ts';
import { benchCommands } from './commands.ts';
import { benchContent } from './content.ts';
import { benchCopies } from './copies.ts';
import { databasesNamed } from './databases.ts';
import { benchFanOut, benchIdleTick, benchMillion, benchPaced } from './digests.ts';
import { benchFaults } from './faults.ts';
import { type Row, table } from './figures.ts';
import { benchFloodWait } from './flood.ts';
import { benchPace } from './pace.ts';
import { BenchServer } from './process.ts';
import { benchProcesses } from './processes.ts';
import { benchRest } from './rest.ts';
import { benchSoak } from './soak.ts';

/** Length of our own answer, UTF-16 units: the bare bots reply with as much. */
async function answerLength(): Promise<number> {
  const { catalogue, answers, locales } = await openContext('./content');
  const topic = catalogue.topicByCommand('ukraine');
  const talk = topic && catalogue.newestTalkOn(topic.id);
  if (!topic || !talk) throw new Error('the benchmark asks for /ukraine, which the content does not have');
  return answers.topic(talk, topic, 1, locales.pick('en')).html.length;
}

const MEASUREMENTS: Readonly<Record<string, (server: BenchServer) => Promise<readonly Row[]>>> = {
  commands: async (server) => benchCommands(server, await answerLength()),
  rest: benchRest,
  content: benchContent,
  flood: benchFloodWait,
  faults: (server) => benchFaults(server, option('flood')),
  pace: benchPace,
  digests: benchPaced,
  million: (server) => benchMillion(server, databases),
  'idle-tick': benchIdleTick,
  'fan-out': benchFanOut,
  backlog: benchBacklog,
  copies: (server) => benchCopies(server, copies),
  processes: benchProcesses,
  soak: (server) => benchSoak(server, databases, minutes),
};

/** What follows `--NAME=` on the command line. */
const option = (name: string) =>
  process.argv
    .slice(2)
    .find((word) => word.startsWith(`--${name}=`))
    ?.slice(name.length + 3);
const numberOf = (name: string) => {
  const value = option(name);
  return value === undefined ? undefined : Number(value);
};
/** `--minutes=2` of the soak, 20 by default. It runs only where it is named. */
const minutes = numberOf('minutes');
/** `--copies=600`: messages to be corrected, 10 000 by default. */
const copies = numberOf('copies');
/** `--flood=log`: of the floods only those with that in their name. `--on=SQLite` or `--on=PostgreSQL`: of the soak and of the million; both by default. */
const databases = databasesNamed(option('on'));
const wanted = process.argv.slice(2).filter((word) => !/^--(?:minutes|copies|on|flood)=/.test(word));
const unknown = wanted.filter((name) => !(name in MEASUREMENTS));
if (unknown.length > 0) {
  const there = Object.keys(MEASUREMENTS).join(', ');
  process.stderr.write(`There is no measurement ${unknown.join(', ')}; there are: ${there}\n`);
  process.exit(1);
}
const server = await BenchServer.start();
const rows: Row[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (wanted.includes(name) || (wanted.length === 0 && name !== 'soak'))
    rows.push(...(await measure(server)));
}
server.stop();
process.stdout.write(`${table(rows)}\n`);
mkdirSync('test/out', { recursive: true });
writeFileSync('test/out/bench.json', `${JSON.stringify(rows, undefined, 2)}\n`);
