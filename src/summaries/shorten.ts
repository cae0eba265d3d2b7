// A long summary as one message: as much of its beginning as fits, a note, its sources.

import { type Block, phrase, type Summary } from './blocks.ts';

/**
 * The summary if it fits, else its longest beginning that does, cut between points. The last block, the sources,
 * always stays.
 */
export function shorten(summary: Summary, fits: (summary: Summary) => boolean): Summary {
  if (fits(summary)) return summary;
  const body = summary.blocks.slice(0, -1);
  let [most, tooMany] = [0, sizeOf(body)];
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2);
    if (fits(beginning(summary, middle))) most = middle;
    else tooMany = middle;
  }
  return beginning(summary, most);
}

function beginning({ blocks, ...rest }: Summary, count: number): Summary {
  const more: Block = { type: 'text', lines: [[{ italic: phrase('shortened') }]] };
  return { ...rest, blocks: [...first(blocks.slice(0, -1), count), more, ...blocks.slice(-1)] };
}

/** Lines and items, over all blocks. */
function sizeOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + size(block), 0);
}

function size(block: Block): number {
  switch (block.type) {
    case 'text':
      return block.lines.length;
    case 'section':
      return block.items.length;
    case 'folded':
      return block.groups.reduce((sum, { items }) => sum + items.length, 0);
  }
}

/** The first `count` lines and items; no heading without any. */
function first(blocks: readonly Block[], count: number): readonly Block[] {
  let left = count;
  return blocks.flatMap((block): readonly Block[] => {
    const room = left;
    left = Math.max(0, left - size(block));
    return room === 0 ? [] : [cut(block, room)];
  });
}

function cut(block: Block, count: number): Block {
  switch (block.type) {
    case 'text':
      return { ...block, lines: block.lines.slice(0, count) };
    case 'section':
      return { ...block, items: block.items.slice(0, count) };
    case 'folded': {
      let left = count;
      const groups = block.groups.flatMap((group) => {
        const items = group.items.slice(0, left);
        left -= items.length;
        return items.length === 0 ? [] : [{ ...group, items }];
      });
      return { ...block, groups };
    }
  }
}
