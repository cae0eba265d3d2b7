// The Bot API's HTTP side on loopback: from a request to an answer, or to the fault set for it.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, type Call, type Dispatch, refused } from './dispatch.ts';
import type { Fault, Faults } from './faults.ts';
import { Refusal } from './refusal.ts';
import { type Fields, readFields } from './request-fields.ts';

/** Bytes: the largest upload that the Bot API takes. */
const BODY_LIMIT = 50 * 1024 * 1024;
const PATH = /^\/bot([^/]+)\/([^/?]+)(?:\?(.*))?$/s;

export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

export async function listen(
  options: { readonly port: number; readonly host: string; readonly token: string },
  dispatch: Dispatch,
  faults: Faults,
): Promise<Endpoint> {
  const server = createServer((request, response) => {
    serve(request, response, options.token, dispatch, faults).catch((error: unknown) => {
      // A request that broke off, or a defect of the local Telegram itself, which must show.
      const description = `Internal Server Error: ${error instanceof Error ? error.message : String(error)}`;
      if (response.headersSent) response.destroy();
      else answer(response, { status: 500, body: { ok: false, error_code: 500, description } });
    });
  });
  // Telegram keeps connections open for long; five seconds would cut them under the client's hands.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://${options.host}:${port}`, stop: () => stop(server) };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  token: string,
  dispatch: Dispatch,
  faults: Faults,
): Promise<void> {
  const [, given, name, query = ''] = PATH.exec(request.url ?? '') ?? [];
  const refusal = whoIs(given, token);
  if (refusal || !name) {
    request.resume();
    answer(response, refused(refusal ?? new Refusal(404, 'Not Found')));
    return;
  }
  const body = await readBody(request);
  if (!body) {
    answer(response, refused(new Refusal(413, 'Request Entity Too Large')));
    return;
  }
  let fields: Fields;
  try {
    fields = await readFields(query, request.headers['content-type'] ?? '', body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const call = dispatch.open(name, {});
    finish(response, dispatch, call, refused(error));
    return;
  }
  const call = dispatch.open(name, fields.fields);
  const fault = faults.strike(call.method, fields.fields);
  if (fault && fault.type !== 'lost') {
    fail(response, dispatch, call, fault);
    return;
  }
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const result = await dispatch.run(call, fields, gone.signal);
  if (fault) {
    dispatch.close(call);
    response.destroy();
  } else if (response.destroyed) dispatch.close(call);
  else finish(response, dispatch, call, result);
}

/** 404 for what cannot be a token, 401 for one that is not ours. */
function whoIs(given: string | undefined, token: string): Refusal | undefined {
  if (given === undefined || !/^\d+:[\w-]+$/.test(given)) return new Refusal(404, 'Not Found');
  return given === token ? undefined : new Refusal(401, 'Unauthorized');
}

/** `undefined` for a body over the limit. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function finish(response: ServerResponse, dispatch: Dispatch, call: Call, result: Answer): void {
  answer(response, result);
  dispatch.close(call, result);
}

function answer(response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body);
  const { retry_after } = (body.parameters ?? {}) as { retry_after?: number };
  if (retry_after !== undefined) response.setHeader('retry-after', retry_after);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function fail(
  response: ServerResponse,
  dispatch: Dispatch,
  call: Call,
  fault: Exclude<Fault, { type: 'lost' }>,
): void {
  switch (fault.type) {
    case 'error': {
      const { code, description, parameters } = fault;
      const body = { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) };
      finish(response, dispatch, call, { status: code, body });
      return;
    }
    case 'html': {
      const page = `<html><head><title>${fault.status}</title></head><body>nginx</body></html>`;
      response.writeHead(fault.status, { 'content-type': 'text/html', 'content-length': page.length });
      response.end(page);
      break;
    }
    case 'cut':
      cut(response, fault.hang === true);
      break;
    case 'reset':
      response.destroy();
      break;
    case 'hang':
      break;
  }
  dispatch.close(call);
}

/** Promises twice what it sends. */
function cut(response: ServerResponse, hang: boolean): void {
  const half = '{"ok":true,"result":{"message_id":1,"da';
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': half.length * 2 });
  response.write(half, () => {
    if (!hang) response.destroy();
  });
}
