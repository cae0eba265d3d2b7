import { writeContent } from './.bench-tmp.ts';
import fs from 'node:fs';
fs.rmSync('/tmp/benchc',{recursive:true,force:true}); fs.mkdirSync('/tmp/benchc');
writeContent('/tmp/benchc');
