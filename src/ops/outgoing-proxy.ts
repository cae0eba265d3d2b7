// The proxy by which a server is reached, from the environment as curl reads it:
// https://everything.curl.dev/usingcurl/proxies/env.html

import { BlockList, isIP } from 'node:net';
import { Secret } from './secret.ts';

/** Proxies speak these; SOCKS 5 in either spelling. */
const PROTOCOLS = /^(?:https?|socks5h?|socks):$/u;

/** The address of the proxy, and the variable that names it. */
export interface OutgoingProxy {
  /** With its user and password, where it has one. */
  readonly url: Secret;
  readonly variable: string;
}

/**
 * The proxy for a server; `undefined` where none is set or NO_PROXY names the server. Lower case goes before upper
 * case, `ALL_PROXY` is for both protocols, an address without a protocol is HTTP's.
 * @throws TypeError with the variable's name, and never its value, for what is no proxy's address
 */
export function outgoingProxy(env: NodeJS.ProcessEnv, server: string): OutgoingProxy | undefined {
  const { protocol, hostname, port } = new URL(server);
  const own = protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const variable = [own, own.toUpperCase(), 'all_proxy', 'ALL_PROXY'].find((name) => env[name]?.trim());
  const exceptions = env.no_proxy ?? env.NO_PROXY ?? '';
  if (variable === undefined || isExcepted(hostname, port || defaultPort(protocol), exceptions))
    return undefined;
  return { url: addressOf(env[variable] ?? '', variable), variable };
}

function defaultPort(protocol: string): string {
  return protocol === 'https:' ? '443' : '80';
}

function addressOf(text: string, variable: string): Secret {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//iu.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (url === null || url.hostname === '' || !PROTOCOLS.test(url.protocol)) {
    throw new TypeError(
      `${variable}: is not the address of a proxy; write one like http://proxy.example.org:3128`,
    );
  }
  return new Secret(url.href.replace(/^socks5h:/u, 'socks5:'));
}

/** `example.org` and `.example.org` are the host and those below it, `*` is every host; ports and networks count too. */
function isExcepted(hostname: string, port: string, list: string): boolean {
  const host = hostname.replace(/^\[|\]$|\.$/gu, '').toLowerCase();
  return list
    .split(/[\s,]+/u)
    .filter((entry) => entry !== '')
    .some((entry) => matches(entry.toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, ownPort] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/u.exec(entry) ?? [];
  if (ownPort !== undefined && ownPort !== port) return false;
  const plain = name.replace(/^\[|\]$/gu, '');
  if (isIP(host) !== 0) return inNetwork(host, plain);
  const domain = plain.replace(/^\*?\./u, '').replace(/\.$/u, '');
  return host === domain || host.endsWith(`.${domain}`);
}

/** Whether an address is the entry, or in its network: `10.0.0.0/8`. */
function inNetwork(host: string, entry: string): boolean {
  const [address = '', bits] = entry.split('/');
  const family = (text: string) => (isIP(text) === 6 ? 'ipv6' : 'ipv4');
  const size = bits === undefined ? (isIP(address) === 6 ? 128 : 32) : Number(bits);
  if (isIP(address) === 0 || !Number.isInteger(size) || size > (isIP(address) === 6 ? 128 : 32)) return false;
  const network = new BlockList();
  network.addSubnet(address, size, family(address));
  return network.check(host, family(host));
}
