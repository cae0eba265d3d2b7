// A call's parameters: checked against the Bot API's own types; unknown ones are refused.

import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { MethodName } from './method-names.ts';
import schemas from './methods.schema.json' with { type: 'json' };
import { badRequest } from './refusal.ts';
import { UploadedFile } from './request-fields.ts';

export type Payload = Readonly<Record<string, unknown>>;

type Property = {
  readonly type?: string | readonly string[];
  readonly $ref?: string;
  readonly anyOf?: unknown;
};

const { methods, definitions } = schemas as unknown as {
  readonly methods: Readonly<
    Record<MethodName, { readonly properties?: Readonly<Record<string, Property>> }>
  >;
  readonly definitions: Readonly<Record<string, Property>>;
};

const API = 'bot-api';

/** One schema of all methods, as each of the types is then compiled once. */
const ajv = new Ajv({ strict: false, allowUnionTypes: true })
  .addKeyword({ keyword: 'upload', validate: (_: unknown, data: unknown) => isUpload(data) })
  .addSchema({ $id: API, definitions: { ...definitions, ...methods } });
/** Compiled at first use, as a bot calls few of the methods; the same for every Telegram of the process. */
const validators = new Map<MethodName, ValidateFunction>();

/**
 * The parameters with the types that the method takes. Throws `Refusal` 400 that names the parameter.
 * @param fields as they came: values of JSON, or strings of a form or query.
 * @param form whether every value is a string, whatever its type.
 */
export function checkParameters(method: MethodName, fields: Payload, form: boolean): Payload {
  const payload = decode(method, withoutName(method, fields), form);
  const validate = validatorOf(method);
  if (!validate(payload)) throw refusalOf(validate.errors ?? [], payload);
  return payload;
}

function validatorOf(method: MethodName): ValidateFunction {
  let validate = validators.get(method);
  if (!validate) {
    validate = ajv.getSchema(`${API}#/definitions/${method}`);
    if (!validate) throw new Error(`${method} has no schema`);
    validators.set(method, validate);
  }
  return validate;
}

/** Objects and lists may come "JSON-serialized" in any kind of body; numbers and booleans only in forms. */
function decode(method: MethodName, fields: Payload, form: boolean): Payload {
  const properties = methods[method].properties ?? {};
  let decoded: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(fields)) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (typeof value !== 'string' || !property || takesString(property)) continue;
    const scalar = property.type !== undefined && property.type !== 'array';
    if (scalar && !form) continue;
    decoded ??= { ...fields };
    decoded[name] = parsed(value, name);
  }
  return decoded ?? fields;
}

/** Some clients always send `method` among the parameters, as in an answer to a webhook. */
function withoutName(method: MethodName, fields: Payload): Payload {
  if (fields.method !== method) return fields;
  const { method: _, ...rest } = fields;
  return rest;
}

function takesString({ type, anyOf, $ref }: Property): boolean {
  if ($ref !== undefined) {
    const name = $ref.slice('#/definitions/'.length);
    return Object.hasOwn(definitions, name) && takesString(definitions[name] ?? {});
  }
  if (Array.isArray(anyOf)) return anyOf.some((branch) => takesString(branch as Property));
  return Array.isArray(type) ? type.includes('string') : type === 'string';
}

function parsed(value: string, name: string): unknown {
  // Telegram takes these spellings of booleans in forms.
  if (value === 'True' || value === 'False') return value === 'True';
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse parameter "${name}": not JSON`);
  }
}

function isUpload(data: unknown): boolean {
  return data instanceof UploadedFile;
}

/** The deepest error says most: the others are about alternatives that were not meant. */
function refusalOf(errors: readonly ErrorObject[], payload: Payload): Error {
  const concrete = errors.filter(({ keyword }) => keyword !== 'anyOf');
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const error = concrete.reduce(
    (best, one) => (depth(one) > depth(best) ? one : best),
    concrete[0] as ErrorObject,
  );
  const path = error.instancePath.slice(1).replaceAll('/', '.');
  const within = (name: unknown) => (path ? `${path}.${String(name)}` : String(name));
  switch (error.keyword) {
    case 'additionalProperties':
      return badRequest(`unknown parameter "${within(error.params.additionalProperty)}"`);
    case 'required':
      return badRequest(`parameter "${within(error.params.missingProperty)}" is required`);
    case 'enum':
    case 'const':
      return badRequest(`parameter "${path}" is ${JSON.stringify(valueAt(payload, path))}: ${error.message}`);
    case 'upload':
      return badRequest(`parameter "${path}" is wrong: must be a string or a file of a multipart body`);
    default:
      return badRequest(`parameter "${path}" is wrong: ${error.message}`);
  }
}

function valueAt(payload: unknown, path: string): unknown {
  let value = payload;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[key];
  return value;
}
