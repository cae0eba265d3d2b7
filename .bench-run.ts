import { openContext } from './src/bot/create-context.ts';
import { loadContent } from './src/content/load.ts';
const folder = process.argv[2] ?? '/tmp/benchc';
const cpu0 = process.cpuUsage();
const base = process.resourceUsage().maxRSS/1000;
const ctx = process.argv[3]==='load' ? { catalogue: await loadContent(folder) } : await openContext(folder);
const cpu = process.cpuUsage(cpu0);
const m = process.memoryUsage();
console.log('base', base.toFixed(0), 'peakRSS', (process.resourceUsage().maxRSS/1000).toFixed(0), 'cpu', ((cpu.user+cpu.system)/1e6).toFixed(2), 'heapUsed', (m.heapUsed/1e6).toFixed(0), 'heapTotal', (m.heapTotal/1e6).toFixed(0), 'ext', (m.external/1e6).toFixed(0), 'ab', (m.arrayBuffers/1e6).toFixed(0));
if (globalThis.gc) { gc(); gc(); const n = process.memoryUsage(); console.log('after gc heapUsed', (n.heapUsed/1e6).toFixed(0), 'rss', (n.rss/1e6).toFixed(0),'ext', (n.external/1e6).toFixed(0)); }
console.log(ctx.catalogue.talks.length);
