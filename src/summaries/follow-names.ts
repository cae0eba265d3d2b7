// What is followed, by name.

import type { Catalogue } from '../content/catalogue.ts';
import { isThere, readFollow } from '../content/follows.ts';
import type { ActorId } from '../content/schema.ts';
import { fullName } from './attribution.ts';
import { inQuotationMarks } from './quotation-marks.ts';

/** `Sergey Lavrov`, `“prisoner exchanges”`; the key itself where the content lacks it. */
export function followName(catalogue: Catalogue, key: string): string {
  const follow = readFollow(key);
  if (follow === undefined || !isThere(catalogue, follow)) return key.slice(key.indexOf(':') + 1);
  switch (follow.type) {
    case 'person':
    case 'party':
      return fullName(catalogue, follow.id as string as ActorId);
    case 'subject':
      return catalogue.subject(follow.id).name;
    case 'promise':
      return catalogue.promise(follow.id).title;
    case 'words':
      return inQuotationMarks(catalogue.language, follow.words);
  }
}
