import { openContext } from './src/bot/create-context.ts';
const { catalogue } = await openContext('/tmp/benchc');
for (const l of ['en','ru','uk']) { const c=catalogue.in(l); const t=process.cpuUsage(); const w=performance.now(); const n=c.talks.length; const u=process.cpuUsage(t); console.log(l,n,(performance.now()-w).toFixed(0),'cpu',((u.user+u.system)/1000).toFixed(0)); 
 const t2=process.cpuUsage(); [...c.talks].slice(0,20).map(x=>x.points.length); const u2=process.cpuUsage(t2); console.log('  20 talks points', ((u2.user+u2.system)/1000).toFixed(0)); }
