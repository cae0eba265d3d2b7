// Run before `npm start`: says in one line what an old Node would say in a stack trace.

const NEEDED = 24;

if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `Node ${process.versions.node} is too old; Communiqué needs ${NEEDED}. ` +
      'Run `npm ci`, which brings it along, or install it from https://nodejs.org\n',
  );
  process.exit(1);
}
