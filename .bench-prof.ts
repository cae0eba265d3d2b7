import { Session } from 'node:inspector/promises';
import { openContext } from './src/bot/create-context.ts';
const { catalogue, answers, locales } = await openContext('/tmp/benchc');
const s = new Session(); s.connect();
const mode = process.argv[2];
const [first] = catalogue.talks; 
if (mode !== 'first') for (const t of catalogue.talks.slice(0, 10)) for (const topic of catalogue.topicsOf(t.id)) for (const l of ['en','ru']) answers.topic(t, topic, 1, locales.pick(l));
await s.post('Profiler.enable'); await s.post('Profiler.setSamplingInterval',{interval:200}); await s.post('Profiler.start');
if (mode==='first') { const topic = catalogue.topicsOf(first!.id)[0]!; answers.topic(first!, topic, 1, locales.pick('en')); answers.topic(first!, topic, 1, locales.pick('ru')); }
else for (const t of catalogue.talks.slice(10, 60)) for (const topic of catalogue.topicsOf(t.id)) for (const l of ['en','ru']) answers.topic(t, topic, 1, locales.pick(l));
const { profile } = await s.post('Profiler.stop');
const self = new Map<string, number>(), total = new Map<string, number>();
const byId = new Map(profile.nodes.map(n=>[n.id,n])); const parent = new Map<number,number>();
for (const n of profile.nodes) for (const c of n.children??[]) parent.set(c,n.id);
const nm=(n:any)=>`${n.callFrame.functionName||'(anon)'}@${n.callFrame.url.split('/').slice(-2).join('/')}:${n.callFrame.lineNumber+1}`;
profile.samples!.forEach((id,i)=>{ const d=profile.timeDeltas![i]!/1000; const n=byId.get(id)!; self.set(nm(n),(self.get(nm(n))??0)+d); const seen=new Set<string>(); for (let x:number|undefined=id;x!==undefined;x=parent.get(x)) { const k=nm(byId.get(x)!); if(!seen.has(k)){seen.add(k); total.set(k,(total.get(k)??0)+d);} } });
const top=(m:Map<string,number>,k:number)=>[...m].sort((a,b)=>b[1]-a[1]).slice(0,k).map(([n,v])=>`${v.toFixed(1).padStart(8)} ${n}`).join('\n');
console.log('SELF\n'+top(self,25)+'\nTOTAL\n'+top(total,45));
