import { openContext } from './src/bot/create-context.ts';
const { catalogue, answers, locales } = await openContext(process.argv[2] ?? '/tmp/benchc');
const out: {ms:number, cpu:number, what:string, n:number}[] = [];
let n=0;
for (const talk of catalogue.talks.slice(0, 50)) for (const topic of catalogue.topicsOf(talk.id)) for (const l of ['en','ru']) {
  const t0 = process.threadCpuUsage(); const w0 = performance.now();
  answers.topic(talk, topic, 1, locales.pick(l));
  const w = performance.now()-w0; const t = process.threadCpuUsage(t0);
  out.push({ ms: w, cpu: (t.user+t.system)/1000, what: `${talk.id} ${topic} ${l}`, n: n++ });
}
const q=(k:'ms'|'cpu',p:number)=>{const s=out.map(o=>o[k]).sort((a,b)=>a-b); return s[Math.min(s.length-1,Math.ceil(p*s.length)-1)]!.toFixed(2)};
console.log(out.length, 'wall p50', q('ms',.5), 'p90', q('ms',.9), 'p99', q('ms',.99), '| cpu p50', q('cpu',.5),'p90', q('cpu',.9),'p95', q('cpu',.95), 'p99', q('cpu',.99));
if (process.argv[3]) for (const o of out.toSorted((a,b)=>b.cpu-a.cpu).slice(0,24)) console.log(o.n, o.cpu.toFixed(2), o.ms.toFixed(2), o.what);
