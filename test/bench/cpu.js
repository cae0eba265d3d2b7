// In JavaScript: TypeScript would load a compiler into what is measured. Lets a measured process tell what it has used. Says nothing until asked.

import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Resident memory at its peak, KiB. What Linux counts as `maxRSS` begins with what the parent had. */
function peak() {
  const ofThis = existsSync(STATUS) && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'))?.[1];
  return ofThis ? Number(ofThis) : process.resourceUsage().maxRSS;
}

process.on('message', (question) => {
  if (question !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1000,
    peakMb: (peak() * 1024) / 1e6,
    rssMb: process.memoryUsage.rss() / 1e6,
    handles: process.getActiveResourcesInfo().length,
  });
});
process.on('disconnect', () => process.exit(0));
