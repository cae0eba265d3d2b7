// A faulty file: what of it is valid and can be checked further; its keys and values by path.

import { z } from 'zod';
import type { Path } from './yaml-file.ts';

/** A value in which anything may be missing, because it was wrong and has been reported. */
export type Draft<T> = T extends string
  ? T
  : T extends readonly (infer Item)[]
    ? readonly (Draft<Item> | undefined)[]
    : T extends object
      ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
      : T;

/** All valid parts of the value. List items keep their index. */
export function salvage<T>(schema: z.ZodType<T>, value: unknown): Draft<T> | undefined {
  return keep(schema, value) as Draft<T> | undefined;
}

function keep(schema: unknown, value: unknown): unknown {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject && isRecord(value)) {
    const kept = Object.entries(inner.shape).map(([key, field]) => [key, keep(field, value[key])]);
    return Object.fromEntries(kept.filter(([, part]) => part !== undefined));
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => keep(inner.element, item));
  }
  const result = schema instanceof z.ZodType ? schema.safeParse(value) : undefined;
  return result?.success ? result.data : undefined;
}

/** The keys that the object at the path may have. */
export function keysAt(schema: unknown, path: Path): readonly string[] {
  const inner = unwrap(schema);
  if (!(inner instanceof z.ZodObject)) {
    return inner instanceof z.ZodArray ? keysAt(inner.element, path.slice(1)) : [];
  }
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(inner.shape);
  return keysAt(inner.shape[String(key)], rest);
}

function unwrap(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrap(schema.unwrap()) : schema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, step) ? (value as Record<PropertyKey, unknown>)[step] : undefined;
  }
  return value;
}
