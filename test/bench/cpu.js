// In JavaScript: TypeScript would load a compiler into what is measured. Lets a measured process tell what it has used. Says nothing until asked.

process.on('message', (question) => {
  if (question !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    rssMb: process.memoryUsage.rss() / 1e6,
    handles: process.getActiveResourcesInfo().length,
  });
});
process.on('disconnect', () => process.exit(0));
