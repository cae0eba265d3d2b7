// What is read of a YAML file, and where values stand in it. Apart from the parser, which few files need.

import type { Fault } from './yaml-faults.ts';

/** 1-based line and column, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const START: Position = { line: 1, column: 1 };

/** Keys and list indexes from the top of the file down to a value. */
export type Path = readonly PropertyKey[];

/** A value in a file, or the key that it stands under. */
export interface Place {
  readonly path: Path;
  readonly at: 'key' | 'value';
}

export type ParsedYaml =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly faults: readonly Fault[] };
