// The connections to the Bot API server, of their own for each kind of call: straight to it, or through a proxy.

import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { buildConnector, Dispatcher, Pool as PoolTypes, ProxyAgent } from 'undici';
// Not from 'undici': its entry also loads fetch, WebSocket, a cache and mocks, and that slows every start.
import connector from 'undici/lib/core/connect.js';
import Pool from 'undici/lib/dispatcher/pool.js';

/** A proxy's address, held so that printing its holder shows no password. */
export interface ProxyAddress {
  readonly url: { reveal(): string };
}

/** Where calls of one kind are written to. */
export type Connection = Pick<Dispatcher, 'dispatch' | 'destroy'>;

export interface Connections {
  /** Those for a method. Messages, updates, look-ups and the rest never wait for each other's connections. */
  of(method: string): Connection;
  close(): Promise<void>;
}

/** Largest answer read, bytes: 100 updates with every field at its limit are smaller. */
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
/** Keep-alive connections. 32 carried 11,000 calls a second against a local server; more gained nothing. */
const CONNECTIONS = 32;
/**
 * Look-ups and answers to presses have connections of their own: many that hang must not keep messages from leaving.
 */
const LOOK_UP_CONNECTIONS = 8;
const ASIDE_CONNECTIONS = 16;
/** One for the poll that waits, one for the call that confirms updates at a stop. */
const POLL_CONNECTIONS = 2;
const CONNECT_MS = 5_000;

/** What goes to a chat. */
export const IS_SEND = /^(send|edit)/;

/** @param origin of the Bot API server */
export function createConnections(origin: string, proxy: ProxyAddress | undefined): Connections {
  const settings: PoolTypes.Options = {
    pipelining: 1,
    maxResponseSize: MAX_ANSWER_BYTES,
    // With one HTTP/2 session for all calls, a dead connection would hold up every chat.
    allowH2: false,
  };
  const connect = compiledOnce(connector({ timeout: CONNECT_MS, allowH2: false }));
  const open = proxy
    ? throughProxy(proxy.url.reveal(), settings)
    : (connections: number) => new Pool(origin, { ...settings, connections, connect });
  const sends = open(CONNECTIONS);
  // Of their own: sends that hang must not keep updates from coming in.
  const polls = open(POLL_CONNECTIONS);
  const lookUps = open(LOOK_UP_CONNECTIONS);
  const asides = open(ASIDE_CONNECTIONS);
  return {
    of(method) {
      if (method === 'getUpdates') return polls;
      if (method.startsWith('get')) return lookUps;
      return IS_SEND.test(method) ? sends : asides;
    },
    async close() {
      await Promise.all([sends, polls, lookUps, asides].map((each) => each.destroy()));
    },
  };
}

/** What V8 counts down to the second compilation, in bytes run; the greatest that it takes, and its own. */
const NEVER = 2_147_483_647;
const AS_USUAL = 13_000_000;

/**
 * undici reads answers with a parser in WebAssembly, which it makes when the first connection is open. After some ten answers
 * V8 would compile that once more, for speed: 60 ms and 23 MB of memory, 8 MB of which glibc keeps. The parser as it is
 * compiled first costs a busy bot nothing that could be measured: docs/decisions/0025-memory-again.md.
 */
function compiledOnce(connect: buildConnector.connector): buildConnector.connector {
  let isMade = false;
  return (options, callback) =>
    connect(options, (...opened) => {
      if (isMade) return callback(...opened);
      // Only while the parser is made: what is loaded under other flags is not taken from the compile cache.
      setFlagsFromString(`--wasm-tiering-budget=${NEVER}`);
      try {
        callback(...opened);
      } finally {
        setFlagsFromString(`--wasm-tiering-budget=${AS_USUAL}`);
      }
      isMade = opened[0] === null;
    });
}

/** What the agent makes a pool to the proxy of. */
interface ToProxy {
  readonly connect: buildConnector.connector;
}

/**
 * The agent's code is loaded only where there is a proxy; not with `import`, so that calls are made at once. Pools get
 * `connect` from undici's entry, which is not loaded here.
 */
function throughProxy(uri: string, settings: PoolTypes.Options): (connections: number) => Connection {
  const load = createRequire(import.meta.url);
  const Agent = load('undici/lib/dispatcher/proxy-agent.js') as typeof ProxyAgent;
  const connect = load('undici/lib/api/api-connect.js') as Dispatcher['connect'];
  const clientFactory = (proxy: URL, options: ToProxy): Dispatcher =>
    // A proxy that takes a connection and says nothing is like one that does not take it.
    Object.assign(
      new Pool(proxy, { ...options, connect: compiledOnce(options.connect), headersTimeout: CONNECT_MS }),
      { connect },
    );
  return (connections) =>
    new Agent({
      ...settings,
      uri,
      connections,
      clientFactory,
      connectTimeout: CONNECT_MS,
    } as ProxyAgent.Options);
}

/** Failures to open a connection: with a proxy it was the one to the proxy. */
const NOT_OPENED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a proxy did: `PROXY_407` is its HTTP status, `PROXY_CLOSED` that it hung up. */
export interface ProxyFailure {
  readonly code: string;
  /** The proxy's, with its port. */
  readonly host: string;
}

/**
 * What the proxy has to do with an error of undici's; `undefined` for an error of Telegram's server.
 * @param isWritten whether the call was written to a connection: what failed before is the way there
 */
export function proxyFailure(
  error: Error,
  proxy: ProxyAddress,
  isWritten: boolean,
): ProxyFailure | undefined {
  const { host } = new URL(proxy.url.reveal());
  const code = 'code' in error ? String(error.code) : error.name;
  // undici has no code of its own for these two.
  const status = /^Proxy response \((\d{3})\)|^Proxy Authentication Required \((\d{3})\)/u.exec(
    error.message,
  );
  if (status) return { code: `PROXY_${status[1] ?? status[2]}`, host };
  if (code === 'UND_ERR_PRX_CONN') return { code: 'PROXY_CLOSED', host };
  if (code === 'UND_ERR_PRX_TLS') return { code: 'PROXY_TLS', host };
  if (code.startsWith('UND_ERR_SOCKS5')) return { code: 'PROXY_SOCKS5', host };
  return NOT_OPENED.has(code) || (code === 'UND_ERR_HEADERS_TIMEOUT' && !isWritten)
    ? { code, host }
    : undefined;
}
