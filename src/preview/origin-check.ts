// Refuses requests that are not from this machine's own page: by another site, or by a name that points here.

import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Why a request is refused, or `undefined` for the page's own. `Host` must name this machine, so that no other
 * name can be made to point here (DNS rebinding); `Origin`, where present, must be that host. A server that
 * listens on every address accepts any of them as a number: only names can be rebound.
 */
export function originProblem({ host, origin }: IncomingHttpHeaders, listensOn: string): string | undefined {
  const named = hostname(`http://${host ?? ''}`);
  const isOurs =
    LOOPBACK.has(named) || named === listensOn || (EVERY_ADDRESS.has(listensOn) && isIP(named) > 0);
  if (!named || !isOurs) return 'The preview answers to this machine’s own address only.';
  if (origin !== undefined && origin !== `http://${host}`) return 'The preview answers to its own page only.';
  return undefined;
}

/** Without the brackets of IPv6; empty where there is none. */
function hostname(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[(.*)\]$/, '$1') : '';
}
